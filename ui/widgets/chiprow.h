// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chip.h"

#include <QList>
#include <QWidget>

namespace stashdeck {

/// Chips that belong together. One tab stop; arrow keys move inside, Space toggles. Wraps when narrow.
class ChipRow final : public QWidget {
    Q_OBJECT

public:
    enum class Choice { Single, Multi };

    ChipRow(const Theme *theme, Choice choice, const QString &accessibleName, QWidget *parent = nullptr);

    Chip *addChip(const QString &id, const QString &text);
    /// Its id is the type's name.
    Chip *addTypeChip(const QByteArray &type);
    /// For Multi: the chip that is on exactly when no other is, and turns all others off.
    Chip *addAllChip(const QString &text);

    [[nodiscard]] Chip *chip(const QString &id) const;
    /// Without the "all" chip: empty then means all.
    [[nodiscard]] QStringList checked() const;
    void setChecked(const QStringList &ids);

signals:
    /// The user chose; not sent by setChecked().
    void checkedChanged(const QStringList &ids);

private:
    struct Entry {
        QString id;
        Chip *chip;
    };
    Chip *add(const QString &id, Chip *chip);
    void toggled(Chip *chip);
    void move(Chip *from, int step);
    void updateAll();

    const Theme *m_theme;
    Choice m_choice;
    QList<Entry> m_entries;
    Chip *m_all = nullptr;
};

} // namespace stashdeck
