// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/formatlist.h"

#include "ui/transfer/transferwording.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QFrame>
#include <QMouseEvent>
#include <QPainter>
#include <QRadioButton>
#include <QStyle>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The line between two choices.
class Line final : public QWidget {
public:
    Line(const Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedHeight(1);
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter(this).fillRect(rect(), m_theme->color(Token::BorderSoft));
    }

private:
    const Theme *m_theme;
};

} // namespace

FormatList::FormatList(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"exportFormats"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (int i = 0; i < transferFormatCount; ++i) {
        const auto format = static_cast<TransferFormat>(i);
        if (i > 0)
            column->addWidget(new Line(theme, this));
        auto *row = new QWidget(this);
        auto *cells = new QVBoxLayout(row);
        cells->setContentsMargins(0, 7, 0, 7);
        cells->setSpacing(1);
        auto *button = new QRadioButton(transferWords::formatTitle(format), row);
        button->setObjectName(u"exportFormat_"_s + suffixOf(format));
        button->setAccessibleDescription(transferWords::formatSentence(format));
        button->setAutoExclusive(false); // they have different parents: exclusive by hand
        button->setFont(theme->font(TextStyle::BodySemibold));
        connect(theme, &Theme::changed, button,
                [theme, button] { button->setFont(theme->font(TextStyle::BodySemibold)); });
        PlainLabel *sentence
            = plainLabel(theme, TextStyle::Secondary, Token::Text2, transferWords::formatSentence(format), row);
        const int indent = style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth)
            + style()->pixelMetric(QStyle::PM_RadioButtonLabelSpacing);
        sentence->setIndent(indent);
        sentence->setWordWrap(true);
        cells->addWidget(button);
        cells->addWidget(sentence);
        row->installEventFilter(this);
        button->installEventFilter(this);
        column->addWidget(row);
        m_buttons.append(button);
        connect(button, &QRadioButton::clicked, this, [this, format] {
            setFormat(format);
            emit changed();
        });
    }
    setFormat(TransferFormat::Archive);
}

TransferFormat FormatList::format() const
{
    for (int i = 0; i < m_buttons.size(); ++i) {
        if (m_buttons[i]->isChecked())
            return static_cast<TransferFormat>(i);
    }
    return TransferFormat::Archive;
}

void FormatList::setFormat(TransferFormat format)
{
    for (int i = 0; i < m_buttons.size(); ++i) {
        const bool on = i == int(format);
        m_buttons[i]->setChecked(on);
        m_buttons[i]->setFocusPolicy(on ? Qt::StrongFocus : Qt::ClickFocus);
    }
    setFocusProxy(m_buttons[int(format)]);
}

bool FormatList::eventFilter(QObject *watched, QEvent *event)
{
    const qsizetype at = m_buttons.indexOf(qobject_cast<QRadioButton *>(watched));
    if (at >= 0 && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int step = key == Qt::Key_Down || key == Qt::Key_Right ? 1
            : key == Qt::Key_Up || key == Qt::Key_Left               ? -1
                                                                     : 0;
        if (step != 0) {
            const qsizetype to = (at + step + m_buttons.size()) % m_buttons.size();
            setFormat(static_cast<TransferFormat>(to));
            m_buttons[to]->setFocus(Qt::TabFocusReason);
            emit changed();
            return true;
        }
    }
    if (at < 0 && event->type() == QEvent::MouseButtonRelease) { // the sentence and the space belong to the choice
        if (auto *button = watched->findChild<QRadioButton *>())
            button->click();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace stashdeck
