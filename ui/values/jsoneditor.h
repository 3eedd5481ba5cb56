// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/jsondocument.h"
#include "models/values/jsonpath.h"
#include "ui/values/valueeditor.h"

#include <QFutureWatcher>
#include <QTimer>

class QLineEdit;
class QStackedWidget;

namespace stashdeck {

class Button;
class CodeEditor;
class EmptyState;
class FindBar;
class IconButton;
class JsonPlaceActions;
class JsonTreeView;
class PlainLabel;
class SegmentedControl;
class Splitter;

/// A JSON document as tree and text, side by side where there is room. What is chosen in one is shown in the other; the
/// path above says where that is and goes where it is told.
class JsonEditor final : public ValueEditor {
    Q_OBJECT

public:
    JsonEditor(const Theme *theme, KeyActions *actions, JsonDocument *document, QWidget *parent = nullptr);
    ~JsonEditor() override;

    void flush() override;
    [[nodiscard]] QString problem() const override;
    void setMayWrite(bool may) override;
    void openFind() override;
    void focusEditor() override;
    void openReview() override;
    [[nodiscard]] QString differsText() const override;
    [[nodiscard]] QString editedText() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildBar(QWidget *bar);
    void showText(const QByteArray &place);
    void showTree();
    void showBody();
    void showSide();
    void refreshControls();
    void goToPath();
    void goToMany(const QString &path);
    void takeMatches(const JsonMatches &matches);
    void showMatch();
    void forgetMatches();
    void showInText(int node);
    void showInTree();
    void find(const QString &text, bool backwards);
    void textEdited();

    const Theme *m_theme;
    KeyActions *m_actions;
    JsonDocument *m_document;
    QStackedWidget *m_stack;
    EmptyState *m_message;
    Splitter *m_splitter;
    JsonTreeView *m_tree;
    CodeEditor *m_text;
    FindBar *m_find;
    PlainLabel *m_note;
    JsonPlaceActions *m_places;
    QLineEdit *m_path = nullptr;
    PlainLabel *m_found = nullptr; ///< how many places the path names
    SegmentedControl *m_side = nullptr;
    Button *m_add = nullptr;
    IconButton *m_more = nullptr;
    QTimer m_editSoon; ///< typed text is taken over after a short rest
    QTimer m_followSoon; ///< the tree follows the cursor
    QByteArray m_place; ///< to be chosen in the next tree
    QString m_wantedSide;
    QFutureWatcher<JsonMatches> m_matcher;
    JsonDocument::TreePointer m_matchTree; ///< that the places below are of
    QString m_matchPath;
    std::vector<int> m_matches;
    size_t m_match = 0;
    bool m_mayWrite = true;
    bool m_syncing = false; ///< one view follows the other
};

} // namespace stashdeck
