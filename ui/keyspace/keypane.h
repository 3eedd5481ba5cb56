// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keyselection.h"
#include "ui/keyspace/keyverb.h"
#include "ui/theme/theme.h"

#include <QFrame>
#include <QTimer>

class QAction;
class QStackedLayout;

namespace stashdeck {

class KeyColumnsBar;
class KeyFilterBar;
class KeyPaneActions;
class KeyPaneStates;
class KeyViews;
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
    /// Somebody listens to manyKeysRequested() for this act: only then is it in the menus. Before paneActions() is
    /// read.
    void offerManyKeys(ManyKeysAct act);

    /// For menus and the palette. What writes is disabled while writing is locked.
    [[nodiscard]] QList<QAction *> paneActions() const;

signals:
    void keyPreviewRequested(const QByteArray &key, stashdeck::KeyType type); ///< one click: may be replaced
    void keyOpenRequested(const QByteArray &key, stashdeck::KeyType type); ///< Enter, double-click: to stay
    void keyOpenInNewTabRequested(const QByteArray &key, stashdeck::KeyType type);
    void addKeyRequested(const QByteArray &prefix);
    void renameRequested(const QByteArray &key, stashdeck::KeyType type);
    void deleteRequested(const QByteArray &key, stashdeck::KeyType type);
    /// An act on the chosen keys, or on all keys below a folder (a pattern: loaded or not).
    void manyKeysRequested(stashdeck::ManyKeysAct act, const stashdeck::KeySelection &selection);
    void doctorRequested();
    /// A short word for the user, such as "No key of this name"; plain text.
    void noticeRequested(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut();
    void connectParts();
    void connectKeyspace();
    void useView(bool tree);
    void useSeparator(const QByteArray &separator);
    [[nodiscard]] KeySubject subject() const;
    void perform(KeyVerb verb, const KeySubject &subject);
    void showMenu(const QModelIndex &index, const QPoint &at);
    void updateActions();
    void updateState();
    void showErrorDetails();

    const Theme *m_theme;
    Keyspace *m_keyspace;
    Settings *m_settings;
    PatternBar *m_pattern;
    KeyFilterBar *m_filters;
    KeyColumnsBar *m_columns;
    KeyViews *m_views;
    KeyPaneStates *m_states;
    ScanFooter *m_footer;
    KeyPaneActions *m_actions;
    QStackedLayout *m_stack = nullptr;
    QTimer m_loadingSoon;
    bool m_doctor = false;
};

} // namespace stashdeck
