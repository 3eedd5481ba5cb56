// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QStackedWidget>

class QLineEdit;

namespace stashdeck {

class Button;
class EmptyState;
class Keyspace;
class PlainLabel;

/// What stands in the place of the keys when there is none to show.
class KeyPaneStates final : public QStackedWidget {
    Q_OBJECT

public:
    KeyPaneStates(const Theme *theme, Keyspace *keyspace, QWidget *parent = nullptr);

    void showNothing(); ///< the first moment of loading
    void showLoading();
    void showEmpty(bool mayWrite);
    void showNothingMatches(const QString &pattern);
    void showFailed(bool offerDoctor);
    void showNotPermitted();

signals:
    void addKeyRequested();
    void anyTypeRequested();
    void anyExpiryRequested();
    void clearPatternRequested();
    void retryRequested();
    void doctorRequested();
    void openByNameRequested(const QString &name);

private:
    /// Shows the page of icon, words and buttons; true when it holds just this already, else its buttons are gone.
    bool stands(const QStringList &content);
    [[nodiscard]] QString filterWords(const QString &pattern) const;

    const Theme *m_theme;
    Keyspace *m_keyspace;
    QWidget *m_blank;
    QWidget *m_loading;
    EmptyState *m_state;
    QStringList m_content;
    QWidget *m_byName;
    QLineEdit *m_name;
};

} // namespace stashdeck
