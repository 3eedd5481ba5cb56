// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/sandboxactions.h"

#include "models/connections/localsandbox.h"
#include "models/connections/profilestore.h"
#include "models/connections/secretstore.h"
#include "ui/connections/pageaction.h"

#include <utility>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

QUuid localSandboxId()
{
    return QUuid(u"{5d2f3c1a-7b64-5e0e-9a41-57a54dec0001}"_s);
}

SandboxActions::SandboxActions(const ConnectionServices &services, QWidget *page)
    : QObject(page)
    , m_services(services)
    , m_start(makePageAction(page, u"startSandboxAction"_s, tr("Start local sandbox")))
    , m_stop(makePageAction(page, u"stopSandboxAction"_s, tr("Stop local sandbox")))
    , m_reset(makePageAction(page, u"resetSandboxAction"_s, tr("Reset local sandbox to fresh data")))
{
    connect(m_start, &QAction::triggered, this, &SandboxActions::start);
    connect(m_stop, &QAction::triggered, this, [this] {
        m_openWhenReady = false;
        if (m_services.sandbox != nullptr)
            m_services.sandbox->stop();
    });
    connect(m_reset, &QAction::triggered, this, [this] {
        if (m_services.sandbox != nullptr)
            m_services.sandbox->reset();
    });
}

void SandboxActions::begin()
{
    if (m_services.sandbox != nullptr)
        connect(m_services.sandbox, &LocalSandbox::stateChanged, this, &SandboxActions::follow);
    follow();
}

bool SandboxActions::isRunning() const
{
    return m_services.sandbox != nullptr && m_services.sandbox->state() == LocalSandbox::State::Running;
}

void SandboxActions::start()
{
    if (m_services.sandbox == nullptr)
        return;
    if (isRunning()) {
        emit openRequested(localSandboxId());
        return;
    }
    m_openWhenReady = true;
    m_services.sandbox->start();
}

void SandboxActions::follow()
{
    using State = LocalSandbox::State;
    const LocalSandbox *sandbox = m_services.sandbox;
    const State state = sandbox ? sandbox->state() : State::Stopped;
    m_start->setEnabled(sandbox && state != State::Starting && state != State::Stopping);
    m_start->setText(state == State::Running ? tr("Open local sandbox") : tr("Start local sandbox"));
    m_stop->setEnabled(state == State::Running || state == State::Starting);
    m_reset->setEnabled(state == State::Running);
    for (QAction *action : {m_start, m_stop, m_reset})
        action->setVisible(sandbox);
    if (state == State::Failed || state == State::Stopped)
        emit ended(localSandboxId());
    if (state != State::Running)
        return;
    keepProfile();
    emit tokenChanged(localSandboxId());
    emit ready(localSandboxId());
    if (std::exchange(m_openWhenReady, false))
        emit openRequested(localSandboxId());
}

void SandboxActions::keepProfile()
{
    const LocalSandbox *sandbox = m_services.sandbox;
    Profile profile = m_services.profiles->find(localSandboxId()).value_or(Profile());
    const bool isNew = profile.id.isNull();
    profile.id = localSandboxId();
    profile.url = sandbox->url();
    profile.environment = Environment::Sandbox;
    // Its tokens are worth nothing after this run.
    m_services.secrets->keepForSession(profile.id, TokenKind::Standard, sandbox->token());
    m_services.secrets->keepForSession(profile.id, TokenKind::ReadOnly, sandbox->readOnlyToken());
    if (isNew) {
        profile.name = tr("Local sandbox");
        m_services.profiles->add(profile);
    } else {
        m_services.profiles->update(profile);
    }
}

} // namespace stashdeck
