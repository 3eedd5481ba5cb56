// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace stashdeck {

/// What the program was asked on its command line. There is no option for a token: process lists are public.
struct CommandLine {
    enum class Answer {
        Run, ///< open a window
        Print, ///< print `text` to standard output and leave with 0
        Refuse, ///< print `text` to standard error and leave with 2
    };
    Answer answer = Answer::Run;
    QString text;
    bool sandbox = false; ///< start the local sandbox and open it
    QString profile; ///< name of the saved database to open
    QString configFolder; ///< where settings and profiles are kept instead of the user's own place
    QStringList envFiles; ///< .env files to import
};

/// Works without any application object, so that --version and --help need no display.
[[nodiscard]] CommandLine parseCommandLine(const QStringList &arguments);

} // namespace stashdeck
