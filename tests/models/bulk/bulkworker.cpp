// SPDX-License-Identifier: GPL-3.0-or-later
// Deletes all keys of a pattern with saved copies and says how far it is, until it is killed. The address, the folder,
// the profile's id and the pattern are arguments; the token comes in the environment.
#include "models/bulk/bulkjobs.h"
#include "models/bulk/keygather.h"
#include "models/rest/networkmanager.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>

#include <cstdio>

using namespace stashdeck;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 5)
        return 2;
    SystemClock clock;
    QNetworkAccessManager network;
    Profile profile;
    profile.id = QUuid(arguments[3]);
    profile.url = QUrl(arguments[1]);
    Session session(profile, Secret(qgetenv("BULK_TOKEN")), &network, &clock);
    BulkJobs jobs(&session, arguments[2]);
    std::unique_ptr<KeyGather> gather;
    QCoro::connect(jobs.newJournal(), &session, [&](const Result<std::shared_ptr<BulkJournal>> &journal) {
        if (!journal) {
            QCoreApplication::exit(3);
            return;
        }
        gather = std::make_unique<KeyGather>(&session, *journal);
        QObject::connect(gather.get(), &KeyGather::stateChanged, &session, [&, journal](KeyGather::State state) {
            if (state != KeyGather::State::Finished)
                return;
            BulkTally tally;
            tally.states[0] = gather->found();
            BulkPlan plan;
            plan.pattern = arguments[4].toUtf8();
            BulkRun *run = jobs.add(*journal, plan, tally);
            QObject::connect(run, &BulkRun::progressed, run, [run] {
                std::printf("%lld\n", static_cast<long long>(run->settled()));
                std::fflush(stdout);
            });
            QObject::connect(run, &BulkRun::stateChanged, run, [](BulkRun::State runState) {
                if (runState == BulkRun::State::Finished)
                    QCoreApplication::exit(0);
            });
            run->start();
        });
        KeySelection selection;
        selection.pattern = arguments[4].toUtf8();
        gather->start(selection, ExpiryFilter::Any);
    });
    return QCoreApplication::exec();
}
