// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/importenvdialog.h"

#include "models/base/bytetext.h"
#include "models/connections/profilelistmodel.h"
#include "ui/connections/environmentpicker.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QTableWidget>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

enum Column { ChosenColumn, NameColumn, HostColumn, EnvironmentColumn, ColumnCount };

} // namespace

ImportEnvDialog::ImportEnvDialog(const Theme *theme, const ConnectionServices &services, const ConnectionText &found,
                                 const QString &source, QWidget *parent)
    : DialogShell(theme, tr("Import from .env"), parent)
    , m_services(services)
    , m_table(new QTableWidget(this))
{
    setObjectName("importEnvDialog"_L1);
    setMinimumWidth(640);
    for (const ConnectionCandidate &candidate : found.candidates) {
        if (candidate.isComplete())
            m_candidates.append(candidate);
    }
    auto *head = new QHBoxLayout;
    PlainLabel *path = plainLabel(theme, TextStyle::Mono, Token::Text2, displayText(source.toUtf8(), 400), this);
    path->setElide(Qt::ElideMiddle);
    head->addWidget(path, 1);
    const auto count = int(m_candidates.size());
    head->addWidget(plainLabel(theme, TextStyle::Secondary, Token::Text2,
                               count == 1 ? tr("1 pair found") : tr("%1 pairs found").arg(count), this));
    body()->addLayout(head);

    m_table->setObjectName("importTable"_L1);
    m_table->setAccessibleName(tr("Databases found"));
    m_table->setColumnCount(ColumnCount);
    m_table->setHorizontalHeaderLabels({QString(), tr("Name"), tr("Host"), tr("Environment")});
    m_table->horizontalHeader()->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(HostColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(ChosenColumn, 36);
    m_table->setColumnWidth(EnvironmentColumn, 150);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(theme->scaled(36));
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    fill();
    m_table->setFixedHeight(qMin(360, theme->headerRow() + int(m_candidates.size()) * theme->scaled(36) + 8));
    body()->addWidget(m_table);

    auto *note = new Banner(theme, Tone::Info, u"info"_s, this);
    note->setMessage({}, tr("Names come from the variables' prefixes. Environments are guesses; check them."));
    body()->addWidget(note);
    setFooterNote(tr("Tokens stay hidden."));
    Button *add = setPrimary(QString());
    connect(add, &QPushButton::clicked, this, &ImportEnvDialog::submit);
    connect(m_table, &QTableWidget::itemChanged, this, &ImportEnvDialog::updateCount);
    updateCount();
    m_table->setFocus();
}

void ImportEnvDialog::fill()
{
    m_table->setRowCount(int(m_candidates.size()));
    for (int row = 0; row < m_candidates.size(); ++row) {
        const ConnectionCandidate &candidate = m_candidates.at(row);
        const auto known = m_services.profiles->findByAddress(candidate.url);

        auto *chosen = new QTableWidgetItem;
        chosen->setFlags(Qt::ItemIsUserCheckable | Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        chosen->setCheckState(known ? Qt::Unchecked : Qt::Checked);
        chosen->setData(Qt::AccessibleTextRole, tr("Add %1").arg(candidate.name));
        m_table->setItem(row, ChosenColumn, chosen);

        auto *name = new QTableWidgetItem(displayText(candidate.name.toUtf8(), 80));
        name->setFont(theme()->font(TextStyle::BodySemibold));
        m_table->setItem(row, NameColumn, name);

        QString where = addressText(candidate.url);
        if (isUpstashHost(candidate.url.host()))
            where = where.section(u'.', 0, 0);
        auto *host = new QTableWidgetItem(
            known ? tr("%1 · saved as %2").arg(where, displayText(known->name.toUtf8(), 40)) : where);
        host->setFont(theme()->font(TextStyle::Mono));
        host->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        m_table->setItem(row, HostColumn, host);

        auto *environment = new QComboBox(m_table);
        environment->setObjectName(u"environment-%1"_s.arg(row));
        environment->setAccessibleName(tr("Environment of %1").arg(displayText(candidate.name.toUtf8(), 80)));
        for (const Environment choice : {Environment::Production, Environment::Staging, Environment::Development}) {
            const EnvironmentStyle style = Theme::environment(choice);
            environment->addItem(theme()->icon(style.icon, style.text), environmentName(choice), int(choice));
        }
        environment->setCurrentIndex(int(candidate.environment.value_or(Environment::Production)));
        auto *cell = new QWidget(m_table);
        auto *cellRow = new QHBoxLayout(cell);
        cellRow->setContentsMargins(0, 3, 8, 3);
        cellRow->addWidget(environment);
        m_table->setCellWidget(row, EnvironmentColumn, cell);
    }
}

bool ImportEnvDialog::isChosen(int row) const
{
    return m_table->item(row, ChosenColumn)->checkState() == Qt::Checked
        && !m_table->item(row, NameColumn)->text().trimmed().isEmpty();
}

void ImportEnvDialog::updateCount()
{
    int count = 0;
    for (int row = 0; row < m_candidates.size(); ++row)
        count += isChosen(row) ? 1 : 0;
    const QString text = count == 1 ? tr("Add 1 database") : tr("Add %1 databases").arg(count);
    setPrimary(text);
    primary()->setEnabled(count > 0);
}

void ImportEnvDialog::submit()
{
    QList<DatabaseEntry> entries;
    for (int row = 0; row < m_candidates.size(); ++row) {
        if (!isChosen(row))
            continue;
        const ConnectionCandidate &candidate = m_candidates.at(row);
        const auto *environment = m_table->cellWidget(row, EnvironmentColumn)->findChild<QComboBox *>();
        DatabaseEntry entry;
        entry.profile.name = m_table->item(row, NameColumn)->text().trimmed();
        entry.profile.url = candidate.url;
        entry.profile.environment = Environment(environment->currentData().toInt());
        entry.profile.readOnly = entry.profile.environment == Environment::Production;
        entry.isReadOnlyToken = candidate.token.isEmpty();
        entry.token = candidate.token.isEmpty() ? candidate.readOnlyToken : candidate.token;
        entry.readOnlyToken = candidate.token.isEmpty() ? Secret() : candidate.readOnlyToken;
        entry.open = false;
        entries.append(entry);
    }
    emit submitted(entries);
    accept();
}

} // namespace stashdeck
