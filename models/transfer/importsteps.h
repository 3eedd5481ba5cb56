// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"
#include "models/transfer/importjournal.h"

namespace stashdeck {

/// What both ways of importing a key do alike.

/// What a script's word for a key means.
[[nodiscard]] ImportOutcome outcomeOf(const QByteArray &word, ImportPolicy policy, QString &note);
/// Counts a settled row.
void settle(ImportHead &head, const ImportRow &row);
/// The database has no room: of no key in particular.
[[nodiscard]] bool isFull(const Error &error);
/// The server understood, and will not do it for this key.
[[nodiscard]] bool concernsTheKey(const Error &error);
void learnScripts(Session *session, const Error &error);
/// The head, and rows with it, in the journal.
[[nodiscard]] QCoro::Task<Result<void>> noted(std::shared_ptr<ImportJournal> journal, ImportHead head);
[[nodiscard]] QCoro::Task<Result<void>> recorded(std::shared_ptr<ImportJournal> journal, QList<ImportRow> rows,
                                                 ImportHead head);

} // namespace stashdeck
