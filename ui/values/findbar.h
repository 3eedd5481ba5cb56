// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace stashdeck {

class PlainLabel;
class SearchField;

/// The line that searches in a value. Enter finds the next place, Shift+Enter the one before, Esc closes.
class FindBar final : public QWidget {
    Q_OBJECT

public:
    explicit FindBar(const Theme *theme, QWidget *parent = nullptr);

    void open();
    void showResult(bool found);
    [[nodiscard]] QString text() const;

signals:
    void findRequested(const QString &text, bool backwards);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    SearchField *m_field;
    PlainLabel *m_result;
};

} // namespace stashdeck
