// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/bytetext.h"
#include "tests/models/values/databasefixture.h"
#include "ui/values/codeeditor.h"
#include "ui/values/hexview.h"
#include "ui/values/pagedtext.h"
#include "ui/values/stringeditor.h"
#include "ui/values/valuepage.h"
#include "ui/values/valuepane.h"
#include "ui/values/valuetabbar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

#include <memory>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

/// The value pane on a real database, by what a person does: open, press, type, click.
class ValuePaneDriver {
protected:
    Theme m_theme;
    DatabaseFixture m_database;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<KeyActions> m_actions;
    std::unique_ptr<ValuePane> m_pane;
    QList<Notice> m_notices;

    void startPane(Environment environment = Environment::Development)
    {
        m_pane.reset();
        m_actions.reset();
        m_session = m_database.session({}, environment);
        m_actions = std::make_unique<KeyActions>(m_session.get());
        m_pane = std::make_unique<ValuePane>(&m_theme, m_actions.get());
        QObject::connect(m_pane.get(), &ValuePane::noticeRequested, m_pane.get(),
                         [this](const Notice &notice) { m_notices.append(notice); });
        m_pane->resize(862, 752);
        m_pane->show();
        m_pane->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    }
    template <typename T> T *find(const QString &name)
    {
        for (QWidget *window : QApplication::topLevelWidgets()) {
            const QList<T *> found = window->findChildren<T *>(name);
            for (T *widget : found) {
                if (widget->isVisible())
                    return widget;
            }
        }
        return nullptr;
    }
    QAbstractButton *button(const char *name) { return find<QAbstractButton>(QLatin1String(name)); }
    void click(const char *name)
    {
        QAbstractButton *found = button(name);
        QVERIFY2(found, name);
        QVERIFY2(found->isEnabled(), name);
        QTest::mouseClick(found, Qt::LeftButton);
    }
    QString labelText(const char *name)
    {
        auto *label = find<QLabel>(QLatin1String(name));
        return label ? label->text() : QString();
    }
    /// All that the banner says.
    QString banner()
    {
        auto *found = find<QFrame>(u"valueBanner"_s);
        QStringList texts;
        if (found) {
            const auto labels = found->findChildren<QLabel *>();
            for (const QLabel *label : labels)
                texts.append(label->text());
        }
        return texts.join(u' ');
    }
    void open(const QByteArray &key, ValuePane::OpenMode mode = ValuePane::OpenMode::Keep)
    {
        m_pane->openKey(key, {}, mode);
        QTRY_VERIFY(m_pane->currentPage());
        QTRY_VERIFY(m_pane->currentPage()->document()->state() != KeyDocument::State::Loading);
    }
    CodeEditor *editor()
    {
        auto *code = m_pane->currentPage()->findChild<CodeEditor *>(u"codeEditor"_s);
        return code && code->isVisible() ? code : nullptr;
    }
    /// A key where the person works: in the editor, or in whatever of the pane has the focus.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *focused = QApplication::focusWidget();
        if (!focused || !m_pane->isAncestorOf(focused)) {
            focused = editor() ? static_cast<QWidget *>(editor()) : m_pane->currentPage()->editor();
            focused->setFocus();
        }
        QTest::keyClick(focused, key, modifiers);
    }
    void type(const QString &text)
    {
        QVERIFY(editor());
        editor()->setFocus();
        QTest::keyClick(editor(), Qt::Key_A, Qt::ControlModifier);
        for (const QChar c : text) {
            if (c == u'\n')
                QTest::keyClick(editor(), Qt::Key_Return);
            else
                QTest::keyClick(editor(), c.toLatin1());
        }
    }
};

} // namespace stashdeck
