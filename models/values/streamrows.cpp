// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/streamrows.h"

#include <QSet>

#include <algorithm>
#include <iterator>

namespace stashdeck {

namespace {

constexpr int prefetch = 20; ///< rows before an end comes on screen
constexpr int mostRows = 10'000;
constexpr qint64 mostBytes = 16LL * 1024 * 1024;
constexpr qint64 rowsAround = 50; ///< before the place that was jumped to

StreamId idOf(const CollectionRow &row)
{
    return StreamId::parse(row.name).value_or(StreamId());
}

qint64 bytesOf(const CollectionRow &row)
{
    qint64 bytes = row.name.size();
    for (const QByteArray &field : row.fields)
        bytes += field.size();
    return bytes;
}

} // namespace

StreamRows::StreamRows(Session *session, QByteArray key, QObject *parent)
    : ElementRows(parent)
    , m_session(session)
    , m_key(std::move(key))
{
}

StreamRows::~StreamRows()
{
    m_stop.request_stop();
}

const CollectionRow *StreamRows::at(int row) const
{
    return row >= 0 && row < count() ? &m_rows[size_t(row)] : nullptr;
}

int StreamRows::rowOf(const QByteArray &name) const
{
    const std::optional<StreamId> id = StreamId::parse(name);
    if (!id)
        return -1;
    const bool newestFirst = m_view.newestFirst;
    const auto found
        = std::lower_bound(m_rows.begin(), m_rows.end(), *id, [newestFirst](const CollectionRow &row, StreamId wanted) {
              return newestFirst ? idOf(row) > wanted : idOf(row) < wanted;
          });
    return found != m_rows.end() && idOf(*found) == *id ? int(found - m_rows.begin()) : -1;
}

void StreamRows::setView(const StreamView &view)
{
    m_view = view;
    m_stop.request_stop();
    m_stop = {};
    m_loading = false;
    m_isLoaded = false;
    m_hasBefore = false;
    m_hasAfter = false;
    replace({});
    request(Ask::Beginning);
}

void StreamRows::jumpTo(StreamId place)
{
    m_stop.request_stop();
    m_stop = {};
    m_loading = false;
    request(Ask::Around, std::clamp(place, m_view.from, m_view.to));
}

void StreamRows::toBeginning()
{
    if (!m_hasBefore && m_isLoaded)
        return;
    m_stop.request_stop();
    m_stop = {};
    m_loading = false;
    request(Ask::Beginning);
}

void StreamRows::toEnd()
{
    if (!m_hasAfter && m_isLoaded)
        return;
    m_stop.request_stop();
    m_stop = {};
    m_loading = false;
    request(Ask::End);
}

void StreamRows::want(int first, int last)
{
    m_wantedFirst = std::max(0, first);
    if (m_loading || m_error)
        return;
    if (m_hasAfter && last >= count() - prefetch)
        request(Ask::After);
    else if (m_hasBefore && first < prefetch)
        request(Ask::Before);
}

void StreamRows::showMore()
{
    if (m_hasAfter)
        request(Ask::After);
}

void StreamRows::showBefore()
{
    if (m_hasBefore)
        request(Ask::Before);
}

void StreamRows::retry()
{
    if (m_error)
        request(m_lastAsk, m_lastPlace);
}

QList<Command> StreamRows::commandsFor(Ask ask, StreamId place) const
{
    const bool newestFirst = m_view.newestFirst;
    const auto range = [this](StreamId from, StreamId to, bool down, qint64 count) {
        return streamCommands::range(m_key, from, to, down, count);
    };
    switch (ask) {
    case Ask::Beginning:
        return {range(m_view.from, m_view.to, newestFirst, m_count)};
    case Ask::End:
        return {range(m_view.from, m_view.to, !newestFirst, m_count)};
    case Ask::Before:
        return {newestFirst ? range(m_front.next(), m_view.to, false, m_count)
                            : range(m_view.from, m_front.previous(), true, m_count)};
    case Ask::After:
        return {newestFirst ? range(m_view.from, m_back.previous(), true, m_count)
                            : range(m_back.next(), m_view.to, false, m_count)};
    case Ask::Around:
        break;
    }
    const qint64 before = std::min(rowsAround, m_count);
    if (newestFirst)
        return {range(m_view.from, place, true, m_count), range(place.next(), m_view.to, false, before)};
    return {range(place, m_view.to, false, m_count), range(m_view.from, place.previous(), true, before)};
}

void StreamRows::request(Ask ask, StreamId place)
{
    if (!m_session || m_loading)
        return;
    m_loading = true;
    m_error.reset();
    m_lastAsk = ask;
    m_lastPlace = place;
    const std::stop_token stop = m_stop.get_token();
    const qint64 asked = m_count;
    auto task = m_session->pipeline(commandsFor(ask, place), {}, stop);
    QCoro::connect(std::move(task), this, [this, stop, ask, place, asked](const Result<Replies> &replies) {
        if (stop.stop_requested())
            return;
        m_loading = false;
        std::optional<Error> error;
        std::vector<std::vector<CollectionRow>> pages;
        if (!replies)
            error = replies.error();
        for (size_t i = 0; replies && i < replies->size() && !error; ++i) {
            const Result<Reply> &reply = (*replies)[i];
            Result<std::vector<CollectionRow>> rows
                = reply ? decodeStreamRange(*reply) : Result<std::vector<CollectionRow>>(tl::unexpected(reply.error()));
            if (rows)
                pages.push_back(std::move(*rows));
            else
                error = rows.error();
        }
        const bool isTooMuch = error
            && (error->kind == Error::Kind::TooLarge
                || (error->kind == Error::Kind::Timeout && m_count == streamWindow));
        if (isTooMuch && m_count > 1) {
            m_count = std::max<qint64>(1, m_count / 10); // entries of megabytes: fewer at a time
            request(ask, place);
            return;
        }
        if (error)
            m_error = error;
        else
            takeAnswer(ask, std::move(pages), asked);
        emit pagingChanged();
    });
    emit pagingChanged();
}

void StreamRows::takeAnswer(Ask ask, std::vector<std::vector<CollectionRow>> pages, qint64 asked)
{
    m_isLoaded = true;
    std::vector<CollectionRow> rows = pages.empty() ? std::vector<CollectionRow>() : std::move(pages.front());
    for (const CollectionRow &row : rows)
        noteSeen(idOf(row));
    const bool isFull = qint64(rows.size()) >= asked;
    switch (ask) {
    case Ask::Beginning:
        m_hasBefore = false;
        m_hasAfter = isFull;
        replace(std::move(rows));
        emit jumped(0);
        break;
    case Ask::End:
        std::reverse(rows.begin(), rows.end());
        m_hasBefore = isFull;
        m_hasAfter = false;
        replace(std::move(rows));
        emit jumped(count() - 1);
        break;
    case Ask::Before:
        m_hasBefore = isFull;
        std::reverse(rows.begin(), rows.end());
        insertAtFront(std::move(rows));
        forget(false);
        break;
    case Ask::After:
        m_hasAfter = isFull;
        appendAtBack(std::move(rows));
        forget(true);
        break;
    case Ask::Around: {
        std::vector<CollectionRow> before = pages.size() > 1 ? std::move(pages[1]) : std::vector<CollectionRow>();
        m_hasBefore = qint64(before.size()) >= std::min(rowsAround, asked);
        m_hasAfter = isFull;
        std::reverse(before.begin(), before.end());
        const int row = int(before.size());
        before.insert(before.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
        replace(std::move(before));
        emit jumped(std::min(row, count() - 1));
        break;
    }
    }
}

void StreamRows::replace(std::vector<CollectionRow> rows)
{
    m_rows.assign(std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    m_bytes = 0;
    for (const CollectionRow &row : m_rows)
        m_bytes += bytesOf(row);
    m_wantedFirst = 0;
    noteEnds();
    emit reset();
}

void StreamRows::noteEnds()
{
    if (m_rows.empty())
        return;
    m_front = idOf(m_rows.front());
    m_back = idOf(m_rows.back());
    noteSeen(std::max(m_front, m_back));
}

void StreamRows::insertAtFront(std::vector<CollectionRow> rows)
{
    if (rows.empty())
        return;
    emit aboutToInsert(0, int(rows.size()) - 1);
    for (const CollectionRow &row : rows)
        m_bytes += bytesOf(row);
    m_rows.insert(m_rows.begin(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    m_front = idOf(m_rows.front());
    if (m_rows.size() == rows.size())
        m_back = idOf(m_rows.back());
    emit inserted();
}

void StreamRows::appendAtBack(std::vector<CollectionRow> rows)
{
    if (rows.empty())
        return;
    const bool wasEmpty = m_rows.empty();
    emit aboutToInsert(count(), count() + int(rows.size()) - 1);
    for (const CollectionRow &row : rows)
        m_bytes += bytesOf(row);
    m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    m_back = idOf(m_rows.back());
    if (wasEmpty)
        m_front = idOf(m_rows.front());
    emit inserted();
}

void StreamRows::removeRows(int first, int last)
{
    emit aboutToRemove(first, last);
    for (int row = first; row <= last; ++row)
        m_bytes -= bytesOf(m_rows[size_t(row)]);
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
    emit removed();
}

void StreamRows::forget(bool fromFront)
{
    // Never more than what lies beyond a screen of the rows that are wanted.
    int surplus = 0;
    qint64 bytes = m_bytes;
    const int most = std::max(0, count() - int(2 * streamWindow));
    while (surplus < most && (count() - surplus > mostRows || bytes > mostBytes)) {
        const size_t row = fromFront ? size_t(surplus) : m_rows.size() - 1 - size_t(surplus);
        bytes -= bytesOf(m_rows[row]);
        ++surplus;
    }
    if (surplus == 0)
        return;
    if (fromFront) {
        removeRows(0, surplus - 1);
        m_front = idOf(m_rows.front());
        m_hasBefore = true;
    } else {
        removeRows(count() - surplus, count() - 1);
        m_back = idOf(m_rows.back());
        m_hasAfter = true;
    }
}

void StreamRows::remove(const QByteArray &name)
{
    const int row = rowOf(name);
    if (row >= 0)
        removeRows(row, row);
}

void StreamRows::add(CollectionRow row)
{
    addNewest({std::move(row)});
}

void StreamRows::addNewest(const std::vector<CollectionRow> &rows)
{
    std::vector<CollectionRow> fresh;
    for (const CollectionRow &row : rows) {
        noteSeen(idOf(row));
        const bool isNewer = m_rows.empty() || idOf(row) > (m_view.newestFirst ? m_front : m_back);
        if (isAtNewest() && isNewer && idOf(row) >= m_view.from && idOf(row) <= m_view.to)
            fresh.push_back(row);
    }
    if (fresh.empty())
        return;
    m_isLoaded = true;
    if (m_view.newestFirst) {
        std::reverse(fresh.begin(), fresh.end());
        insertAtFront(std::move(fresh));
        forget(false);
    } else {
        appendAtBack(std::move(fresh));
        forget(true);
    }
    emit pagingChanged();
}

bool StreamRows::merge(const std::vector<CollectionRow> &newest, qint64 length)
{
    // Only at the newest end of the whole stream is what was read with the key a part of what is shown.
    if (m_rows.empty() || newest.empty() || m_hasBefore || length < count())
        return false;
    const StreamId oldest = idOf(newest.back());
    const bool isAll = qint64(newest.size()) < streamWindow && length <= qint64(newest.size());
    if (m_front < oldest)
        return false; // a gap between the two
    QSet<QByteArray> names;
    std::vector<CollectionRow> fresh;
    for (const CollectionRow &row : newest) {
        names.insert(row.name);
        if (idOf(row) > m_front) {
            fresh.push_back(row);
            continue;
        }
        const CollectionRow *mine = at(rowOf(row.name));
        if (idOf(row) >= m_back && (!mine || *mine != row))
            return false; // another stream under the same name
    }
    for (int row = count() - 1; row >= 0; --row) {
        if ((isAll || idOf(m_rows[size_t(row)]) >= oldest) && !names.contains(m_rows[size_t(row)].name))
            removeRows(row, row);
    }
    if (isAll)
        m_hasAfter = false;
    insertAtFront(std::move(fresh));
    return true;
}

void StreamRows::take(const std::vector<CollectionRow> &newest, qint64 length)
{
    for (const CollectionRow &row : newest)
        noteSeen(idOf(row));
    const bool isPlain = m_view == StreamView();
    if (!isPlain || (m_isLoaded && m_hasBefore)) {
        // What is shown is another part: it is read again around the first row on screen.
        if (m_isLoaded && !m_rows.empty())
            jumpTo(idOf(m_rows[size_t(std::min(m_wantedFirst, count() - 1))]));
        else
            request(Ask::Beginning);
        return;
    }
    m_stop.request_stop();
    m_stop = {};
    m_loading = false;
    m_error.reset();
    if (!merge(newest, length)) {
        m_hasBefore = false;
        m_hasAfter = length < 0 ? qint64(newest.size()) >= streamWindow : length > qint64(newest.size());
        m_isLoaded = true;
        replace(newest);
    }
    m_isLoaded = true;
    emit pagingChanged();
}

} // namespace stashdeck
