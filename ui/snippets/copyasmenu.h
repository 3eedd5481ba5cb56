// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/snippets/snippet.h"

#include <QMenu>

#include <functional>

namespace stashdeck {

/// "Copy as": what reads a key or elements, what writes them, and the value as JSON. Fills itself when it opens, copies
/// by itself. Sends nothing.
class CopyAsMenu final : public QMenu {
    Q_OBJECT

public:
    /// `subject` is asked when the menu opens, and again when something is chosen.
    CopyAsMenu(std::function<SnippetSubject()> subject, QWidget *parent);

signals:
    void copied(const QString &words); ///< what became of it, for a notice

private:
    void fill();
    void addEntry(SnippetForm form, SnippetAim aim, const SnippetSubject &subject, const QString &name);
    void copy(SnippetForm form, SnippetAim aim);

    std::function<SnippetSubject()> m_subject;
};

} // namespace stashdeck
