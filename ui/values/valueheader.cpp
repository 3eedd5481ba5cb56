// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/valueheader.h"

#include "models/base/bytetext.h"
#include "models/session/serverclock.h"
#include "models/snippets/documentsubject.h"
#include "ui/snippets/copyasmenu.h"
#include "ui/values/ttlchip.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/typebadge.h"

#include <QActionGroup>
#include <QBoxLayout>
#include <QMenu>
#include <QPainter>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

/// "Size 1.4 KB · 10 fields": facts in one painted line, values in bold.
class MetaLine final : public QWidget {
public:
    struct Part {
        QString name;
        QString value;
    };

    MetaLine(const Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setObjectName(u"metaLine"_s);
    }
    void setParts(const QList<Part> &parts)
    {
        m_parts = parts;
        QStringList spoken;
        for (const Part &part : parts)
            spoken.append(part.name + QLatin1Char(' ') + part.value);
        setAccessibleName(spoken.join(u", "_s));
        updateGeometry();
        update();
    }
    [[nodiscard]] QSize sizeHint() const override { return {paint(nullptr), m_theme->scaled(24)}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {40, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paint(&painter);
    }

private:
    int paint(QPainter *painter) const
    {
        int x = 0;
        const auto write = [this, painter, &x](const QString &text, TextStyle style, Token token) {
            const QFont font = m_theme->font(style);
            const int width = QFontMetrics(font).horizontalAdvance(text);
            if (painter) {
                painter->setFont(font);
                painter->setPen(m_theme->color(token));
                painter->drawText(QRect(x, 0, width + 2, height()), Qt::AlignVCenter, text);
            }
            x += width;
        };
        for (qsizetype i = 0; i < m_parts.size(); ++i) {
            if (i > 0) {
                x += 8;
                write(u"\u00B7"_s, TextStyle::Secondary, Token::Text3);
                x += 8;
            }
            if (!m_parts.at(i).name.isEmpty()) {
                write(m_parts.at(i).name, TextStyle::Secondary, Token::Text2);
                x += 4;
            }
            QFont bold = m_theme->font(TextStyle::Secondary);
            bold.setWeight(QFont::DemiBold);
            const int width = QFontMetrics(bold).horizontalAdvance(m_parts.at(i).value);
            if (painter) {
                painter->setFont(bold);
                painter->setPen(m_theme->color(Token::Text));
                painter->drawText(QRect(x, 0, width + 2, height()), Qt::AlignVCenter, m_parts.at(i).value);
            }
            x += width;
        }
        return x + 2;
    }

    const Theme *m_theme;
    QList<Part> m_parts;
};

ValueHeader::ValueHeader(const Theme *theme, KeyDocument *document, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_document(document)
    , m_badge(new TypeBadge(theme, document->typeName(), this, TypeBadge::Size::Large))
    , m_name(plainLabel(theme, TextStyle::KeyTitle, Token::Text, {}, this))
    , m_copy(new CopyButton(theme, tr("Copy key (Ctrl+Shift+C)"), this))
    , m_copyAs(new IconButton(theme, u"chevron-down"_s, tr("Copy as (Ctrl+Alt+C)"), this))
    , m_reload(new Button(theme, tr("Reload"), Button::Kind::Quiet, this))
    , m_auto(new IconButton(theme, u"chevron-down"_s, tr("Reload by itself"), this))
    , m_rename(new Button(theme, tr("Rename"), Button::Kind::Quiet, this))
    , m_delete(new Button(theme, tr("Delete"), Button::Kind::DangerQuiet, this))
    , m_ttl(new TtlChip(theme, document->session()->serverClock(), this))
    , m_meta(new MetaLine(theme, this))
    , m_loaded(plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, this))
{
    m_badge->setObjectName(u"valueBadge"_s);
    m_name->setObjectName(u"valueKey"_s);
    m_name->setElide(Qt::ElideMiddle);
    m_name->setTextInteractionFlags(Qt::NoTextInteraction);
    m_copy->setObjectName(u"copyKeyButton"_s);
    m_copy->setSource([this] { return QString::fromUtf8(m_document->key()); });
    m_copy->setSide(24);
    m_copyAs->setObjectName(u"copyAsButton"_s);
    m_copyAs->setSide(24);
    auto *copyAs = new CopyAsMenu([this] { return subjectOf(*m_document); }, m_copyAs);
    connect(copyAs, &CopyAsMenu::copied, this, &ValueHeader::copied);
    m_copyAs->setMenu(copyAs);
    m_copyAs->setPopupMode(QToolButton::InstantPopup);
    m_reload->setObjectName(u"reloadButton"_s);
    m_reload->setIconName(u"refresh-cw"_s);
    m_auto->setObjectName(u"autoRefreshButton"_s);
    m_auto->setSide(24);
    m_rename->setObjectName(u"renameButton"_s);
    m_rename->setIconName(u"pencil"_s);
    m_delete->setObjectName(u"deleteButton"_s);
    m_delete->setIconName(u"trash-2"_s);
    m_loaded->setObjectName(u"loadedAt"_s);

    auto *menu = new QMenu(m_auto);
    auto *group = new QActionGroup(menu);
    for (const int seconds : {0, 2, 5, 10, 30}) {
        QAction *action = menu->addAction(seconds == 0 ? tr("Off") : tr("Every %1 s").arg(seconds));
        action->setObjectName(u"autoRefresh%1"_s.arg(seconds));
        action->setCheckable(true);
        action->setChecked(seconds == 0);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, seconds] {
            m_seconds = seconds;
            m_reload->setText(seconds == 0 ? tr("Reload") : tr("Reload · %1 s").arg(seconds));
            emit autoRefreshChanged(seconds);
        });
    }
    m_auto->setMenu(menu);
    m_auto->setPopupMode(QToolButton::InstantPopup);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 10);
    column->setSpacing(8);
    auto *top = new QHBoxLayout;
    top->setSpacing(10);
    top->addWidget(m_badge);
    top->addWidget(m_name);
    auto *copy = new QHBoxLayout;
    copy->setSpacing(2);
    copy->addWidget(m_copy);
    copy->addWidget(m_copyAs);
    top->addLayout(copy);
    top->addStretch(1);
    auto *reload = new QHBoxLayout;
    reload->setSpacing(2);
    reload->addWidget(m_reload);
    reload->addWidget(m_auto);
    top->addLayout(reload);
    top->addWidget(m_rename);
    top->addWidget(m_delete);
    column->addLayout(top);
    auto *facts = new QHBoxLayout;
    facts->setSpacing(10);
    facts->addWidget(m_ttl);
    facts->addWidget(m_meta, 1);
    facts->addWidget(m_loaded);
    column->addLayout(facts);

    connect(m_reload, &QAbstractButton::clicked, this, &ValueHeader::reloadRequested);
    connect(m_rename, &QAbstractButton::clicked, this, &ValueHeader::renameRequested);
    connect(m_delete, &QAbstractButton::clicked, this, &ValueHeader::deleteRequested);
    connect(m_ttl, &QAbstractButton::clicked, this, &ValueHeader::expiryRequested);
    connect(m_ttl, &TtlChip::expired, this, &ValueHeader::expired);
    refresh();
}

void ValueHeader::refresh()
{
    const QByteArray &key = m_document->key();
    m_badge->setType(m_document->typeName());
    m_badge->setVisible(!m_document->typeName().isEmpty());
    m_name->setText(displayText(key));
    const bool isRead = m_document->kind() != ValueKind::None;
    const bool isThere = isRead && m_document->state() == KeyDocument::State::Ready;
    m_ttl->setVisible(isThere);
    m_ttl->setExpiry(m_document->expiresAt(), m_document->ttlAtLoad());
    QList<MetaLine::Part> parts;
    if (m_document->kind() == ValueKind::String && m_document->length() >= 0)
        parts.append({tr("Size"), valueWords::bytes(m_document->length())});
    else if (const QString count = valueWords::count(m_document->kind(), m_document->length()); !count.isEmpty())
        parts.append({{}, count});
    m_meta->setParts(parts);
    m_loaded->setVisible(isRead);
    m_loaded->setText(tr("Loaded %1").arg(valueWords::clockTime(m_document->loadedAt())));
    m_reload->setEnabled(!m_document->isReloading());
    setMayWrite(m_mayWrite);
}

void ValueHeader::openCopyAs()
{
    QMenu *menu = m_copyAs->menu();
    menu->popup(m_copyAs->mapToGlobal(QPoint(0, m_copyAs->height())));
    menu->setActiveAction(menu->actions().value(1)); // the first is a heading
}

void ValueHeader::setMayWrite(bool may)
{
    m_mayWrite = may;
    const bool isThere = m_document->state() == KeyDocument::State::Ready;
    const QString why = may ? QString() : valueWords::readOnlyTip();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_rename, m_delete}) {
        widget->setEnabled(may && isThere);
        setPlainToolTip(widget, why);
    }
    m_ttl->setEnabled(may && isThere);
    if (!may)
        setPlainToolTip(m_ttl, why);
}

} // namespace stashdeck
