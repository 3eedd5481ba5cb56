// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/checkedkeys.h"
#include "models/keyspace/expiryfetcher.h"
#include "models/keyspace/keyarranger.h"
#include "models/keyspace/keyfinder.h"
#include "models/keyspace/keylistmodel.h"
#include "models/keyspace/keyscanner.h"
#include "models/keyspace/keyselection.h"
#include "models/keyspace/keystore.h"
#include "models/keyspace/keytreemodel.h"
#include "models/keyspace/namingreport.h"
#include "models/keyspace/patternhistory.h"
#include "models/keyspace/prefixreport.h"
#include "models/keyspace/rowdetails.h"

#include <QElapsedTimer>

namespace stashdeck {

class Session;
class Settings;

/// The keys of one open database, as far as they are loaded: what the key pane shows and the palette searches. Owns
/// the store, the scanners and both models. GUI thread; long work happens on workers.
class Keyspace final : public QObject {
    Q_OBJECT

public:
    /// What there is to show when no row can be.
    enum class State {
        Loading, ///< nothing yet, and a scan runs or is about to
        Keys, ///< rows are shown
        Empty, ///< the database holds no key
        NothingMatches, ///< keys are loaded, or the scan is over, and none passes the filter
        Failed, ///< nothing was loaded; see activeScanner()->error()
        NotPermitted, ///< this token may not list keys; lookUp() still works
    };
    Q_ENUM(State)
    using ExpiryClass = stashdeck::ExpiryClass;

    /// `session` and `settings` (may be null) must outlive this object.
    explicit Keyspace(Session *session, Settings *settings = nullptr, QObject *parent = nullptr);
    ~Keyspace() override;

    [[nodiscard]] Session *session() const { return m_session; }
    [[nodiscard]] KeyListModel *listModel() { return &m_list; }
    [[nodiscard]] KeyTreeModel *treeModel() { return &m_tree; }
    [[nodiscard]] RowDetails *details() { return &m_details; }
    [[nodiscard]] ExpiryFetcher *expiryFetcher() { return &m_expiries; }
    [[nodiscard]] PrefixReport *prefixReport() { return &m_prefixReport; }
    [[nodiscard]] NamingReport *namingReport() { return &m_namingReport; }
    [[nodiscard]] PatternHistory *history() { return &m_history; }
    [[nodiscard]] const KeyStore &store() const { return m_store; }
    [[nodiscard]] const KeyFacts &facts() const { return m_facts; }
    /// The scan that the pane tells about: of the pattern that was searched, else of the whole database.
    [[nodiscard]] KeyScanner *activeScanner() const;

    [[nodiscard]] State state() const;
    [[nodiscard]] qint64 loadedKeys() const { return m_store.size(); }
    [[nodiscard]] qint64 shownKeys() const { return m_shownKeys; }
    /// False for the moment in which the first screen of a slow filter is shown and the rest is being looked for:
    /// shownKeys() counts that screen only, and checkAllShown() does nothing.
    [[nodiscard]] bool showsAll() const { return !m_shownIsFirst; }
    /// A filter, a sort or keys that came are being worked into the rows; ends in shownChanged().
    [[nodiscard]] bool isArranging() const { return m_arranger.isBusy(); }
    /// Commands a scan of the whole database would use, as far as it is known; -1 before the first answer.
    [[nodiscard]] qint64 scanPrice() const;

    /// The first scan; does nothing when one was started already.
    void open();
    /// Shows the loaded keys that hold `text`, or match it when it holds wildcards. Free; no command.
    void setText(const QByteArray &text);
    /// Asks the server for the pattern. When everything is loaded already and asking again would cost more than 20
    /// commands, only filters: rescan() is there for those who want it.
    void search(const QByteArray &pattern);
    /// Asks the server for one key, by one command; ends in lookedUp() or lookUpFailed(). Found, it alone is shown.
    void lookUp(const QByteArray &key);
    /// Back to all keys.
    void clearText();
    /// What setText(), search() or lookUp() put in force.
    [[nodiscard]] const KeyFilter &filter() const { return m_filter; }
    void setTypes(const QSet<KeyType> &types); ///< none for all
    [[nodiscard]] QSet<KeyType> types() const;
    /// Only keys whose TTL is known can pass; see expiryFetcher().
    void setExpiryClass(ExpiryClass expiry);
    [[nodiscard]] ExpiryClass expiryClass() const { return m_expiryClass; }
    void setSeparator(const QByteArray &separator); ///< empty for no folders
    [[nodiscard]] const QByteArray &separator() const { return m_separator; }

    /// Of the list, over what is loaded; free, on a worker, ends in shownChanged(). What is learned later about TTLs
    /// and sizes does not move rows under the pointer: sortAgain() takes it in, and so does whatever changes the rows.
    void setSort(const KeySort &sort);
    [[nodiscard]] const KeySort &sort() const { return m_sort; }
    void sortAgain();
    /// Rows at the end of the sorted list whose TTL, size or type is not known.
    [[nodiscard]] qint64 unsortedKeys() const { return m_listOrder.unknown(); }

    /// What is checked for an act on many keys. Models answer Qt::CheckStateRole and CheckedCountRole from it.
    [[nodiscard]] CheckedKeys *checkedKeys() { return &m_checked; }
    void checkAllShown(); ///< what passes the filter, in addition to what is checked
    void invertShown(); ///< of what passes the filter
    /// Names of the checked keys, hidden ones too, in byte order. `take` is called on this thread, at once or soon,
    /// unless `context` is gone.
    void selectChecked(QObject *context, std::function<void(const KeySelection &)> take);
    /// The same for rows(At) of the models, in their order.
    void selectRows(const KeyRows &rows, QObject *context, std::function<void(const KeySelection &)> take);

    void rescan(); ///< the active scan again; keys that are gone leave at its end
    void stopScan() { activeScanner()->stop(); }
    void resumeScan() { activeScanner()->resume(); }

    // What other parts of the window did to single keys. No command.
    void keyAdded(const QByteArray &key, KeyType type);
    void keyRemoved(const QByteArray &key);
    void keyRenamed(const QByteArray &from, const QByteArray &to);
    /// Its value, type or TTL may have changed: TTL and size are asked for again when it is on screen.
    void keyChanged(const QByteArray &key, KeyType type = KeyType::Unknown);
    // The same for many at once: the rows are arranged once.
    void keysRemoved(const QList<QByteArray> &keys);
    void keysAdded(const QList<std::pair<QByteArray, KeyType>> &keys);
    void keysChanged(const QList<QByteArray> &keys);

    /// Loaded keys that hold `text`, those that begin with it first, `most` at most. Free. `take` is called on this
    /// thread, at once or soon, unless `context` is gone or a newer search was begun.
    void findLoaded(const QByteArray &text, int most, QObject *context,
                    std::function<void(const QList<KeyHit> &)> take);

signals:
    void stateChanged();
    void shownChanged(); ///< other rows, other counts
    void scanChanged(); ///< state or progress of the active scan, at most some ten times a second
    void lookedUp(const QByteArray &key, stashdeck::KeyType type); ///< Unknown: there is no such key
    void lookUpFailed(const QByteArray &key, const stashdeck::Error &error);

private:
    struct Scan {
        explicit Scan(Session *session)
            : scanner(session)
        {
        }
        KeyScanner scanner;
        std::vector<bool> seen; // by row: came in this run of the scan
        KeyRow before = 0; // rows that were there when it began
        bool rescans = false;
    };

    void connectScan(Scan &scan);
    void beginScan(Scan &scan, const QByteArray &pattern);
    void takeKeys(Scan &scan, const std::vector<ScannedKey> &keys);
    void scanStateChanged(Scan &scan);
    void refilter();
    void arrangeIfGrown();
    void requestArrangement();
    [[nodiscard]] ArrangementRequest makeRequest();
    void takeArrangement(Arrangement &result);
    void vanish(const KeyRows &rows);
    void dropVanished();
    void removeRows(const KeyRows &rows);
    void select(std::function<KeySelection()> make, qint64 keys, QObject *context,
                std::function<void(const KeySelection &)> take);
    bool insertRow(const QByteArray &key, KeyType type);
    void announce(const KeyRows &rows);
    void updateState();

    Session *m_session;
    KeyStore m_store;
    KeyFacts m_facts;
    CheckedKeys m_checked;
    KeyListModel m_list;
    KeyTreeModel m_tree;
    RowDetails m_details;
    ExpiryFetcher m_expiries;
    PrefixReport m_prefixReport;
    NamingReport m_namingReport;
    PatternHistory m_history;
    KeyArranger m_arranger;
    KeyFinder m_finder;
    Scan m_all;
    Scan m_matching;
    bool m_searching = false; // m_matching is the active scan
    bool m_allInterrupted = false; // m_all ran when a search began
    bool m_allComplete = false; // once finished, every key was loaded
    bool m_opened = false;
    KeyFilter m_filter;
    ExpiryClass m_expiryClass = ExpiryClass::Any;
    QByteArray m_separator = ":";
    KeySort m_sort;
    OrderedKeys m_shown;
    ListOrder m_listOrder;
    std::optional<KeySweep> m_sweep;
    QSet<KeyRow> m_addedSinceSweep;
    KeyRow m_arrangedRows = 0;
    qint64 m_shownKeys = 0;
    bool m_shownIsFirst = false;
    QElapsedTimer m_sinceArranged;
    QTimer m_grown;
    QTimer m_vanished;
    QTimer m_scanTold;
    State m_state = State::Loading;
    std::stop_source m_stop;
};

} // namespace stashdeck
