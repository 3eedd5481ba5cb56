// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/palettesource.h"

#include <QFrame>
#include <QPointer>

#include <memory>
#include <vector>

class QLineEdit;

namespace stashdeck {

class PaletteFooter;
class PaletteList;
class PaletteModel;
class PlainLabel;
class Theme;

/// Ctrl+K: everything that can be found or done, by its letters. A frame over its window, not a window of its own.
/// '>' narrows it to actions, ':' to keys, '@' to databases, '?' to help.
class CommandPalette final : public QFrame {
    Q_OBJECT

public:
    /// Lies over `window`, below `topBar`'s lower edge as the window places it (see setTop).
    CommandPalette(const Theme *theme, QWidget *window);
    ~CommandPalette() override;

    /// Groups come as keys, actions, databases; of one kind in the order in which their sources were added.
    void addSource(std::unique_ptr<PaletteSource> source);
    /// The upper edge, in the window's coordinates.
    void setTop(int y);
    /// Shows it with `text` in its field and everything that matches; again while it is open changes the text.
    void open(const QString &text = {});
    void dismiss();
    [[nodiscard]] PaletteModel *model() const { return m_model; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();
    void search();
    void take(int group, const QString &title, const QString &query, QList<PaletteItem> items);
    void showResults();
    void updateTheme();
    void run(const QModelIndex &index, bool alternate);
    void openRowMenu();
    void updateFooter();

    const Theme *m_theme;
    QWidget *m_window;
    QLineEdit *m_field;
    PlainLabel *m_hint;
    PaletteModel *m_model;
    PaletteList *m_list;
    PlainLabel *m_empty;
    PaletteFooter *m_footer;
    std::vector<std::unique_ptr<PaletteSource>> m_sources;
    QPointer<QWidget> m_opener;
    quint64 m_generation = 0;
    int m_top = 0;
};

} // namespace stashdeck
