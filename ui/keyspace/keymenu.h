// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/keyspace/keyverb.h"

#include <QMenu>

namespace stashdeck {

class KeyPaneActions;

/// The menu of a key, a folder, or the chosen keys. It is about what it was opened on, whatever is current; it changes
/// nothing by being opened. Deletes itself when it closes.
class KeyMenu final : public QMenu {
    Q_OBJECT

public:
    struct Facts {
        bool mayWrite = false;
        bool isOpen = false; ///< of a folder
        bool isFavourite = false;
        bool isChosen = false; ///< of a key or folder
    };
    /// `actions` says which verbs are offered and what their shortcuts are; it must outlive the menu.
    KeyMenu(const KeySubject &subject, const Facts &facts, const KeyPaneActions *actions, QWidget *parent);

signals:
    void chosen(stashdeck::KeyVerb verb, const stashdeck::KeySubject &subject);
    void copied(const QString &words); ///< by "Copy as"

private:
    void addKeyEntries();
    void addFolderEntries();
    void addChosenEntries();
    void addFavouriteEntry();
    void addCheckEntry();
    void addCopyAs();
    QAction *add(KeyVerb verb, const QString &text);

    KeySubject m_subject;
    Facts m_facts;
    const KeyPaneActions *m_actions;
};

} // namespace stashdeck
