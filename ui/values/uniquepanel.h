// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QFrame>

class QLineEdit;

namespace stashdeck {

class Button;
class PlainLabel;

/// The line over a string that is a HyperLogLog: how many different elements were added, asked for when somebody wants
/// to know, and one more.
class UniquePanel final : public QFrame {
    Q_OBJECT

public:
    explicit UniquePanel(const Theme *theme, QWidget *parent = nullptr);

    /// Whether an element may be added; `why` says why not.
    void setUsable(bool usable, const QString &why);
    void setBusy(bool busy);
    void showCount(qint64 count);
    void showAdded(bool changedCount);
    /// What was counted is of another moment now.
    void forget();

signals:
    void countRequested();
    void addRequested(const QByteArray &element);

private:
    void add();

    PlainLabel *m_count;
    Button *m_ask;
    QLineEdit *m_element;
    Button *m_add;
    bool m_usable = true;
};

} // namespace stashdeck
