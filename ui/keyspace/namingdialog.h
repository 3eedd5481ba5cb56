// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/dialogshell.h"

class QVBoxLayout;

namespace stashdeck {

class Keyspace;
class PlainLabel;
struct NamingHint;

/// What is likely to trip people about the names of the loaded keys. Costs no command; changes nothing.
class NamingDialog final : public DialogShell {
    Q_OBJECT

public:
    /// `keyspace` outlives the dialog.
    NamingDialog(const Theme *theme, Keyspace *keyspace, QWidget *parent);

signals:
    void patternRequested(const QString &pattern); ///< to look at the keys that a hint is about

private:
    void refresh();
    void addHint(const NamingHint &hint);

    Keyspace *m_keyspace;
    PlainLabel *m_summary;
    QWidget *m_list = nullptr;
    QVBoxLayout *m_place;
};

} // namespace stashdeck
