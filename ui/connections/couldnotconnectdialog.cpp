// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/couldnotconnectdialog.h"

#include "models/base/bytetext.h"
#include "models/connections/profilestore.h"
#include "ui/connections/doctorpanel.h"
#include "ui/connections/errortext.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QGuiApplication>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

SecretText secretErrorText(const SecretError &error)
{
    const auto tr = [](const char *text) {
        return CouldNotConnectDialog::tr(text);
    };
    const QString words = displayText(error.detail.toUtf8(), 200);
    switch (error.reason) {
    case SecretError::Reason::NotFound:
        return {tr("The token is not in the keychain"),
                tr("It was never kept there, or it was removed. Enter it once more.")};
    case SecretError::Reason::NoBackend:
        return {tr("There is no keychain on this computer"),
                tr("Tokens are kept until Stashdeck closes. Enter it once more, or start a keychain service such as "
                   "GNOME Keyring or KWallet.")};
    case SecretError::Reason::Locked:
        return {tr("The keychain is locked"), tr("Unlock it when the system asks, then try again.")};
    case SecretError::Reason::Denied:
        return {tr("The keychain refused access"),
                tr("Allow Stashdeck to read its entry, or enter the token once more.")};
    case SecretError::Reason::TimedOut:
        return {tr("The keychain did not answer"),
                tr("Its question may be open behind this window. Answer it, then try again.")};
    case SecretError::Reason::Cancelled:
        return {};
    case SecretError::Reason::Failed:
        break;
    }
    return {tr("The keychain could not be used"),
            words.isEmpty() ? tr("Enter the token once more.") : tr("It said: %1").arg(words)};
}

CouldNotConnectDialog::CouldNotConnectDialog(const Theme *theme, const ConnectionServices &services,
                                             const Profile &profile, const Error &error, QWidget *parent)
    : DialogShell(theme, tr("Could not connect"), parent)
    , m_services(services)
    , m_profile(profile)
    , m_doctor(services.network, services.clock)
{
    const ErrorText words = errorText(error);
    build(words.title, words.explanation);
    examine();
}

CouldNotConnectDialog::CouldNotConnectDialog(const Theme *theme, const ConnectionServices &services,
                                             const Profile &profile, const SecretError &error, QWidget *parent)
    : DialogShell(theme, tr("Could not connect"), parent)
    , m_services(services)
    , m_profile(profile)
    , m_doctor(services.network, services.clock)
{
    const SecretText words = secretErrorText(error);
    build(words.title, words.explanation);
    m_panel->hide();
    m_copy->hide();
}

CouldNotConnectDialog::~CouldNotConnectDialog()
{
    m_stop.request_stop();
}

void CouldNotConnectDialog::build(const QString &title, const QString &explanation)
{
    setObjectName("couldNotConnectDialog"_L1);
    setMinimumWidth(610);
    setEnvironment(m_profile.environment);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(new IconLabel(theme(), u"unplug"_s, 28, Token::DangerText, this), 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(4);
    m_title = plainLabel(theme(), TextStyle::Section, Token::Text, title, this);
    m_title->setObjectName("failureTitle"_L1);
    m_title->setWordWrap(true);
    m_explanation = plainLabel(theme(), TextStyle::Body, Token::Text2, explanation, this);
    m_explanation->setObjectName("failureText"_L1);
    m_explanation->setWordWrap(true);
    PlainLabel *name
        = plainLabel(theme(), TextStyle::Secondary, Token::Text2, displayText(m_profile.name.toUtf8(), 80), this);
    texts->addWidget(m_title);
    texts->addWidget(m_explanation);
    texts->addWidget(name);
    head->addLayout(texts, 1);
    texts->addStretch(1);
    body()->addLayout(head);
    m_panel = new DoctorPanel(theme(), this);
    m_panel->setHeading(tr("What was checked"));
    body()->addWidget(m_panel);
    body()->addStretch(1);

    m_copy = addSecondary(tr("Copy report"));
    m_copy->setObjectName("copyReport"_L1);
    m_edit = addSecondary(tr("Edit token"), Button::Kind::Default);
    m_edit->setObjectName("editToken"_L1);
    Button *again = setPrimary(tr("Try again"));
    connect(again, &QPushButton::clicked, this, [this] {
        emit openRequested(m_profile.id);
        accept();
    });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(doctorReportText(m_doctor.report())); });
    connect(m_edit, &QPushButton::clicked, this, [this] {
        emit editTokenRequested(m_profile.id);
        reject();
    });
    connect(&m_doctor, &ConnectionDoctor::progressed, this, &CouldNotConnectDialog::showReport);
    connect(m_panel, &DoctorPanel::actionRequested, this, &CouldNotConnectDialog::runAction);
}

void CouldNotConnectDialog::examine()
{
    m_panel->setReport({}, true);
    QCoro::connect(savedTokens(m_services.secrets, m_services.profiles->profiles(), m_stop.get_token()), this,
                   [this](const QList<SavedToken> &saved) {
                       m_question.addressText = m_profile.url.toString();
                       m_question.caFile = m_profile.caFile;
                       m_question.editing = m_profile.id;
                       m_question.saved = saved;
                       for (const SavedToken &token : saved) {
                           if (token.profile != m_profile.id)
                               continue;
                           m_question.tokenText = QString::fromLatin1(token.token.reveal());
                           break;
                       }
                       // Its own saved entry must not vouch for it: it is what is doubted.
                       m_question.saved.removeIf(
                           [this](const SavedToken &token) { return token.profile == m_profile.id; });
                       m_doctor.run(m_question);
                   });
}

void CouldNotConnectDialog::showReport()
{
    const DoctorReport &report = m_doctor.report();
    if (!m_doctor.isRunning() && report.passed) {
        m_title->setText(tr("It works now"));
        m_explanation->setText(tr("The test passed. Open the database again."));
        primary()->setText(tr("Open"));
    }
    m_panel->setReport(report, m_doctor.isRunning(), true);
}

void CouldNotConnectDialog::runAction(FindingAction action, const QUuid &profile)
{
    switch (action) {
    case FindingAction::None:
        return;
    case FindingAction::OpenOther:
        emit openRequested(profile);
        accept();
        return;
    case FindingAction::Swap:
    case FindingAction::UseStandardToken:
        emit editTokenRequested(m_profile.id);
        reject();
        return;
    case FindingAction::SendAnyway:
        m_question.sendAnyway = true;
        m_doctor.run(m_question);
        return;
    }
}

} // namespace stashdeck
