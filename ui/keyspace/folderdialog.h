// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/dialogshell.h"

class QGridLayout;

namespace stashdeck {

class Keyspace;
class PlainLabel;
class ProgressLine;
class SegmentedControl;

/// What lies below a folder, or in the whole database: keys and types as far as they are loaded, for free; TTLs and
/// memory after asking for all keys or a random sample, with the price on the button. Measuring can be stopped; what
/// was measured stays, with how sure it is.
class FolderDialog final : public DialogShell {
    Q_OBJECT

public:
    /// `keyspace` outlives the dialog. An empty path is the whole database.
    FolderDialog(const Theme *theme, Keyspace *keyspace, const QByteArray &path, QWidget *parent);
    ~FolderDialog() override;

private:
    void refresh();
    void refreshMeasured();
    void refreshButton();
    void act();
    void addLine(const QString &name, const QString &label);
    void setLine(const QString &name, const QString &text);
    [[nodiscard]] qint64 sample() const;

    Keyspace *m_keyspace;
    QGridLayout *m_lines;
    QHash<QString, PlainLabel *> m_values;
    SegmentedControl *m_sample;
    ProgressLine *m_progress;
    PlainLabel *m_state;
};

} // namespace stashdeck
