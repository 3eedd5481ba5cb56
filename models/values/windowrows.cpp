// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/windowrows.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace stashdeck {

namespace {

constexpr int pageRows = 200;
constexpr int mostPages = 200;
/// One request never asks for more than this, however tall the window.
constexpr int mostRowsAtOnce = 1000;

} // namespace

Command windowCommand(ValueKind kind, const QByteArray &key, const ElementRange &range, qint64 first, qint64 last)
{
    if (kind == ValueKind::List) {
        return range.highestFirst ? Command::of("LRANGE", key, -(last + 1), -(first + 1))
                                  : Command::of("LRANGE", key, first, last);
    }
    Command command;
    switch (range.by) {
    case ElementRange::By::Rank:
        command = Command::of("ZRANGE", key, first, last);
        if (range.highestFirst)
            command.append("REV");
        break;
    case ElementRange::By::Score:
    case ElementRange::By::Lex:
        command = range.highestFirst ? Command::of("ZRANGE", key, range.max, range.min)
                                     : Command::of("ZRANGE", key, range.min, range.max);
        command.append(range.by == ElementRange::By::Score ? "BYSCORE" : "BYLEX");
        if (range.highestFirst)
            command.append("REV");
        command.append("LIMIT").append(first).append(last - first + 1);
        break;
    }
    command.append("WITHSCORES");
    return command;
}

Command rangeCountCommand(ValueKind kind, const QByteArray &key, const ElementRange &range)
{
    if (kind == ValueKind::List)
        return Command::of("LLEN", key);
    switch (range.by) {
    case ElementRange::By::Rank:
        break;
    case ElementRange::By::Score:
        return Command::of("ZCOUNT", key, range.min, range.max);
    case ElementRange::By::Lex:
        return Command::of("ZLEXCOUNT", key, range.min, range.max);
    }
    return Command::of("ZCARD", key);
}

Result<std::vector<CollectionRow>> decodeWindow(ValueKind kind, const Reply &reply, const ElementRange &range,
                                                qint64 first, qint64 total)
{
    if (!reply.isArray())
        return failure(Error::Kind::Protocol, QStringLiteral("A collection did not answer with an array."));
    std::vector<CollectionRow> rows;
    if (kind == ValueKind::List) {
        rows.reserve(reply.items.size());
        for (const Reply &item : reply.items)
            rows.push_back({item.bytes, item.bytes, {}, 0});
        if (range.highestFirst)
            std::reverse(rows.begin(), rows.end());
        for (size_t i = 0; i < rows.size(); ++i) {
            const qint64 place = first + qint64(i);
            rows[i].position = range.highestFirst ? total - 1 - place : place;
        }
        return rows;
    }
    rows.reserve(reply.items.size() / 2);
    for (size_t i = 0; i + 1 < reply.items.size(); i += 2)
        rows.push_back({reply.items[i].bytes, reply.items[i + 1].bytes, {}, first + qint64(rows.size()) + 1});
    return rows;
}

WindowRows::WindowRows(ValueKind kind, Session *session, QByteArray key, QObject *parent)
    : ElementRows(parent)
    , m_kind(kind)
    , m_session(session)
    , m_key(std::move(key))
{
    m_range.highestFirst = kind != ValueKind::List;
}

WindowRows::~WindowRows()
{
    m_stop.request_stop();
}

int WindowRows::count() const
{
    return int(std::clamp<qint64>(m_total, 0, std::numeric_limits<int>::max() - 1));
}

const CollectionRow *WindowRows::at(int row) const
{
    const auto page = m_pages.find(row / pageRows);
    if (row < 0 || page == m_pages.end())
        return nullptr;
    const auto offset = size_t(row % pageRows);
    return offset < page->second.size() ? &page->second[offset] : nullptr;
}

int WindowRows::rowOf(const QByteArray &name) const
{
    for (const auto &[number, page] : m_pages) {
        for (size_t i = 0; i < page.size(); ++i) {
            if (page[i].name == name)
                return number * pageRows + int(i);
        }
    }
    return -1;
}

void WindowRows::take(std::vector<CollectionRow> firstRows, qint64 total)
{
    ElementRange beginning;
    beginning.highestFirst = m_kind != ValueKind::List;
    if (m_range != beginning) { // what was read with the key is not what is shown
        refresh();
        return;
    }
    m_stop.request_stop();
    m_stop = {};
    m_loading = false;
    m_stale = false;
    m_error.reset();
    m_pages.clear();
    const qint64 known = std::max<qint64>(total, qint64(firstRows.size()));
    if (m_total >= 0 && m_total == known) {
        keep(0, std::move(firstRows));
        emit rowsChanged(0, std::max(0, count() - 1));
    } else {
        m_total = known;
        keep(0, std::move(firstRows));
        emit reset();
    }
    emit pagingChanged();
    if (m_wantedLast > 0)
        want(m_wantedFirst, m_wantedLast);
}

void WindowRows::setRange(const ElementRange &range)
{
    if (range == m_range)
        return;
    m_range = range;
    m_stop.request_stop();
    m_stop = {};
    m_loading = false;
    m_pages.clear();
    m_wantedFirst = 0;
    m_wantedLast = pageRows - 1;
    m_total = -1;
    emit reset();
    m_stale = true;
    request();
}

void WindowRows::refresh()
{
    m_stop.request_stop();
    m_stop = {};
    m_loading = false;
    m_stale = true;
    request();
}

void WindowRows::retry()
{
    if (!m_error)
        return;
    m_error.reset();
    request();
}

void WindowRows::want(int first, int last)
{
    m_wantedFirst = std::max(0, first);
    m_wantedLast = std::max(m_wantedFirst, last);
    if (!m_loading && !m_error)
        request();
}

void WindowRows::request()
{
    if (!m_session || m_loading)
        return;
    // The pages on screen that are missing, as one stretch.
    int firstPage = m_wantedFirst / pageRows;
    int lastPage = std::min(m_wantedLast, std::max(0, count() - 1)) / pageRows;
    if (m_stale)
        lastPage = m_wantedLast / pageRows;
    lastPage = std::min(lastPage, firstPage + mostRowsAtOnce / pageRows - 1);
    if (!m_stale) {
        while (firstPage <= lastPage && m_pages.contains(firstPage))
            ++firstPage;
        while (lastPage >= firstPage && m_pages.contains(lastPage))
            --lastPage;
        if (firstPage > lastPage || m_total <= 0)
            return;
    }
    const qint64 first = qint64(firstPage) * pageRows;
    const qint64 last = qint64(lastPage + 1) * pageRows - 1;
    QList<Command> commands{windowCommand(m_kind, m_key, m_range, first, last)};
    if (m_stale)
        commands.prepend(rangeCountCommand(m_kind, m_key, m_range));
    m_loading = true;
    m_error.reset();
    const std::stop_token stop = m_stop.get_token();
    auto task = m_session->pipeline(commands, {}, stop);
    QCoro::connect(std::move(task), this, [this, stop, first](const Result<Replies> &replies) {
        if (stop.stop_requested())
            return;
        m_loading = false;
        const Result<Reply> *refused = nullptr;
        if (replies) {
            for (const Result<Reply> &reply : *replies) {
                if (!reply)
                    refused = &reply;
            }
        }
        if (!replies || refused) {
            m_error = replies ? refused->error() : replies.error();
            emit pagingChanged();
            return;
        }
        const bool wasStale = std::exchange(m_stale, false);
        if (wasStale) {
            m_pages.clear();
            setTotal(replies->front()->toInteger());
        }
        Result<std::vector<CollectionRow>> rows = decodeWindow(m_kind, *replies->back(), m_range, first, m_total);
        if (!rows) {
            m_error = rows.error();
            emit pagingChanged();
            return;
        }
        // Shorter than it was: somebody removed elements.
        const qint64 expected = std::min<qint64>(m_total - first, qint64(mostRowsAtOnce));
        if (qint64(rows->size()) < std::min<qint64>(expected, pageRows))
            setTotal(first + qint64(rows->size()));
        const int lastRow = int(first) + int(rows->size()) - 1;
        keep(first, std::move(*rows));
        forgetFarPages();
        if (wasStale && count() > 0)
            emit rowsChanged(0, count() - 1);
        else if (lastRow >= int(first))
            emit rowsChanged(int(first), std::min(lastRow, count() - 1));
        emit pagingChanged();
        request(); // the person may have scrolled on meanwhile
    });
    emit pagingChanged();
}

void WindowRows::keep(qint64 first, std::vector<CollectionRow> rows)
{
    for (size_t offset = 0; offset < rows.size(); offset += pageRows) {
        const size_t end = std::min(rows.size(), offset + pageRows);
        const int number = int((first + qint64(offset)) / pageRows);
        const bool isWhole = end - offset == pageRows || first + qint64(end) >= m_total;
        if (!isWhole)
            continue; // read whole when it comes on screen
        m_pages[number] = Page(std::make_move_iterator(rows.begin() + qsizetype(offset)),
                               std::make_move_iterator(rows.begin() + qsizetype(end)));
    }
}

void WindowRows::setTotal(qint64 total)
{
    const int before = count();
    const int after = int(std::clamp<qint64>(total, 0, std::numeric_limits<int>::max() - 1));
    if (after > before) {
        emit aboutToInsert(before, after - 1);
        m_total = total;
        emit inserted();
    } else if (after < before) {
        emit aboutToRemove(after, before - 1);
        m_total = total;
        emit removed();
    } else {
        m_total = total;
    }
}

void WindowRows::forgetFarPages()
{
    const int middle = (m_wantedFirst + m_wantedLast) / 2 / pageRows;
    while (int(m_pages.size()) > mostPages) {
        const auto first = m_pages.begin();
        const auto last = std::prev(m_pages.end());
        m_pages.erase(middle - first->first > last->first - middle ? first : last);
    }
}

void WindowRows::setValue(const QByteArray &name, const QByteArray &value)
{
    const int row = rowOf(name);
    if (row >= 0) {
        m_pages[row / pageRows][size_t(row % pageRows)].value = value;
        emit rowsChanged(row, row);
    }
}

// An element that comes or goes moves all behind it: refresh() reads again what is on screen.
void WindowRows::remove(const QByteArray &) { }

void WindowRows::add(CollectionRow) { }

} // namespace stashdeck
