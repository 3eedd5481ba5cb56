// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/importfile.h"

#include "models/transfer/importsource.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QPointer>

#include <functional>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostProblems = 1000;
constexpr qint64 tellEveryMs = 50;

void addProblem(ImportFacts &facts, const ImportProblem &problem)
{
    ++facts.problemCount;
    if (facts.problems.size() < mostProblems)
        facts.problems.append(problem);
    if (problem.kind == ImportProblem::Kind::Truncated || problem.kind == ImportProblem::Kind::NotWhole)
        facts.isWhole = false;
}

/// Puts entries together to keys while they pass.
class Inspector {
public:
    Inspector(ImportFacts &facts, WallTime now, qint64 limit)
        : m_facts(facts)
        , m_now(now)
        , m_limit(limit)
    {
    }

    void take(const KeyStream::Entry &item)
    {
        const TransferEntry &entry = item.entry;
        if (entry.part == 0) {
            ++m_facts.keys;
            ++m_facts.types[size_t(entry.type)];
            m_bytes = 0;
            if (entry.expiry != TransferEntry::noExpiry) {
                ++m_facts.withExpiry;
                if (entry.expiry <= m_now.time_since_epoch().count())
                    ++m_facts.expired;
            }
            if (entry.more || carriedSize(entry) > m_limit)
                ++m_facts.largeKeys;
        }
        m_bytes += entry.bytes();
        m_facts.valueBytes += entry.bytes();
        m_facts.largest = std::max(m_facts.largest, m_bytes);
        m_facts.hiddenValues += entry.hiddenFields.size() + entry.hiddenInside;
    }

private:
    ImportFacts &m_facts;
    WallTime m_now;
    qint64 m_limit;
    qint64 m_bytes = 0;
};

void takeHead(ImportFacts &facts, const TransferReader &reader)
{
    const std::optional<FileHead> &head = reader.head();
    if (!head || !facts.sourceName.isEmpty())
        return;
    facts.sourceName = head->source;
    facts.serverVersion = head->server;
    facts.exportedAt = head->exportedAt;
    facts.hides = !head->hides.isEmpty();
}

using Tell = std::function<void(const ImportFacts &facts, qint64 bytesRead)>;

Result<ImportFacts> inspected(const QString &path, WallTime now, qint64 limit, const std::stop_token &stop,
                              const Tell &tell)
{
    Result<OpenedTransfer> opened = openTransferFile(path);
    if (!opened)
        return tl::unexpected(opened.error());
    ImportFacts facts;
    facts.path = path;
    facts.format = opened->format;
    facts.fileBytes = opened->device->size();
    KeyStream stream(transferReader(opened->format, opened->device.get()));
    Inspector inspector(facts, now, limit);
    QElapsedTimer told;
    told.start();
    while (std::optional<KeyStream::Item> item = stream.next()) {
        if (stop.stop_requested())
            return failure(Error::Kind::Cancelled);
        if (const auto *problem = std::get_if<ImportProblem>(&*item))
            addProblem(facts, *problem);
        else
            inspector.take(std::get<KeyStream::Entry>(*item));
        if (told.elapsed() >= tellEveryMs) {
            told.restart();
            takeHead(facts, stream.reader());
            tell(facts, stream.reader().bytesRead());
        }
    }
    takeHead(facts, stream.reader());
    const std::optional<FileFoot> &foot = stream.reader().foot();
    if (foot) // counts what is in several places of one value, too
        facts.hiddenValues = std::max(facts.hiddenValues, foot->hidden);
    return facts;
}

} // namespace

struct ImportFile::Found {
    Result<ImportFacts> facts;
    qint64 bytesRead = 0;
    bool isLast = false;
};

ImportFile::ImportFile(const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

ImportFile::~ImportFile()
{
    m_stop.request_stop();
}

void ImportFile::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}

void ImportFile::open(const QString &path, qint64 requestLimit)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_facts = {};
    m_facts.path = path;
    m_error = {};
    m_bytesRead = 0;
    const quint64 round = ++m_round;
    const QPointer guard(this);
    const auto post = [guard, round](Found found) {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [guard, round, found = std::move(found)] {
                if (guard)
                    guard->take(round, found);
            },
            Qt::QueuedConnection);
    };
    transferWorker(TransferThread::Reading)
        ->start([path, now = m_clock->now(), requestLimit, stop = m_stop.get_token(), post] {
            const auto tell = [&post](const ImportFacts &facts, qint64 bytesRead) {
                post({facts, bytesRead, false});
            };
            Result<ImportFacts> facts = inspected(path, now, requestLimit, stop, tell);
            const qint64 bytes = facts ? facts->fileBytes : 0;
            post({std::move(facts), bytes, true});
        });
    setState(State::Reading);
}

void ImportFile::take(quint64 round, const Found &found)
{
    if (round != m_round || m_state != State::Reading)
        return;
    if (!found.facts) {
        m_error = found.facts.error();
        setState(m_error.kind == Error::Kind::Cancelled ? State::Stopped : State::Failed);
        return;
    }
    m_facts = *found.facts;
    m_bytesRead = found.bytesRead;
    const QPointer self(this);
    emit progressed();
    if (self && found.isLast && round == m_round)
        setState(State::Ready);
}

void ImportFile::stop()
{
    if (m_state != State::Reading)
        return;
    m_stop.request_stop();
    setState(State::Stopped);
}

} // namespace stashdeck
