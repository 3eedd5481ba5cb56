// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast.h"

#include "ui/widgets/keycap.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QFontMetricsF>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

/// "Undo [Ctrl Z]" on the toast's dark ground.
class Toast::ActionButton final : public QAbstractButton {
public:
    ActionButton(const Theme *theme, const QString &text, const QKeySequence &keys, QWidget *parent)
        : QAbstractButton(parent)
        , m_theme(theme)
        , m_keys(keys)
    {
        setText(text);
        setAccessibleName(text);
        setObjectName("toastAction"_L1);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        const int cap = m_keys.isEmpty() ? 0 : 10 + KeyCap::size(m_keys, *m_theme).width();
        return {textWidth() + cap + 8, m_theme->scaled(26)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        if (hasFocus())
            paintBox(&painter, rect(), 4, {}, m_theme->color(Token::ToastAction), 2);
        QFont font = m_theme->font(TextStyle::BodySemibold);
        font.setUnderline(underMouse());
        painter.setFont(font);
        painter.setPen(m_theme->color(Token::ToastAction));
        const QRect label(4, 0, textWidth(), height());
        painter.drawText(QStyle::visualRect(layoutDirection(), rect(), label), Qt::AlignVCenter | Qt::TextDontClip,
                         text());
        if (!m_keys.isEmpty()) {
            const QSize cap = KeyCap::size(m_keys, *m_theme);
            const QRect box(label.right() + 1 + 10, (height() - cap.height()) / 2, cap.width(), cap.height());
            KeyCap::paint(&painter, QStyle::visualRect(layoutDirection(), rect(), box), m_keys, Token::ToastText,
                          Token::ToastText, *m_theme);
        }
    }

private:
    [[nodiscard]] int textWidth() const
    {
        const QFontMetricsF metrics(m_theme->font(TextStyle::BodySemibold));
        return static_cast<int>(std::ceil(metrics.horizontalAdvance(text())));
    }

    const Theme *m_theme;
    QKeySequence m_keys;
};

class Toast::CloseButton final : public QAbstractButton {
public:
    CloseButton(const Theme *theme, QWidget *parent)
        : QAbstractButton(parent)
        , m_theme(theme)
    {
        setAccessibleName(Toast::tr("Close message"));
        setObjectName("toastClose"_L1);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    [[nodiscard]] QSize sizeHint() const override { return {m_theme->scaled(22), m_theme->scaled(22)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        if (hasFocus())
            paintBox(&painter, rect(), 4, {}, m_theme->color(Token::ToastAction), 2);
        paintIcon(&painter, rect(), u"x"_s, m_theme->scaled(14), Token::ToastText, *m_theme);
    }

private:
    const Theme *m_theme;
};

Toast::Toast(const Theme *theme, Notice notice, std::chrono::milliseconds stay, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_notice(std::move(notice))
{
    setObjectName("toast"_L1);
    QStringList words{m_notice.text, m_notice.monoText, m_notice.textAfter};
    words.removeAll(QString());
    setAccessibleName(words.join(u' '));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 6, 12, 6);
    row->setSpacing(0);
    if (!m_notice.iconName.isEmpty())
        row->addSpacing(theme->scaled(16) + 10);
    const auto add = [&](const QString &text, TextStyle style, const QString &name) {
        if (text.isEmpty())
            return;
        PlainLabel *label = plainLabel(theme, style, Token::ToastText, text, this);
        label->setObjectName(name);
        label->setElide(style == TextStyle::Mono ? Qt::ElideMiddle : Qt::ElideRight);
        row->addWidget(label);
        row->addSpacing(4);
    };
    add(m_notice.text, TextStyle::Body, u"toastText"_s);
    add(m_notice.monoText, TextStyle::Mono, u"toastMono"_s);
    add(m_notice.textAfter, TextStyle::Body, u"toastAfter"_s);
    if (!m_notice.actionText.isEmpty()) {
        row->addSpacing(6);
        auto *button = new ActionButton(theme, m_notice.actionText, m_notice.shortcut, this);
        connect(button, &QAbstractButton::clicked, this, &Toast::trigger);
        row->addWidget(button);
        m_action = button;
    }
    row->addSpacing(10);
    auto *close = new CloseButton(theme, this);
    connect(close, &QAbstractButton::clicked, this, &Toast::finished);
    row->addWidget(close);
    for (QWidget *child : findChildren<QWidget *>())
        child->installEventFilter(this);
    m_stay.setSingleShot(true);
    m_stay.setInterval(stay);
    connect(&m_stay, &QTimer::timeout, this, &Toast::finished);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize Toast::sizeHint() const
{
    return QFrame::sizeHint().expandedTo(QSize(0, m_theme->scaled(38)));
}

void Toast::trigger()
{
    if (m_done)
        return;
    m_done = true;
    if (m_notice.action)
        m_notice.action();
    emit finished();
}

void Toast::updateStay()
{
    const QWidget *focused = focusWidget();
    const bool held = underMouse() || (focused != nullptr && focused->hasFocus());
    if (held)
        m_stay.stop();
    else if (!m_stay.isActive())
        m_stay.start();
}

void Toast::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    updateStay();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Toast::enterEvent(QEnterEvent *event)
{
    QFrame::enterEvent(event);
    m_stay.stop();
}

void Toast::leaveEvent(QEvent *event)
{
    QFrame::leaveEvent(event);
    const QWidget *focused = focusWidget();
    if (focused == nullptr || !focused->hasFocus())
        m_stay.start();
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        m_stay.stop();
    else if (event->type() == QEvent::FocusOut && !underMouse())
        m_stay.start();
    return QFrame::eventFilter(watched, event);
}

void Toast::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        emit finished();
        return;
    }
    QFrame::keyPressEvent(event);
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(&painter, rect(), 8, m_theme->color(Token::Toast), {});
    if (m_notice.iconName.isEmpty())
        return;
    const int side = m_theme->scaled(16);
    const QRect box = QStyle::visualRect(layoutDirection(), rect(), QRect(14, 0, side, height()));
    paintIcon(&painter, box, m_notice.iconName, side, Token::ToastText, *m_theme);
}

} // namespace stashdeck
