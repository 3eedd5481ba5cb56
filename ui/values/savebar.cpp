// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/savebar.h"

#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QPainter>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The accent dot that means "not saved".
class EditedDot final : public QWidget {
public:
    EditedDot(const Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedSize(8, 8);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->color(Token::Accent));
        painter.drawEllipse(rect().adjusted(0, 0, -1, -1));
    }

private:
    const Theme *m_theme;
};

} // namespace

SaveBar::SaveBar(const Theme *theme, Environment environment, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_edited(plainLabel(theme, TextStyle::BodySemibold, Token::Text, {}, this))
    , m_cost(plainLabel(theme, TextStyle::Body, Token::Text2, {}, this))
    , m_discard(new Button(theme, tr("Discard"), Button::Kind::Ghost, this))
    , m_preview(new Button(theme, tr("Preview commands"), Button::Kind::Default, this))
    , m_asText(new Button(theme, tr("Save anyway as text"), Button::Kind::Default, this))
    , m_save(new Button(theme, valueWords::saveLabel(environment), Button::Kind::Write, this))
{
    setObjectName(u"saveBar"_s);
    setFixedHeight(theme->scaled(48));
    m_edited->setObjectName(u"saveBarEdited"_s);
    m_cost->setObjectName(u"saveBarCost"_s);
    m_discard->setObjectName(u"discardButton"_s);
    m_preview->setObjectName(u"previewButton"_s);
    m_asText->setObjectName(u"saveAsTextButton"_s);
    m_save->setObjectName(u"saveButton"_s);
    m_save->setEnvironment(environment);
    m_save->setKeyCap(QKeySequence(QKeySequence::Save));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(10);
    row->addWidget(new EditedDot(theme, this));
    row->addWidget(m_edited);
    row->setSpacing(8);
    m_cost->setElide(Qt::ElideRight);
    row->addWidget(m_cost, 1);
    row->addWidget(m_discard);
    row->addWidget(m_preview);
    row->addWidget(m_asText);
    row->addWidget(m_save);
    m_asText->hide();
    connect(m_discard, &QAbstractButton::clicked, this, &SaveBar::discardRequested);
    connect(m_preview, &QAbstractButton::clicked, this, &SaveBar::previewRequested);
    connect(m_asText, &QAbstractButton::clicked, this, &SaveBar::saveAsTextRequested);
    connect(m_save, &QAbstractButton::clicked, this, &SaveBar::saveRequested);
    connect(theme, &Theme::changed, this, [this] { setFixedHeight(m_theme->scaled(48)); });
}

void SaveBar::setTexts(const QString &edited, const QString &cost)
{
    m_edited->setText(edited);
    m_cost->setText(cost);
}

void SaveBar::setCanSave(bool can, const QString &whyNot)
{
    m_canSave = can;
    setPlainToolTip(m_save, whyNot);
    setPlainToolTip(m_asText, whyNot);
    setBusy(m_busy);
}

void SaveBar::setBusy(bool busy)
{
    m_busy = busy;
    m_save->setEnabled(m_canSave && !busy);
    m_asText->setEnabled(!busy);
    m_discard->setEnabled(!busy);
}

void SaveBar::setOffersText(bool offers)
{
    m_asText->setVisible(offers);
}

QWidget *SaveBar::previewButton() const
{
    return m_preview;
}

} // namespace stashdeck
