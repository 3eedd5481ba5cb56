// SPDX-License-Identifier: GPL-3.0-or-later
// icon_sheet FILE.png: every icon at 12, 14, 16 and 28 px in both schemes, to look at.
#include "ui/theme/theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;
using namespace stashdeck;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (argc != 2)
        return 2;
    Theme theme;
    theme.setFontFamilies(u"Inter"_s, u"JetBrains Mono"_s);
    QStringList names = Theme::iconNames();
    names.removeAll(u"stashdeck"_s);
    constexpr int columns = 4;
    constexpr int cellWidth = 240;
    constexpr int cellHeight = 34;
    const int rows = static_cast<int>((names.size() + columns - 1) / columns);
    constexpr int ratio = 2;
    QImage sheet(QSize(columns * cellWidth, rows * cellHeight * 2) * ratio, QImage::Format_ARGB32_Premultiplied);
    sheet.setDevicePixelRatio(ratio);
    QPainter painter(&sheet);
    for (const Theme::Scheme scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        theme.setChoice(scheme == Theme::Scheme::Dark ? Theme::Choice::Dark : Theme::Choice::Light);
        const int top = scheme == Theme::Scheme::Dark ? rows * cellHeight : 0;
        painter.fillRect(0, top, columns * cellWidth, rows * cellHeight, theme.color(Token::Window));
        for (qsizetype i = 0; i < names.size(); ++i) {
            int x = static_cast<int>(i % columns) * cellWidth + 8;
            const int y = top + static_cast<int>(i / columns) * cellHeight;
            for (const int size : {12, 14, 16, 28}) {
                painter.drawPixmap(x, y + (cellHeight - size) / 2,
                                   theme.pixmap(names.at(i), size, Token::Text2, ratio));
                x += size + 8;
            }
            painter.setFont(theme.font(TextStyle::Caption));
            painter.setPen(theme.color(Token::Text));
            painter.drawText(x + 4, y + cellHeight / 2 + 4, names.at(i));
        }
    }
    painter.end();
    return sheet.save(QString::fromLocal8Bit(argv[1])) ? 0 : 1;
}
