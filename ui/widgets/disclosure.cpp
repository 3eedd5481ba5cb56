// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/disclosure.h"

#include "ui/widgets/painting.h"

#include <QKeyEvent>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

constexpr int textLeft = 22;
constexpr int gap = 10;

} // namespace

Disclosure::Disclosure(const Theme *theme, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::toggled, this, &Disclosure::follow);
    connect(theme, &Theme::changed, this, &QWidget::updateGeometry);
    follow();
}

void Disclosure::setContent(QWidget *content)
{
    m_content = content;
    follow();
}

void Disclosure::setExpanded(bool expanded)
{
    setChecked(expanded);
}

void Disclosure::setSummary(const QString &text)
{
    m_summary = text;
    follow();
    update();
}

void Disclosure::follow()
{
    const QString state = isChecked() ? tr("Expanded") : tr("Collapsed");
    setAccessibleDescription(isChecked() || m_summary.isEmpty() ? state : tr("%1. %2").arg(state, m_summary));
    if (m_content != nullptr && m_content->isVisibleTo(m_content->parentWidget()) != isChecked()) {
        m_content->setVisible(isChecked());
        emit expandedChanged(isChecked());
    }
}

QSize Disclosure::minimumSizeHint() const
{
    const QFontMetrics metrics(m_theme->font(TextStyle::BodyMedium));
    return {textLeft + metrics.horizontalAdvance(text()) + 4, m_theme->scaled(24)};
}

QSize Disclosure::sizeHint() const
{
    QSize size = minimumSizeHint();
    if (!m_summary.isEmpty())
        size.rwidth() += gap + QFontMetrics(m_theme->font(TextStyle::Secondary)).horizontalAdvance(m_summary);
    return size;
}

void Disclosure::keyPressEvent(QKeyEvent *event)
{
    const bool mirrored = isRightToLeft();
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: // or a dialog would take it for its default button
        toggle();
        return;
    case Qt::Key_Right:
        setChecked(!mirrored);
        return;
    case Qt::Key_Left:
        setChecked(mirrored);
        return;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

void Disclosure::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool strong = underMouse() || hasFocus();
    const int icon = m_theme->scaled(14);
    const QRect chevron = QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, icon + 4, height()));
    const QString closed = isRightToLeft() ? u"chevron-left"_s : u"chevron-right"_s;
    paintIcon(&painter, chevron, isChecked() ? u"chevron-down"_s : closed, icon, strong ? Token::Text : Token::Text2,
              *m_theme);
    const QFont font = m_theme->font(TextStyle::BodyMedium);
    const int textWidth = QFontMetrics(font).horizontalAdvance(text()) + 1;
    painter.setFont(font);
    painter.setPen(m_theme->color(strong ? Token::Text : Token::Text2));
    const auto area = [this](int x, int width) {
        return QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, width, height()));
    };
    const int aligned = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter;
    painter.drawText(area(textLeft, textWidth), aligned, text());
    if (!isChecked() && !m_summary.isEmpty()) {
        const QFont small = m_theme->font(TextStyle::Secondary);
        const int x = textLeft + textWidth + gap;
        painter.setFont(small);
        painter.setPen(m_theme->color(Token::Text3));
        painter.drawText(area(x, width() - x), aligned | Qt::TextSingleLine,
                         QFontMetrics(small).elidedText(m_summary, Qt::ElideRight, width() - x));
    }
    if (hasFocus())
        paintFocusRing(&painter, rect(), 4, *m_theme);
}

} // namespace stashdeck
