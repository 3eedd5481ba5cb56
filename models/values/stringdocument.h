// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/savestring.h"
#include "models/values/valuedocument.h"

namespace stashdeck {

/// A string: the bytes that were loaded and the bytes as edited. Nothing is written but by `save()`, `createAgain()`,
/// `keepMine()` and `saveUnsafely()`.
class StringDocument final : public ValueDocument {
    Q_OBJECT

public:
    StringDocument(Session *session, QByteArray key, QObject *parent = nullptr);
    ~StringDocument() override;

    [[nodiscard]] ValueKind kind() const override { return ValueKind::String; }
    [[nodiscard]] const QByteArray &base() const { return m_base; } ///< as loaded or last saved
    [[nodiscard]] const QByteArray &current() const { return m_current; }
    [[nodiscard]] const QByteArray &theirs() const { return m_theirs; } ///< in Conflict
    [[nodiscard]] qint64 length() const override { return m_length; } ///< of the whole value on the server
    [[nodiscard]] bool isDirty() const override;
    /// Longer values can be read here, not edited: a save would not fit into one request of this plan.
    [[nodiscard]] qint64 editLimit() const;
    /// Whole, small enough to be edited, and not in the middle of a save. The write lock is the caller's to ask.
    [[nodiscard]] bool isEditable() const;
    [[nodiscard]] QList<Command> plannedCommands() const override;

    void take(const OpenedKey &opened) override;
    void setCurrent(const QByteArray &bytes);
    void discard() override;
    void save() override;
    void verify() override;
    void saveUnsafely() override;
    void createAgain() override;
    void keepMine() override;
    void loadTheirs() override;
    void acceptMerge(const QByteArray &bytes); ///< in Conflict: `bytes` becomes the edit, compared against theirs
    /// A command of ours other than save() has changed the key, which holds `bytes` now. Only without edits.
    void adopt(const QByteArray &bytes);
    void loadRest();
    void cancelLoadRest();

signals:
    void currentChanged(); ///< the bytes changed by other than setCurrent()
    void progressed(qint64 received, qint64 total); ///< of loadRest()

private:
    void replace(const QByteArray &bytes);
    void settle(const CurrentString &now);
    void write(const QByteArray &value, const QByteArray &against, bool unsafely);
    void finishWrite(const Result<SaveOutcome> &outcome);
    void look();
    void finishSaved(const QByteArray &value);

    QByteArray m_base;
    QByteArray m_current;
    QByteArray m_theirs;
    QByteArray m_sent; ///< the value of the write that is on its way
    qint64 m_length = 0;
    std::stop_source m_restStop;
};

} // namespace stashdeck
