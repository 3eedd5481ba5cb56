// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QObject>
#include <QPointer>

namespace stashdeck {

/// The menus of the window, in their order.
enum class MenuId { File, Edit, View, Key, Database, Tools, Window, Help };
inline constexpr int menuCount = 8;

/// Where an action is found: in which menu, and under which heading of the palette and of the shortcut list.
struct ActionSpec {
    QAction *action = nullptr; ///< owned by the caller; has an objectName
    MenuId menu = MenuId::Tools;
    QString group; ///< a word or two, as "Keys"
};

/// Every action of one window. What is registered here is in a menu, in the palette and in the shortcut list.
/// An action belongs to the window, or to one page and then works only while that page is the current one.
class ActionRegistry final : public QObject {
    Q_OBJECT

public:
    /// The page of actions that belong to none.
    static constexpr int anyPage = -1;
    /// The page of actions that belong to the start page, and work only while it is shown.
    static constexpr int startPage = -2;

    struct Entry {
        QPointer<QAction> action;
        MenuId menu;
        QString group;
        int page = anyPage;
    };
    struct Clash {
        QAction *first;
        QAction *second;
        QKeySequence keys;
    };

    using QObject::QObject;

    /// Does nothing for an action that is registered already. An action leaves when it is destroyed.
    void add(const ActionSpec &spec, int page = anyPage);
    /// In the order of registration, living actions only.
    [[nodiscard]] QList<Entry> entries() const;
    /// Pairs of actions that answer to the same keys in the same place.
    [[nodiscard]] QList<Clash> clashes() const;

signals:
    void changed();

private:
    QList<Entry> m_entries;
};

/// The text of an action without its mnemonic: "&Open…" gives "Open…".
[[nodiscard]] QString plainActionText(const QAction *action);

} // namespace stashdeck
