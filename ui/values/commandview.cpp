// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/commandview.h"

#include "models/base/bytetext.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QPainter>
#include <QScreen>

namespace stashdeck {

namespace {

constexpr qsizetype wordCharacters = 60;
constexpr int popupWidth = 560;

bool isNumber(const QString &word)
{
    bool ok = false;
    (void)word.toLongLong(&ok);
    return ok;
}

} // namespace

CommandView::CommandView(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("commandView"));
    connect(theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void CommandView::setCommands(const QList<Command> &commands)
{
    m_lines.clear();
    QStringList spoken;
    for (const Command &command : commands) {
        QStringList words;
        for (const QByteArray &word : command.words()) {
            const QString shown = displayText(word, wordCharacters);
            words.append(shown.isEmpty() || shown.contains(QLatin1Char(' ')) ? QStringLiteral("'%1'").arg(shown)
                                                                             : shown);
        }
        m_lines.append(words);
        spoken.append(words.join(QLatin1Char(' ')));
    }
    setAccessibleName(tr("Commands: %1").arg(spoken.join(QStringLiteral("; "))));
    updateGeometry();
    update();
}

QSize CommandView::sizeHint() const
{
    return {200, int(m_lines.size()) * lineHeight()};
}
QSize CommandView::minimumSizeHint() const
{
    return {80, sizeHint().height()};
}

void CommandView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(m_theme->font(TextStyle::Mono));
    const QFontMetrics metrics = painter.fontMetrics();
    const int space = metrics.horizontalAdvance(QLatin1Char(' '));
    int top = 0;
    for (const QStringList &words : m_lines) {
        int left = 0;
        for (qsizetype i = 0; i < words.size() && left < width(); ++i) {
            const QString &word = words.at(i);
            const bool isOption = i > 1 && word == word.toUpper() && word.front().isLetter() && word.size() < 9;
            const Token token = i == 0 ? Token::SynCommand
                : i == 1               ? Token::SynKey
                : isNumber(word)       ? Token::SynNumber
                : isOption             ? Token::SynKeyword
                                       : Token::SynString;
            const QString shown = metrics.elidedText(word, Qt::ElideMiddle, width() - left);
            painter.setPen(m_theme->color(token));
            painter.drawText(QRect(left, top, width() - left, lineHeight()), Qt::AlignVCenter, shown);
            left += metrics.horizontalAdvance(shown) + space;
        }
        top += lineHeight();
    }
}

void showCommands(const Theme *theme, QWidget *anchor, const QList<Command> &commands)
{
    auto *popup = new QFrame(anchor, Qt::Popup);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setObjectName(QStringLiteral("commandPopup"));
    popup->setProperty("card", true);
    auto *column = new QVBoxLayout(popup);
    column->setContentsMargins(14, 10, 14, 12);
    column->setSpacing(6);
    column->addWidget(plainLabel(theme, TextStyle::Secondary, Token::Text2,
                                 commands.size() == 1 ? CommandView::tr("Saving runs this command")
                                                      : CommandView::tr("Saving runs these commands"),
                                 popup));
    auto *view = new CommandView(theme, popup);
    view->setCommands(commands);
    column->addWidget(view);
    popup->setFixedWidth(popupWidth);
    popup->adjustSize();
    QPoint at = anchor->mapToGlobal(QPoint(anchor->width() - popupWidth, -popup->height() - 6));
    if (const QScreen *screen = anchor->screen())
        at.setX(std::max(screen->availableGeometry().left(), at.x()));
    popup->move(at);
    popup->show();
    popup->setFocus();
}

} // namespace stashdeck
