// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/mapdocument.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace stashdeck {

class Button;
class PlainLabel;

/// The line under the table of a hash, set or sorted set: what of it is shown, and what it costs to see more.
class MapFooter final : public QWidget {
    Q_OBJECT

public:
    MapFooter(const Theme *theme, MapDocument *document, QWidget *parent);

    /// What stands in the search field, and how many rows a filter on what is loaded lets through; -1 for no filter.
    void setSearch(const QByteArray &text, int filtered);
    /// A member that was looked up and is not there; null for none.
    void setNotFound(const QByteArray &name);
    [[nodiscard]] const QByteArray &notFound() const { return m_notFound; }
    void refresh();

signals:
    void searchRequested(); ///< of the whole, on the server

private:
    [[nodiscard]] QString text() const;

    MapDocument *m_document;
    PlainLabel *m_shown;
    Button *m_showMore;
    Button *m_searchAll;
    QByteArray m_text;
    QByteArray m_notFound;
    int m_filtered = -1;
};

} // namespace stashdeck
