// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sessionbanner.h"

#include "models/base/bytetext.h"
#include "models/session/session.h"
#include "ui/shell/quotawording.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

/// Local time to the second, as in "14:02:31".
QString timeText(WallTime moment)
{
    return QDateTime::fromMSecsSinceEpoch(moment.time_since_epoch().count()).time().toString(u"HH:mm:ss"_s);
}

/// What lies behind Offline, in a few words; the server's or the system's own words are in the tool tip.
QString offlineReason(const Error &error)
{
    switch (error.cause) {
    case Error::Cause::HostNotFound:
        return SessionBanner::tr("The host name was not found.");
    case Error::Cause::ConnectionRefused:
        return SessionBanner::tr("The host refused the connection.");
    case Error::Cause::ConnectTimeout:
        return SessionBanner::tr("The host did not answer.");
    case Error::Cause::Unreachable:
        return SessionBanner::tr("There is no way to the host.");
    case Error::Cause::CertificateUntrusted:
        return SessionBanner::tr("The certificate is not trusted.");
    case Error::Cause::CertificateExpired:
        return SessionBanner::tr("The certificate has expired.");
    case Error::Cause::CertificateNotYetValid:
        return SessionBanner::tr("The certificate is not valid yet. Check this computer's clock.");
    case Error::Cause::CertificateHostMismatch:
        return SessionBanner::tr("The certificate belongs to another host.");
    case Error::Cause::TlsHandshake:
        return SessionBanner::tr("The TLS handshake failed.");
    case Error::Cause::PlainHttpPeer:
        return SessionBanner::tr("The host does not speak TLS at this port.");
    case Error::Cause::ProxyLogin:
        return SessionBanner::tr("The proxy asks for a login.");
    case Error::Cause::ProxyFailed:
        return SessionBanner::tr("The proxy failed.");
    case Error::Cause::Redirect:
        return SessionBanner::tr("The address forwards to another place. The token was not sent there.");
    case Error::Cause::WebPage:
        return SessionBanner::tr("A web page answered instead of the database.");
    case Error::Cause::NotFound:
        return SessionBanner::tr("The address is not a REST endpoint.");
    case Error::Cause::None:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

SessionBanner::SessionBanner(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    using namespace std::chrono_literals;
    setObjectName("sessionBanner"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    m_minute.setInterval(1min);
    connect(&m_minute, &QTimer::timeout, this, &SessionBanner::retext);
    hide();
}

void SessionBanner::setSession(Session *session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_lastAnswer.reset();
    if (session) {
        connect(session, &Session::stateChanged, this, &SessionBanner::rebuild);
        connect(session, &Session::exchanged, this, [this](const ExchangeRecord &record) {
            if (record.answered && m_session->state() != Session::State::Offline)
                m_lastAnswer = record.finishedAt;
        });
    }
    rebuild();
}

void SessionBanner::rebuild()
{
    delete m_banner;
    m_minute.stop();
    const Session::State state = m_session ? m_session->state() : Session::State::Idle;
    switch (state) {
    case Session::State::Idle:
    case Session::State::Online:
        hide();
        return;
    case Session::State::Offline: {
        m_banner = new Banner(m_theme, Tone::Warning, u"unplug"_s, this);
        Button *again = m_banner->addAction(tr("Try again"), Button::Kind::Default);
        again->setObjectName("bannerTryAgain"_L1);
        connect(again, &QAbstractButton::clicked, this, &SessionBanner::retryRequested);
        break;
    }
    case Session::State::TokenRejected: {
        m_banner = new Banner(m_theme, Tone::Danger, u"key-round"_s, this);
        Button *enter = m_banner->addAction(tr("Enter the new token"), Button::Kind::Default);
        enter->setObjectName("bannerEnterToken"_L1);
        connect(enter, &QAbstractButton::clicked, this, &SessionBanner::tokenReplacementRequested);
        break;
    }
    case Session::State::QuotaUsedUp: {
        m_banner = new Banner(m_theme, Tone::Danger, u"ban"_s, this);
        Button *again = m_banner->addAction(tr("Try again"), Button::Kind::Default);
        again->setObjectName("bannerTryAgain"_L1);
        connect(again, &QAbstractButton::clicked, this, &SessionBanner::retryRequested);
        m_minute.start();
        break;
    }
    }
    m_banner->setObjectName("stateBanner"_L1);
    layout()->addWidget(m_banner);
    retext();
    show();
}

void SessionBanner::retext()
{
    if (!m_banner || !m_session)
        return;
    const Error &error = m_session->lastError();
    switch (m_session->state()) {
    case Session::State::Offline:
        m_banner->setMessage(tr("Offline."), offlineText());
        break;
    case Session::State::TokenRejected:
        m_banner->setMessage(tr("Token refused."),
                             tr("The database does not accept the saved token any more. Your edits are kept."));
        break;
    case Session::State::QuotaUsedUp: {
        const QuotaRefusal refusal = quotaRefusal(error);
        m_banner->setMessage(quotaBannerTitle(refusal), quotaBannerText(refusal, m_session->clock()->now()));
        break;
    }
    case Session::State::Idle:
    case Session::State::Online:
        return;
    }
    // The server's own words; plain text, whatever is in them.
    setPlainToolTip(m_banner, displayText(error.message.toUtf8()));
}

QString SessionBanner::offlineText() const
{
    const QString reason = offlineReason(m_session->lastError());
    if (!m_lastAnswer)
        return reason.isEmpty() ? tr("The database does not answer.") : reason;
    const QString shown = tr("Showing what was loaded at %1.").arg(timeText(*m_lastAnswer));
    return reason.isEmpty() ? shown : tr("%1 %2").arg(reason, shown);
}

} // namespace stashdeck
