// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QFrame>

class QLineEdit;

namespace stashdeck {

class BitGrid;
class Button;
class PlainLabel;

/// The side panel that shows a string as bits: how many are on, one by its offset, and the switch of that one.
class BitPanel final : public QFrame {
    Q_OBJECT

public:
    explicit BitPanel(const Theme *theme, QWidget *parent = nullptr);

    /// The whole value.
    void setBytes(const QByteArray &bytes);
    void setUsable(bool usable, const QString &why);

signals:
    void setRequested(qint64 offset, bool on);

private:
    void refresh();

    BitGrid *m_grid;
    PlainLabel *m_summary;
    QLineEdit *m_offset;
    Button *m_switch;
    QByteArray m_bytes;
    qint64 m_count = 0;
    bool m_usable = true;
};

} // namespace stashdeck
