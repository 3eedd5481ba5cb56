// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QSyntaxHighlighter>

namespace stashdeck {

/// Colours JSON line by line. Of a very long line only the beginning is coloured, so that no value stalls the window.
class JsonHighlighter final : public QSyntaxHighlighter {
    Q_OBJECT

public:
    JsonHighlighter(const Theme *theme, QTextDocument *document);
    void setEnabled(bool enabled);

protected:
    void highlightBlock(const QString &text) override;

private:
    const Theme *m_theme;
    bool m_enabled = false;
};

} // namespace stashdeck
