// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segmentedcontrol.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractButton>
#include <QFontMetricsF>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>

#include <cmath>
#include <optional>

namespace stashdeck {

class SegmentedControl::Segment final : public QAbstractButton {
public:
    Segment(const Theme *theme, QString segmentId, const QString &text, QString iconName, SegmentedControl *parent)
        : QAbstractButton(parent)
        , id(std::move(segmentId))
        , m_theme(theme)
        , m_control(parent)
        , m_icon(std::move(iconName))
    {
        setText(text);
        setAccessibleName(text);
        setCheckable(true);
        setObjectName(parent->objectName() + u'.' + id);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        setAttribute(Qt::WA_Hover);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        qreal width = QFontMetricsF(font(true)).horizontalAdvance(text());
        if (!m_icon.isEmpty() || environment)
            width += m_theme->scaled(14) + (text().isEmpty() ? 0 : 6);
        const int padding = m_theme->scaled(m_control->m_small ? 9 : 12);
        return {static_cast<int>(std::ceil(width)) + 2 * padding, m_theme->scaled(m_control->m_small ? 24 : 28)};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

    const QString id;
    std::optional<Environment> environment;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        Token ink = !isEnabled() ? Token::TextDisabled : isChecked() ? Token::AccentText : Token::Text2;
        QString icon = m_icon;
        if (environment && isChecked() && isEnabled()) {
            ink = Theme::environment(*environment).on;
            icon = Theme::environment(*environment).icon;
        }
        QRect content = rect();
        const int textWidth = static_cast<int>(std::ceil(QFontMetricsF(font(isChecked())).horizontalAdvance(text())));
        const int side = m_theme->scaled(14);
        if (!icon.isEmpty()) {
            const int whole = side + (text().isEmpty() ? 0 : 6 + textWidth);
            const int left = (width() - whole) / 2;
            paintIcon(&painter, QStyle::visualRect(layoutDirection(), rect(), QRect(left, 0, side, height())), icon,
                      side, ink, *m_theme);
            content = QStyle::visualRect(layoutDirection(), rect(), QRect(left + side + 6, 0, textWidth, height()));
        }
        painter.setFont(font(isChecked()));
        painter.setPen(m_theme->color(ink));
        painter.drawText(content, Qt::AlignCenter | Qt::TextDontClip, text());
    }

    void keyPressEvent(QKeyEvent *event) override
    {
        const int forward = isRightToLeft() ? -1 : 1;
        switch (event->key()) {
        case Qt::Key_Right:
        case Qt::Key_Down:
            m_control->move(this, event->key() == Qt::Key_Right ? forward : 1);
            return;
        case Qt::Key_Left:
        case Qt::Key_Up:
            m_control->move(this, event->key() == Qt::Key_Left ? -forward : -1);
            return;
        default:
            QAbstractButton::keyPressEvent(event);
        }
    }

    bool event(QEvent *event) override
    {
        // The control paints fills, edges and the ring of all its segments.
        switch (event->type()) {
        case QEvent::HoverEnter:
        case QEvent::HoverLeave:
        case QEvent::FocusIn:
        case QEvent::FocusOut:
            m_control->update();
            break;
        default:
            break;
        }
        return QAbstractButton::event(event);
    }

private:
    [[nodiscard]] QFont font(bool strong) const
    {
        QFont font = m_theme->font(m_control->m_small ? TextStyle::Secondary : TextStyle::Body);
        if (strong)
            font.setWeight(QFont::DemiBold);
        return font;
    }

    const Theme *m_theme;
    SegmentedControl *m_control;
    QString m_icon;
};

SegmentedControl::SegmentedControl(const Theme *theme, const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(accessibleName);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    connect(theme, &Theme::changed, this, [this] {
        for (Segment *segment : std::as_const(m_segments))
            segment->updateGeometry();
        update();
    });
}

void SegmentedControl::addSegment(const QString &id, const QString &text, const QString &iconName)
{
    auto *segment = new Segment(m_theme, id, text, iconName, this);
    segment->setFocusPolicy(m_segments.isEmpty() ? Qt::StrongFocus : Qt::ClickFocus);
    layout()->addWidget(segment);
    m_segments.append(segment);
    connect(segment, &QAbstractButton::clicked, this, [this, segment] { choose(segment, true); });
    if (m_segments.size() == 1)
        choose(segment, false);
}

void SegmentedControl::setSegmentEnabled(const QString &id, bool enabled, const QString &whyNot)
{
    if (QAbstractButton *button = segment(id)) {
        button->setEnabled(enabled);
        setPlainToolTip(button, enabled ? QString() : whyNot);
    }
}

void SegmentedControl::setSegmentVisible(const QString &id, bool visible)
{
    if (QAbstractButton *button = segment(id)) {
        button->setVisible(visible);
        updateGeometry();
        update();
    }
}

void SegmentedControl::setSmall(bool small)
{
    m_small = small;
    for (Segment *segment : std::as_const(m_segments))
        segment->updateGeometry();
    updateGeometry();
}

void SegmentedControl::setCurrent(const QString &id)
{
    for (Segment *segment : std::as_const(m_segments)) {
        if (segment->id == id)
            choose(segment, false);
    }
}

QStringList SegmentedControl::ids() const
{
    QStringList ids;
    for (const Segment *segment : m_segments)
        ids.append(segment->id);
    return ids;
}

SegmentedControl::Segment *SegmentedControl::find(const QString &id) const
{
    for (Segment *segment : m_segments) {
        if (segment->id == id)
            return segment;
    }
    return nullptr;
}

QAbstractButton *SegmentedControl::segment(const QString &id) const
{
    return find(id);
}

void SegmentedControl::setSegmentEnvironment(const QString &id, Environment environment)
{
    if (Segment *segment = find(id)) {
        segment->environment = environment;
        segment->updateGeometry();
        update();
    }
}

void SegmentedControl::setExpanding(bool expanding)
{
    const QSizePolicy::Policy policy = expanding ? QSizePolicy::Expanding : QSizePolicy::Fixed;
    setSizePolicy(policy, QSizePolicy::Fixed);
    auto *row = static_cast<QHBoxLayout *>(layout());
    for (Segment *segment : std::as_const(m_segments)) {
        segment->setSizePolicy(policy, QSizePolicy::Fixed);
        row->setStretchFactor(segment, expanding ? 1 : 0);
    }
}

void SegmentedControl::choose(Segment *chosen, bool byUser)
{
    for (Segment *segment : std::as_const(m_segments)) {
        segment->setChecked(segment == chosen);
        segment->setFocusPolicy(segment == chosen ? Qt::StrongFocus : Qt::ClickFocus);
    }
    update();
    if (m_current == chosen->id)
        return;
    m_current = chosen->id;
    if (byUser)
        emit currentChanged(m_current);
}

void SegmentedControl::move(Segment *from, int step)
{
    QList<Segment *> usable;
    for (Segment *segment : std::as_const(m_segments)) {
        if (segment->isEnabled() && segment->isVisibleTo(this))
            usable.append(segment);
    }
    const qsizetype wanted = usable.indexOf(from) + step;
    if (wanted < 0 || wanted >= usable.size())
        return;
    choose(usable.at(wanted), true);
    usable.at(wanted)->setFocus(Qt::TabFocusReason);
}

void SegmentedControl::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor edge = m_theme->color(isEnabled() ? Token::ControlBorder : Token::Border);
    QPainterPath outline;
    outline.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5.5, 5.5);
    painter.fillPath(outline, m_theme->color(Token::Surface));
    painter.save();
    painter.setClipPath(outline);
    const Segment *focused = nullptr;
    for (const Segment *segment : std::as_const(m_segments)) {
        if (!segment->isVisible())
            continue;
        if (segment->hasFocus())
            focused = segment;
        if (segment->isChecked())
            painter.fillRect(segment->geometry(),
                             m_theme->color(segment->environment ? Theme::environment(*segment->environment).fill
                                                                 : Token::AccentSoft));
        else if (segment->isEnabled() && segment->underMouse())
            painter.fillRect(segment->geometry(), m_theme->color(Token::ControlHover));
        const bool first = isRightToLeft() ? segment->geometry().right() >= width() - 1 : segment->x() == 0;
        if (!first) {
            const int x = isRightToLeft() ? segment->geometry().right() : segment->x();
            painter.fillRect(QRect(x, 0, 1, height()), m_theme->color(Token::Border));
        }
    }
    painter.restore();
    painter.setPen(QPen(edge, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(outline);
    if (focused != nullptr)
        paintFocusRing(&painter, focused->geometry(), 6, *m_theme);
}

} // namespace stashdeck
