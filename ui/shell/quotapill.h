// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/quotawording.h"

#include <QPointer>
#include <QWidget>

namespace stashdeck {

class Pill;
class Session;
class Theme;

/// How much of the plan is used, as far as it is known; its menu splits this window's commands by purpose.
class QuotaPill final : public QWidget {
    Q_OBJECT

public:
    explicit QuotaPill(const Theme *theme, QWidget *parent = nullptr);

    /// Does not take ownership; nullptr for none.
    void setSession(Session *session);
    /// The short form for narrow windows.
    void setNarrow(bool narrow);
    [[nodiscard]] QuotaFigures figures() const;

private:
    void refresh();
    void openMenu();

    Pill *m_pill;
    QPointer<Session> m_session;
    bool m_narrow = false;
};

} // namespace stashdeck
