// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/transferreader.h"

namespace stashdeck {

/// The keys of a file, numbered, with a promise: the parts of a key come one after the other from 0 on, and the last
/// has no `more`. Where the file breaks it, the key ends with a part that is `broken`, and a problem tells.
class KeyStream final {
public:
    struct Entry {
        TransferEntry entry;
        qint64 ordinal = 0; ///< from 1; the same for all parts of a key
    };
    using Item = std::variant<Entry, ImportProblem>;

    explicit KeyStream(std::unique_ptr<TransferReader> reader);

    [[nodiscard]] std::optional<Item> next();
    [[nodiscard]] const TransferReader &reader() const { return *m_reader; }

private:
    void take(TransferEntry entry);
    void breakOpen();
    void missing(const TransferEntry &near);

    std::unique_ptr<TransferReader> m_reader;
    QList<Item> m_out;
    std::optional<TransferEntry> m_open; ///< the last part, without its value, of a key that goes on
    QByteArray m_orphan; ///< a key whose beginning is lost: its other parts are passed over
    bool m_hasOrphan = false;
    qint64 m_ordinal = 0;
};

} // namespace stashdeck
