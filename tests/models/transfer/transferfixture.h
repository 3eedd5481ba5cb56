// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/exportdraft.h"
#include "models/transfer/exportrun.h"
#include "models/transfer/importcheck.h"
#include "models/transfer/importfile.h"
#include "models/transfer/importjobs.h"
#include "tests/models/values/databasefixture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace stashdeck {

inline KeySelection everyKey()
{
    KeySelection selection;
    selection.pattern = "*";
    return selection;
}

inline QByteArray contentOfFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Exports and imports as a window makes them, in a folder of their own.
class TransferFixture {
public:
    explicit TransferFixture(Session *session)
        : jobs(session, m_folder.path())
        , m_session(session)
    {
    }

    QTemporaryDir m_folder;
    ImportJobs jobs;

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    /// Null when the list could not be made.
    std::unique_ptr<ExportRun> exportRun(TransferFormat format, const KeySelection &selection = everyKey(),
                                         const QList<QByteArray> &hides = {})
    {
        ExportDraft draft(m_session, m_folder.filePath(QStringLiteral("lists")));
        draft.begin(selection);
        const auto ended = [&draft] {
            return draft.state() != ExportDraft::State::Listing && draft.state() != ExportDraft::State::Measuring;
        };
        if (!QTest::qWaitFor(ended, 60'000) || draft.state() != ExportDraft::State::Ready)
            return nullptr;
        ExportPlan plan;
        plan.format = format;
        plan.path = path(QStringLiteral("keys.") + QString(suffixOf(format)));
        plan.sourceName = QStringLiteral("test");
        plan.hiddenWords = hides;
        return std::make_unique<ExportRun>(m_session, draft.journal(), draft.keys(), plan);
    }
    template <typename Run> static bool ends(Run *run)
    {
        return QTest::qWaitFor([run] { return run->state() != Run::State::Ready && !run->isActive(); }, 120'000);
    }
    /// The path of a whole file, or nothing.
    QString exported(TransferFormat format, const KeySelection &selection = everyKey(),
                     const QList<QByteArray> &hides = {})
    {
        const auto run = exportRun(format, selection, hides);
        if (!run)
            return {};
        run->start();
        if (!ends(run.get()) || run->state() != ExportRun::State::Finished)
            return {};
        exportTally = run->tally();
        exportProblems = run->problems();
        return run->plan().path;
    }
    /// Null when the journal could not be made.
    ImportRun *importRun(const ImportPlan &plan, qint64 keys = 0)
    {
        const qsizetype before = jobs.runs().size();
        jobs.add(plan, keys, QStringLiteral("test"));
        if (!QTest::qWaitFor([&] { return jobs.runs().size() > before; }, 30'000))
            return nullptr;
        ImportRun *run = jobs.runs().constFirst();
        QObject::connect(run, &ImportRun::rowsSettled, run,
                         [this](const QList<ImportRow> &settled) { rows += settled; });
        return run;
    }
    /// Null when it did not end as Finished.
    ImportRun *imported(const ImportPlan &plan)
    {
        rows.clear();
        ImportRun *run = importRun(plan);
        if (!run)
            return nullptr;
        run->start();
        return ends(run) && run->state() == ImportRun::State::Finished ? run : nullptr;
    }
    [[nodiscard]] ImportPlan planFor(const QString &file, ImportPolicy policy = ImportPolicy::Skip) const
    {
        ImportPlan plan;
        plan.path = file;
        plan.policy = policy;
        return plan;
    }
    QString written(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }

    QList<ImportRow> rows; ///< that imports settled
    ExportTally exportTally;
    QList<ExportProblem> exportProblems;

private:
    Session *m_session;
};

} // namespace stashdeck
