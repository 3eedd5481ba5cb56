// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/connectiontext.h"
#include "ui/connections/adddatabasedialog.h"

class QTableWidget;

namespace stashdeck {

/// The databases found in a file or a text, to be chosen from. Tokens stay hidden.
class ImportEnvDialog final : public DialogShell {
    Q_OBJECT

public:
    /// `source`: the file's path as a person would write it, or what the text came from.
    ImportEnvDialog(const Theme *theme, const ConnectionServices &services, const ConnectionText &found,
                    const QString &source, QWidget *parent = nullptr);

signals:
    void submitted(const QList<stashdeck::DatabaseEntry> &entries);

private:
    void fill();
    void updateCount();
    void submit();
    [[nodiscard]] bool isChosen(int row) const;

    ConnectionServices m_services;
    QList<ConnectionCandidate> m_candidates;
    QTableWidget *m_table;
};

} // namespace stashdeck
