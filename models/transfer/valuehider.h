// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/transferentry.h"

#include <QSet>

namespace stashdeck {

/// Hides values of fields with certain names (ExportPlan::hiddenWords).
class ValueHider final {
public:
    explicit ValueHider(const QList<QByteArray> &words);

    [[nodiscard]] bool isIdle() const { return m_words.isEmpty(); }
    /// One of the words, or with one of them as a word of its own: access_token, userPassword, E-Mail for email.
    [[nodiscard]] bool hidesName(QByteArrayView name) const;
    /// A JSON text with "[hidden]" for what is hidden, and how many; the text itself and 0 where nothing is, or where
    /// it is no JSON object or array.
    [[nodiscard]] std::pair<QByteArray, qint64> hidden(const QByteArray &text) const;
    /// Hides in an entry's words; how many values. Fields of a hash are taken out, all else is masked.
    qint64 hide(TransferEntry &entry) const;

private:
    [[nodiscard]] qint64 mask(QByteArray &word) const;

    QSet<QByteArray> m_words;
};

} // namespace stashdeck
