// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/snippets/snippet.h"

#include "models/snippets/snippetcommands.h"
#include "models/snippets/snippetforms.h"
#include "models/snippets/snippettext.h"

namespace stashdeck {

Snippet snippetOf(const SnippetSubject &subject, SnippetForm form, SnippetAim aim)
{
    const bool needsValue = aim == SnippetAim::Write || form == SnippetForm::Json;
    if (needsValue && !subject.hasValue)
        return {{}, Snippet::Issue::NotLoaded};
    if (needsValue && subject.bytes() > largestSnippet)
        return {{}, Snippet::Issue::TooLarge};
    if (form == SnippetForm::Json)
        return snippetForms::json(subject);
    const QList<Command> commands = aim == SnippetAim::Read ? commandsToRead(subject) : commandsToWrite(subject);
    if (commands.isEmpty())
        return {{}, Snippet::Issue::NotPossible};
    switch (form) {
    case SnippetForm::Command:
        return snippetForms::commandLines(commands);
    case SnippetForm::Curl:
        return snippetForms::curl(commands);
    case SnippetForm::TypeScript:
        return snippetForms::typeScript(subject, aim);
    case SnippetForm::Python:
        return snippetForms::python(subject, aim);
    case SnippetForm::Json:
        break;
    }
    Q_UNREACHABLE();
}

Snippet snippetForms::commandLines(const QList<Command> &commands)
{
    QByteArray text;
    for (const Command &command : commands) {
        QByteArray line;
        for (const QByteArray &word : command.words()) {
            if (!line.isEmpty())
                line += ' ';
            line += cliWord(word);
        }
        text += line + '\n';
    }
    return {QString::fromUtf8(text), Snippet::Issue::None};
}

} // namespace stashdeck
