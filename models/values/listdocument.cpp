// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/listdocument.h"

#include "models/session/serverclock.h"
#include "models/values/windowrows.h"

#include <QUuid>

#include <algorithm>

namespace stashdeck {

ListDocument::ListDocument(Session *session, QByteArray key, QObject *parent)
    : ValueDocument(session, key, parent)
    , m_rows(std::make_unique<WindowRows>(ValueKind::List, session, key))
{
}

ListDocument::~ListDocument() = default;

qint64 ListDocument::length() const
{
    return m_rows->total();
}

qsizetype ListDocument::editCount() const
{
    qsizetype count = m_head.size() + m_tail.size();
    for (const auto &[index, edit] : m_staged)
        count += edit.inserted.size() + (edit.mine == edit.base && !edit.isConflict ? 0 : 1);
    return count;
}

std::optional<QByteArray> ListDocument::loaded(qint64 index) const
{
    const CollectionRow *row = index < 0 || index >= m_rows->count() ? nullptr : m_rows->at(int(index));
    return row ? std::optional(row->value) : std::nullopt;
}

std::optional<QByteArray> ListDocument::valueAt(const ListPlace &place) const
{
    switch (place.where) {
    case ListPlace::Where::Head:
        return place.order < m_head.size() ? std::optional(m_head.at(place.order)) : std::nullopt;
    case ListPlace::Where::Tail:
        return place.order < m_tail.size() ? std::optional(m_tail.at(place.order)) : std::nullopt;
    case ListPlace::Where::Inserted: {
        const Staged *edit = staged(place.index);
        return edit && place.order < edit->inserted.size() ? std::optional(edit->inserted.at(place.order))
                                                           : std::nullopt;
    }
    case ListPlace::Where::Element:
        break;
    }
    const Staged *edit = staged(place.index);
    return edit ? edit->mine : loaded(place.index);
}

const ListDocument::Staged *ListDocument::staged(qint64 index) const
{
    const auto found = m_staged.find(index);
    return found == m_staged.end() ? nullptr : &found->second;
}

ListDocument::Staged &ListDocument::stage(qint64 index)
{
    const auto found = m_staged.find(index);
    if (found != m_staged.end())
        return found->second;
    Staged edit;
    edit.base = loaded(index).value_or(QByteArray());
    edit.mine = edit.base;
    edit.before = loaded(index - 1);
    edit.after = loaded(index + 1);
    return m_staged.emplace(index, std::move(edit)).first->second;
}

/// Forgets an edit that changes nothing any more, and tells.
void ListDocument::tidy(qint64 index)
{
    const auto found = m_staged.find(index);
    if (found != m_staged.end()) {
        const Staged &edit = found->second;
        if (!edit.isConflict && edit.inserted.isEmpty() && edit.mine == edit.base)
            m_staged.erase(found);
    }
    emit elementChanged(index);
    updateDirty();
}

void ListDocument::setValue(const ListPlace &place, const QByteArray &value)
{
    if (!isEditable() || !valueAt(place))
        return;
    switch (place.where) {
    case ListPlace::Where::Head:
        m_head[place.order] = value;
        break;
    case ListPlace::Where::Tail:
        m_tail[place.order] = value;
        break;
    case ListPlace::Where::Inserted:
        stage(place.index).inserted[place.order] = value;
        break;
    case ListPlace::Where::Element:
        stage(place.index).mine = value;
        break;
    }
    tidy(place.index);
}

void ListDocument::removeAt(const ListPlace &place)
{
    if (!isEditable() || !valueAt(place))
        return;
    if (place.where == ListPlace::Where::Element) {
        stage(place.index).mine.reset();
        tidy(place.index);
        return;
    }
    revert(place);
}

ListPlace ListDocument::pushHead(const QByteArray &value)
{
    if (isEditable()) {
        m_head.prepend(value);
        emit placesChanged();
        updateDirty();
    }
    return {ListPlace::Where::Head, 0, 0};
}

ListPlace ListDocument::pushTail(const QByteArray &value)
{
    if (isEditable()) {
        m_tail.append(value);
        emit placesChanged();
        updateDirty();
    }
    return {ListPlace::Where::Tail, 0, m_tail.size() - 1};
}

bool ListDocument::insertAfter(qint64 index, const QByteArray &value)
{
    if (!isEditable() || (!staged(index) && !loaded(index)))
        return false;
    stage(index).inserted.prepend(value);
    emit placesChanged();
    tidy(index);
    return true;
}

void ListDocument::revert(const ListPlace &place)
{
    if (state() == State::Saving)
        return;
    switch (place.where) {
    case ListPlace::Where::Head:
        if (place.order < m_head.size())
            m_head.removeAt(place.order);
        emit placesChanged();
        updateDirty();
        return;
    case ListPlace::Where::Tail:
        if (place.order < m_tail.size())
            m_tail.removeAt(place.order);
        emit placesChanged();
        updateDirty();
        return;
    case ListPlace::Where::Inserted: {
        const auto found = m_staged.find(place.index);
        if (found != m_staged.end() && place.order < found->second.inserted.size())
            found->second.inserted.removeAt(place.order);
        emit placesChanged();
        break;
    }
    case ListPlace::Where::Element: {
        const auto found = m_staged.find(place.index);
        if (found == m_staged.end())
            return;
        found->second.mine = found->second.base;
        found->second.isConflict = false;
        break;
    }
    }
    tidy(place.index);
    if (state() == State::Conflict && conflicts().isEmpty()) {
        setState(State::Ready);
        m_rows->refresh();
    }
}

QList<qint64> ListDocument::conflicts() const
{
    QList<qint64> indexes;
    for (const auto &[index, edit] : m_staged) {
        if (edit.isConflict)
            indexes.append(index);
    }
    return indexes;
}

ListChanges ListDocument::changes() const
{
    ListChanges changes;
    changes.length = m_loadedLength;
    changes.head = m_head;
    changes.tail = m_tail;
    for (auto it = m_staged.rbegin(); it != m_staged.rend(); ++it) {
        const Staged &edit = it->second;
        ListEdit one;
        one.index = it->first;
        one.base = edit.base;
        one.before = edit.before;
        one.after = edit.after;
        one.kind = ListEdit::Kind::InsertAfter;
        for (qsizetype i = edit.inserted.size() - 1; i >= 0; --i) {
            one.mine = edit.inserted.at(i);
            changes.edits.append(one);
        }
        if (edit.mine == edit.base)
            continue;
        one.kind = edit.mine ? ListEdit::Kind::Change : ListEdit::Kind::Remove;
        one.mine = edit.mine.value_or(QByteArray());
        changes.edits.append(one);
    }
    return changes;
}

QList<Command> ListDocument::plannedCommands() const
{
    return listWriteCommands(key(), changes());
}

qint64 ListDocument::plannedCost() const
{
    return saveListCost(changes());
}

void ListDocument::find(const QByteArray &value)
{
    if (!session())
        return;
    auto task = session()->send(Command::of("LPOS", key(), value), {}, stopToken());
    QCoro::connect(std::move(task), this, [this](const Result<Reply> &reply) {
        if (!reply)
            emit failed(reply.error());
        else
            emit found(reply->isNil() ? -1 : reply->toInteger(-1));
    });
}

void ListDocument::trim(qint64 first, qint64 last)
{
    if (state() != State::Ready || isDirty())
        return;
    setState(State::Saving);
    auto task = trimList(session(), key(), m_rows->total(), first, last, stopToken());
    QCoro::connect(std::move(task), this, [this](const Result<ListSaveOutcome> &outcome) {
        setState(State::Ready);
        m_rows->refresh(); // whatever became of it, this shows it
        if (!outcome) {
            emit failed(outcome.error());
            return;
        }
        switch (outcome->kind) {
        case ListSaveOutcome::Kind::Saved:
            m_loadedLength = outcome->length;
            emit lengthChanged();
            emit trimmed(true);
            emit saved(key());
            if (outcome->length == 0)
                setState(State::Gone);
            break;
        case ListSaveOutcome::Kind::Gone:
            setState(State::Gone);
            break;
        case ListSaveOutcome::Kind::OtherType:
            setOtherType(outcome->typeName);
            break;
        case ListSaveOutcome::Kind::CannotCompare:
            setState(State::CannotCompare);
            break;
        case ListSaveOutcome::Kind::Changed:
        case ListSaveOutcome::Kind::Exists:
            m_loadedLength = outcome->length;
            emit trimmed(false);
            break;
        }
    });
}

void ListDocument::take(const OpenedKey &opened)
{
    if (state() == State::Saving)
        return; // the save settles it
    if (opened.kind == ValueKind::None) {
        setState(State::Gone);
        return;
    }
    if (opened.kind != ValueKind::List) {
        setOtherType(opened.typeName);
        return;
    }
    takeExpiry(opened);
    std::vector<CollectionRow> rows = opened.page.rows;
    for (CollectionRow &row : rows)
        row.value = row.name;
    m_rows->take(std::move(rows), opened.length);
    emit lengthChanged();
    if (!isDirty()) {
        m_loadedLength = opened.length;
        setState(State::Ready);
        return;
    }
    if (state() == State::Gone || state() == State::TypeChanged)
        setState(State::Ready); // the save compares every element
}

void ListDocument::setKey(const QByteArray &key)
{
    ValueDocument::setKey(key);
    m_rows->setKey(key);
}

void ListDocument::discard()
{
    if (state() == State::Saving)
        return;
    m_staged.clear();
    m_head.clear();
    m_tail.clear();
    m_loadedLength = m_rows->total();
    emit placesChanged();
    updateDirty();
    if (state() == State::Conflict || state() == State::CannotCompare) {
        setState(State::Ready);
        m_rows->refresh();
    }
}

void ListDocument::save()
{
    // One click, one write: a second one while the first is on its way does nothing.
    if (state() == State::Ready && isDirty())
        write();
}

void ListDocument::write()
{
    m_sent = changes();
    setState(State::Saving);
    auto task = saveList(session(), key(), m_sent, QUuid::createUuid().toByteArray(), stopToken());
    QCoro::connect(std::move(task), this, [this](const Result<ListSaveOutcome> &outcome) { finishWrite(outcome); });
}

void ListDocument::finishWrite(const Result<ListSaveOutcome> &outcome)
{
    if (!outcome) {
        if (!surelyNotApplied(outcome.error().kind)) {
            look();
            return;
        }
        setState(State::Ready);
        emit failed(outcome.error());
        return;
    }
    switch (outcome->kind) {
    case ListSaveOutcome::Kind::Saved:
        finishSaved();
        break;
    case ListSaveOutcome::Kind::Changed:
    case ListSaveOutcome::Kind::Exists:
        setState(State::Ready);
        m_loadedLength = outcome->length;
        takeConflicts(outcome->elements);
        break;
    case ListSaveOutcome::Kind::Gone:
        setState(State::Gone);
        break;
    case ListSaveOutcome::Kind::OtherType:
        setOtherType(outcome->typeName);
        break;
    case ListSaveOutcome::Kind::CannotCompare:
        setState(State::CannotCompare);
        break;
    }
}

void ListDocument::finishSaved()
{
    m_staged.clear();
    m_head.clear();
    m_tail.clear();
    m_sent = {};
    emit placesChanged();
    setState(State::Ready);
    updateDirty();
    m_rows->refresh();
    // The new length comes with what is on screen; it is what the next save compares with.
    auto *context = new QObject(this);
    connect(m_rows.get(), &ElementRows::pagingChanged, context, [this, context] {
        if (m_rows->isLoading())
            return;
        if (!isDirty())
            m_loadedLength = m_rows->total();
        emit lengthChanged();
        context->deleteLater();
    });
    emit saved(key());
}

void ListDocument::verify()
{
    if (state() == State::UnknownOutcome)
        look();
}

void ListDocument::look()
{
    setState(State::Saving);
    QList<qint64> indexes;
    // Where new and changed elements would stand now, had it been applied and nothing else happened.
    const ListChanges sent = m_sent;
    for (qsizetype i = 0; i < sent.head.size(); ++i)
        indexes.append(i);
    for (const ListEdit &edit : sent.edits)
        indexes.append(edit.index);
    auto task = readList(session(), key(), indexes, stopToken());
    QCoro::connect(std::move(task), this, [this](const Result<CurrentList> &now) {
        if (!now) {
            setState(State::UnknownOutcome);
            emit failed(now.error());
            return;
        }
        settle(*now);
    });
}

void ListDocument::settle(const CurrentList &now)
{
    if (now.typeName == "none") {
        setState(State::Gone);
        return;
    }
    if (now.typeName != "list") {
        setOtherType(now.typeName);
        return;
    }
    qint64 difference = m_sent.head.size() + m_sent.tail.size();
    for (const ListEdit &edit : m_sent.edits) {
        difference += int(edit.kind == ListEdit::Kind::InsertAfter) - int(edit.kind == ListEdit::Kind::Remove);
    }
    bool isHeadThere = !m_sent.head.isEmpty();
    bool isUntouched = true;
    bool isChanged = true;
    for (qsizetype i = 0; i < now.elements.size(); ++i) {
        const std::optional<QByteArray> &value = now.elements.at(i).value;
        if (i < m_sent.head.size()) {
            isHeadThere = isHeadThere && value == m_sent.head.at(i);
            continue;
        }
        const ListEdit &edit = m_sent.edits.at(i - m_sent.head.size());
        isUntouched = isUntouched && value == edit.base;
        if (edit.kind == ListEdit::Kind::Change)
            isChanged = isChanged && value == edit.mine;
    }
    const bool isApplied = now.length == m_sent.length + difference && (m_sent.head.isEmpty() || isHeadThere)
        && (difference != 0 || (isChanged && !m_sent.edits.isEmpty()));
    if (isApplied) {
        finishSaved();
        return;
    }
    setState(State::Ready);
    if (isUntouched && now.length == m_sent.length && !(isHeadThere && !m_sent.head.isEmpty())) {
        Error error;
        error.kind = Error::Kind::Network; // known now: it was not written
        emit failed(error);
        return;
    }
    // Somebody else changed it as well: it cannot be told whether ours arrived. What is there is shown.
    m_rows->refresh();
    setState(State::UnknownOutcome);
}

void ListDocument::takeConflicts(const QList<ListSaveOutcome::Element> &elements)
{
    for (const ListSaveOutcome::Element &element : elements) {
        const auto found = m_staged.find(element.index);
        if (found == m_staged.end())
            continue;
        found->second.isConflict = true;
        found->second.theirs = element.value;
        emit elementChanged(element.index);
    }
    updateDirty();
    if (!conflicts().isEmpty())
        setState(State::Conflict);
}

void ListDocument::createAgain()
{
    if (state() != State::Gone)
        return;
    QList<QByteArray> elements = m_head;
    const int count = m_rows->count();
    for (int i = 0; i < count; ++i) {
        if (const std::optional<QByteArray> value = valueAt({ListPlace::Where::Element, i, 0}))
            elements.append(*value);
        if (const Staged *edit = staged(i))
            elements.append(edit->inserted);
    }
    elements.append(m_tail);
    if (elements.isEmpty())
        return;
    const std::optional<Milliseconds> ttl = ttlForCreation();
    setState(State::Saving);
    auto task = createList(session(), key(), elements, ttl, stopToken());
    QCoro::connect(std::move(task), this, [this, ttl](const Result<ListSaveOutcome> &outcome) {
        if (outcome && outcome->kind == ListSaveOutcome::Kind::Saved) {
            setExpiry(ttl && session() ? std::optional(session()->serverClock()->now() + *ttl) : std::nullopt);
            finishSaved();
            return;
        }
        setState(State::Gone);
        Error error;
        error.kind = Error::Kind::Unsupported;
        if (outcome && outcome->kind == ListSaveOutcome::Kind::Exists)
            setState(State::Ready); // somebody was faster: the next save compares with what is there
        else
            emit failed(outcome ? error : outcome.error());
    });
}

void ListDocument::keepMine()
{
    if (state() != State::Conflict)
        return;
    const QList<qint64> indexes = conflicts();
    for (const qint64 index : indexes) {
        Staged &edit = m_staged[index];
        edit.isConflict = false;
        edit.before.reset(); // what stands around it was not shown
        edit.after.reset();
        if (edit.theirs) {
            edit.base = *edit.theirs; // seen now: the save compares against it
        } else if (edit.mine) { // there is no such place any more: it goes behind all others
            m_tail.append(*edit.mine);
            m_staged.erase(index);
        } else {
            m_staged.erase(index);
        }
        emit elementChanged(index);
    }
    emit placesChanged();
    setState(State::Ready);
    updateDirty();
    if (isDirty())
        write();
}

void ListDocument::loadTheirs()
{
    if (state() != State::Conflict)
        return;
    const QList<qint64> indexes = conflicts();
    for (const qint64 index : indexes)
        revert({ListPlace::Where::Element, index, 0});
}

} // namespace stashdeck
