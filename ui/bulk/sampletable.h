// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bulk/samplemodel.h"
#include "ui/theme/theme.h"

#include <QTableView>

namespace stashdeck {

/// The sample of a preview: badges, names in the mono font, five rows high.
class SampleTable final : public QTableView {
    Q_OBJECT

public:
    SampleTable(const Theme *theme, QWidget *parent = nullptr);

    void setSample(const QList<SampleKey> &sample, bool showsNewNames);

private:
    void applyTheme();

    const Theme *m_theme;
    SampleModel m_model;
};

} // namespace stashdeck
