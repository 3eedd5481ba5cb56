// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QRegularExpression>
#include <QString>

namespace stashdeck {

/// How a new name comes from an old one.
struct RenameRule {
    enum class Kind {
        Prefix, ///< `from` at the beginning becomes `to`
        Expression, ///< each match of the regular expression `from` becomes `to`, in which \1 … \9 are its groups
    };
    Kind kind = Kind::Prefix;
    QByteArray from;
    QByteArray to;
    friend bool operator==(const RenameRule &, const RenameRule &) = default;
};

/// A rule made ready for many keys. Thread-compatible; a copy a thread.
class KeyRenamer {
public:
    explicit KeyRenamer(RenameRule rule);

    /// Empty when the rule can be used, else what is wrong with it: for a regular expression, its own words.
    [[nodiscard]] QString problem() const { return m_problem; }
    /// The new name; the old one when the rule does not touch it. Names that are UTF-8 are matched as text, all others
    /// byte by byte, so that no byte is ever changed by the way.
    [[nodiscard]] QByteArray renamed(const QByteArray &key) const;

private:
    RenameRule m_rule;
    QRegularExpression m_text;
    QRegularExpression m_bytes;
    QString m_problem;
};

} // namespace stashdeck
