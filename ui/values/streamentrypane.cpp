// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/streamentrypane.h"

#include "models/base/bytetext.h"
#include "ui/values/byteseditor.h"
#include "ui/values/elementtable.h"
#include "ui/values/streamcells.h"
#include "ui/values/streamwording.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/splitter.h"

#include <QBoxLayout>
#include <QHeaderView>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype cellCharacters = 200;

} // namespace

StreamEntryPane::StreamEntryPane(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(plainLabel(theme, TextStyle::Mono, Token::SynKey, {}, this))
    , m_facts(plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, this))
    , m_splitter(new Splitter(theme, Qt::Horizontal, this))
    , m_cells(new StreamCells({tr("Field"), tr("Value"), tr("Size")}, {2}, this))
    , m_fields(new ElementTable(theme, this))
    , m_bytes(new BytesEditor(theme, this))
{
    setObjectName(u"streamEntryPane"_s);
    m_title->setObjectName(u"streamEntryTitle"_s);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setObjectName(u"streamEntryFacts"_s);
    m_facts->setElide(Qt::ElideRight);
    m_fields->setObjectName(u"streamFields"_s);
    m_fields->setAccessibleName(tr("Fields of the entry"));
    m_fields->setModel(m_cells);
    m_fields->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_fields->horizontalHeader()->setStretchLastSection(false);
    m_fields->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_fields->horizontalHeader()->resizeSection(0, theme->scaled(120));
    m_fields->horizontalHeader()->resizeSection(2, theme->scaled(70));
    m_bytes->setObjectName(u"streamValueBytes"_s);
    m_bytes->setEditable(false);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_fields);
    m_splitter->addWidget(m_bytes);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);

    auto *head = new QWidget(this);
    head->setObjectName(u"paneFooter"_s);
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(16, 6, 16, 6);
    line->setSpacing(10);
    line->addWidget(m_title);
    line->addWidget(m_facts, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_splitter, 1);
    connect(m_fields, &ElementTable::currentNameChanged, this, &StreamEntryPane::showField);
    connect(m_fields, &ElementTable::editRequested, m_bytes, &BytesEditor::focusEditor);
}

void StreamEntryPane::setEntry(const CollectionRow *entry)
{
    setVisible(entry != nullptr);
    if (!entry) {
        m_entry = {};
        m_field = -1;
        m_cells->setRows({});
        m_bytes->setBytes({});
        return;
    }
    if (*entry == m_entry)
        return;
    m_entry = *entry;
    m_field = -1;
    qint64 bytes = 0;
    QList<StreamCells::Row> rows;
    for (qsizetype i = 0; i + 1 < m_entry.fields.size(); i += 2) {
        const QByteArray &value = m_entry.fields.at(i + 1);
        bytes += m_entry.fields.at(i).size() + value.size();
        rows.append({m_entry.fields.at(i),
                     {displayText(m_entry.fields.at(i), cellCharacters), displayText(value, cellCharacters),
                      valueWords::bytes(value.size())}});
    }
    const int current = m_fields->currentIndex().row();
    m_cells->setRows(rows);
    m_title->setText(displayText(m_entry.name, 60));
    m_facts->setText(tr("%1 · %n field(s) · %2", nullptr, int(rows.size()))
                         .arg(streamWords::time(m_entry.name), valueWords::bytes(bytes)));
    // Entries of one stream mostly have the same fields: the same one stays chosen.
    m_fields->select(std::clamp(current, 0, std::max(0, int(rows.size()) - 1)));
    showField();
}

void StreamEntryPane::showField()
{
    const int field = m_fields->currentIndex().row();
    if (field == m_field || field < 0 || 2 * field + 1 >= m_entry.fields.size())
        return;
    m_field = field;
    m_bytes->setTitle(displayText(m_entry.fields.at(2 * field), 60), true);
    m_bytes->setBytes(m_entry.fields.at(2 * field + 1));
}

void StreamEntryPane::openFind()
{
    m_bytes->openFind();
}

void StreamEntryPane::focusFields()
{
    m_fields->setFocus();
}

} // namespace stashdeck
