// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QtGlobal>

namespace stashdeck {

/// What a row of a collection is, compared with what was loaded.
enum class ElementState { Loading, Unchanged, Added, Edited, Renamed, Removed, Conflict, Expired };

/// Roles of every model of elements. Texts are display texts (escaped and capped), bytes are bytes.
namespace ElementRole {
enum Role {
    Name = Qt::UserRole + 1, ///< QByteArray: field, member, entry; null while the row is not loaded
    Value, ///< QByteArray: the edit, else what is loaded
    State, ///< ElementState
    BaseText, ///< in Edited and Conflict: what it was
    TheirsText, ///< in Conflict: what the server holds now; invalid when it is gone there
    IsNumber, ///< the cell is a number: aligned at its end
    IsName, ///< the cell names the element
    TimeLeft, ///< qint64, of a cell that tells it: milliseconds, or one of FieldTtls' words; invalid for other cells
};
}

} // namespace stashdeck

Q_DECLARE_METATYPE(stashdeck::ElementState)
