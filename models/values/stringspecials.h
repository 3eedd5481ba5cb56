// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/stringdocument.h"

namespace stashdeck {

/// A set that is only counted: the server keeps it in a string of this form.
[[nodiscard]] bool isHyperLogLog(QByteArrayView bytes);
/// The bits that are on, as BITCOUNT counts them.
[[nodiscard]] qint64 bitCount(QByteArrayView bytes);
/// The bit at `offset`, counted as the server does: the highest bit of the first byte is 0.
[[nodiscard]] bool bitAt(QByteArrayView bytes, qint64 offset);

/// Writes that change a string in its place, on the server: counters, bits, and sets that are only counted. Each is one
/// request that is atomic there, keeps the expiry, and never makes a key that is gone. The document then holds what the
/// server holds. Only for a document without edits; one at a time. GUI thread.
class StringSpecials final : public QObject {
    Q_OBJECT

public:
    /// `document` outlives it.
    explicit StringSpecials(StringDocument *document, QObject *parent = nullptr);
    ~StringSpecials() override;

    [[nodiscard]] bool isBusy() const { return m_busy; }
    /// Loaded, unedited, and nothing on its way. The write lock is the caller's to ask.
    [[nodiscard]] bool isPossible() const;

    /// Adds to a counter, whatever it is by now. The inverse takes it back.
    void increment(qint64 by);
    /// Sets one bit, if it still is the other one.
    void setBit(qint64 offset, bool on);
    /// Asks how many different elements were added; a read.
    void countUnique();
    void addUnique(const QByteArray &element);

signals:
    void busyChanged(bool busy);
    void incremented(qint64 by);
    void bitSet(qint64 offset, bool on);
    void uniqueCounted(qint64 count);
    void uniqueAdded(bool changedCount);
    /// The value is not what it was taken for: another bit, no counter any more. Nothing was written; reload.
    void changedMeanwhile();
    /// UnknownOutcome: it may have been applied or not; reload.
    void failed(const stashdeck::Error &error);

private:
    void setBusy(bool busy);
    template <typename Then> void run(QCoro::Task<Result<Reply>> task, Then then);
    void readAgain(std::function<void()> then);

    StringDocument *m_document;
    std::stop_source m_stop;
    bool m_busy = false;
};

} // namespace stashdeck
