// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/palettesource.h"

#include <QObject>
#include <QPointer>

namespace stashdeck {

class BrowserPage;

/// Favourites and recent keys of the open database, for the palette: with nothing typed they all stand there. Free.
class PlacesPaletteSource final : public QObject, public PaletteSource {
    Q_OBJECT

public:
    /// The page outlives this source, or is null.
    explicit PlacesPaletteSource(BrowserPage *browser);

    [[nodiscard]] Kind kind() const override { return Kind::Keys; }
    [[nodiscard]] QString groupTitle() const override;
    void items(const QString &query, int max, Callback callback) override;

signals:
    void keyOpenRequested(const QByteArray &key);
    void scanRequested(const QByteArray &pattern);

private:
    QPointer<BrowserPage> m_browser;
};

} // namespace stashdeck
