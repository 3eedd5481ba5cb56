// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/valuekind.h"
#include "ui/theme/theme.h"

#include <QList>
#include <QWidget>

#include <utility>

class QLineEdit;
class QVBoxLayout;

namespace stashdeck {

class Button;

/// The first elements of a collection that is about to be created, a row of one or two fields each. What is typed is
/// taken as it stands, as UTF-8; rows that are left empty do not count.
class NewElements final : public QWidget {
    Q_OBJECT

public:
    explicit NewElements(const Theme *theme, QWidget *parent = nullptr);

    /// The labels and the number of fields; what was typed stays.
    void setKind(ValueKind kind);
    void setElements(const QList<std::pair<QByteArray, QByteArray>> &elements);
    /// As NewKey takes them.
    [[nodiscard]] QList<std::pair<QByteArray, QByteArray>> elements() const;

signals:
    void changed();

private:
    struct Row {
        QWidget *widget;
        QLineEdit *first;
        QLineEdit *second;
    };
    void addRow(const QByteArray &first = {}, const QByteArray &second = {});
    void removeRow(QWidget *widget);
    void nameFields();

    const Theme *m_theme;
    ValueKind m_kind = ValueKind::Hash;
    QVBoxLayout *m_rowsLayout;
    QList<Row> m_rows;
    Button *m_add;
};

} // namespace stashdeck
