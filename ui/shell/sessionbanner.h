// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <optional>

class QAction;

namespace stashdeck {

class Banner;
class Session;
class Theme;

/// Above every page: why the database cannot be reached or refuses, what is safe, and the way on. Empty while all is
/// well.
class SessionBanner final : public QWidget {
    Q_OBJECT

public:
    explicit SessionBanner(const Theme *theme, QWidget *parent = nullptr);

    /// Does not take ownership; nullptr for none.
    void setSession(Session *session);

signals:
    void tokenReplacementRequested();
    void retryRequested();

private:
    void rebuild();
    void retext();
    [[nodiscard]] QString offlineText() const;

    const Theme *m_theme;
    QPointer<Session> m_session;
    QPointer<Banner> m_banner;
    std::optional<WallTime> m_lastAnswer;
    QTimer m_minute; ///< the quota banner counts down; costs no command
};

} // namespace stashdeck
