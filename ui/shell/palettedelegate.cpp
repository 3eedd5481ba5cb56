// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettedelegate.h"

#include "ui/shell/palettemodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/painting.h"

#include <QPainter>
#include <QTextLayout>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

constexpr int margin = 14;

} // namespace

PaletteDelegate::PaletteDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {0, m_theme->scaled(index.data(PaletteModel::CaptionRole).toBool() ? 27 : 34)};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const QRect row = option.rect;
    if (index.data(PaletteModel::CaptionRole).toBool()) {
        QFont font = m_theme->font(TextStyle::Caption);
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(m_theme->color(Token::Text3));
        painter->drawText(row.adjusted(margin, 4, -margin, 0),
                          int(Qt::AlignVCenter | Qt::TextSingleLine)
                              | int(QStyle::visualAlignment(option.direction, Qt::AlignLeft)),
                          index.data(Qt::DisplayRole).toString());
        painter->restore();
        return;
    }
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
        painter->fillRect(row, m_theme->color(Token::Selection));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(row, m_theme->color(Token::ControlHover));

    const int left = paintLead(painter, row, option.direction, index);
    const int right = paintTail(painter, row, option.direction, index, selected, left);
    QRect text(row.left() + left, row.top(), row.width() - left - right, row.height());
    paintText(painter, QStyle::visualRect(option.direction, row, text), index);
    painter->restore();
}

int PaletteDelegate::paintLead(QPainter *painter, const QRect &row, Qt::LayoutDirection direction,
                               const QModelIndex &index) const
{
    const auto box = [&](const QSize &size) {
        const QRect logical(QPoint(row.left() + margin, row.top() + (row.height() - size.height()) / 2), size);
        return QStyle::visualRect(direction, row, logical);
    };
    const int environment = index.data(PaletteModel::EnvironmentRole).toInt();
    if (environment >= 0 && environment < environmentCount) {
        const QSize size = tagSize(Environment(environment), *m_theme);
        paintTag(painter, box(size), Environment(environment), *m_theme);
        return margin + size.width() + 10;
    }
    const QString type = index.data(PaletteModel::TypeBadgeRole).toString();
    if (!type.isEmpty()) {
        const QSize size = badgeSize(*m_theme);
        paintBadge(painter, box(size), type.toUtf8(), *m_theme);
        return margin + size.width() + 10;
    }
    const QString icon = index.data(PaletteModel::IconRole).toString();
    const int side = m_theme->scaled(16);
    if (!icon.isEmpty())
        paintIcon(painter, box({side, side}), icon, side, Token::Text2, *m_theme);
    return margin + side + 10;
}

int PaletteDelegate::paintTail(QPainter *painter, const QRect &row, Qt::LayoutDirection direction,
                               const QModelIndex &index, bool selected, int lead) const
{
    int used = margin;
    QString shortcut = index.data(PaletteModel::ShortcutRole).toString();
    if (shortcut.isEmpty() && selected)
        shortcut = QKeySequence(Qt::Key_Enter).toString(QKeySequence::PortableText);
    if (!shortcut.isEmpty()) {
        const QKeySequence keys = QKeySequence::fromString(shortcut, QKeySequence::PortableText);
        const QSize size = KeyCap::size(keys, *m_theme);
        const QRect box(QPoint(row.right() + 1 - used - size.width(), row.top() + (row.height() - size.height()) / 2),
                        size);
        const QRect place = QStyle::visualRect(direction, row, box);
        paintBox(painter, place, 4, m_theme->color(Token::Surface), {});
        KeyCap::paint(painter, place, keys, Token::Border, Token::Text2, *m_theme);
        used += size.width() + 10;
    }
    const QString detail = index.data(PaletteModel::DetailRole).toString();
    if (!detail.isEmpty()) {
        painter->setFont(m_theme->font(TextStyle::Secondary));
        painter->setPen(m_theme->color(selected ? Token::SelectionText : Token::Text3));
        const QFontMetrics metrics = painter->fontMetrics();
        // The row's own text goes first; what is left of half a row is the detail's.
        const bool mono = index.data(PaletteModel::MonoRole).toBool();
        const QFontMetrics textMetrics(m_theme->font(mono ? TextStyle::Mono : TextStyle::Body));
        const int wanted = textMetrics.horizontalAdvance(index.data(Qt::DisplayRole).toString().left(200)) + 16;
        const int room = std::clamp(row.width() - lead - used - wanted, m_theme->scaled(80), row.width() / 2);
        const QString shown = metrics.elidedText(detail, Qt::ElideMiddle, room);
        const int width = metrics.horizontalAdvance(shown);
        const QRect box(row.right() + 1 - used - width, row.top(), width + 1, row.height());
        painter->drawText(QStyle::visualRect(direction, row, box), int(Qt::AlignVCenter | Qt::TextSingleLine), shown);
        used += width + 16;
    }
    return used;
}

void PaletteDelegate::paintText(QPainter *painter, const QRect &box, const QModelIndex &index) const
{
    const bool mono = index.data(PaletteModel::MonoRole).toBool();
    QFont font = m_theme->font(mono ? TextStyle::Mono : TextStyle::Body);
    // One line whatever it holds: a separator would break it.
    QString text = index.data(Qt::DisplayRole).toString().left(512);
    text.replace(QChar::LineSeparator, u' ').replace(QChar::ParagraphSeparator, u' ').replace(u'\n', u' ');
    text = QFontMetrics(font).elidedText(text, Qt::ElideRight, box.width());

    QTextCharFormat stress;
    stress.setFontWeight(QFont::Bold);
    stress.setForeground(m_theme->color(Token::AccentText));
    QList<QTextLayout::FormatRange> formats;
    const auto matched = index.data(PaletteModel::MatchedRole).value<QList<int>>();
    for (const int at : matched) {
        if (at >= 0 && at < text.size())
            formats.append({at, 1, stress});
    }
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(mono ? Qt::LeftToRight : Qt::LayoutDirectionAuto);
    QTextLayout layout(text, font);
    layout.setTextOption(option);
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (line.isValid())
        line.setLineWidth(box.width());
    layout.endLayout();
    if (!line.isValid())
        return;
    painter->setPen(m_theme->color(Token::Text));
    painter->setClipRect(box, Qt::IntersectClip);
    layout.draw(painter, QPointF(box.left(), box.top() + (box.height() - line.height()) / 2));
}

} // namespace stashdeck
