// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/keyactions.h"
#include "models/values/keydocument.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notice.h"

#include <QTimer>
#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace stashdeck {

class Banner;
class EmptyState;
class SaveBar;
class ValueEditor;
class ValueHeader;

/// One open key: header, messages, the value, and the bar that saves it.
class ValuePage final : public QWidget {
    Q_OBJECT

public:
    ValuePage(const Theme *theme, KeyActions *actions, const QByteArray &key, QWidget *parent = nullptr);
    ~ValuePage() override;

    [[nodiscard]] KeyDocument *document() { return &m_document; }
    [[nodiscard]] const KeyDocument *document() const { return &m_document; }
    /// nullptr while the type is not known or has no editor.
    [[nodiscard]] ValueEditor *editor() const { return m_editor; }
    [[nodiscard]] bool isDirty() const { return m_document.isDirty(); }
    void load(ValueKind known);
    void reload();
    void save();
    void saveAsText(); ///< also when the JSON view holds something else
    void discard();
    void flush(); ///< takes over what was typed in the last moment
    void openRename();
    void openCopyAs();
    void openExpiry();
    void openFind();
    void openReview();
    void previewCommands();

signals:
    void changed(); ///< name, type or unsaved mark
    void deleteRequested();
    void edited(); ///< the first edit: a preview tab stays from now on
    void openRequested(const QByteArray &key);
    void noticeRequested(const stashdeck::Notice &notice);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void replaceEditor();
    void refresh();
    void refreshBody();
    void refreshBanner();
    void refreshSaveBar();
    void showBanner(int tone, const QString &icon, const QString &title, const QString &text);
    void clearBanner();
    void updateAutoRefresh();

    const Theme *m_theme;
    KeyActions *m_actions;
    KeyDocument m_document;
    ValueHeader *m_header;
    QWidget *m_bannerArea;
    Banner *m_banner = nullptr;
    QStackedWidget *m_stack;
    QWidget *m_loading;
    EmptyState *m_message;
    ValueEditor *m_editor = nullptr;
    SaveBar *m_saveBar;
    QTimer m_autoRefresh;
    std::optional<Error> m_failure; ///< of the last write; the edits are kept
    QString m_bannerKey;
};

} // namespace stashdeck
