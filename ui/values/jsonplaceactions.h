// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/jsondocument.h"
#include "ui/theme/theme.h"

#include <QList>
#include <QObject>

class QAction;
class QMenu;

namespace stashdeck {

class JsonTreeView;

/// What can be done with the chosen place of a JSON tree, by menu and by shortcut: edit, add, rename, move, duplicate,
/// delete, copy. Edits are staged in the document.
class JsonPlaceActions final : public QObject {
    Q_OBJECT

public:
    /// The shortcuts act while `tree` has the focus. All outlive this object.
    JsonPlaceActions(const Theme *theme, JsonDocument *document, JsonTreeView *tree, QWidget *dialogParent);

    void setMayWrite(bool may);
    void refresh(); ///< another place is chosen, or the document changed its state
    void fill(QMenu *menu);
    void editValue();
    void add(); ///< into the chosen container, or behind the chosen place

signals:
    void expandAllRequested();
    void collapseAllRequested();
    void copied(const QString &words); ///< by "Copy as"

private:
    enum class Where { Into, Before, Behind };
    QAction *addAction(const QString &text, const char *name, const QKeySequence &keys,
                       void (JsonPlaceActions::*slot)());
    void addBefore() { addAt(Where::Before); }
    void addBehind() { addAt(Where::Behind); }
    void addAt(Where where);
    void rename();
    void duplicate();
    void remove();
    void moveUp() { move(-1); }
    void moveDown() { move(1); }
    void move(int by);
    void copyPath();
    void copyValue();
    void copyCommand();
    [[nodiscard]] int node() const;
    [[nodiscard]] bool isWritable() const;
    [[nodiscard]] QStringList namesIn(int object) const;

    const Theme *m_theme;
    JsonDocument *m_document;
    JsonTreeView *m_tree;
    QWidget *m_parent;
    QAction *m_edit;
    QAction *m_rename;
    QAction *m_add;
    QAction *m_addBefore;
    QAction *m_addBehind;
    QAction *m_duplicate;
    QAction *m_up;
    QAction *m_down;
    QAction *m_remove;
    QAction *m_copyPath;
    QAction *m_copyValue;
    QAction *m_copyCommand;
    bool m_mayWrite = true;
};

} // namespace stashdeck
