// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/profilecarddelegate.h"

#include "models/base/bytetext.h"
#include "models/connections/profilelistmodel.h"
#include "ui/connections/environmentpicker.h"
#include "ui/connections/errortext.h"
#include "ui/connections/planfields.h"
#include "ui/theme/theme.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/statetag.h"

#include <QDateTime>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

struct HealthLook {
    QString text;
    QString icon;
    Token ink = Token::Text2;
};

HealthLook lookOf(const ProfileHealth &health)
{
    switch (health.state) {
    case ProfileHealth::State::Unknown:
        return {};
    case ProfileHealth::State::Checking:
        return {ProfileCardDelegate::tr("Checking…"), {}, Token::Text2};
    case ProfileHealth::State::Reachable:
        return {ProfileCardDelegate::tr("%1 ms").arg(qMax(qint64(1), qint64(health.roundTrip.count()))),
                u"circle-check"_s, Token::SuccessText};
    case ProfileHealth::State::Unreachable:
        return health.error.kind == Error::Kind::Quota
            ? HealthLook{shortErrorText(health.error), u"triangle-alert"_s, Token::WarningText}
            : HealthLook{shortErrorText(health.error), u"circle-alert"_s, Token::DangerText};
    case ProfileHealth::State::TokenMissing:
        break;
    }
    return {ProfileCardDelegate::tr("Token missing"), u"key-round"_s, Token::WarningText};
}

bool needsDoctor(const ProfileHealth &health)
{
    return health.state == ProfileHealth::State::Unreachable || health.state == ProfileHealth::State::TokenMissing;
}

QString nameOf(const QModelIndex &index)
{
    return displayText(index.data(ProfileListModel::NameRole).toString().toUtf8(), 200);
}

QString keysText(const QModelIndex &index)
{
    const QVariant keys = index.data(ProfileListModel::KeyCountRole);
    if (!keys.isValid())
        return {};
    const qint64 count = keys.toLongLong();
    return count == 1 ? ProfileCardDelegate::tr("1 key")
                      : ProfileCardDelegate::tr("%1 keys").arg(QLocale().toString(count));
}

QString groupOf(const QModelIndex &index)
{
    return displayText(index.data(ProfileListModel::GroupRole).toString().toUtf8(), 60);
}

QString limitsOf(const QModelIndex &index)
{
    return planLimitsText(index.data(ProfileListModel::LimitsRole).value<PlanLimits>());
}

QRect cardRect(const QRect &cell)
{
    return cell.adjusted(0, 0, -ProfileCardDelegate::gap, -ProfileCardDelegate::gap);
}

QRect menuRect(const QRect &cell)
{
    const QRect card = cardRect(cell);
    return {card.right() - 14 - 24, card.top() + 14, 24, 24};
}

// The line at the bottom: when it was used and how it is.
QRect footerRect(const QRect &cell, const Theme &theme)
{
    const QRect card = cardRect(cell);
    const int height = theme.scaled(36);
    return {card.left() + 14, card.bottom() - height, card.width() - 28, height - 4};
}

QRect healthRect(const QRect &cell, const Theme &theme)
{
    const QRect footer = footerRect(cell, theme);
    return {footer.center().x(), footer.top(), footer.right() - footer.center().x() + 1, footer.height()};
}

void drawText(QPainter *painter, const QRect &rect, const QString &text, const QFont &font, const QColor &color,
              int flags = Qt::AlignLeft | Qt::AlignVCenter)
{
    painter->setFont(font);
    painter->setPen(color);
    painter->drawText(rect, flags | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
}

// Icon and words, right-aligned in `rect`.
void drawHealth(QPainter *painter, const QRect &rect, const HealthLook &look, const Theme &theme)
{
    if (look.text.isEmpty())
        return;
    const QFont font = theme.font(TextStyle::BodyMedium);
    const int width = qMin(QFontMetrics(font).horizontalAdvance(look.text) + 1, rect.width() - 20);
    QRect words = rect;
    words.setLeft(rect.right() + 1 - width);
    drawText(painter, words, look.text, font, theme.color(look.ink), Qt::AlignRight | Qt::AlignVCenter);
    if (!look.icon.isEmpty())
        paintIcon(painter, QRect(words.left() - 20, rect.top(), 14, rect.height()), look.icon, 14, look.ink, theme);
}

} // namespace

QString lastUsedText(qint64 lastUsed, WallTime now)
{
    if (lastUsed <= 0)
        return ProfileCardDelegate::tr("Not used yet");
    const auto ago = now - WallTime(Milliseconds(lastUsed));
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(ago).count();
    if (minutes < 1)
        return ProfileCardDelegate::tr("Used just now");
    if (minutes < 60)
        return ProfileCardDelegate::tr("Used %1 min ago").arg(minutes);
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(lastUsed);
    const auto days = then.date().daysTo(QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count()).date());
    if (days <= 0)
        return ProfileCardDelegate::tr("Used %1 h ago").arg(minutes / 60);
    if (days == 1)
        return ProfileCardDelegate::tr("Used yesterday");
    if (days < 30)
        return ProfileCardDelegate::tr("Used %1 days ago").arg(days);
    return ProfileCardDelegate::tr("Used on %1").arg(QLocale().toString(then.date(), QLocale::ShortFormat));
}

QString profileDescription(const QModelIndex &index)
{
    const auto environment = Environment(index.data(ProfileListModel::EnvironmentRole).toInt());
    QStringList parts{nameOf(index), environmentName(environment), index.data(ProfileListModel::HostRole).toString()};
    if (index.data(ProfileListModel::ReadOnlyRole).toBool())
        parts.append(ProfileCardDelegate::tr("opens read-only"));
    parts.append({keysText(index), groupOf(index), limitsOf(index)});
    parts.append(lookOf(index.data(ProfileListModel::HealthRole).value<ProfileHealth>()).text);
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

ProfileCardDelegate::ProfileCardDelegate(const Theme *theme, const Clock *clock, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_clock(clock)
{
}

QSize ProfileCardDelegate::sizeHint(const QStyleOptionViewItem & /*option*/, const QModelIndex & /*index*/) const
{
    return {m_cellWidth, m_theme->scaled(cardHeight) + gap};
}

void ProfileCardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = *m_theme;
    const QRect card = cardRect(option.rect);
    const auto environment = Environment(index.data(ProfileListModel::EnvironmentRole).toInt());
    const EnvironmentStyle style = Theme::environment(environment);
    const bool isCurrent = option.state & QStyle::State_Selected;
    const bool isHovered = option.state & QStyle::State_MouseOver;

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintBox(painter, card, 8, theme.color(Token::Surface),
             theme.color(isHovered ? Token::ControlBorder : Token::Border));
    QPainterPath outline;
    outline.addRoundedRect(QRectF(card), 8, 8);
    painter->setClipPath(outline);
    painter->fillRect(QRect(card.left(), card.top(), card.width(), 4), theme.color(style.fill));
    painter->setClipping(false);
    if (isCurrent)
        paintFocusRing(painter, card, 8, theme);

    const QRect inside = card.adjusted(14, 18, -14, 0);
    QRect tag(inside.topLeft(), tagSize(environment, theme));
    paintTag(painter, tag, environment, theme);
    if (index.data(ProfileListModel::ReadOnlyRole).toBool()) {
        const QString text = tr("Read-only");
        const QSize size = StateTag::size(text, u"lock"_s, theme);
        StateTag::paint(painter, QRect(QPoint(tag.right() + 9, tag.top()), size), Tone::Neutral, text, u"lock"_s,
                        theme);
    }
    paintIcon(painter, menuRect(option.rect), u"ellipsis"_s, 16, Token::Text2, theme);

    int y = tag.bottom() + 10;
    const auto line = [&](int designHeight) {
        const int height = theme.scaled(designHeight);
        const QRect rect(inside.left(), y, inside.width(), height);
        y += height;
        return rect;
    };
    drawText(painter, line(22), nameOf(index), theme.font(TextStyle::Section), theme.color(Token::Text));
    drawText(painter, line(20), index.data(ProfileListModel::HostRole).toString(), theme.font(TextStyle::Mono),
             theme.color(Token::Text2));
    y += 6;
    QRect facts = line(20);
    const QFont small = theme.font(TextStyle::Secondary);
    const auto fact = [&](const QString &icon, const QString &text) {
        if (text.isEmpty())
            return;
        const int width = QFontMetrics(small).horizontalAdvance(text) + 2;
        paintIcon(painter, QRect(facts.left(), facts.top(), 14, facts.height()), icon, 14, Token::Text2, theme);
        drawText(painter, QRect(facts.left() + 19, facts.top(), qMin(width, facts.width() - 19), facts.height()), text,
                 small, theme.color(Token::Text2));
        facts.setLeft(facts.left() + 19 + width + 14);
    };
    if (index.data(ProfileListModel::LocalRole).toBool())
        fact(u"house"_s, tr("This computer"));
    fact(u"hash"_s, keysText(index));
    fact(u"folder"_s, groupOf(index));
    const auto health = index.data(ProfileListModel::HealthRole).value<ProfileHealth>();
    drawText(painter, line(20), limitsOf(index), small, theme.color(Token::Text2));

    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(theme.color(Token::BorderSoft));
    const QRect footer = footerRect(option.rect, theme);
    painter->drawLine(inside.left(), footer.top() - 4, inside.right(), footer.top() - 4);
    painter->setRenderHint(QPainter::Antialiasing);
    if (needsDoctor(health) && (isHovered || isCurrent)) {
        drawText(painter, footer, tr("Run the doctor"), theme.font(TextStyle::BodySemibold),
                 theme.color(Token::AccentText));
    } else {
        drawText(painter, footer, lastUsedText(index.data(ProfileListModel::LastUsedRole).toLongLong(), m_clock->now()),
                 small, theme.color(Token::Text2));
    }
    drawHealth(painter, healthRect(option.rect, theme), lookOf(health), theme);
    painter->restore();
}

bool ProfileCardDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                      const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() != Qt::LeftButton)
            return QStyledItemDelegate::editorEvent(event, model, option, index);
        const QPoint at = mouse->position().toPoint();
        QRect doctor = footerRect(option.rect, *m_theme);
        doctor.setWidth(doctor.width() / 2);
        const bool isMenu = menuRect(option.rect).adjusted(-4, -4, 4, 4).contains(at);
        const bool isDoctor
            = doctor.contains(at) && needsDoctor(index.data(ProfileListModel::HealthRole).value<ProfileHealth>());
        if (isMenu && event->type() == QEvent::MouseButtonPress)
            emit menuRequested(index, mouse->globalPosition().toPoint());
        if (isDoctor && event->type() == QEvent::MouseButtonRelease)
            emit doctorRequested(index);
        if (isMenu || isDoctor)
            return true;
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

ProfileRowDelegate::ProfileRowDelegate(const Theme *theme, const Clock *clock, QObject *parent)
    : RowDelegate(theme, Row::Table, parent)
    , m_clock(clock)
{
}

QSize ProfileRowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {RowDelegate::sizeHint(option, index).width(), theme().tableRow() + 6};
}

void ProfileRowDelegate::paintContent(QPainter *painter, const QStyleOptionViewItem &option,
                                      const QModelIndex &index) const
{
    const QRect row = option.rect.adjusted(12, 0, -12, 0);
    const auto environment = Environment(index.data(ProfileListModel::EnvironmentRole).toInt());
    const QColor ink = theme().color(textToken(option));
    const QColor dim = theme().color(textToken(option, Token::Text2));
    QSize tag = tagSize(environment, theme());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintTag(painter, QRect(QPoint(row.left(), row.center().y() - tag.height() / 2), tag), environment, theme());
    const int rest = row.width() - 124;
    int x = row.left() + 124;
    const auto column = [&](int share) {
        const int width = rest * share / 100;
        const QRect rect(x, row.top(), width - 10, row.height());
        x += width;
        return rect;
    };
    drawText(painter, column(23), nameOf(index), theme().font(TextStyle::BodySemibold), ink);
    drawText(painter, column(27), index.data(ProfileListModel::HostRole).toString(), theme().font(TextStyle::Mono),
             dim);
    drawText(painter, column(13), groupOf(index), theme().font(TextStyle::Secondary), dim);
    drawText(painter, column(11), keysText(index), theme().font(TextStyle::Secondary), dim);
    drawText(painter, column(13), lastUsedText(index.data(ProfileListModel::LastUsedRole).toLongLong(), m_clock->now()),
             theme().font(TextStyle::Secondary), dim);
    drawHealth(painter, column(13), lookOf(index.data(ProfileListModel::HealthRole).value<ProfileHealth>()), theme());
    painter->restore();
}

} // namespace stashdeck
