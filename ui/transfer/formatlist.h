// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/transferformat.h"
#include "ui/theme/theme.h"

#include <QList>
#include <QWidget>

class QRadioButton;

namespace stashdeck {

/// The formats of a file, one under the other, each with a sentence about what it is good for. One tab stop; arrow keys
/// choose.
class FormatList final : public QWidget {
    Q_OBJECT

public:
    explicit FormatList(const Theme *theme, QWidget *parent = nullptr);

    [[nodiscard]] TransferFormat format() const;
    void setFormat(TransferFormat format);

signals:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const Theme *m_theme;
    QList<QRadioButton *> m_buttons;
};

} // namespace stashdeck
