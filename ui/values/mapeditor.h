// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/mapdocument.h"
#include "models/values/mapmodel.h"
#include "ui/values/valueeditor.h"

#include <QTimer>

class QMenu;

namespace stashdeck {

class Button;
class BytesEditor;
class ElementFilter;
class ElementTable;
class IconButton;
class PlainLabel;
class SearchField;
class Splitter;

/// A hash or set: its elements as a table, and the chosen one below, in every format. Edits are staged in the document.
class MapEditor final : public ValueEditor {
    Q_OBJECT

public:
    MapEditor(const Theme *theme, KeyActions *actions, MapDocument *document, QWidget *parent = nullptr);
    ~MapEditor() override;

    void flush() override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] bool isProblemOptional() const override { return true; }
    void setMayWrite(bool may) override;
    void openFind() override;
    void focusEditor() override;
    void openReview() override;
    [[nodiscard]] QString editedText() const override;

private:
    void buildBar(QWidget *bar);
    void buildFooter(QWidget *footer);
    void filterTyped();
    void searchServer();
    void showElement();
    void takeEdit(const QByteArray &bytes);
    void addElement();
    void renameElement();
    void removeElements();
    void revertElements();
    void showMenu(const QPoint &at);
    void refreshFooter();
    void refreshControls();
    [[nodiscard]] bool isSet() const { return m_document->kind() == ValueKind::Set; }

    const Theme *m_theme;
    KeyActions *m_actions;
    MapDocument *m_document;
    MapModel *m_model;
    ElementFilter *m_filter;
    SearchField *m_search;
    Button *m_add;
    IconButton *m_more;
    ElementTable *m_table;
    Splitter *m_splitter;
    BytesEditor *m_bytes;
    PlainLabel *m_shown;
    Button *m_showMore;
    Button *m_searchAll;
    QByteArray m_element; ///< that the lower pane is about; null for none
    QByteArray m_shownElement; ///< whose bytes are in it
    QTimer m_filterSoon;
    bool m_mayWrite = true;
    bool m_showing = false; ///< the lower pane is filled by the program
};

} // namespace stashdeck
