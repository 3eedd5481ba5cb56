// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/settings.h"
#include "models/keyspace/keyroles.h"
#include "models/keyspace/keyspace.h"
#include "models/session/session.h"
#include "models/session/writelock.h"
#include "tests/support/sandboxprocess.h"
#include "ui/browser/browserpage.h"
#include "ui/keyspace/keylistview.h"
#include "ui/keyspace/keypane.h"
#include "ui/keyspace/keytreeview.h"
#include "ui/values/valuepage.h"
#include "ui/values/valuepane.h"
#include "ui/values/valuetabbar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QNetworkAccessManager>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

namespace stashdeck {

/// The Browser on a real database, as it stands in a window.
class BrowserFixture {
public:
    BrowserFixture(const SandboxProcess &sandbox, const Theme &theme, const QString &settingsFile, const QUuid &id)
        : m_settings(settingsFile)
    {
        Profile profile;
        profile.id = id;
        profile.url = sandbox.url();
        profile.environment = Environment::Sandbox;
        m_session = std::make_unique<Session>(profile, Secret(sandbox.token()), &m_network, &m_clock);
        m_page = std::make_unique<BrowserPage>(&theme, &m_settings);
        m_page->resize(1260, 800);
        QObject::connect(m_page.get(), &BrowserPage::noticeRequested, m_page.get(),
                         [this](const Notice &notice) { m_notices.append(notice.text); });
        m_page->setSession(m_session.get());
        m_page->show();
        m_page->activateWindow();
        (void)QTest::qWaitForWindowActive(m_page.get());
    }
    ~BrowserFixture() { m_page->setSession(nullptr); }

    [[nodiscard]] BrowserPage *page() const { return m_page.get(); }
    [[nodiscard]] KeyPane *keys() const { return m_page->keyPane(); }
    [[nodiscard]] ValuePane *values() const { return m_page->valuePane(); }
    [[nodiscard]] Keyspace *keyspace() const { return m_page->keyspace(); }
    [[nodiscard]] Session *session() const { return m_session.get(); }
    [[nodiscard]] Settings *settings() { return &m_settings; }
    [[nodiscard]] const QStringList &notices() const { return m_notices; }
    [[nodiscard]] KeyTreeView *tree() const { return find<KeyTreeView>("keyTree"); }
    [[nodiscard]] KeyListView *list() const { return find<KeyListView>("keyList"); }
    [[nodiscard]] ValueTabBar *tabs() const { return find<ValueTabBar>("valueTabs"); }

    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }
    /// In the page or in a dialog over it, visible.
    template <typename T> [[nodiscard]] T *shown(const char *name) const
    {
        const QList<T *> found = m_page->findChildren<T *>(QString::fromLatin1(name));
        for (T *widget : found) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    [[nodiscard]] QString text(const char *name) const
    {
        const auto *label = shown<QLabel>(name);
        return label ? label->text() : QString();
    }
    void click(const char *name) const
    {
        auto *button = shown<QAbstractButton>(name);
        QVERIFY2(button && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    [[nodiscard]] QModelIndex indexOf(const QByteArray &name) const
    {
        if (list()->isVisible())
            return keyspace()->listModel()->indexOf(name);
        const QModelIndex index = keyspace()->treeModel()->indexOf(name);
        return index.data(KeyNameRole).toByteArray() == name ? index : keyspace()->treeModel()->indexOfFolder(name);
    }
    [[nodiscard]] QAbstractItemView *view() const
    {
        return list()->isVisible() ? static_cast<QAbstractItemView *>(list()) : tree();
    }
    void clickRow(const QByteArray &name, Qt::KeyboardModifiers modifiers = {}) const
    {
        const QModelIndex index = indexOf(name);
        QVERIFY2(index.isValid(), name.constData());
        view()->scrollTo(index);
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, modifiers, view()->visualRect(index).center());
    }
    /// The context menu of a row, as the right button opens it.
    void openMenu(const QByteArray &name) const
    {
        view()->scrollTo(indexOf(name));
        const QPoint at = view()->visualRect(indexOf(name)).center();
        QTest::mousePress(view()->viewport(), Qt::RightButton, {}, at);
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, view()->viewport()->mapToGlobal(at));
        QApplication::sendEvent(view()->viewport(), &event);
        QTest::mouseRelease(view()->viewport(), Qt::RightButton, {}, at);
    }
    /// Chooses in whichever menu is open.
    void choose(const QString &text) const
    {
        const QList<QMenu *> menus = m_page->findChildren<QMenu *>();
        for (QMenu *menu : menus) {
            if (!menu->isVisible())
                continue;
            for (QAction *action : menu->actions()) {
                if (action->text().section(u'\t', 0, 0) != text)
                    continue;
                QVERIFY2(action->isEnabled(), qPrintable(text));
                action->trigger();
                menu->close();
                return;
            }
        }
        QFAIL(qPrintable(text));
    }
    [[nodiscard]] QStringList tabNames() const
    {
        QStringList names;
        for (int i = 0; i < tabs()->count(); ++i)
            names.append(tabs()->tab(i).name);
        return names;
    }

private:
    Settings m_settings;
    QNetworkAccessManager m_network;
    SystemClock m_clock;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<BrowserPage> m_page;
    QStringList m_notices;
};

} // namespace stashdeck
