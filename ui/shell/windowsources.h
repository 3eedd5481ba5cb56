// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/palettesource.h"

#include <QUuid>

namespace stashdeck {

class ActionRegistry;

/// Every registered action that can be used now, with its shortcut.
class ActionSource final : public PaletteSource {
public:
    /// `isReachable` tells whether actions of a page can be used now; `beforePageAction` is called with the page of an
    /// action that belongs to one, before the action is triggered.
    ActionSource(const ActionRegistry *registry, std::function<bool(int page)> isReachable,
                 std::function<void(int page)> beforePageAction);

    [[nodiscard]] Kind kind() const override { return Kind::Actions; }
    [[nodiscard]] QString groupTitle() const override;
    void items(const QString &query, int max, Callback callback) override;

private:
    const ActionRegistry *m_registry;
    std::function<bool(int page)> m_isReachable;
    std::function<void(int page)> m_beforePageAction;
};

/// The saved databases.
class DatabaseSource final : public PaletteSource {
public:
    using Databases = std::function<QList<Profile>()>;
    using Open = std::function<void(const QUuid &id, bool newWindow)>;
    /// `current` is left out of the rows.
    DatabaseSource(Databases databases, std::function<QUuid()> current, Open open);

    [[nodiscard]] Kind kind() const override { return Kind::Databases; }
    [[nodiscard]] QString groupTitle() const override;
    void items(const QString &query, int max, Callback callback) override;

private:
    Databases m_databases;
    std::function<QUuid()> m_current;
    Open m_open;
};

/// What the palette's prefixes mean, and the way to the shortcut list.
class HelpSource final : public PaletteSource {
public:
    HelpSource(std::function<void(const QString &text)> openPalette, std::function<void()> openHelp);

    [[nodiscard]] Kind kind() const override { return Kind::Help; }
    [[nodiscard]] QString groupTitle() const override;
    void items(const QString &query, int max, Callback callback) override;

private:
    std::function<void(const QString &text)> m_openPalette;
    std::function<void()> m_openHelp;
};

/// The rows of `databases` that match `query`, best first.
[[nodiscard]] QList<PaletteItem> databaseItems(const QList<Profile> &databases, const QString &query, int max,
                                               const DatabaseSource::Open &open);

} // namespace stashdeck
