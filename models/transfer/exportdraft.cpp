// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/exportdraft.h"

#include "models/session/capabilities.h"
#include "models/transfer/entryreader.h"

#include <QDir>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

constexpr qint64 windowBytes = 1024LL * 1024; ///< of a large key, about

/// The file goes with its last owner.
std::shared_ptr<BulkJournal> passingJournal(const QString &path)
{
    return {new BulkJournal(path), [](BulkJournal *journal) {
                journal->remove();
                delete journal;
            }};
}

/// Lists that a killed program left behind; one that another window has open cannot be opened here.
void removeLeftovers(const QString &folder)
{
    const QFileInfoList files = QDir(folder).entryInfoList({u"*.export"_s}, QDir::Files);
    for (const QFileInfo &file : files) {
        BulkLedger ledger(file.absoluteFilePath());
        if (!ledger.open(BulkLedger::Mode::Existing))
            continue;
        ledger.close();
        removeJournalFiles(file.absoluteFilePath());
    }
}

} // namespace

ExportDraft::ExportDraft(Session *session, QString folder, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_folder(std::move(folder))
{
}

ExportDraft::~ExportDraft()
{
    m_stop.request_stop();
}

void ExportDraft::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}

void ExportDraft::drop()
{
    ++m_round;
    m_stop.request_stop();
    m_stop = std::stop_source();
    if (m_gather)
        m_gather.release()->deleteLater(); // it may be the one who called
    m_journal.reset();
    m_preview = {};
    m_error = {};
}

void ExportDraft::begin(const KeySelection &selection)
{
    drop();
    m_selection = selection;
    const QString path = QDir(m_folder).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces) + u".export"_s);
    m_journal = passingJournal(path);
    const quint64 round = m_round;
    JournalHead head;
    head.id = QUuid::createUuid();
    if (m_session) {
        head.profile = m_session->profile().id;
        head.startedAt = m_session->clock()->now();
        head.touchedAt = head.startedAt;
    }
    const auto open = [head, folder = m_folder](BulkLedger &ledger) -> Result<void> {
        removeLeftovers(folder);
        if (auto opened = ledger.open(BulkLedger::Mode::Create); !opened)
            return opened;
        return ledger.setHead(head);
    };
    m_journal->run(open, this, [this, round](const Result<void> &made) {
        if (round != m_round)
            return;
        if (made) {
            gather();
            return;
        }
        m_error = made.error();
        setState(State::Failed);
    });
    setState(State::Listing);
    emit progressed();
}

void ExportDraft::gather()
{
    if (!m_session)
        return;
    m_gather = std::make_unique<KeyGather>(m_session, m_journal);
    connect(m_gather.get(), &KeyGather::progressed, this, &ExportDraft::progressed);
    connect(m_gather.get(), &KeyGather::stateChanged, this, &ExportDraft::takeGather);
    m_gather->start(m_selection, ExpiryFilter::Any);
}

void ExportDraft::takeGather(KeyGather::State state)
{
    if (sender() && sender() != m_gather.get())
        return;
    switch (state) {
    case KeyGather::State::Idle:
        break;
    case KeyGather::State::Running:
        setState(State::Listing);
        break;
    case KeyGather::State::Stopped:
        setState(State::Stopped);
        break;
    case KeyGather::State::Failed:
        m_error = m_gather->error();
        setState(State::Failed);
        break;
    case KeyGather::State::NotPermitted:
        m_error = m_gather->error();
        setState(State::NotPermitted);
        break;
    case KeyGather::State::Finished:
        measure();
        break;
    }
}

void ExportDraft::measure()
{
    setState(State::Measuring);
    if (m_state != State::Measuring)
        return; // a listener began anew
    m_stop = std::stop_source();
    const quint64 round = m_round;
    // A plan that copies makes the preview ask whether the server hands out copies.
    auto task = previewOf(m_session, {}, m_journal, BulkPlan(), m_stop.get_token());
    QCoro::connect(std::move(task), this, [this, round](const Result<BulkPreview> &preview) {
        if (round != m_round || m_state != State::Measuring)
            return;
        if (!preview) {
            m_error = preview.error();
            setState(State::Failed);
            return;
        }
        m_preview = *preview;
        setState(State::Ready);
    });
}

void ExportDraft::stop()
{
    if (m_state == State::Listing && m_gather) {
        m_gather->stop();
    } else if (m_state == State::Measuring) {
        m_stop.request_stop();
        setState(State::Stopped);
    }
}

void ExportDraft::resume()
{
    if (m_state != State::Stopped && m_state != State::Failed)
        return;
    m_error = {};
    if (!m_gather)
        begin(m_selection); // the disk refused
    else if (m_gather->state() == KeyGather::State::Finished)
        measure();
    else
        m_gather->resume();
}

qint64 ExportDraft::keys() const
{
    return m_state == State::Ready ? m_preview.keys : m_gather ? m_gather->found() : 0;
}

qint64 ExportDraft::examined() const
{
    return m_gather ? m_gather->examined() : -1;
}

qint64 ExportDraft::total() const
{
    return m_gather ? m_gather->total() : -1;
}

qint64 ExportDraft::commandsUsed() const
{
    return (m_gather ? m_gather->commands() : 0) + m_preview.commandsUsed;
}

double ExportDraft::commandsFor(const SampleKey &key, TransferFormat format, bool hides) const
{
    const bool dumps = format == TransferFormat::Archive && !hides && canDump();
    double commands = 2;
    if (!m_selection.isPattern())
        commands += 1; // its type is not in the list
    if (!dumps && key.type == KeyType::Stream)
        commands += 2;
    const bool expiries = format == TransferFormat::JsonLines || format == TransferFormat::Commands;
    if (!dumps && expiries && key.type == KeyType::Hash && m_session
        && m_session->capabilities()->support(Capabilities::Feature::HashFieldTtl) == Capabilities::Support::Available)
        commands += 1;
    if (!dumps && key.bytes > stringWindow) // read in windows
        commands += 4 + std::ceil(double(key.bytes) / double(windowBytes));
    return commands;
}

ExportPrice ExportDraft::price(TransferFormat format, bool hides) const
{
    ExportPrice price;
    if (keys() == 0)
        return price;
    double commands = 0;
    double requests = 0;
    for (const SampleKey &key : m_preview.sample) {
        const double one = commandsFor(key, format, hides);
        commands += one;
        requests += key.bytes > stringWindow ? one : one / double(rowsPerRequest * 2);
    }
    const double each = m_preview.sample.isEmpty() ? 2 : commands / double(m_preview.sample.size());
    const double eachRequest = m_preview.sample.isEmpty() ? 0.002 : requests / double(m_preview.sample.size());
    price.commands = qint64(std::ceil(each * double(keys()))) + 1;
    price.requests = qint64(std::ceil(eachRequest * double(keys()))) + 1;
    return price;
}

} // namespace stashdeck
