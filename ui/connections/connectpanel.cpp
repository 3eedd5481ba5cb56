// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connectpanel.h"

#include "models/base/bytetext.h"
#include "ui/connections/actionrow.h"
#include "ui/connections/linkbutton.h"
#include "ui/connections/separator.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toggleswitch.h"

#include <QAction>
#include <QBoxLayout>
#include <QPainter>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int widestColumn = 520;

QFrame *card(QWidget *parent)
{
    auto *frame = new QFrame(parent);
    frame->setProperty("card", true);
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    return frame;
}

QString sandboxText(const LocalSandbox &sandbox)
{
    const auto tr = [](const char *text) {
        return SandboxRow::tr(text);
    };
    switch (sandbox.state()) {
    case LocalSandbox::State::Stopped:
        return tr("A real Redis on this computer behind the same REST API. Free, offline, no quota.");
    case LocalSandbox::State::Starting:
        return tr("Starting…");
    case LocalSandbox::State::Running:
        return tr("Running on port %1. Stop ends it and its data; Reset starts with fresh data.").arg(sandbox.port());
    case LocalSandbox::State::Stopping:
        return tr("Stopping…");
    case LocalSandbox::State::Failed:
        break;
    }
    switch (sandbox.failure()) {
    case LocalSandbox::Failure::None:
        return {};
    case LocalSandbox::Failure::ProgramMissing:
        return tr("The program stashdeck-sandbox is missing. Install Stashdeck again.");
    case LocalSandbox::Failure::RedisMissing:
        return tr("No redis-server on this computer. Install it, on Debian and Ubuntu with: sudo apt install "
                  "redis-server");
    case LocalSandbox::Failure::PortInUse:
        return tr("Port %1 is in use. Use %2 instead?").arg(sandbox.port()).arg(sandbox.suggestedPort());
    case LocalSandbox::Failure::TooSlow:
        return tr("It was not ready in time. Try again.");
    case LocalSandbox::Failure::Ended:
        break;
    }
    const QString said = displayText(sandbox.detail().toUtf8(), 200);
    return said.isEmpty() ? tr("It ended unexpectedly. Try again.") : tr("It ended unexpectedly: %1").arg(said);
}

} // namespace

SandboxRow::SandboxRow(const Theme *theme, LocalSandbox *sandbox, const ConnectActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_sandbox(sandbox)
    , m_row(new ActionRow(theme, u"flask-conical"_s, sandboxText(*sandbox), actions.startSandbox, this))
    , m_buttons(new QWidget(this))
    , m_stop(new Button(theme, tr("Stop"), Button::Kind::Default, m_buttons))
    , m_reset(new Button(theme, tr("Reset"), Button::Kind::Default, m_buttons))
    , m_otherPort(new Button(theme, QString(), Button::Kind::Default, m_buttons))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_row);
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(42, 0, 14, 12);
    row->setSpacing(8);
    for (Button *button : {m_stop, m_reset, m_otherPort}) {
        button->setButtonSize(Button::Size::Small);
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addWidget(m_buttons);
    m_stop->setObjectName("stopSandbox"_L1);
    m_reset->setObjectName("resetSandbox"_L1);
    m_otherPort->setObjectName("otherPort"_L1);
    connect(m_stop, &QPushButton::clicked, actions.stopSandbox, &QAction::trigger);
    connect(m_reset, &QPushButton::clicked, actions.resetSandbox, &QAction::trigger);
    connect(m_otherPort, &QPushButton::clicked, sandbox, [sandbox] { sandbox->startOnPort(sandbox->suggestedPort()); });
    connect(sandbox, &LocalSandbox::stateChanged, this, &SandboxRow::follow);
    follow();
}

void SandboxRow::follow()
{
    using State = LocalSandbox::State;
    const State state = m_sandbox->state();
    const bool portTaken = state == State::Failed && m_sandbox->failure() == LocalSandbox::Failure::PortInUse;
    m_row->setDetail(sandboxText(*m_sandbox));
    m_stop->setVisible(state == State::Running || state == State::Starting);
    m_reset->setVisible(state == State::Running);
    m_otherPort->setVisible(portTaken);
    m_otherPort->setText(tr("Use port %1").arg(m_sandbox->suggestedPort()));
    m_buttons->setVisible(state == State::Running || state == State::Starting || portTaken);
}

QFrame *connectCard(const Theme *theme, const ConnectActions &actions, QWidget *parent)
{
    QFrame *frame = card(parent);
    frame->layout()->addWidget(new ActionRow(
        theme, u"link"_s, ConnectPanel::tr("Paste the REST URL and token. A test explains anything that is wrong."),
        actions.add, frame));
    frame->layout()->addWidget(new Separator(theme, frame));
    frame->layout()->addWidget(new ActionRow(
        theme, u"file-up"_s, ConnectPanel::tr("Finds UPSTASH_REDIS_REST_URL and TOKEN pairs. Or drop the file here."),
        actions.import, frame));
    return frame;
}

QFrame *tryCard(const Theme *theme, LocalSandbox *sandbox, const ConnectActions &actions, QWidget *parent)
{
    QFrame *frame = card(parent);
    frame->layout()->addWidget(new SandboxRow(theme, sandbox, actions, frame));
    return frame;
}

ConnectPanel::ConnectPanel(const Theme *theme, LocalSandbox *sandbox, const ConnectActions &actions, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_note(new QFrame(this))
    , m_noteTitle(plainLabel(theme, TextStyle::BodySemibold, Token::Text, QString(), m_note))
    , m_noteText(plainLabel(theme, TextStyle::Secondary, Token::Text, QString(), m_note))
    , m_switch(new ToggleSwitch(theme, tr("Production opens read-only"), this))
{
    setObjectName("connectPanel"_L1);
    setAccessibleName(tr("Connect"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 28, 20, 20);
    column->setSpacing(10);
    column->addWidget(plainLabel(theme, TextStyle::Section, Token::Text, tr("Connect"), this));
    column->addWidget(connectCard(theme, actions, this));
    if (sandbox != nullptr) {
        column->addSpacing(10);
        column->addWidget(plainLabel(theme, TextStyle::Section, Token::Text, tr("Try something out"), this));
        column->addWidget(tryCard(theme, sandbox, actions, this));
    }

    m_note->setObjectName("clipboardNote"_L1);
    m_note->setProperty("tone", u"info"_s);
    auto *noteRow = new QHBoxLayout(m_note);
    noteRow->setContentsMargins(12, 9, 12, 9);
    noteRow->setSpacing(9);
    noteRow->addWidget(new IconLabel(theme, u"info"_s, 16, Token::InfoText, m_note), 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_noteTitle);
    auto *second = new QHBoxLayout;
    second->setSpacing(6);
    m_noteText->setElide(Qt::ElideRight);
    second->addWidget(m_noteText, 1);
    auto *review = new LinkButton(theme, tr("Review"), m_note);
    review->setObjectName("reviewClipboard"_L1);
    connect(review, &QAbstractButton::clicked, this, &ConnectPanel::reviewClipboardRequested);
    second->addWidget(review);
    texts->addLayout(second);
    noteRow->addLayout(texts, 1);
    m_note->hide();
    column->addSpacing(4);
    column->addWidget(m_note);
    column->addStretch(1);

    QFrame *safety = card(this);
    auto *safetyColumn = new QVBoxLayout;
    safetyColumn->setContentsMargins(14, 12, 14, 12);
    safetyColumn->setSpacing(6);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new IconLabel(theme, u"lock"_s, 16, Token::Text2, safety));
    head->addWidget(plainLabel(theme, TextStyle::BodySemibold, Token::Text, tr("Production opens read-only"), safety),
                    1);
    m_switch->setObjectName("productionReadOnly"_L1);
    head->addWidget(m_switch);
    safetyColumn->addLayout(head);
    PlainLabel *hint = plainLabel(theme, TextStyle::Secondary, Token::Text2,
                                  tr("Unlock writing for 15 minutes at a time from the top bar."), safety);
    hint->setWordWrap(true);
    safetyColumn->addWidget(hint);
    static_cast<QVBoxLayout *>(safety->layout())->addLayout(safetyColumn);
    column->addWidget(safety);
    connect(m_switch, &QAbstractButton::clicked, this, &ConnectPanel::productionOpensReadOnlyChanged);
}

void ConnectPanel::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Rail));
}

void ConnectPanel::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    // As a tab it is as wide as the window; lines of a thousand pixels are hard to read.
    const int side = qMax(20, (width() - m_theme->scaled(widestColumn)) / 2);
    layout()->setContentsMargins(side, 28, side, 20);
}

void ConnectPanel::setProductionOpensReadOnly(bool on)
{
    m_switch->setChecked(on);
}

void ConnectPanel::setClipboardPairs(const ClipboardPairs &pairs)
{
    m_note->setVisible(pairs.count > 0);
    m_noteTitle->setText(pairs.count == 1 ? tr("1 pair found in your clipboard.")
                                          : tr("%1 pairs found in your clipboard.").arg(pairs.count));
    const QString host = displayText(pairs.firstHost.section(u'.', 0, 0).toUtf8(), 15);
    m_noteText->setText(pairs.count == 2      ? tr("%1 and one more").arg(host)
                            : pairs.count > 2 ? tr("%1 and %2 more").arg(host).arg(pairs.count - 1)
                                              : host);
}

} // namespace stashdeck
