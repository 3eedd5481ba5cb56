// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/keyactions.h"
#include "models/values/mapdocument.h"
#include "ui/widgets/dialogshell.h"

class QCheckBox;

namespace stashdeck {

class CommandView;
class PlainLabel;
class TtlChoice;

/// Sets when some fields of a hash expire: one act for all of them, said before it is done; what came of it is said in
/// place when it is not what was asked for.
class FieldTtlPopup final : public DialogShell {
    Q_OBJECT

public:
    /// `names` are on the server; 1 to `mostFieldTtls` of them.
    FieldTtlPopup(const Theme *theme, KeyActions *actions, MapDocument *document, QList<QByteArray> names,
                  QWidget *parent);

private:
    [[nodiscard]] TtlChange change() const;
    [[nodiscard]] QString head() const;
    void preview();
    void save();
    void finish(const Result<FieldTtlOutcome> &outcome);
    void setResult(const QString &text);

    KeyActions *m_actions;
    QPointer<MapDocument> m_document;
    const QList<QByteArray> m_names;
    bool m_anyExpires = false;
    TtlChoice *m_choice;
    PlainLabel *m_outcome;
    QCheckBox *m_onlyLonger;
    PlainLabel *m_result;
    CommandView *m_commands;
    bool m_saving = false;
};

} // namespace stashdeck
