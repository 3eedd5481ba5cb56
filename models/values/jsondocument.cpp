// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/jsondocument.h"

#include "models/session/capabilities.h"
#include "models/session/serverclock.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

#include <algorithm>

namespace stashdeck {

namespace {

/// Up to here reading a text takes less than a frame.
constexpr qsizetype readAtOnce = 64LL * 1024;

QByteArray pathOf(const JsonTree *tree, int container, int row)
{
    if (!tree || container < 0 || container >= tree->size())
        return {};
    const bool isChild = row >= 0 && row < tree->childCount(container);
    return tree->path(isChild ? tree->child(container, row) : container);
}

} // namespace

JsonDocument::JsonDocument(Session *session, QByteArray key, QObject *parent)
    : ValueDocument(session, std::move(key), parent)
{
}

JsonDocument::~JsonDocument()
{
    m_loadStop.request_stop();
}

/// At once when it is little, else on a worker; `done` runs here, unless the document is gone.
template <typename Work, typename Done> void JsonDocument::work(qsizetype size, Work work, Done done)
{
    if (size <= readAtOnce) {
        done(work());
        return;
    }
    using Found = decltype(work());
    auto *watcher = new QFutureWatcher<Found>(this);
    connect(watcher, &QFutureWatcher<Found>::finished, this, [watcher, done] {
        watcher->deleteLater();
        done(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(work));
}

bool JsonDocument::isDirty() const
{
    return !m_edits.isEmpty() || (m_loadedTree && (m_issue.has_value() || m_isReading));
}

bool JsonDocument::isEditable() const
{
    return m_loadedTree && state() != State::Empty && state() != State::Partial && state() != State::LoadingRest
        && state() != State::Saving;
}

QList<Command> JsonDocument::plannedCommands() const
{
    if (state() == State::Gone && m_tree)
        return {createJsonCommand(key(), minifiedJson(m_text).value_or(m_text), ttlForCreation())};
    if (m_issue)
        return {Command::of("JSON.SET", key(), "$", m_text)}; // once it is well-formed
    return jsonWriteCommands(key(), m_edits);
}

qint64 JsonDocument::plannedCost() const
{
    return state() == State::Gone ? 5 : saveJsonCost(m_edits);
}

Command JsonDocument::commandFor(int node) const
{
    if (!m_tree || node < 0 || node >= m_tree->size())
        return {};
    const QByteArray value = m_tree->value(node).toByteArray();
    return Command::of("JSON.SET", key(), m_tree->path(node), minifiedJson(value).value_or(value));
}

void JsonDocument::read(const QByteArray &text, Form form, Place place)
{
    const int number = ++m_readNumber;
    if (text.size() <= readAtOnce && m_loaded.size() <= readAtOnce) {
        m_isReading = false;
        finishReading(readJsonText(text, m_loaded, m_loadedTree, form == Form::Indented), form, place);
        return;
    }
    m_isReading = true;
    emit treeChanged();
    const auto reading = [text, loaded = m_loaded, loadedTree = m_loadedTree, form] {
        return readJsonText(text, loaded, loadedTree, form == Form::Indented);
    };
    work(std::max(text.size(), m_loaded.size()), reading, [this, number, form, place](const JsonReading &found) {
        if (number != m_readNumber)
            return; // a later text is being read
        m_isReading = false;
        finishReading(found, form, place);
    });
}

void JsonDocument::finishReading(const JsonReading &reading, Form form, Place place)
{
    const bool wasLoaded = reading.loadedTree != nullptr;
    if (reading.loadedTree)
        m_loadedTree = reading.loadedTree;
    m_text = reading.text;
    if (reading.tree)
        m_tree = reading.tree;
    m_issue = reading.issue;
    m_edits = reading.edits;
    if (state() == State::LoadingRest)
        setState(State::Ready);
    if (form == Form::Indented || wasLoaded)
        emit textReplaced(pathOf(m_tree.get(), place.container, place.row));
    emit treeChanged();
    updateDirty();
    if (std::exchange(m_savesWhenRead, false))
        save();
}

void JsonDocument::setText(const QByteArray &text)
{
    if (!isEditable() || text == m_text)
        return;
    m_text = text;
    read(text, Form::AsIs, {});
}

void JsonDocument::setPatched(const QByteArray &text, int container, int row)
{
    if (isEditable() && isTreeCurrent())
        read(text, Form::Indented, {container, row});
}

void JsonDocument::replace(const QByteArray &loaded)
{
    m_absence = Absence::None;
    m_loaded = loaded;
    m_loadedTree.reset();
    m_edits.clear();
    m_issue.reset();
    m_theirs.clear();
    m_conflicts.clear();
    m_savesWhenRead = false;
    m_wroteAgain = false;
    setState(State::LoadingRest);
    emit lengthChanged();
    read(loaded, Form::Indented, {});
}

void JsonDocument::take(const OpenedKey &opened)
{
    if (state() == State::Saving)
        return; // the save settles it
    if (opened.kind == ValueKind::None) {
        setState(State::Gone);
        return;
    }
    if (opened.kind != ValueKind::Json) {
        setOtherType(opened.typeName);
        return;
    }
    takeExpiry(opened);
    if (opened.bytes.isEmpty()) {
        if (isDirty() || !m_loaded.isEmpty()) {
            look(); // it grew over what is loaded at once
            return;
        }
        const auto support = session() ? session()->capabilities()->support(Capabilities::Feature::Json)
                                       : Capabilities::Support::Unknown;
        m_absence = support == Capabilities::Support::Missing ? Absence::NoCommands
            : support == Capabilities::Support::NotPermitted  ? Absence::NotPermitted
                                                              : Absence::TooLarge;
        setState(State::Partial);
        emit treeChanged();
        return;
    }
    if (isDirty() || m_isReading)
        settle(opened.typeName, opened.bytes);
    else if (opened.bytes != m_loaded || m_issue || state() != State::Ready)
        replace(opened.bytes);
}

void JsonDocument::loadWhole()
{
    if (state() != State::Partial || m_absence != Absence::TooLarge)
        return;
    m_loadStop = {};
    const std::stop_token stop = m_loadStop.get_token();
    setState(State::LoadingRest);
    const QPointer<JsonDocument> self(this);
    const std::function<void(qint64, qint64)> progress = [self, stop](qint64 received, qint64 total) {
        if (self && !stop.stop_requested())
            emit self->progressed(received, total);
    };
    auto task = readJson(session(), key(), Purpose::Browse, progress, stop);
    QCoro::connect(std::move(task), this, [this, stop](const Result<CurrentJson> &now) {
        if (stop.stop_requested())
            return;
        if (!now) {
            setState(State::Partial);
            emit failed(now.error());
        } else if (now->typeName == "none") {
            setState(State::Gone);
        } else if (valueKindOf(now->typeName) != ValueKind::Json) {
            setOtherType(now->typeName);
        } else {
            replace(now->text);
        }
    });
}

void JsonDocument::cancelLoad()
{
    if (state() != State::LoadingRest || m_absence != Absence::TooLarge)
        return;
    m_loadStop.request_stop();
    setState(State::Partial);
}

void JsonDocument::discard()
{
    if (state() == State::Saving)
        return;
    if (state() == State::Conflict)
        loadTheirs();
    else if (!m_loaded.isEmpty())
        read(m_loaded, Form::Indented, {});
}

void JsonDocument::save()
{
    if (state() != State::Ready)
        return; // one click, one write
    if (m_isReading)
        m_savesWhenRead = true;
    else if (!m_issue && !m_edits.isEmpty())
        write(false);
}

void JsonDocument::saveSoon()
{
    if (state() == State::Saving)
        m_savesWhenRead = true; // the edits are being carried over
    else
        save();
}

void JsonDocument::saveUnsafely()
{
    if (state() == State::CannotCompare && !m_issue)
        write(true);
}

void JsonDocument::write(bool unsafely)
{
    m_refusal.reset();
    setState(State::Saving);
    auto task = unsafely ? saveJsonUnsafely(session(), key(), m_loaded, m_edits, ttlForCreation(), stopToken())
                         : saveJson(session(), key(), m_edits, stopToken());
    QCoro::connect(std::move(task), this, [this](const Result<JsonSaveOutcome> &outcome) { finishWrite(outcome); });
}

void JsonDocument::finishWrite(const Result<JsonSaveOutcome> &outcome)
{
    using Kind = JsonSaveOutcome::Kind;
    if (!outcome) {
        // A command inside the script may have refused after others had written.
        if (!surelyNotApplied(outcome.error().kind) || outcome.error().kind == Error::Kind::Command) {
            if (outcome.error().kind == Error::Kind::Command)
                m_refusal = outcome.error();
            look();
            return;
        }
        setState(State::Ready);
        emit failed(outcome.error());
        return;
    }
    switch (outcome->kind) {
    case Kind::Saved:
        finishSaved(outcome->text);
        break;
    case Kind::Gone:
        setState(State::Gone);
        break;
    case Kind::OtherType:
        setOtherType(outcome->typeName);
        break;
    case Kind::Changed:
    case Kind::Exists:
        look();
        break;
    case Kind::CannotCompare:
        setState(State::CannotCompare);
        break;
    }
}

void JsonDocument::verify()
{
    if (state() == State::UnknownOutcome)
        look();
}

void JsonDocument::look()
{
    setState(State::Saving);
    auto task = readJson(session(), key(), Purpose::Edit, {}, stopToken());
    QCoro::connect(std::move(task), this, [this](const Result<CurrentJson> &now) {
        if (!now) {
            setState(State::UnknownOutcome);
            emit failed(now.error());
            return;
        }
        settle(now->typeName, now->text);
    });
}

void JsonDocument::settle(const QByteArray &typeName, const QByteArray &theirs)
{
    const bool wasWriting = state() == State::Saving;
    const ValueKind kind = valueKindOf(typeName);
    if (kind == ValueKind::None) {
        setState(State::Gone);
        return;
    }
    if (kind != ValueKind::Json) {
        setOtherType(typeName);
        return;
    }
    setState(State::Saving); // nothing is typed or written while the texts are compared
    const auto compare = [theirs, loaded = m_loaded, loadedTree = m_loadedTree, tree = m_tree, edits = m_edits,
                          hasIssue = m_issue.has_value()] {
        return compareJson(theirs, loaded, loadedTree, hasIssue ? TreePointer() : tree, edits);
    };
    work(theirs.size() + m_text.size(), compare,
         [this, theirs, wasWriting](const JsonComparison &found) { finishSettling(found, theirs, wasWriting); });
}

void JsonDocument::finishSettling(const JsonComparison &found, const QByteArray &theirs, bool wasWriting)
{
    switch (found.kind) {
    case JsonComparison::Kind::AsLoaded:
        setState(State::Ready);
        if (wasWriting) {
            Error error;
            error.kind = Error::Kind::Network; // known now: it was not written
            emit failed(std::exchange(m_refusal, {}).value_or(error));
        }
        break;
    case JsonComparison::Kind::AsMine:
        finishSaved(theirs); // what was lost was the answer; or somebody wrote the very same
        break;
    case JsonComparison::Kind::OtherPlaces: {
        // Mine stay edits of the document as it is now.
        QList<QByteArray> paths;
        for (const JsonEdit &edit : m_edits)
            paths.append(edit.path);
        // Once by itself; a server that writes a place in two ways must not cost a request after the other.
        m_savesWhenRead = wasWriting && !std::exchange(m_wroteAgain, wasWriting);
        const bool gaveUp = wasWriting && !m_savesWhenRead;
        rebase(theirs, paths);
        if (gaveUp) {
            Error error;
            error.kind = Error::Kind::Command;
            error.message = QStringLiteral("The document changes faster than it can be compared.");
            emit failed(error);
        }
        break;
    }
    case JsonComparison::Kind::Conflict:
        m_theirs = theirs;
        m_conflicts = found.conflicts;
        if (m_conflicts.isEmpty())
            m_conflicts = {{"$", m_loaded, m_text, theirs}};
        setState(State::Conflict);
        break;
    }
}

void JsonDocument::rebase(const QByteArray &theirs, const QList<QByteArray> &minePaths)
{
    setState(State::Saving);
    const auto carry = [theirs, minePaths, mine = m_tree] {
        return carriedOver(theirs, *mine, minePaths);
    };
    work(theirs.size() * std::max<qsizetype>(1, minePaths.size()), carry, [this, theirs](const QByteArray &text) {
        m_loaded = theirs;
        m_loadedTree.reset();
        m_theirs.clear();
        m_conflicts.clear();
        emit lengthChanged();
        setState(State::Ready);
        read(text, Form::Indented, {});
    });
}

void JsonDocument::resolve(const QList<Choice> &choices)
{
    if (state() != State::Conflict || choices.size() != m_conflicts.size())
        return;
    if (m_conflicts.size() == 1 && m_conflicts.first().path == "$") {
        if (choices.first() == Choice::Theirs) {
            replace(QByteArray(m_theirs));
            return;
        }
        // The whole document as it stands here, over theirs.
        takeAgainstTheirs(QByteArray(m_text), Form::AsIs);
        return;
    }
    QList<QByteArray> paths;
    for (const JsonEdit &edit : m_edits)
        paths.append(edit.path);
    for (qsizetype i = 0; i < choices.size(); ++i) {
        if (choices.at(i) == Choice::Theirs)
            paths.removeAll(m_conflicts.at(i).path);
    }
    rebase(QByteArray(m_theirs), paths);
}

void JsonDocument::acceptMerge(const QByteArray &text)
{
    if (state() == State::Conflict)
        takeAgainstTheirs(text, Form::Indented);
}

void JsonDocument::takeAgainstTheirs(const QByteArray &text, Form form)
{
    m_loaded = std::exchange(m_theirs, {});
    m_loadedTree.reset();
    m_conflicts.clear();
    setState(State::Ready);
    read(text, form, {});
}

void JsonDocument::keepMine()
{
    if (state() != State::Conflict)
        return;
    resolve(QList<Choice>(m_conflicts.size(), Choice::Mine));
    saveSoon();
}

void JsonDocument::loadTheirs()
{
    if (state() == State::Conflict)
        replace(QByteArray(m_theirs));
}

void JsonDocument::createAgain()
{
    if (state() != State::Gone || m_issue || m_text.isEmpty())
        return;
    const std::optional<Milliseconds> ttl = ttlForCreation();
    setState(State::Saving);
    auto task = createJson(session(), key(), minifiedJson(m_text).value_or(m_text), ttl, stopToken());
    QCoro::connect(std::move(task), this, [this, ttl](const Result<JsonSaveOutcome> &outcome) {
        if (!outcome && surelyNotApplied(outcome.error().kind)) {
            setState(State::Gone);
            emit failed(outcome.error());
        } else if (!outcome || outcome->kind == JsonSaveOutcome::Kind::Exists) {
            look();
        } else if (outcome->kind == JsonSaveOutcome::Kind::CannotCompare) {
            Error error;
            error.kind = Error::Kind::Unsupported;
            setState(State::Gone);
            emit failed(error);
        } else {
            setExpiry(ttl && session() ? std::optional(session()->serverClock()->now() + *ttl) : std::nullopt);
            finishSaved(outcome->text);
        }
    });
}

void JsonDocument::finishSaved(const QByteArray &text)
{
    // What is shown from now on is what the server holds: it may write a number in another way.
    replace(text);
    emit saved(key());
}

} // namespace stashdeck
