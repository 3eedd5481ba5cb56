// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/mapdocument.h"
#include "ui/widgets/dialogshell.h"

namespace stashdeck {

class PlainLabel;

/// The elements that were changed here and on the server: what was loaded, yours and the server's side by side, with a
/// choice for each. Saving compares against exactly the server's values that are shown here.
class ElementReview final : public DialogShell {
    Q_OBJECT

public:
    ElementReview(const Theme *theme, MapDocument *document, Environment environment, QWidget *parent);

private:
    void buildRows();
    void apply();

    QPointer<MapDocument> m_document;
    QHash<QByteArray, MapDocument::Choice> m_choices;
    PlainLabel *m_count;
    bool m_applying = false;
};

} // namespace stashdeck
