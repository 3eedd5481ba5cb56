// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keyspace.h"

#include "models/keyspace/globpattern.h"
#include "models/session/capabilities.h"
#include "models/session/session.h"

#include <QFutureWatcher>
#include <QtConcurrent>

namespace stashdeck {

namespace {

using namespace std::chrono_literals;

/// A search of this many commands is made without hesitation, even when all keys are loaded.
constexpr qint64 cheapSearch = 20;
constexpr auto struckThrough = 5s;
/// Keys whose names are gathered without a worker: about four milliseconds.
constexpr qint64 selectNow = 20'000;
/// The pane hears of a running scan ten times a second.
constexpr auto tellScanEvery = 100ms;

/// Commands that a scan may use before it asks: a small part of what the plan allows in its period.
qint64 scanBudget(const PlanLimits &limits)
{
    switch (limits.period) {
    case PlanLimits::Period::Daily:
        return std::max<qint64>(100, limits.commands / 20);
    case PlanLimits::Period::Monthly:
        return std::max<qint64>(500, limits.commands / 100);
    case PlanLimits::Period::PayAsYouGo:
        return 20'000; // four cents
    case PlanLimits::Period::None:
        return 0;
    }
    return 0;
}

KeyFilter textFilter(const QByteArray &text)
{
    KeyFilter filter;
    if (text.isEmpty() || text == "*")
        return filter;
    filter.mode = hasWildcards(text) ? KeyFilter::Text::Glob : KeyFilter::Text::Contains;
    filter.text = text;
    return filter;
}

} // namespace

Keyspace::Keyspace(Session *session, Settings *settings, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_checked(&m_store)
    , m_list(&m_facts)
    , m_tree(&m_facts)
    , m_details(session, &m_store, &m_facts)
    , m_expiries(session, &m_store, &m_facts)
    , m_prefixReport(session, &m_store, &m_facts)
    , m_namingReport(&m_store, &m_facts)
    , m_history(settings, session->profile().id)
    , m_all(session)
    , m_matching(session)
{
    m_list.setCheckedKeys(&m_checked);
    m_tree.setCheckedKeys(&m_checked);
    connectScan(m_all);
    connectScan(m_matching);
    connect(&m_arranger, &KeyArranger::arranged, this, &Keyspace::takeArrangement);
    connect(&m_details, &RowDetails::changed, this, &Keyspace::announce);
    connect(&m_details, &RowDetails::vanished, this, &Keyspace::vanish);
    connect(&m_expiries, &ExpiryFetcher::finished, this, [this] {
        if (m_expiryClass != ExpiryClass::Any || m_sort.column == KeySort::Column::Ttl)
            refilter();
    });
    connect(&m_prefixReport, &PrefixReport::vanished, this, &Keyspace::vanish);
    connect(&m_prefixReport, &PrefixReport::stateChanged, this, [this](PrefixReport::State state) {
        if (state == PrefixReport::State::Measured)
            sortAgain();
    });
    m_vanished.setInterval(500ms);
    connect(&m_vanished, &QTimer::timeout, this, &Keyspace::dropVanished);
    m_grown.setSingleShot(true);
    connect(&m_grown, &QTimer::timeout, this, &Keyspace::arrangeIfGrown);
    m_scanTold.setSingleShot(true);
    m_scanTold.setInterval(tellScanEvery);
    connect(&m_scanTold, &QTimer::timeout, this, &Keyspace::scanChanged);
}

Keyspace::~Keyspace()
{
    m_stop.request_stop();
}

void Keyspace::connectScan(Scan &scan)
{
    const qint64 budget = scanBudget(m_session->profile().limits);
    scan.scanner.setCommandBudget(budget);
    connect(&scan.scanner, &KeyScanner::keysFound, this,
            [this, &scan](const std::vector<ScannedKey> &keys) { takeKeys(scan, keys); });
    connect(&scan.scanner, &KeyScanner::stateChanged, this, [this, &scan] { scanStateChanged(scan); });
    connect(&scan.scanner, &KeyScanner::progressChanged, this, [this, &scan] {
        if (&scan == &m_all && m_store.rows() < 2000)
            m_store.expect(scan.scanner.total()); // the first page brought the number of keys
        if (!m_scanTold.isActive())
            m_scanTold.start();
    });
}

KeyScanner *Keyspace::activeScanner() const
{
    const Scan &active = m_searching ? m_matching : m_all;
    return const_cast<KeyScanner *>(&active.scanner);
}

qint64 Keyspace::scanPrice() const
{
    qint64 keys = m_searching && m_matching.scanner.total() >= 0 ? m_matching.scanner.total() : m_all.scanner.total();
    if (keys < 0)
        return -1;
    keys = std::max<qint64>(keys, m_store.size());
    return std::max<qint64>(1, (keys + keysPerScan - 1) / keysPerScan) + 1; // and one for the total
}

void Keyspace::open()
{
    if (std::exchange(m_opened, true))
        return;
    beginScan(m_all, "*");
}

void Keyspace::beginScan(Scan &scan, const QByteArray &pattern)
{
    scan.seen.assign(m_store.rows(), false);
    scan.before = m_store.rows();
    scan.rescans = scan.before > 0;
    KeyType onlyType = KeyType::Unknown;
    const QSet<KeyType> wanted = types();
    // The server's own type filter saves nothing while types come with the keys, and would hide the other types from
    // what is loaded; without WITHTYPE it saves a command a key.
    if (wanted.size() == 1 && !wordOf(*wanted.begin()).isEmpty() && *wanted.begin() != KeyType::Json
        && !m_session->capabilities()->mayUse(Capabilities::Feature::ScanWithType) && &scan == &m_matching)
        onlyType = *wanted.begin();
    scan.scanner.start(pattern, onlyType);
}

void Keyspace::takeKeys(Scan &scan, const std::vector<ScannedKey> &keys)
{
    KeyRows returned;
    for (const ScannedKey &scanned : keys) {
        const auto inserted = m_store.insert(scanned.key, scanned.type);
        if (!inserted)
            break; // 4 GiB of names: what is there is shown
        if (inserted->row >= scan.seen.size())
            scan.seen.resize(std::max<size_t>(inserted->row + 1, scan.seen.size() * 2), false);
        scan.seen[inserted->row] = true;
        if (!inserted->isNew && m_facts.isGone(inserted->row)) {
            m_facts.forget(inserted->row); // it was struck through, and is there again
            returned.push_back(inserted->row);
        }
    }
    if (!returned.empty())
        m_details.refresh(returned);
    arrangeIfGrown();
}

void Keyspace::scanStateChanged(Scan &scan)
{
    if (scan.scanner.state() == KeyScanner::State::Finished) {
        if (&scan == &m_all)
            m_allComplete = true;
        if (scan.rescans) {
            m_sweep = KeySweep{textFilter(scan.scanner.pattern()), scan.seen, scan.before};
            if (scan.scanner.onlyType() != KeyType::Unknown)
                m_sweep->filter.types = 1U << static_cast<quint32>(scan.scanner.onlyType());
            m_addedSinceSweep.clear();
        }
        scan.seen = {};
    }
    if (scan.scanner.state() != KeyScanner::State::Scanning)
        requestArrangement();
    emit scanChanged();
    updateState();
}

void Keyspace::arrangeIfGrown()
{
    if (m_arranger.isBusy() || m_store.rows() == m_arrangedRows)
        return;
    // A handful of times a scan: whenever there are four times as many keys, and otherwise after a while that is long
    // beside what one arrangement takes.
    const auto patience = std::max<std::chrono::milliseconds>(2500ms, m_arranger.lastDuration() * 20);
    const bool waited = !m_sinceArranged.isValid() || m_sinceArranged.elapsed() >= patience.count();
    if (m_store.rows() >= m_arrangedRows * 4 || waited)
        requestArrangement();
    else if (!m_grown.isActive())
        m_grown.start(patience);
}

void Keyspace::requestArrangement()
{
    m_arranger.request([this] { return makeRequest(); });
}

ArrangementRequest Keyspace::makeRequest()
{
    ArrangementRequest request;
    request.keys = m_store.table();
    request.filter = m_filter;
    request.expiry = m_expiryClass;
    request.now = m_session->clock()->now();
    request.facts = m_facts.table();
    request.sort = m_sort;
    request.separator = m_separator;
    request.shape = m_tree.shape();
    request.sweep = std::exchange(m_sweep, std::nullopt);
    request.held = m_list.heldRows();
    const KeyRows inTree = m_tree.heldRows();
    request.held.insert(request.held.end(), inTree.begin(), inTree.end());
    return request;
}

void Keyspace::takeArrangement(Arrangement &result)
{
    m_shownIsFirst = result.isFirst;
    if (!result.isFirst) {
        m_arrangedRows = result.shown.keys.rows();
        m_sinceArranged.start();
    }
    m_shownKeys = result.shown.size();
    KeyRows gone;
    for (const KeyRow row : result.swept) {
        if (m_addedSinceSweep.contains(row) || !m_store.remove(row))
            continue;
        m_facts.forget(row);
        gone.push_back(row);
    }
    m_checked.setChecked(gone, false);
    m_listOrder = result.order;
    m_shown = result.shown;
    m_list.setKeys(result.shown, result.separator, result.order);
    m_tree.setArrangement(result.shown, std::move(result.root), result.separator);
    emit shownChanged();
    updateState();
    if (m_store.rows() > m_arrangedRows && !m_grown.isActive())
        m_grown.start(tellScanEvery);
}

void Keyspace::refilter()
{
    requestArrangement();
}

void Keyspace::setText(const QByteArray &text)
{
    const KeyFilter wanted = textFilter(text);
    if (wanted.mode == m_filter.mode && wanted.text == m_filter.text)
        return;
    m_filter.mode = wanted.mode;
    m_filter.text = wanted.text;
    refilter();
}

void Keyspace::search(const QByteArray &pattern)
{
    if (pattern.isEmpty() || pattern == "*") {
        clearText();
        return;
    }
    setText(pattern);
    m_filter.mode = KeyFilter::Text::Glob; // a pattern, even without a wildcard left in it
    if (m_allComplete && scanPrice() > cheapSearch) {
        m_searching = false;
        refilter();
        emit scanChanged();
        updateState();
        return;
    }
    m_allInterrupted = m_allInterrupted || m_all.scanner.state() == KeyScanner::State::Scanning;
    m_all.scanner.stop();
    m_searching = true;
    beginScan(m_matching, pattern);
    refilter();
}

void Keyspace::clearText()
{
    m_matching.scanner.stop();
    m_searching = false;
    setText({});
    if (std::exchange(m_allInterrupted, false))
        m_all.scanner.resume();
    else if (!m_opened)
        open();
    emit scanChanged();
    updateState();
}

void Keyspace::lookUp(const QByteArray &key)
{
    auto task = m_session->send(Command::of("TYPE", key), {}, m_stop.get_token());
    QCoro::connect(std::move(task), this, [this, key](const Result<Reply> &reply) {
        if (!reply) {
            emit lookUpFailed(key, reply.error());
            return;
        }
        const KeyType type = keyTypeFromWord(reply->bytes);
        if (type == KeyType::Unknown) {
            keyRemoved(key);
        } else {
            keyAdded(key, type);
            m_filter.mode = KeyFilter::Text::Exact;
            m_filter.text = key;
            refilter();
        }
        emit lookedUp(key, type);
    });
}

QSet<KeyType> Keyspace::types() const
{
    QSet<KeyType> types;
    for (quint32 type = 0; type < keyTypeCount; ++type) {
        if ((m_filter.types & (1U << type)) != 0)
            types.insert(static_cast<KeyType>(type));
    }
    return types;
}

void Keyspace::setTypes(const QSet<KeyType> &types)
{
    quint32 bits = 0;
    for (const KeyType type : types)
        bits |= 1U << static_cast<quint32>(type);
    if (bits == m_filter.types)
        return;
    m_filter.types = bits;
    refilter();
}

void Keyspace::setExpiryClass(ExpiryClass expiry)
{
    if (m_expiryClass == expiry)
        return;
    m_expiryClass = expiry;
    refilter();
}

void Keyspace::setSort(const KeySort &sort)
{
    if (m_sort == sort)
        return;
    m_sort = sort;
    refilter();
}

void Keyspace::sortAgain()
{
    if (m_sort.column != KeySort::Column::Name)
        refilter();
}

void Keyspace::checkAllShown()
{
    if (!m_shownIsFirst)
        m_checked.setChecked(*m_shown.rows, true);
}

void Keyspace::invertShown()
{
    if (!m_shownIsFirst)
        m_checked.invert(*m_shown.rows);
}

void Keyspace::selectChecked(QObject *context, std::function<void(const KeySelection &)> take)
{
    const auto order = m_arranger.sorted();
    select([keys = m_store.table(), rows = m_checked.rows(),
            order] { return order ? selectionOf(keys, rows, *order) : selectionOf(keys, rows); },
           m_checked.count(), context, std::move(take));
}

void Keyspace::selectRows(const KeyRows &rows, QObject *context, std::function<void(const KeySelection &)> take)
{
    select([keys = m_store.table(), rows] { return selectionOf(keys, rows); }, static_cast<qint64>(rows.size()),
           context, std::move(take));
}

void Keyspace::select(std::function<KeySelection()> make, qint64 keys, QObject *context,
                      std::function<void(const KeySelection &)> take)
{
    if (keys <= selectNow) {
        take(make());
        return;
    }
    auto *watcher = new QFutureWatcher<KeySelection>(this);
    connect(watcher, &QFutureWatcher<KeySelection>::finished, this,
            [watcher, guard = QPointer(context), take = std::move(take)] {
                watcher->deleteLater();
                if (guard)
                    take(watcher->result());
            });
    watcher->setFuture(QtConcurrent::run(std::move(make)));
}

void Keyspace::setSeparator(const QByteArray &separator)
{
    if (m_separator == separator)
        return;
    m_separator = separator;
    refilter();
}

void Keyspace::rescan()
{
    m_opened = true;
    Scan &scan = m_searching ? m_matching : m_all;
    beginScan(scan, m_searching ? scan.scanner.pattern() : QByteArray("*"));
}

bool Keyspace::insertRow(const QByteArray &key, KeyType type)
{
    const auto inserted = m_store.insert(key, type);
    if (!inserted)
        return false;
    m_facts.forget(inserted->row);
    m_addedSinceSweep.insert(inserted->row);
    for (Scan *scan : {&m_all, &m_matching}) {
        if (scan->scanner.state() == KeyScanner::State::Idle)
            continue;
        if (inserted->row >= scan->seen.size())
            scan->seen.resize(inserted->row + 1, false);
        scan->seen[inserted->row] = true;
    }
    m_details.refresh({inserted->row});
    return true;
}

void Keyspace::keyAdded(const QByteArray &key, KeyType type)
{
    if (insertRow(key, type))
        requestArrangement();
}

void Keyspace::keysAdded(const QList<std::pair<QByteArray, KeyType>> &keys)
{
    bool any = false;
    for (const auto &[key, type] : keys)
        any = insertRow(key, type) || any;
    if (any)
        requestArrangement();
}

void Keyspace::keysRemoved(const QList<QByteArray> &keys)
{
    KeyRows rows;
    for (const QByteArray &key : keys) {
        if (const auto row = m_store.find(key))
            rows.push_back(*row);
    }
    removeRows(rows);
    if (!rows.empty())
        requestArrangement();
}

void Keyspace::keysChanged(const QList<QByteArray> &keys)
{
    KeyRows rows;
    for (const QByteArray &key : keys) {
        if (const auto row = m_store.find(key))
            rows.push_back(*row);
    }
    if (!rows.empty())
        m_details.refresh(rows);
}

void Keyspace::removeRows(const KeyRows &rows)
{
    for (const KeyRow row : rows) {
        m_facts.forget(row);
        m_store.remove(row);
    }
    m_checked.setChecked(rows, false);
}

void Keyspace::keyRemoved(const QByteArray &key)
{
    if (const auto row = m_store.find(key)) {
        removeRows({*row});
        requestArrangement();
    }
}

void Keyspace::keyRenamed(const QByteArray &from, const QByteArray &to)
{
    KeyType type = KeyType::Unknown;
    bool wasChecked = false;
    if (const auto row = m_store.find(from)) {
        type = m_store.typeAt(*row);
        wasChecked = m_checked.isChecked(*row);
        removeRows({*row});
    }
    keyAdded(to, type);
    if (const auto row = m_store.find(to); row && wasChecked)
        m_checked.setChecked(*row, true);
}

void Keyspace::keyChanged(const QByteArray &key, KeyType type)
{
    if (const auto row = m_store.find(key)) {
        if (type != KeyType::Unknown)
            m_store.setType(*row, type);
        m_details.refresh({*row});
    } else {
        keyAdded(key, type);
    }
}

void Keyspace::vanish(const KeyRows &rows)
{
    const auto now = m_session->clock()->steady();
    for (const KeyRow row : rows)
        m_facts.setGone(row, now);
    if (!m_vanished.isActive())
        m_vanished.start();
    announce(rows);
}

void Keyspace::dropVanished()
{
    const auto now = m_session->clock()->steady();
    KeyRows over;
    for (auto gone = m_facts.gone().cbegin(); gone != m_facts.gone().cend(); ++gone) {
        if (now - gone.value() >= struckThrough)
            over.push_back(gone.key());
    }
    removeRows(over);
    if (m_facts.gone().isEmpty())
        m_vanished.stop();
    if (!over.empty())
        requestArrangement();
}

void Keyspace::announce(const KeyRows &rows)
{
    m_list.announce(rows);
    m_tree.announce(rows);
}

void Keyspace::findLoaded(const QByteArray &text, int most, QObject *context,
                          std::function<void(const QList<KeyHit> &)> take)
{
    m_finder.find(m_store.table(), text, most, context, std::move(take));
}

Keyspace::State Keyspace::state() const
{
    return m_state;
}

void Keyspace::updateState()
{
    const KeyScanner *scanner = activeScanner();
    State state = State::Loading;
    if (scanner->state() == KeyScanner::State::NotPermitted)
        state = State::NotPermitted;
    else if (m_shownKeys > 0)
        state = State::Keys;
    else if (scanner->state() == KeyScanner::State::Scanning || scanner->state() == KeyScanner::State::Idle
             || m_arranger.isBusy())
        state = State::Loading;
    else if (scanner->state() == KeyScanner::State::Failed && m_store.isEmpty())
        state = State::Failed;
    else if (scanner->state() == KeyScanner::State::Finished && m_store.isEmpty() && m_filter.passesAll()
             && m_expiryClass == ExpiryClass::Any)
        state = State::Empty;
    else
        state = State::NothingMatches;
    if (std::exchange(m_state, state) != state)
        emit stateChanged();
}

} // namespace stashdeck
