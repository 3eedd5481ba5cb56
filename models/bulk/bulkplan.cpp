// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/bulkplan.h"

#include <QJsonArray>

#include <algorithm>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Names and patterns are bytes.
QString encoded(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray decoded(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

template <typename Enum> Enum enumFrom(const QJsonValue &value, Enum last)
{
    return static_cast<Enum>(std::clamp(value.toInt(), 0, static_cast<int>(last)));
}

} // namespace

QJsonObject BulkPlan::toJson() const
{
    QJsonArray typeNumbers;
    for (const KeyType type : types)
        typeNumbers.append(static_cast<int>(type));
    return {
        {u"act"_s, static_cast<int>(act)},
        {u"pattern"_s, encoded(pattern)},
        {u"types"_s, typeNumbers},
        {u"expiry"_s, static_cast<int>(expiry)},
        {u"keepCopies"_s, deletion.keepCopies},
        {u"inBackground"_s, deletion.inBackground},
        {u"keysPerCommand"_s, deletion.keysPerCommand},
        {u"copyLimit"_s, deletion.copyLimit},
        {u"changeMode"_s, static_cast<int>(change.mode)},
        {u"changeIn"_s, qint64(change.in.count())},
        {u"changeAt"_s, qint64(change.at.time_since_epoch().count())},
        {u"changeOnly"_s, static_cast<int>(change.only)},
        {u"spread"_s, qint64(change.spread.count())},
        {u"ruleKind"_s, static_cast<int>(rule.kind)},
        {u"ruleFrom"_s, encoded(rule.from)},
        {u"ruleTo"_s, encoded(rule.to)},
        {u"target"_s, copy.target.toString(QUuid::WithoutBraces)},
        {u"targetName"_s, copy.targetName},
        {u"prefix"_s, encoded(copy.prefix)},
        {u"ifExists"_s, static_cast<int>(copy.ifExists)},
        {u"averageBytes"_s, averageBytes},
    };
}

BulkPlan BulkPlan::fromJson(const QJsonObject &json)
{
    BulkPlan plan;
    plan.act = enumFrom(json.value(u"act"_s), BulkAct::Move);
    plan.pattern = decoded(json.value(u"pattern"_s));
    const QJsonArray typeNumbers = json.value(u"types"_s).toArray();
    for (const QJsonValue &number : typeNumbers)
        plan.types.insert(enumFrom(number, KeyType::Other));
    plan.expiry = enumFrom(json.value(u"expiry"_s), ExpiryFilter::BeyondDay);
    plan.deletion.keepCopies = json.value(u"keepCopies"_s).toBool(true);
    plan.deletion.inBackground = json.value(u"inBackground"_s).toBool(true);
    plan.deletion.keysPerCommand = std::clamp(json.value(u"keysPerCommand"_s).toInt(100), 1, 5000);
    plan.deletion.copyLimit = json.value(u"copyLimit"_s).toInteger(plan.deletion.copyLimit);
    plan.change.mode = enumFrom(json.value(u"changeMode"_s), ExpiryChoices::Mode::Never);
    plan.change.in = Milliseconds(json.value(u"changeIn"_s).toInteger());
    plan.change.at = WallTime(Milliseconds(json.value(u"changeAt"_s).toInteger()));
    plan.change.only = enumFrom(json.value(u"changeOnly"_s), ExpiryChoices::Only::IfShorter);
    plan.change.spread = Milliseconds(json.value(u"spread"_s).toInteger());
    plan.rule.kind = enumFrom(json.value(u"ruleKind"_s), RenameRule::Kind::Expression);
    plan.rule.from = decoded(json.value(u"ruleFrom"_s));
    plan.rule.to = decoded(json.value(u"ruleTo"_s));
    plan.copy.target = QUuid(json.value(u"target"_s).toString());
    plan.copy.targetName = json.value(u"targetName"_s).toString();
    plan.copy.prefix = decoded(json.value(u"prefix"_s));
    plan.copy.ifExists = enumFrom(json.value(u"ifExists"_s), CopyChoices::IfExists::Fail);
    plan.averageBytes = json.value(u"averageBytes"_s).toInteger();
    return plan;
}

} // namespace stashdeck
