// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkjobs.h"
#include "models/keyspace/keyselection.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notice.h"

#include <QHash>
#include <QPointer>
#include <QTimer>

#include <memory>

class QWidget;

namespace stashdeck {

class BulkProgressDialog;
class BulkTargets;
class Keyspace;

/// Acts on many keys from the first gesture to the undo: opens the dialogs, keeps the runs going while they are closed,
/// tells the key pane, and offers what an earlier window left unfinished. One for each open database, beside its
/// session.
class BulkFlow final : public QObject {
    Q_OBJECT

public:
    /// Journals lie in `folder`. `window` is the dialogs' parent. All must outlive this object; `keyspace` may be null.
    BulkFlow(const Theme *theme, Session *session, Keyspace *keyspace, BulkTargets *targets, const QString &folder,
             QWidget *window);
    ~BulkFlow() override;

    [[nodiscard]] BulkJobs *jobs() { return &m_jobs; }
    void begin(ManyKeysAct act, const KeySelection &selection);
    void showChanges();
    void showRun(BulkRun *run);
    /// "Continue": a stored run goes on where it stopped.
    void goOn(const QString &path);
    /// "Restore": a stored run is taken back.
    void undo(const QString &path);
    [[nodiscard]] bool isBusy() const { return m_jobs.isActive(); }

signals:
    void noticeRequested(const stashdeck::Notice &notice);
    /// An unfinished run lies on disk; `text` says which. See goOn(), undo() and showChanges().
    void offered(const QString &path, const QString &text, bool canUndo);
    void offerWithdrawn();
    // What runs did to keys, gathered, for whoever shows them. The keyspace is told already.
    void keysGone(const QList<QByteArray> &keys);
    void keysRenamed(const QList<std::pair<QByteArray, QByteArray>> &keys);
    void keysChanged(const QList<QByteArray> &keys); ///< another expiry, or back again

private:
    enum class Way { GoOn, Undo };
    void watch(BulkRun *run);
    void start(BulkRun *run, BulkAim aim);
    void openOther(BulkRun *run);
    void ended(BulkRun *run);
    void noteRows(BulkRun *run, const QList<JournalRow> &rows);
    void tellKeyspace();
    void offer();

    const Theme *m_theme;
    QPointer<Keyspace> m_keyspace;
    BulkTargets *m_targets;
    QPointer<QWidget> m_window;
    QHash<BulkRun *, std::shared_ptr<Session>> m_others;
    BulkJobs m_jobs;
    QHash<QString, Way> m_reopening;
    QList<QByteArray> m_removed;
    QList<std::pair<QByteArray, KeyType>> m_added;
    QList<QByteArray> m_changed;
    QList<QByteArray> m_gone; ///< of m_removed, those that are not there under another name
    QList<std::pair<QByteArray, QByteArray>> m_renamed;
    QTimer m_tell;
    bool m_offered = false;
};

} // namespace stashdeck
