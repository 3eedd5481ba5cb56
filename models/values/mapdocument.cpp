// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/mapdocument.h"

#include "models/session/capabilities.h"
#include "models/session/serverclock.h"
#include "models/values/fieldttls.h"
#include "models/values/scannedrows.h"
#include "models/values/windowrows.h"

#include <algorithm>

namespace stashdeck {

MapDocument::MapDocument(ValueKind kind, Session *session, QByteArray key, QObject *parent)
    : ValueDocument(session, key, parent)
    , m_kind(kind)
    , m_scanned(std::make_unique<ScannedRows>(kind, session, key))
{
    if (kind == ValueKind::SortedSet)
        m_window = std::make_unique<WindowRows>(kind, session, key);
    if (kind == ValueKind::Hash)
        m_fieldTtls = std::make_unique<FieldTtls>(session, key);
}

MapDocument::~MapDocument() = default;

qsizetype MapDocument::editCount() const
{
    // A rename is one edit for a person and two for the server.
    return std::count_if(m_staged.cbegin(), m_staged.cend(), [this](const Staged &edit) {
        return edit.renamedFrom.isEmpty() || !m_staged.contains(edit.renamedFrom);
    });
}

ElementRows *MapDocument::rows() const
{
    if (m_window && !m_searching)
        return m_window.get();
    return m_scanned.get();
}

void MapDocument::search(const QByteArray &pattern)
{
    const bool wasSearching = m_searching;
    m_searching = !pattern.isEmpty();
    if (m_searching || !m_window)
        m_scanned->search(pattern);
    else
        m_scanned->stop();
    if (m_window && wasSearching != m_searching)
        emit rowsReplaced();
}

void MapDocument::lookUp(const QByteArray &name)
{
    auto task = readMap(session(), m_kind, key(), {name}, stopToken());
    QCoro::connect(std::move(task), this, [this, name](const Result<CurrentMap> &now) {
        if (!now) {
            emit failed(now.error());
            return;
        }
        const bool exists = !now->values.isEmpty() && now->values.first().value;
        if (exists) {
            CollectionPage page;
            page.rows.push_back({name, *now->values.first().value, {}, 0});
            const bool wasSearching = std::exchange(m_searching, true);
            m_scanned->take(std::move(page));
            if (m_window && !wasSearching)
                emit rowsReplaced();
        }
        emit lookedUp(name, exists);
    });
}

std::optional<QByteArray> MapDocument::loadedValue(const QByteArray &name) const
{
    const int row = rows()->rowOf(name);
    if (row < 0)
        return {};
    return m_kind == ValueKind::Set ? QByteArray("") : rows()->at(row)->value;
}

std::optional<QByteArray> MapDocument::valueOf(const QByteArray &name) const
{
    const auto edit = m_staged.constFind(name);
    return edit != m_staged.cend() ? edit->mine : loadedValue(name);
}

const MapDocument::Staged *MapDocument::staged(const QByteArray &name) const
{
    const auto edit = m_staged.constFind(name);
    return edit == m_staged.cend() ? nullptr : &*edit;
}

bool MapDocument::isEditable() const
{
    return state() != State::Empty && state() != State::Saving;
}

void MapDocument::stage(const QByteArray &name, const Staged &edit)
{
    if (!edit.isConflict && edit.base == edit.mine) {
        unstage(name);
        return;
    }
    if (!m_staged.contains(name))
        m_order.append(name);
    m_staged.insert(name, edit);
    emit elementChanged(name);
    updateDirty();
}

void MapDocument::unstage(const QByteArray &name)
{
    if (m_staged.remove(name) == 0)
        return;
    m_order.removeOne(name);
    if (m_added.removeOne(name))
        emit addedChanged();
    emit elementChanged(name);
    updateDirty();
}

void MapDocument::setValue(const QByteArray &name, const QByteArray &value)
{
    if (!isEditable())
        return;
    Staged edit;
    if (const Staged *before = staged(name))
        edit = *before;
    else
        edit.base = loadedValue(name);
    if (!edit.base && !edit.mine)
        return; // neither loaded nor new
    edit.mine = value;
    stage(name, edit);
}

bool MapDocument::add(const QByteArray &name, const QByteArray &value)
{
    if (!isEditable())
        return false;
    Staged edit;
    if (const Staged *before = staged(name)) {
        if (before->mine)
            return false;
        edit = *before; // removed a moment ago: it comes back with another value
    } else if (loadedValue(name)) {
        return false;
    } else {
        m_added.append(name);
    }
    edit.mine = m_kind == ValueKind::Set ? QByteArray("") : value;
    stage(name, edit);
    emit addedChanged();
    return true;
}

void MapDocument::removeElement(const QByteArray &name)
{
    if (!isEditable())
        return;
    Staged edit;
    if (const Staged *before = staged(name))
        edit = *before;
    else
        edit.base = loadedValue(name);
    if (!edit.base) {
        unstage(name); // a new one
        return;
    }
    edit.mine.reset();
    stage(name, edit);
}

bool MapDocument::rename(const QByteArray &from, const QByteArray &to)
{
    const std::optional<QByteArray> value = valueOf(from);
    if (from == to || !value || !isEditable())
        return from == to;
    const Staged *before = staged(from);
    QByteArray source = before && !before->base ? before->renamedFrom : from;
    if (!add(to, *value))
        return false;
    removeElement(from);
    if (Staged *edit = m_staged.contains(to) ? &m_staged[to] : nullptr; edit && !edit->base)
        edit->renamedFrom = std::move(source);
    emit elementChanged(to);
    return true;
}

void MapDocument::revert(const QByteArray &name)
{
    const Staged *edit = staged(name);
    if (!edit || state() == State::Saving)
        return;
    const QByteArray source = edit->renamedFrom;
    const std::optional<QByteArray> theirs = edit->isConflict ? edit->theirs : edit->base;
    const bool wasConflict = edit->isConflict;
    unstage(name);
    if (wasConflict)
        applyToRows(name, theirs);
    if (!source.isEmpty())
        unstage(source);
    if (state() == State::Conflict && conflicts().isEmpty())
        setState(State::Ready);
}

QList<QByteArray> MapDocument::conflicts() const
{
    QList<QByteArray> names;
    for (const QByteArray &name : m_order) {
        if (m_staged.value(name).isConflict)
            names.append(name);
    }
    return names;
}

void MapDocument::choose(const QByteArray &name, Choice choice)
{
    const Staged *edit = staged(name);
    if (!edit || !edit->isConflict || state() == State::Saving)
        return;
    if (choice == Choice::Theirs) {
        revert(name);
        return;
    }
    Staged mine = *edit;
    mine.base = mine.theirs; // seen now: the save compares against it
    mine.theirs.reset();
    mine.isConflict = false;
    applyToRows(name, mine.base);
    stage(name, mine);
    if (state() == State::Conflict && conflicts().isEmpty())
        setState(State::Ready);
}

QList<MapEdit> MapDocument::edits() const
{
    QList<MapEdit> edits;
    edits.reserve(m_order.size());
    for (const QByteArray &name : m_order) {
        const Staged &edit = *m_staged.constFind(name);
        edits.append({name, edit.base, edit.mine, edit.renamedFrom});
    }
    return edits;
}

QList<Command> MapDocument::plannedCommands() const
{
    return mapWriteCommands(m_kind, key(), edits());
}

qint64 MapDocument::plannedCost() const
{
    if (!session())
        return 0;
    const bool keeps = m_kind == ValueKind::Hash
        && session()->capabilities()->support(Capabilities::Feature::HashFieldTtl) == Capabilities::Support::Available;
    return saveMapCost(edits(), keeps);
}

void MapDocument::take(const OpenedKey &opened)
{
    if (state() == State::Saving)
        return; // the save settles it
    if (opened.kind == ValueKind::None) {
        setState(State::Gone);
        return;
    }
    if (opened.kind != m_kind) {
        setOtherType(opened.typeName);
        return;
    }
    takeExpiry(opened);
    m_length = opened.length;
    if (m_window)
        m_window->take(opened.page.rows, opened.length);
    else if (!m_searching)
        m_scanned->take(opened.page);
    if (m_fieldTtls)
        m_fieldTtls->replace(opened.fieldTtls);
    emit lengthChanged();
    QList<MapValue> seen;
    for (const CollectionRow &row : opened.page.rows) {
        if (m_staged.contains(row.name))
            seen.append({row.name, m_kind == ValueKind::Set ? QByteArray("") : row.value});
    }
    takeConflicts(seen);
    if (conflicts().isEmpty())
        setState(State::Ready);
}

void MapDocument::setKey(const QByteArray &key)
{
    ValueDocument::setKey(key);
    m_scanned->setKey(key);
    if (m_window)
        m_window->setKey(key);
    if (m_fieldTtls)
        m_fieldTtls->setKey(key);
}

void MapDocument::discard()
{
    if (state() == State::Saving)
        return;
    const QList<QByteArray> names = m_order;
    for (const QByteArray &name : names)
        revert(name);
    if (state() == State::Conflict)
        setState(State::Ready);
}

void MapDocument::save()
{
    // One click, one write: a second one while the first is on its way does nothing.
    if (state() == State::Ready && isDirty())
        write(false);
}

void MapDocument::saveUnsafely()
{
    if (state() == State::CannotCompare)
        write(true);
}

void MapDocument::write(bool unsafely)
{
    m_sent = edits().first(std::min(m_order.size(), mostMapEdits));
    setState(State::Saving);
    auto task = unsafely ? saveMapUnsafely(session(), m_kind, key(), m_sent, stopToken())
                         : saveMap(session(), m_kind, key(), m_sent, stopToken());
    QCoro::connect(std::move(task), this, [this](const Result<MapSaveOutcome> &outcome) { finishWrite(outcome); });
}

void MapDocument::finishWrite(const Result<MapSaveOutcome> &outcome)
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
    case MapSaveOutcome::Kind::Saved:
        finishSaved(outcome->values);
        break;
    case MapSaveOutcome::Kind::Changed:
    case MapSaveOutcome::Kind::Exists:
        setState(State::Ready);
        takeConflicts(outcome->values);
        break;
    case MapSaveOutcome::Kind::Gone:
        setState(State::Gone);
        break;
    case MapSaveOutcome::Kind::OtherType:
        setOtherType(outcome->typeName);
        break;
    case MapSaveOutcome::Kind::CannotCompare:
        setState(State::CannotCompare);
        break;
    }
}

void MapDocument::finishSaved(const QList<MapValue> &scores)
{
    QHash<QByteArray, QByteArray> printed;
    for (const MapValue &score : scores) {
        if (score.value)
            printed.insert(score.name, *score.value);
    }
    qint64 change = 0;
    const QList<MapEdit> sent = std::exchange(m_sent, {});
    for (const MapEdit &edit : sent) {
        change += int(edit.mine.has_value()) - int(edit.base.has_value());
        m_staged.remove(edit.name);
        m_order.removeOne(edit.name);
        m_added.removeOne(edit.name);
        applyToRows(edit.name, edit.mine ? std::optional(printed.value(edit.name, *edit.mine)) : std::nullopt);
        emit elementChanged(edit.name);
    }
    moveFieldTtls(sent);
    emit addedChanged();
    if (m_length >= 0)
        m_length += change;
    emit lengthChanged();
    setState(State::Ready);
    updateDirty();
    if (m_window)
        m_window->refresh(); // ranks moved
    if (isDirty()) {
        write(false); // more edits than one request takes
        return;
    }
    emit saved(key());
}

void MapDocument::verify()
{
    if (state() == State::UnknownOutcome)
        look();
}

void MapDocument::look()
{
    setState(State::Saving);
    QList<QByteArray> names;
    for (const MapEdit &edit : m_sent)
        names.append(edit.name);
    auto task = readMap(session(), m_kind, key(), names, stopToken());
    QCoro::connect(std::move(task), this, [this](const Result<CurrentMap> &now) {
        if (!now) {
            setState(State::UnknownOutcome);
            emit failed(now.error());
            return;
        }
        settle(*now);
    });
}

void MapDocument::settle(const CurrentMap &now)
{
    if (now.typeName == "none") {
        // The last elements may have been removed by this very save.
        const bool removesAll
            = std::none_of(m_sent.cbegin(), m_sent.cend(), [](const MapEdit &edit) { return edit.mine.has_value(); });
        if (removesAll && m_length == m_sent.size())
            finishSaved({});
        else
            setState(State::Gone);
        return;
    }
    if (valueKindOf(now.typeName) != m_kind) {
        setOtherType(now.typeName);
        return;
    }
    const auto isAll = [&](auto member) {
        for (qsizetype i = 0; i < m_sent.size() && i < now.values.size(); ++i) {
            if (now.values.at(i).value != m_sent.at(i).*member)
                return false;
        }
        return true;
    };
    if (isAll(&MapEdit::mine)) {
        finishSaved(now.values);
        return;
    }
    setState(State::Ready);
    if (isAll(&MapEdit::base)) {
        Error error;
        error.kind = Error::Kind::Network; // known now: it was not written
        emit failed(error);
        return;
    }
    takeConflicts(now.values);
}

void MapDocument::takeConflicts(const QList<MapValue> &values)
{
    for (const MapValue &value : values) {
        const auto found = m_staged.find(value.name);
        if (found == m_staged.end() || value.value == found->base) {
            if (found != m_staged.end() && found->isConflict) { // it is again what was loaded
                found->isConflict = false;
                found->theirs.reset();
                emit elementChanged(value.name);
            }
            continue;
        }
        if (value.value == found->mine) { // somebody made the very same change
            applyToRows(value.name, value.value);
            unstage(value.name);
            continue;
        }
        found->isConflict = true;
        found->theirs = value.value;
        emit elementChanged(value.name);
    }
    updateDirty();
    if (!conflicts().isEmpty())
        setState(State::Conflict);
    else if (state() == State::Conflict)
        setState(State::Ready);
}

void MapDocument::moveFieldTtls(const QList<MapEdit> &saved)
{
    if (!m_fieldTtls || !m_fieldTtls->isShown())
        return;
    // As the save leaves them: a value keeps its field's expiry, a renamed field takes it along. No command.
    FieldTtlsByName after;
    for (const MapEdit &edit : saved) {
        if (!edit.mine)
            after.insert(edit.name, {});
        else if (!edit.renamedFrom.isEmpty())
            after.insert(edit.name, m_fieldTtls->of(edit.renamedFrom));
        else if (!edit.base)
            after.insert(edit.name, {FieldTtl::Kind::Never, {}});
    }
    m_fieldTtls->take(after);
}

void MapDocument::applyToRows(const QByteArray &name, const std::optional<QByteArray> &value)
{
    if (!value)
        rows()->remove(name);
    else if (rows()->rowOf(name) >= 0)
        rows()->setValue(name, *value);
    else
        rows()->add({name, *value, {}, 0});
}

void MapDocument::createAgain()
{
    if (state() != State::Gone)
        return;
    QList<MapValue> elements;
    const int count = rows()->count();
    for (int i = 0; i < count; ++i) {
        const CollectionRow *row = rows()->at(i);
        if (!row)
            continue;
        if (const std::optional<QByteArray> value = valueOf(row->name))
            elements.append({row->name, value});
    }
    for (const QByteArray &name : std::as_const(m_added))
        elements.append({name, valueOf(name)});
    if (elements.isEmpty())
        return;
    const std::optional<Milliseconds> ttl = ttlForCreation();
    setState(State::Saving);
    auto task = createMap(session(), m_kind, key(), elements, ttl, stopToken());
    QCoro::connect(std::move(task), this, [this, ttl, elements](const Result<MapSaveOutcome> &outcome) {
        if (!outcome || outcome->kind == MapSaveOutcome::Kind::CannotCompare) {
            setState(State::Gone);
            Error error;
            error.kind = Error::Kind::Unsupported;
            emit failed(outcome ? error : outcome.error());
        } else if (outcome->kind == MapSaveOutcome::Kind::Saved) {
            setExpiry(ttl && session() ? std::optional(session()->serverClock()->now() + *ttl) : std::nullopt);
            m_length = elements.size();
            m_sent = edits();
            for (MapEdit &edit : m_sent)
                edit.base = edit.mine; // counted already
            finishSaved({});
        } else {
            m_sent = edits();
            look(); // somebody was faster: compare with what is there
        }
    });
}

void MapDocument::keepMine()
{
    if (state() != State::Conflict)
        return;
    const QList<QByteArray> names = conflicts();
    for (const QByteArray &name : names)
        choose(name, Choice::Mine);
    if (state() == State::Ready && isDirty())
        write(false);
}

void MapDocument::loadTheirs()
{
    if (state() != State::Conflict)
        return;
    const QList<QByteArray> names = conflicts();
    for (const QByteArray &name : names)
        choose(name, Choice::Theirs);
}

} // namespace stashdeck
