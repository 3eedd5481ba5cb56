// SPDX-License-Identifier: GPL-3.0-or-later
// Imports a file and says how far it is, until it is killed. The address, the folder, the profile's id and the file are
// arguments; the token comes in the environment.
#include "models/transfer/importjobs.h"

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
    Session session(profile, Secret(qgetenv("IMPORT_TOKEN")), &network, &clock);
    ImportJobs jobs(&session, arguments[2]);
    QObject::connect(&jobs, &ImportJobs::failed, &jobs, [] { QCoreApplication::exit(3); });
    QObject::connect(&jobs, &ImportJobs::runAdded, &jobs, [](ImportRun *run) {
        QObject::connect(run, &ImportRun::progressed, run, [run] {
            std::printf("%lld\n", static_cast<long long>(run->tally().settled()));
            std::fflush(stdout);
        });
        QObject::connect(run, &ImportRun::stateChanged, run, [](ImportRun::State state) {
            if (state == ImportRun::State::Finished)
                QCoreApplication::exit(0);
        });
        run->start();
    });
    ImportPlan plan;
    plan.path = arguments[4];
    plan.requestLimit = 100'000;
    jobs.add(plan, 0, {});
    return QCoreApplication::exec();
}
