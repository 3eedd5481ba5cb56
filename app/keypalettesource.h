// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/palettesource.h"

#include <QObject>
#include <QPointer>

namespace stashdeck {

class Keyspace;

/// The keys that are loaded already, for the palette; and one explicit row that asks the server, with its price.
class KeyPaletteSource final : public QObject, public PaletteSource {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Does not take ownership; nullptr while no database is open.
    void setKeyspace(Keyspace *keyspace);

    [[nodiscard]] Kind kind() const override { return Kind::Keys; }
    [[nodiscard]] QString groupTitle() const override;
    void items(const QString &query, int max, Callback callback) override;

signals:
    void keyOpenRequested(const QByteArray &key);
    /// The person chose the row that asks the server.
    void scanRequested(const QByteArray &pattern);

private:
    [[nodiscard]] PaletteItem itemFor(const QByteArray &key, const QByteArray &typeName);
    [[nodiscard]] PaletteItem scanItem(const QString &query);

    QPointer<Keyspace> m_keyspace;
};

} // namespace stashdeck
