// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keyrowdelegate.h"

#include "models/keyspace/checkedkeys.h"
#include "models/keyspace/keyfacts.h"
#include "models/keyspace/keyroles.h"
#include "ui/keyspace/keytext.h"
#include "ui/widgets/painting.h"

#include <QLocale>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {
// From the left edge of a tree cell, which begins behind the chevron's column.
constexpr int folderIndent = 9;
constexpr int keyIndent = 11;
constexpr int topKeyIndent = -6; // keys beside the outermost folders need no room for a chevron
constexpr int listIndent = 12;
constexpr int folderIcon = 16;
constexpr int gap = 6;
constexpr int boxSide = 14;
constexpr int starSide = 12;
} // namespace

KeyRowDelegate::KeyRowDelegate(const Theme *theme, const Clock *clock, const CheckedKeys *checks, Row row,
                               QObject *parent)
    : RowDelegate(theme, row, parent)
    , m_clock(clock)
    , m_checks(checks)
    , m_kind(row)
{
}

void KeyRowDelegate::paintContent(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    switch (index.column()) {
    case KeyNameColumn:
        paintBox(painter, option.rect, index);
        if (index.data(IsFolderRole).toBool())
            paintFolder(painter, option, index);
        else
            paintName(painter, option, index);
        break;
    case KeyTtlColumn:
        paintTtl(painter, option, index);
        break;
    case KeySizeColumn:
        paintSize(painter, option, index);
        break;
    default:
        break;
    }
}

int KeyRowDelegate::contentIndent(const QModelIndex &index) const
{
    if (index.data(IsFolderRole).toBool())
        return folderIndent;
    return m_kind != Row::Tree ? listIndent : index.parent().isValid() ? keyIndent : topKeyIndent;
}

QRect KeyRowDelegate::boxRect(const QRect &cell, const QModelIndex &index) const
{
    if (m_checks->isEmpty() || index.data(MoreRole).toLongLong() > 0)
        return {};
    const int side = theme().scaled(boxSide);
    return {cell.left() + contentIndent(index), cell.top() + (cell.height() - side) / 2, side, side};
}

int KeyRowDelegate::roomForBox(const QModelIndex &index) const
{
    const int width = boxRect(QRect(), index).width();
    return width > 0 ? width + gap : 0;
}

bool KeyRowDelegate::isMarked(const QModelIndex &index) const
{
    return !m_checks->isEmpty() && index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
}

void KeyRowDelegate::paintBox(QPainter *painter, const QRect &cell, const QModelIndex &index) const
{
    const QRect box = boxRect(cell, index);
    if (box.isEmpty())
        return;
    const int state = index.data(Qt::CheckStateRole).toInt();
    const bool isEmpty = state == Qt::Unchecked;
    stashdeck::paintBox(painter, QRectF(box), 3, theme().color(isEmpty ? Token::Surface : Token::Accent),
                        theme().color(isEmpty ? Token::ControlBorder : Token::Accent));
    if (!isEmpty)
        paintIcon(painter, box, state == Qt::Checked ? u"check"_s : u"minus"_s, box.width() - 2, Token::OnAccent,
                  theme());
}

void KeyRowDelegate::paintRight(QPainter *painter, const QRect &box, const QString &text, TextStyle style,
                                Token token) const
{
    painter->save();
    painter->setFont(theme().font(style));
    painter->setPen(theme().color(token));
    painter->drawText(box, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, text);
    painter->restore();
}

void KeyRowDelegate::paintFolder(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int icon = theme().scaled(folderIcon);
    QRect box = option.rect.adjusted(contentIndent(index) + roomForBox(index), 0, -gap, 0);
    paintIcon(painter, QRect(box.left(), box.top(), icon, box.height()), u"folder"_s, icon, Token::Text2, theme());
    box.setLeft(box.left() + icon + gap);
    const QString text = index.data().toString();
    const qsizetype dim = index.data(DimSuffixRole).toInt();
    painter->save();
    painter->setFont(theme().font(TextStyle::Body));
    const QFontMetrics metrics = painter->fontMetrics();
    const QString name = metrics.elidedText(text.chopped(std::min(dim, text.size())), Qt::ElideRight, box.width() - 8);
    painter->setPen(theme().color(textToken(option)));
    painter->drawText(box, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, name);
    box.setLeft(box.left() + metrics.horizontalAdvance(name));
    painter->setPen(theme().color(Token::Text3));
    painter->drawText(box, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text.right(dim));
    painter->restore();
}

void KeyRowDelegate::paintName(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QRect box = option.rect.adjusted(contentIndent(index) + roomForBox(index), 0, -gap, 0);
    if (index.data(MoreRole).toLongLong() > 0) {
        painter->save();
        painter->setFont(theme().font(TextStyle::BodySemibold));
        painter->setPen(theme().color(Token::AccentText));
        painter->drawText(box, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, box.width()));
        painter->restore();
        return;
    }
    const auto type = index.data(KeyTypeRole).value<KeyType>();
    const QSize badge = badgeSize(theme());
    const QRect badgeBox(box.left(), box.top() + (box.height() - badge.height()) / 2, badge.width(), badge.height());
    const bool gone = index.data(GoneRole).toBool();
    painter->save();
    if (gone)
        painter->setOpacity(painter->opacity() * 0.6);
    paintBadge(painter, badgeBox, type == KeyType::Other ? QByteArrayView("other") : wordOf(type), theme());
    painter->restore();
    box.setLeft(badgeBox.right() + 1 + gap);
    const bool isStarred
        = m_starred && !m_starred->isEmpty() && m_starred->contains(index.data(KeyNameRole).toByteArray());
    const int star = theme().scaled(starSide);
    if (isStarred)
        box.setRight(box.right() - star - gap);
    const Token token = gone ? Token::Text3 : textToken(option);
    const QString text = index.data().toString();
    const QFontMetrics metrics(theme().font(TextStyle::Mono));
    // The end of a name tells keys apart, its beginning tells where they belong: the middle goes.
    const QString shown = metrics.elidedText(text, Qt::ElideMiddle, box.width());
    if (isStarred) {
        const int left = box.left() + std::min(metrics.horizontalAdvance(shown), box.width()) + gap;
        paintIcon(painter, QRect(left, box.top(), star, box.height()), u"star"_s, star, Token::WarningText, theme());
    }
    paintKeyText(painter, box, shown, shown == text ? index.data(DimPrefixRole).toInt() : 0, token, theme());
    if (gone) {
        painter->save();
        painter->setPen(theme().color(token));
        const int middle = box.center().y() + 1;
        painter->drawLine(box.left(), middle, box.left() + metrics.horizontalAdvance(shown), middle);
        painter->restore();
    }
}

void KeyRowDelegate::paintTtl(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.data(IsFolderRole).toBool() || index.data(MoreRole).toLongLong() > 0)
        return;
    const QRect box = option.rect.adjusted(0, 0, -ttlMargin, 0);
    if (index.data(GoneRole).toBool()) {
        paintRight(painter, box, tr("gone"), TextStyle::Secondary, Token::Text2);
        return;
    }
    const auto expiry = index.data(KeyTtlRole).value<KeyExpiry>();
    switch (expiry.state) {
    case KeyExpiry::State::Unknown:
        break;
    case KeyExpiry::State::Never:
        paintRight(painter, box, u"∞"_s, TextStyle::Body, Token::Text2);
        break;
    case KeyExpiry::State::At: {
        const Milliseconds left = expiry.at - m_clock->now();
        const bool soon = left < soonGone;
        paintRight(painter, box, ttlText(left), soon ? TextStyle::BodySemibold : TextStyle::Secondary,
                   soon ? Token::WarningText : Token::Text2);
        break;
    }
    }
}

void KeyRowDelegate::paintSize(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.data(MoreRole).toLongLong() > 0)
        return;
    QRect box = option.rect.adjusted(0, 0, -sizeMargin, 0);
    if (index.data(IsFolderRole).toBool()) {
        box.setLeft(box.left() - 40); // a count may reach into the empty TTL cell
        paintRight(painter, box, QLocale().toString(index.data(CountRole).toLongLong()), TextStyle::Secondary,
                   Token::Text2);
        return;
    }
    const QVariant size = index.data(KeySizeRole);
    if (size.isValid() && !index.data(GoneRole).toBool())
        paintRight(painter, box, sizeText(size.toLongLong()), TextStyle::Secondary, Token::Text2);
}

} // namespace stashdeck
