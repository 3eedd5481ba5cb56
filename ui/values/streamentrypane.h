// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/collectionpage.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace stashdeck {

class BytesEditor;
class Button;
class ElementTable;
class PlainLabel;
class Splitter;
class StreamCells;

/// One entry of a stream in full: its fields as a table, and the value of the chosen one in every format, read only.
class StreamEntryPane final : public QWidget {
    Q_OBJECT

public:
    explicit StreamEntryPane(const Theme *theme, QWidget *parent = nullptr);

    /// nullptr empties it. An entry never changes: showing the same one again does nothing.
    void setEntry(const CollectionRow *entry);
    [[nodiscard]] const QByteArray &id() const { return m_entry.name; }
    void openFind(); ///< in the value
    void focusFields();

private:
    void showField();

    const Theme *m_theme;
    CollectionRow m_entry;
    PlainLabel *m_title;
    PlainLabel *m_facts;
    Splitter *m_splitter;
    StreamCells *m_cells;
    ElementTable *m_fields;
    BytesEditor *m_bytes;
    int m_field = -1; ///< that is shown
};

} // namespace stashdeck
