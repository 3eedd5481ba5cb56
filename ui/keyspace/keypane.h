// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keytype.h"
#include "ui/theme/theme.h"

#include <QFrame>
#include <QTimer>

class QAbstractItemView;
class QAction;
class QStackedLayout;

namespace stashdeck {

class Banner;
class ChipRow;
class KeyColumnsBar;
class KeyListView;
class KeyPaneStates;
class KeyTreeView;
class Keyspace;
class PatternBar;
class ScanFooter;
class Settings;

/// The keys of one database: pattern, chips, tree or list, and what the scan costs. Opens nothing itself: gestures
/// become signals. Sends commands only while it can be seen.
class KeyPane final : public QFrame {
    Q_OBJECT

public:
    /// All must outlive the pane; `settings` may be null.
    KeyPane(const Theme *theme, Keyspace *keyspace, Settings *settings = nullptr, QWidget *parent = nullptr);
    ~KeyPane() override;

    [[nodiscard]] Keyspace *keyspace() const { return m_keyspace; }
    /// The key that is selected; null bytes when a folder or nothing is.
    [[nodiscard]] QByteArray currentKey() const;
    /// Selects the key and opens its folders, as far as it is loaded.
    void reveal(const QByteArray &key);
    void setPattern(const QString &pattern); ///< as if it were typed and Enter pressed
    void showTree();
    void showList();
    /// The "Run the doctor" button of the error state appears only when somebody listens.
    void setDoctorAvailable(bool available);

    /// For menus and the palette. Rename, Delete and "Add key" are disabled while writing is locked.
    [[nodiscard]] QList<QAction *> paneActions() const;

signals:
    void keyPreviewRequested(const QByteArray &key, stashdeck::KeyType type); ///< one click: may be replaced
    void keyOpenRequested(const QByteArray &key, stashdeck::KeyType type); ///< Enter, double-click: to stay
    void keyOpenInNewTabRequested(const QByteArray &key, stashdeck::KeyType type);
    void addKeyRequested(const QByteArray &prefix);
    void renameRequested(const QByteArray &key, stashdeck::KeyType type);
    void deleteRequested(const QByteArray &key, stashdeck::KeyType type);
    void doctorRequested();
    /// A short word for the user, such as "No key of this name"; plain text.
    void noticeRequested(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildActions();
    void buildViews();
    void connectKeyspace();
    [[nodiscard]] QAbstractItemView *view() const;
    [[nodiscard]] QModelIndex currentIndex() const;
    void useView(bool tree);
    void clicked(const QModelIndex &index);
    void openIndex(const QModelIndex &index);
    void showMenu(const QPoint &at);
    void updateActions();
    void updateState();
    void updateExpiryOffer();
    void updateColumns();
    void noteVisibleRows();
    void rememberPlace();
    void restorePlace();
    void openRememberedFolders();
    void showErrorDetails();
    QAction *addPaneAction(const QString &name, const QString &text, const QKeySequence &keys,
                           Qt::ShortcutContext context);

    const Theme *m_theme;
    Keyspace *m_keyspace;
    Settings *m_settings;
    PatternBar *m_pattern;
    ChipRow *m_types;
    ChipRow *m_expiry;
    Banner *m_expiryOffer;
    KeyColumnsBar *m_columns;
    KeyTreeView *m_tree;
    KeyListView *m_list;
    KeyPaneStates *m_states;
    ScanFooter *m_footer;
    QStackedLayout *m_stack;
    QWidget *m_content;
    QAction *m_focusPattern = nullptr;
    QAction *m_add = nullptr;
    QAction *m_open = nullptr;
    QAction *m_openNew = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_rename = nullptr;
    QAction *m_delete = nullptr;
    QAction *m_rescan = nullptr;
    QTimer m_visibleSoon;
    QTimer m_loadingSoon;
    QSet<QByteArray> m_openFolders;
    QByteArray m_current; // name of the current key or folder, to find it again
    QList<QByteArray> m_neighbours; // where to go when it vanished: the rows after it, then those before
    QByteArray m_top;
    bool m_showsTree = true;
    bool m_restoring = false;
    bool m_doctor = false;
};

} // namespace stashdeck
