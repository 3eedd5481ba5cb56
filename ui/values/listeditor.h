// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/listdocument.h"
#include "models/values/listmodel.h"
#include "ui/values/valueeditor.h"

class QLineEdit;

namespace stashdeck {

class Button;
class BytesEditor;
class ElementTable;
class IconButton;
class PlainLabel;
class SearchField;

/// A list: its elements as a table that reads where one looks, and the chosen one below, in every format. New elements
/// go to either end or beside another one. Edits are staged in the document; only a trim is carried out at once.
class ListEditor final : public ValueEditor {
    Q_OBJECT

public:
    ListEditor(const Theme *theme, KeyActions *actions, ListDocument *document, QWidget *parent = nullptr);
    ~ListEditor() override;

    void flush() override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] bool isProblemOptional() const override { return true; }
    void setMayWrite(bool may) override;
    void openFind() override;
    void focusEditor() override;
    void openReview() override;
    [[nodiscard]] QString differsText() const override;
    [[nodiscard]] QString editedText() const override;

private:
    void buildBar(QWidget *bar);
    void buildFooter(QWidget *footer);
    void connectDocument();
    void showElement();
    void push(bool atHead);
    void insertBeside(bool before);
    void removeElements();
    void revertElements();
    void askTrim();
    void goTo(qint64 index);
    void select(const ListPlace &place);
    void showMenu(const QPoint &at);
    void refreshFooter();
    void refreshControls();
    [[nodiscard]] QList<ListPlace> chosenPlaces() const;

    const Theme *m_theme;
    KeyActions *m_actions;
    ListDocument *m_document;
    ListModel *m_model;
    SearchField *m_search;
    QLineEdit *m_index;
    Button *m_pushHead;
    Button *m_pushTail;
    IconButton *m_more;
    ElementTable *m_table;
    QWidget *m_lower;
    BytesEditor *m_bytes;
    PlainLabel *m_shown;
    Button *m_retry;
    std::optional<ListPlace> m_place; ///< that the lower pane is about
    QString m_searchResult;
    bool m_mayWrite = true;
    bool m_showing = false;
};

} // namespace stashdeck
