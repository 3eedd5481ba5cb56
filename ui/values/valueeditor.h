// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/keyactions.h"
#include "models/values/valuedocument.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notice.h"

#include <QWidget>

namespace stashdeck {

/// Shows one value and stages what is edited in its document; the page around it saves. One class a type.
class ValueEditor : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Takes over what was typed in the last moment. Called before saving or closing.
    virtual void flush() { }
    /// Why what was typed cannot be saved as it is, in words; empty when it can.
    [[nodiscard]] virtual QString problem() const { return {}; }
    /// True when it could be saved all the same, as text.
    [[nodiscard]] virtual bool isProblemOptional() const { return false; }
    virtual void setMayWrite(bool may) = 0; ///< the write lock of the session
    virtual void openFind() { }
    virtual void focusEditor() { setFocus(); }
    /// Opens the comparison of loaded, mine and theirs; only in Conflict.
    virtual void openReview() { }
    /// In Conflict: "2 fields differ."; empty when it has no parts that could be counted.
    [[nodiscard]] virtual QString differsText() const { return {}; }
    /// "2 fields edited", for the save bar.
    [[nodiscard]] virtual QString editedText() const = 0;

signals:
    void problemChanged(const QString &problem);
    void noticeRequested(const stashdeck::Notice &notice); ///< what became of something that was done at once
};

/// The editor for this document; nullptr when there is none. `document` and `actions` outlive it.
[[nodiscard]] ValueEditor *makeValueEditor(const Theme *theme, KeyActions *actions, ValueDocument *document,
                                           QWidget *parent);

} // namespace stashdeck
