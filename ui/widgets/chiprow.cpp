// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chiprow.h"

#include "ui/widgets/flowlayout.h"

#include <algorithm>

namespace stashdeck {

ChipRow::ChipRow(const Theme *theme, Choice choice, const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_choice(choice)
{
    setAccessibleName(accessibleName);
    setLayout(new FlowLayout(nullptr, 6, 6));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

Chip *ChipRow::add(const QString &id, Chip *chip)
{
    chip->setObjectName(objectName() + u'.' + id);
    chip->setFocusPolicy(m_entries.isEmpty() ? Qt::StrongFocus : Qt::ClickFocus);
    m_entries.append({id, chip});
    layout()->addWidget(chip);
    connect(chip, &Chip::clicked, this, [this, chip] { toggled(chip); });
    connect(chip, &Chip::moveRequested, this, [this, chip](int step) { move(chip, step); });
    return chip;
}

Chip *ChipRow::addChip(const QString &id, const QString &text)
{
    return add(id, new Chip(m_theme, text, this));
}

Chip *ChipRow::addTypeChip(const QByteArray &type)
{
    auto *chip = new Chip(m_theme, QString(), this);
    chip->setKeyType(type);
    return add(QString::fromUtf8(type), chip);
}

Chip *ChipRow::addAllChip(const QString &text)
{
    m_all = add(QString(), new Chip(m_theme, text, this));
    updateAll();
    return m_all;
}

Chip *ChipRow::chip(const QString &id) const
{
    const auto found
        = std::find_if(m_entries.begin(), m_entries.end(), [&id](const Entry &entry) { return entry.id == id; });
    return found == m_entries.end() ? nullptr : found->chip;
}

QStringList ChipRow::checked() const
{
    QStringList ids;
    for (const Entry &entry : m_entries) {
        if (entry.chip != m_all && entry.chip->isChecked())
            ids.append(entry.id);
    }
    return ids;
}

void ChipRow::setChecked(const QStringList &ids)
{
    for (const Entry &entry : std::as_const(m_entries))
        entry.chip->setChecked(entry.chip != m_all && ids.contains(entry.id));
    updateAll();
}

void ChipRow::toggled(Chip *chip)
{
    const bool alone = m_choice == Choice::Single || chip == m_all;
    if (alone) {
        for (const Entry &entry : std::as_const(m_entries))
            entry.chip->setChecked(entry.chip == chip);
    }
    updateAll();
    emit checkedChanged(checked());
}

void ChipRow::updateAll()
{
    if (m_all != nullptr)
        m_all->setChecked(checked().isEmpty());
}

void ChipRow::move(Chip *from, int step)
{
    QList<Chip *> usable;
    for (const Entry &entry : std::as_const(m_entries)) {
        if (entry.chip->isEnabled() && entry.chip->isVisibleTo(this))
            usable.append(entry.chip);
    }
    if (usable.isEmpty())
        return;
    const qsizetype wanted = std::clamp<qsizetype>(usable.indexOf(from) + step, 0, usable.size() - 1);
    for (const Entry &entry : std::as_const(m_entries))
        entry.chip->setFocusPolicy(Qt::ClickFocus);
    usable.at(wanted)->setFocusPolicy(Qt::StrongFocus);
    usable.at(wanted)->setFocus(Qt::TabFocusReason);
}

} // namespace stashdeck
