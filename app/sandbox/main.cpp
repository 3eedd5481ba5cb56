// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandbox.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("stashdeck-sandbox"));
    const stashdeck::sandbox::ParsedOptions parsed = stashdeck::sandbox::parseOptions(QCoreApplication::arguments());
    if (parsed.message) {
        if (parsed.failed)
            std::fprintf(stderr, "stashdeck-sandbox: %s\n", parsed.message->c_str());
        else
            std::printf("%s\n", parsed.message->c_str());
        return parsed.failed ? stashdeck::sandbox::ExitUsage : stashdeck::sandbox::ExitOk;
    }
    return stashdeck::sandbox::run(parsed.options);
}
