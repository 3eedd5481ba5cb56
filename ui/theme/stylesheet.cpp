// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/stylesheet.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaEnum>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

QByteArray resource(const QString &name)
{
    QFile file(u":/stashdeck/theme/"_s + name);
    [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "theme", qPrintable(name));
    return file.readAll();
}

void setRoles(QPalette &palette, const QJsonObject &roles, const QList<QPalette::ColorGroup> &groups,
              const Theme &theme)
{
    const QMetaEnum names = QMetaEnum::fromType<QPalette::ColorRole>();
    for (auto it = roles.begin(); it != roles.end(); ++it) {
        if (!it->isString())
            continue;
        bool known = false; // Accent came with Qt 6.6
        const int role = names.keyToValue(it.key().toLatin1().constData(), &known);
        const std::optional<Token> token = tokenFromName(it->toString());
        if (!known || !token)
            continue;
        for (const QPalette::ColorGroup group : groups)
            palette.setColor(group, static_cast<QPalette::ColorRole>(role), theme.color(*token));
    }
}

} // namespace

QString themeStyleSheet(const Theme &theme)
{
    const QString source = QString::fromUtf8(resource(u"style.qss"_s));
    static const QRegularExpression pattern(u"@(?:px\\((\\d+)\\)|([a-z][a-z0-9-]*))"_s);
    QString sheet;
    sheet.reserve(source.size() * 2);
    qsizetype from = 0;
    for (auto it = pattern.globalMatch(source); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        sheet += QStringView(source).mid(from, match.capturedStart() - from);
        from = match.capturedEnd();
        if (match.hasCaptured(1)) {
            sheet += QString::number(theme.scaled(match.capturedView(1).toInt())) + u"px"_s;
        } else {
            const std::optional<Token> token = tokenFromName(match.capturedView(2));
            Q_ASSERT_X(token.has_value(), "style.qss", qPrintable(match.captured(0)));
            if (token)
                sheet += theme.color(*token).name();
        }
    }
    return sheet += QStringView(source).mid(from);
}

QPalette themePalette(const Theme &theme)
{
    const QJsonObject roles
        = QJsonDocument::fromJson(resource(u"tokens.json"_s)).object().value("palette"_L1).toObject();
    QPalette palette;
    setRoles(palette, roles, {QPalette::Active, QPalette::Inactive, QPalette::Disabled}, theme);
    setRoles(palette, roles.value("Disabled"_L1).toObject(), {QPalette::Disabled}, theme);
    setRoles(palette, roles.value("Inactive"_L1).toObject(), {QPalette::Inactive}, theme);
    return palette;
}

} // namespace stashdeck
