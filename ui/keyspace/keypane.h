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

class ChosenKeysBar;
class Favourites;
class KeyColumnsBar;
class KeyFilterBar;
class KeyPaneActions;
class KeyPaneStates;
class KeyVerbs;
class KeyViews;
class Keyspace;
class PatternBar;
class RecentKeys;
class ScanFooter;
class Settings;
class SortNote;
struct BrowserPlace;

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

    /// Starred keys and patterns, and the keys that were opened last. Null: not offered. Both outlive the pane.
    void setPlaces(Favourites *favourites, RecentKeys *recent);
    /// Pattern, chips and view, as they are kept for the next start; the rest of `place` is left as it is.
    void storePlace(BrowserPlace *place) const;
    /// Back to them. The pattern filters what is loaded and asks nobody.
    void restorePlace(const BrowserPlace &place);

signals:
    void keyPreviewRequested(const QByteArray &key, stashdeck::KeyType type); ///< one click: may be replaced
    void keyOpenRequested(const QByteArray &key, stashdeck::KeyType type); ///< Enter, double-click: to stay
    void keyOpenInNewTabRequested(const QByteArray &key, stashdeck::KeyType type);
    void addKeyRequested(const QByteArray &prefix);
    void pasteRequested(const QByteArray &text); ///< a new key with this value
    void duplicateRequested(const QByteArray &key, stashdeck::KeyType type);
    void renameRequested(const QByteArray &key, stashdeck::KeyType type);
    void deleteRequested(const QByteArray &key, stashdeck::KeyType type);
    /// An act on the chosen keys, or on all keys below a folder (a pattern: loaded or not).
    void manyKeysRequested(stashdeck::ManyKeysAct act, const stashdeck::KeySelection &selection);
    void doctorRequested();
    void placeChanged(); ///< what storePlace() tells
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
    void connectVerbs();
    void showFolder(const QByteArray &path);
    void showNamingHints();
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
    KeyVerbs *m_verbs;
    SortNote *m_sortNote;
    ChosenKeysBar *m_chosen;
    QStackedLayout *m_stack = nullptr;
    QTimer m_loadingSoon;
    bool m_doctor = false;
};

} // namespace stashdeck
