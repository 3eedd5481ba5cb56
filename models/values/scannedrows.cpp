// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/scannedrows.h"

namespace stashdeck {

namespace {

/// Pages without a match that follow each other before a person is asked whether to go on.
constexpr int mostEmptyPages = 20;

} // namespace

ScannedRows::ScannedRows(ValueKind kind, Session *session, QByteArray key, QObject *parent)
    : ElementRows(parent)
    , m_kind(kind)
    , m_session(session)
    , m_key(std::move(key))
{
}

ScannedRows::~ScannedRows()
{
    m_stop.request_stop();
}

void ScannedRows::take(CollectionPage page)
{
    m_stop.request_stop();
    m_stop = {};
    m_loading = false;
    m_error.reset();
    m_pattern.clear();
    m_commands = 0;
    m_rows.clear();
    m_index.clear();
    m_rows.reserve(page.rows.size());
    for (CollectionRow &row : page.rows) {
        if (m_index.contains(row.name))
            continue;
        m_index.insert(row.name, int(m_rows.size()));
        m_rows.push_back(std::move(row));
    }
    m_next = page.next;
    emit reset();
    emit pagingChanged();
}

void ScannedRows::search(const QByteArray &pattern)
{
    m_stop.request_stop();
    m_stop = {};
    m_loading = false;
    m_error.reset();
    m_pattern = pattern;
    m_commands = 0;
    m_emptyPages = 0;
    m_rows.clear();
    m_index.clear();
    m_next = "0";
    emit reset();
    request();
}

void ScannedRows::stop()
{
    m_stop.request_stop();
    m_stop = {};
    m_loading = false;
    emit pagingChanged();
}

const CollectionRow *ScannedRows::at(int row) const
{
    return row >= 0 && row < count() ? &m_rows[size_t(row)] : nullptr;
}

void ScannedRows::want(int, int last)
{
    // The end is in sight: the next page.
    if (hasMore() && !m_error && last >= count() - 1)
        showMore();
}

void ScannedRows::showMore()
{
    if (!hasMore() || m_loading || !m_session)
        return;
    m_emptyPages = 0;
    request();
}

void ScannedRows::request()
{
    m_loading = true;
    m_error.reset();
    ++m_commands;
    const std::stop_token stop = m_stop.get_token();
    auto task = m_session->send(scanCommand(m_kind, m_key, m_next, m_pattern), {}, stop);
    QCoro::connect(std::move(task), this, [this, stop](const Result<Reply> &reply) {
        if (stop.stop_requested())
            return; // a newer search, or stop(), has moved on
        m_loading = false;
        Result<CollectionPage> page
            = reply ? decodeScan(m_kind, *reply) : Result<CollectionPage>(tl::unexpected(reply.error()));
        if (!page) {
            m_error = page.error();
            emit pagingChanged();
            return;
        }
        const int before = count();
        append(std::move(*page));
        m_emptyPages = count() > before ? 0 : m_emptyPages + 1;
        if (m_emptyPages > 0 && m_emptyPages < mostEmptyPages && hasMore())
            request();
        emit pagingChanged();
    });
    emit pagingChanged();
}

void ScannedRows::append(CollectionPage page)
{
    m_next = page.next;
    std::vector<CollectionRow> fresh;
    for (CollectionRow &row : page.rows) {
        const int known = m_index.value(row.name, -1);
        if (known < 0) {
            m_index.insert(row.name, count() + int(fresh.size()));
            fresh.push_back(std::move(row));
        } else if (known < count() && m_rows[size_t(known)].value != row.value) {
            m_rows[size_t(known)].value = row.value; // the newer reading
            emit rowsChanged(known, known);
        }
    }
    if (fresh.empty())
        return;
    emit aboutToInsert(count(), count() + int(fresh.size()) - 1);
    m_rows.insert(m_rows.end(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    emit inserted();
}

void ScannedRows::reindex(int from)
{
    for (int row = from; row < count(); ++row)
        m_index.insert(m_rows[size_t(row)].name, row);
}

void ScannedRows::setValue(const QByteArray &name, const QByteArray &value)
{
    const int row = rowOf(name);
    if (row < 0)
        return;
    m_rows[size_t(row)].value = value;
    emit rowsChanged(row, row);
}

void ScannedRows::remove(const QByteArray &name)
{
    const int row = rowOf(name);
    if (row < 0)
        return;
    emit aboutToRemove(row, row);
    m_rows.erase(m_rows.begin() + row);
    m_index.remove(name);
    reindex(row);
    emit removed();
}

void ScannedRows::add(CollectionRow row)
{
    if (rowOf(row.name) >= 0) {
        setValue(row.name, row.value);
        return;
    }
    emit aboutToInsert(0, 0);
    m_rows.insert(m_rows.begin(), std::move(row));
    reindex(0);
    emit inserted();
}

} // namespace stashdeck
