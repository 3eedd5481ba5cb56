// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QCommandLineParser>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

CommandLine parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Show this text."_s);
    const QCommandLineOption version({u"v"_s, u"version"_s}, u"Show the version."_s);
    const QCommandLineOption sandbox(u"sandbox"_s, u"Start a local sandbox database and open it."_s);
    const QCommandLineOption open(u"open"_s, u"Open the saved database of this name."_s, u"name"_s);
    const QCommandLineOption config(u"config-dir"_s, u"Keep settings and the list of databases in this folder."_s,
                                    u"folder"_s);
    parser.addOptions({help, version, sandbox, open, config});
    parser.addPositionalArgument(u"file"_s, u"A .env file to import databases from."_s, u"[file…]"_s);

    CommandLine line;
    if (!parser.parse(arguments)) {
        line.answer = CommandLine::Answer::Refuse;
        line.text = u"stashdeck: "_s + parser.errorText() + u"\nTry 'stashdeck --help'.\n"_s;
        return line;
    }
    if (parser.isSet(version)) {
        line.answer = CommandLine::Answer::Print;
        line.text = u"Stashdeck "_s + QStringLiteral(STASHDECK_VERSION) + u'\n';
        return line;
    }
    if (parser.isSet(help)) {
        line.answer = CommandLine::Answer::Print;
        // QCommandLineParser's own help asks the application object for its name; there is none yet.
        line.text = u"Usage: stashdeck [options] [file…]\n"
                    "Desktop admin console for Upstash Redis.\n\n"
                    "Options:\n"
                    "  -h, --help             Show this text.\n"
                    "  -v, --version          Show the version.\n"
                    "  --sandbox              Start a local sandbox database and open it.\n"
                    "  --open <name>          Open the saved database of this name.\n"
                    "  --config-dir <folder>  Keep settings and the list of databases in this folder.\n\n"
                    "Arguments:\n"
                    "  file                   A .env file to import databases from.\n"_s;
        return line;
    }
    line.sandbox = parser.isSet(sandbox);
    line.profile = parser.value(open);
    line.configFolder = parser.value(config);
    line.envFiles = parser.positionalArguments();
    return line;
}

} // namespace stashdeck
