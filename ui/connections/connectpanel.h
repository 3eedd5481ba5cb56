// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/clipboardwatch.h"
#include "models/connections/localsandbox.h"

#include <QFrame>

class QAction;
class QVBoxLayout;

namespace stashdeck {

class ActionRow;
class Button;
class PlainLabel;
class Theme;
class ToggleSwitch;

/// What can be done from the start page; the actions are the page's.
struct ConnectActions {
    QAction *add = nullptr;
    QAction *import = nullptr;
    QAction *startSandbox = nullptr;
    QAction *stopSandbox = nullptr;
    QAction *resetSandbox = nullptr;
};

/// The sandbox's row with what it is doing and the buttons of that state.
class SandboxRow final : public QWidget {
    Q_OBJECT

public:
    SandboxRow(const Theme *theme, LocalSandbox *sandbox, const ConnectActions &actions, QWidget *parent = nullptr);

private:
    void follow();

    LocalSandbox *m_sandbox;
    ActionRow *m_row;
    QWidget *m_buttons;
    Button *m_stop;
    Button *m_reset;
    Button *m_otherPort;
};

/// Right side of the start page: ways to connect, things to try, the clipboard's offer, the production switch.
class ConnectPanel final : public QFrame {
    Q_OBJECT

public:
    ConnectPanel(const Theme *theme, LocalSandbox *sandbox, const ConnectActions &actions, QWidget *parent = nullptr);

    void setProductionOpensReadOnly(bool on);
    /// Zero pairs hide the note.
    void setClipboardPairs(const ClipboardPairs &pairs);

signals:
    void productionOpensReadOnlyChanged(bool on);
    void reviewClipboardRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    const Theme *m_theme;
    QFrame *m_note;
    PlainLabel *m_noteTitle;
    PlainLabel *m_noteText;
    ToggleSwitch *m_switch;
};

/// The rows of both places: the panel and the page of the first run.
[[nodiscard]] QFrame *connectCard(const Theme *theme, const ConnectActions &actions, QWidget *parent);
[[nodiscard]] QFrame *tryCard(const Theme *theme, LocalSandbox *sandbox, const ConnectActions &actions,
                              QWidget *parent);

} // namespace stashdeck
