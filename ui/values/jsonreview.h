// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/jsondocument.h"
#include "ui/widgets/dialogshell.h"

#include <QPointer>

namespace stashdeck {

/// The places that were changed here and on the server: what was loaded, yours and the server's side by side, with a
/// choice for each. Saving compares against exactly what is shown here.
class JsonReview final : public DialogShell {
    Q_OBJECT

public:
    JsonReview(const Theme *theme, JsonDocument *document, Environment environment, QWidget *parent);

private:
    void buildRows();
    void apply();

    QPointer<JsonDocument> m_document;
    QList<JsonDocument::Choice> m_choices;
    bool m_applying = false;
};

} // namespace stashdeck
