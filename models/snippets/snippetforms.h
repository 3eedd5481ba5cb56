// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rest/command.h"
#include "models/snippets/snippet.h"

// One file each: what snippetOf() puts together.
namespace stashdeck::snippetForms {

[[nodiscard]] Snippet commandLines(const QList<Command> &commands);
[[nodiscard]] Snippet curl(const QList<Command> &commands);
[[nodiscard]] Snippet typeScript(const SnippetSubject &subject, SnippetAim aim);
[[nodiscard]] Snippet python(const SnippetSubject &subject, SnippetAim aim);
[[nodiscard]] Snippet json(const SnippetSubject &subject);

} // namespace stashdeck::snippetForms
