// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/keyspace/keyverb.h"

#include <QHash>
#include <QObject>

class QAction;
class QKeySequence;
class QWidget;

namespace stashdeck {

/// The actions of the key pane, for menus, shortcuts and the palette: each is one verb on what is current.
class KeyPaneActions final : public QObject {
    Q_OBJECT

public:
    /// Actions of rows have their shortcuts in `rows` only, so that they do not work in the pattern field; the others
    /// in the window of `pane`, which owns all of them.
    KeyPaneActions(QWidget *pane, QWidget *rows);

    [[nodiscard]] QAction *action(KeyVerb verb) const { return m_actions.value(verb); }
    /// In the order of the Key menu. Acts on many keys are in it once they are offered.
    [[nodiscard]] QList<QAction *> all() const;
    /// Somebody does this act on many keys.
    void offer(ManyKeysAct act);
    [[nodiscard]] bool isOffered(KeyVerb verb) const;
    /// The current row, the chosen keys, and whether this window may write.
    void update(const KeySubject &row, const KeySubject &chosen, bool mayWrite);
    /// What the verb would be about: the chosen keys where there are some and it can be about many, else the row.
    [[nodiscard]] KeySubject subjectFor(KeyVerb verb) const;

signals:
    void updated(); ///< what is offered or enabled
    void triggered(stashdeck::KeyVerb verb, const stashdeck::KeySubject &subject);

private:
    enum class Scope { Window, Rows };
    void add(KeyVerb verb, const QString &name, const QString &text, const QKeySequence &keys, Scope scope);

    QWidget *m_pane;
    QWidget *m_rows;
    QHash<KeyVerb, QAction *> m_actions;
    QList<KeyVerb> m_order;
    QSet<ManyKeysAct> m_offered;
    KeySubject m_row;
    KeySubject m_chosen;
    bool m_mayWrite = false;
};

} // namespace stashdeck
