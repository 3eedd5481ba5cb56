// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QList>
#include <QWidget>

#include <utility>

class QHBoxLayout;
class QLineEdit;

namespace stashdeck {

/// A field for each placeholder of a template's name, such as {user} of rate:{user}:{hour}.
class PlaceholderFields final : public QWidget {
    Q_OBJECT

public:
    explicit PlaceholderFields(const Theme *theme, QWidget *parent = nullptr);

    /// One field each, filled with what is proposed; none hides the row.
    void setPlaceholders(const QList<std::pair<QByteArray, QByteArray>> &namesAndProposals);
    /// What was typed, in the escaped form that key names have.
    [[nodiscard]] QList<std::pair<QByteArray, QByteArray>> values() const;
    [[nodiscard]] QList<QByteArray> missing() const; ///< placeholders whose field is empty
    void focusFirstEmpty();

signals:
    void changed();

private:
    const Theme *m_theme;
    QHBoxLayout *m_line;
    QWidget *m_holder = nullptr;
    QList<std::pair<QByteArray, QLineEdit *>> m_fields;
};

} // namespace stashdeck
