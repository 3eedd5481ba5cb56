// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/streamdocument.h"
#include "ui/widgets/dialogshell.h"

class QCheckBox;
class QLineEdit;

namespace stashdeck {

class CommandView;
class FormRow;
class PlainLabel;
class SegmentedControl;

/// Asks how a stream is to be cut, and shows how many entries that is before anything happens. Does not trim itself.
class StreamTrimDialog final : public DialogShell {
    Q_OBJECT

public:
    StreamTrimDialog(const Theme *theme, Environment environment, StreamDocument *document, QWidget *parent);
    ~StreamTrimDialog() override;

signals:
    /// After a preview that says what will go.
    void chosen(const stashdeck::StreamTrim &trim, const stashdeck::TrimPreview &preview);

private:
    [[nodiscard]] std::optional<StreamTrim> trim() const;
    void check();
    void preview();

    QPointer<StreamDocument> m_document;
    SegmentedControl *m_by;
    QLineEdit *m_limit;
    FormRow *m_limitRow;
    QCheckBox *m_about;
    CommandView *m_commands;
    PlainLabel *m_preview;
    Button *m_look;
    std::optional<TrimPreview> m_seen; ///< for what is typed now
    std::stop_source m_stop;
};

} // namespace stashdeck
