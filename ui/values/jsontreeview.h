// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/jsontreemodel.h"
#include "ui/theme/theme.h"

#include <QTreeView>

namespace stashdeck {

/// The tree of a JSON document. What is open and which place is chosen survive a new tree, by path.
class JsonTreeView final : public QTreeView {
    Q_OBJECT

public:
    JsonTreeView(const Theme *theme, QWidget *parent = nullptr);

    /// Chooses `path` when there is one, else the place that was chosen before.
    void setTree(std::shared_ptr<const JsonTree> tree, const QByteArray &path = {});
    [[nodiscard]] const JsonTree *tree() const { return m_model->tree(); }
    [[nodiscard]] int currentNode() const; ///< JsonTree::none for none
    void select(int node);
    /// Opens as much as a person can take in; false when there is more.
    bool expandMany();

signals:
    void currentNodeChanged(int node);
    void editRequested();
    void menuRequested(const QPoint &globalPosition);

protected:
    bool event(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QList<QByteArray> expandedPaths() const;
    [[nodiscard]] QAction *actionFor(const QKeyEvent *event) const;

    JsonTreeModel *m_model;
};

} // namespace stashdeck
