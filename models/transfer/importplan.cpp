// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/importplan.h"

#include <QJsonArray>

#include <algorithm>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

QJsonObject ImportPlan::toJson() const
{
    QJsonArray names;
    for (const QByteArray &key : only)
        names.append(QString::fromLatin1(key.toBase64()));
    return {{u"path"_s, path},
            {u"prefix"_s, QString::fromLatin1(prefix.toBase64())},
            {u"policy"_s, static_cast<int>(policy)},
            {u"requestLimit"_s, requestLimit},
            {u"largeInParts"_s, largeInParts},
            {u"only"_s, names}};
}

ImportPlan ImportPlan::fromJson(const QJsonObject &json)
{
    ImportPlan plan;
    plan.path = json.value(u"path"_s).toString();
    plan.prefix = QByteArray::fromBase64(json.value(u"prefix"_s).toString().toLatin1());
    plan.policy = static_cast<ImportPolicy>(std::clamp(json.value(u"policy"_s).toInt(), 0, 3));
    plan.requestLimit = json.value(u"requestLimit"_s).toInteger(plan.requestLimit);
    plan.largeInParts = json.value(u"largeInParts"_s).toBool(true);
    const QJsonArray names = json.value(u"only"_s).toArray();
    for (const QJsonValue &name : names)
        plan.only.insert(QByteArray::fromBase64(name.toString().toLatin1()));
    return plan;
}

} // namespace stashdeck
