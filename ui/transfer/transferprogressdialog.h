// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/dialogshell.h"

#include <QTimer>

namespace stashdeck {

class Banner;
class IconLabel;
class PlainLabel;
class ProgressLine;

/// Shows one export or import: how far it is, with Pause and Stop, and at its end what came of it. Closing it lets the
/// work go on. A subclass says what is to be seen, and does what the buttons ask for.
class TransferProgressDialog : public DialogShell {
    Q_OBJECT

protected:
    enum class Phase { Running, Halting, Paused, Over };
    /// All that is shown, but for what a subclass adds to the body.
    struct Look {
        Phase phase = Phase::Running;
        QString title; ///< of the window
        QString heading;
        QString left; ///< time and rate, or a word about the state
        double fraction = 0;
        QString done;
        QString untouched;
        QString failed;
        QString cost;
        QString detail; ///< what is worked on now, where it takes long
        Tone tone = Tone::Neutral; ///< of the end
        QString text; ///< under the heading of the end
        QString notice; ///< in a banner: why it waits, or what stopping would mean
        Tone noticeTone = Tone::Info;
        QString noticeAction; ///< empty for none
        QString primary; ///< the way on at the end; empty for none
        QString primaryIcon;
    };

    TransferProgressDialog(const Theme *theme, const QString &title, QWidget *parent);

    [[nodiscard]] virtual Look look() const = 0;
    virtual void pauseOrResume() = 0;
    virtual void stopWork() = 0;
    virtual void noticeAction() = 0;
    virtual void primaryAction() = 0;
    /// After everything else was shown: for what a subclass added.
    virtual void refreshMore(const Look & /*look*/) { }

    void refresh();
    /// At most ten times a second.
    void refreshSoon();
    void fitHeight();

private:
    [[nodiscard]] PlainLabel *counter(const QString &icon, Token token, const QString &name);
    void showButtons(const Look &look);
    void placePause();

    IconLabel *m_icon;
    PlainLabel *m_heading;
    PlainLabel *m_left;
    ProgressLine *m_progress;
    QWidget *m_counts;
    PlainLabel *m_done;
    PlainLabel *m_untouched;
    PlainLabel *m_failed;
    PlainLabel *m_cost;
    PlainLabel *m_detail;
    PlainLabel *m_text;
    Banner *m_banner;
    Button *m_bannerAction;
    Button *m_pause;
    QTimer m_soon;
    bool m_over = false;
};

} // namespace stashdeck
