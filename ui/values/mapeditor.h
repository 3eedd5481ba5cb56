// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/mapdocument.h"
#include "models/values/mapmodel.h"
#include "ui/values/valueeditor.h"

#include <QTimer>

class QLineEdit;
class QStackedWidget;

namespace stashdeck {

class Button;
class BytesEditor;
class ElementFilter;
class ElementTable;
class FieldExpiry;
class HashTextView;
class IconButton;
class MapFooter;
class ScoreBar;
class SearchField;
class SegmentedControl;
class Splitter;

/// A hash, set or sorted set: its elements as a table, and the chosen one below, in every format. Edits are staged in
/// the document.
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
    [[nodiscard]] QString differsText() const override;
    [[nodiscard]] QString editedText() const override;

private:
    void buildBar(QWidget *bar);
    void buildTable();
    void buildScores(QWidget *row);
    void connectDocument();
    void showView();
    void chooseView(const QString &view);
    [[nodiscard]] bool isTable() const;
    void filterTyped();
    void searchServer();
    void showElement();
    void takeEdit(const QByteArray &bytes);
    void takeScore();
    void takeScoreProblem(const QByteArray &score);
    void selectElement(const QByteArray &name);
    void addElement();
    void renameElement();
    void removeElements();
    void revertElements();
    void showMenu(const QPoint &at);
    void refreshFooter();
    void refreshControls();
    [[nodiscard]] bool isHash() const { return m_document->kind() == ValueKind::Hash; }
    [[nodiscard]] bool isScored() const { return m_document->kind() == ValueKind::SortedSet; }

    const Theme *m_theme;
    KeyActions *m_actions;
    MapDocument *m_document;
    MapModel *m_model;
    ElementFilter *m_filter; ///< nullptr for a sorted set: it may have millions of rows, in the server's order
    SearchField *m_search;
    Button *m_add;
    IconButton *m_more;
    ElementTable *m_table;
    FieldExpiry *m_expiry = nullptr; ///< of a hash
    MapFooter *m_footer = nullptr;
    SegmentedControl *m_views = nullptr; ///< of a hash: table, or one text
    QStackedWidget *m_pages;
    HashTextView *m_text = nullptr; ///< made when it is first looked at
    Splitter *m_splitter;
    BytesEditor *m_bytes;
    QWidget *m_lower;
    QWidget *m_scoreRow = nullptr;
    QLineEdit *m_score = nullptr;
    ScoreBar *m_scores = nullptr;
    QByteArray m_element; ///< that the lower pane is about; null for none
    QByteArray m_shownElement; ///< whose bytes are in it
    QString m_scoreProblem;
    QTimer m_filterSoon;
    bool m_mayWrite = true;
    bool m_showing = false; ///< the lower pane is filled by the program
};

} // namespace stashdeck
