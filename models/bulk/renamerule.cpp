// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/renamerule.h"

#include "models/base/bytetext.h"

namespace stashdeck {

KeyRenamer::KeyRenamer(RenameRule rule)
    : m_rule(std::move(rule))
{
    if (m_rule.kind == RenameRule::Kind::Prefix)
        return;
    m_text = QRegularExpression(QString::fromUtf8(m_rule.from));
    m_bytes = QRegularExpression(QString::fromLatin1(m_rule.from));
    if (!m_text.isValid())
        m_problem = m_text.errorString();
}

QByteArray KeyRenamer::renamed(const QByteArray &key) const
{
    if (!m_problem.isEmpty())
        return key;
    if (m_rule.kind == RenameRule::Kind::Prefix)
        return key.startsWith(m_rule.from) ? m_rule.to + key.sliced(m_rule.from.size()) : key;
    if (m_rule.from.isEmpty())
        return key;
    if (isUtf8(key) && isUtf8(m_rule.to))
        return QString::fromUtf8(key).replace(m_text, QString::fromUtf8(m_rule.to)).toUtf8();
    return QString::fromLatin1(key).replace(m_bytes, QString::fromLatin1(m_rule.to)).toLatin1();
}

} // namespace stashdeck
