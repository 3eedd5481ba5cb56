// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/profile.h"

#include <QFrame>
#include <QPointer>

#include <functional>

class QAction;
class QLineEdit;

namespace stashdeck {

class PaletteList;
class PaletteModel;
class PlainLabel;
class Theme;

/// Ctrl+O: the saved databases with a filter, below the switcher. A frame over its window, like the palette.
class DatabaseMenu final : public QFrame {
    Q_OBJECT

public:
    /// `actions` stand below the list, as buttons.
    DatabaseMenu(const Theme *theme, const QList<QAction *> &actions, QWidget *window);

    /// Opens with its corner at `corner` in the window's coordinates.
    void open(const QList<Profile> &databases, const QPoint &corner);
    void dismiss();

signals:
    void databaseChosen(const QUuid &id, bool newWindow);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void search();
    void run(const QModelIndex &index, bool newWindow);

    const Theme *m_theme;
    QWidget *m_window;
    QLineEdit *m_filter;
    PaletteModel *m_model;
    PaletteList *m_list;
    PlainLabel *m_empty;
    QWidget *m_buttons;
    QList<Profile> m_databases;
    QPointer<QWidget> m_opener;
};

} // namespace stashdeck
