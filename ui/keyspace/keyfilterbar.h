// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keyspace.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace stashdeck {

class Banner;
class Button;
class ChipRow;

/// The chips below the pattern field, by type and by time to live, and what it costs to know the TTLs that the second
/// row asks about. Chips filter what is loaded; only the offer's button sends commands.
class KeyFilterBar final : public QWidget {
    Q_OBJECT

public:
    /// Both outlive the bar.
    KeyFilterBar(const Theme *theme, Keyspace *keyspace, QWidget *parent = nullptr);

    void setTypes(const QSet<KeyType> &types); ///< none for all; as if its chips were chosen
    void setExpiryClass(Keyspace::ExpiryClass expiry);

signals:
    void filterChanged(); ///< by a chip or a setter

private:
    void updateOffer();
    void fetchOrStop();

    Keyspace *m_keyspace;
    ChipRow *m_types;
    ChipRow *m_expiry;
    Banner *m_offer;
    Button *m_fetch;
};

} // namespace stashdeck
