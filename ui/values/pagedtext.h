// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/lineindex.h"
#include "ui/theme/theme.h"

#include <QAbstractScrollArea>
#include <QFutureWatcher>

namespace stashdeck {

/// A large or odd text, read only: lines are folded, only what is visible is turned into text and painted, and what
/// cannot be shown is escaped. Never lays out the whole.
class PagedText final : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit PagedText(const Theme *theme, QWidget *parent = nullptr);
    ~PagedText() override;

    void setBytes(const QByteArray &bytes);
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    [[nodiscard]] qint64 rowCount() const { return m_index.rowCount(); }
    /// Marks a stretch and scrolls to it.
    void select(qint64 from, qint64 length);

signals:
    void indexed(); ///< all rows are known

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] int rowHeight() const { return m_theme->scaled(20); }
    void updateScrollBars();

    const Theme *m_theme;
    QByteArray m_bytes;
    LineIndex m_index;
    QFutureWatcher<LineIndex> m_watcher;
    qint64 m_markFrom = -1;
    qint64 m_markLength = 0;
};

} // namespace stashdeck
