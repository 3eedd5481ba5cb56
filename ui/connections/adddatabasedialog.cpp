// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/adddatabasedialog.h"

#include "models/connections/profilelistmodel.h"
#include "ui/connections/doctorpanel.h"
#include "ui/connections/environmentpicker.h"
#include "ui/connections/profileoptions.h"
#include "ui/connections/tokenfield.h"
#include "ui/theme/theme.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/property.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int dialogWidth = 690;
constexpr int longestName = 80;

} // namespace

AddDatabaseDialog::AddDatabaseDialog(const Theme *theme, const ConnectionServices &services, QWidget *parent)
    : DialogShell(theme, tr("Add database"), parent)
    , m_services(services)
    , m_doctor(services.network, services.clock)
{
    m_profile.environment = Environment::Production; // the safest guess: opens read-only
    build();
    setObjectName("addDatabaseDialog"_L1);
    m_options->suggestReadOnly(true);
    m_address->setFocus();
}

AddDatabaseDialog::AddDatabaseDialog(const Theme *theme, const ConnectionServices &services, const Profile &profile,
                                     QWidget *parent)
    : DialogShell(theme, tr("Edit database"), parent)
    , m_services(services)
    , m_profile(profile)
    , m_isEditing(true)
    , m_doctor(services.network, services.clock)
{
    build();
    setObjectName("editDatabaseDialog"_L1);
    takeProfile(profile);
    m_name->setFocus();
    m_name->selectAll();
}

AddDatabaseDialog::~AddDatabaseDialog()
{
    m_stop.request_stop();
}

void AddDatabaseDialog::build()
{
    setMinimumWidth(dialogWidth);
    body()->addWidget(buildPasteBox());

    m_name = new QLineEdit(this);
    m_name->setObjectName("nameField"_L1);
    m_name->setMaxLength(longestName);
    m_environment = new EnvironmentPicker(theme(), this);
    m_environment->setObjectName("environmentPicker"_L1);
    m_environment->setCurrent(m_profile.environment);
    auto *top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(new FormRow(theme(), tr("Name"), m_name, this), 12);
    top->addWidget(new FormRow(theme(), tr("Environment"), m_environment, this), 13);
    body()->addLayout(top);

    m_address = new QLineEdit(this);
    m_address->setObjectName("addressField"_L1);
    m_address->setProperty("mono", true);
    m_address->setPlaceholderText(u"https://eu1-example-12345.upstash.io"_s);
    m_address->installEventFilter(this);
    body()->addWidget(new FormRow(theme(), tr("REST URL"), m_address, this));

    auto *token = new TokenField(theme(), this);
    m_token = token->edit();
    m_token->installEventFilter(this);
    body()->addWidget(token);

    QStringList groups;
    for (const Profile &profile : m_services.profiles->profiles()) {
        if (!profile.group.isEmpty() && !groups.contains(profile.group))
            groups.append(profile.group);
    }
    groups.sort(Qt::CaseInsensitive);
    m_options = new ProfileOptions(theme(), groups, this);
    body()->addWidget(m_options);
    m_panel = new DoctorPanel(theme(), this);
    m_panel->hide();
    body()->addWidget(m_panel);
    body()->addStretch(1);

    m_testButton = addSecondary(tr("Test again"), Button::Kind::Default);
    m_testButton->setObjectName("testAgain"_L1);
    m_testButton->setIconName(u"stethoscope"_s);
    Button *add = setPrimary(m_isEditing ? tr("Save") : tr("Add and open"));
    add->setKeyCap(QKeySequence(Qt::Key_Enter));

    const auto setFonts = [this] {
        for (QLineEdit *field : {m_address, m_token})
            field->setFont(theme()->font(TextStyle::Mono));
    };
    setFonts();
    connect(theme(), &Theme::changed, this, setFonts);
    token->setPersistence(m_services.secrets->persistence());
    connect(m_services.secrets, &SecretStore::persistenceChanged, token, &TokenField::setPersistence);

    m_testSoon.setSingleShot(true);
    m_testSoon.setInterval(600ms); // a token is typed in one go or not at all
    connect(&m_testSoon, &QTimer::timeout, this, [this] { test(); });
    connect(m_name, &QLineEdit::textEdited, this, &AddDatabaseDialog::nameEdited);
    connect(m_name, &QLineEdit::textChanged, this, &AddDatabaseDialog::updateButtons);
    connect(m_environment, &EnvironmentPicker::picked, this, &AddDatabaseDialog::environmentPicked);
    connect(m_address, &QLineEdit::textEdited, this, &AddDatabaseDialog::addressEdited);
    connect(m_token, &QLineEdit::textEdited, this, &AddDatabaseDialog::tokenEdited);
    connect(m_options, &ProfileOptions::edited, this, &AddDatabaseDialog::updateButtons);
    connect(m_options, &ProfileOptions::caFileChanged, this, [this] {
        // A test that failed for want of a certificate is worth another one.
        if (m_panel->isVisibleTo(this) && !m_doctor.report().passed)
            scheduleTest();
    });
    connect(&m_doctor, &ConnectionDoctor::progressed, this, &AddDatabaseDialog::showReport);
    connect(m_panel, &DoctorPanel::actionRequested, this, &AddDatabaseDialog::runAction);
    connect(m_testButton, &QPushButton::clicked, this, [this] {
        if (m_doctor.isRunning())
            m_doctor.cancel();
        else
            test();
    });
    connect(add, &QPushButton::clicked, this, &AddDatabaseDialog::submit);
    loadSavedTokens();
    updateButtons();
}

QWidget *AddDatabaseDialog::buildPasteBox()
{
    auto *box = new QFrame(this);
    box->setObjectName("pasteBox"_L1);
    box->setProperty("tone", u"neutral"_s);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(10);
    row->addWidget(plainLabel(theme(), TextStyle::Mono, Token::Text2, u"{ }"_s, box));
    m_pasteHint = plainLabel(theme(), TextStyle::Secondary, Token::Text2,
                             tr("Paste a URL, a .env block, a redis-cli command or a REST example. Stashdeck fills in "
                                "the rest."),
                             box);
    m_pasteHint->setObjectName("pasteHint"_L1);
    m_pasteHint->setWordWrap(true);
    row->addWidget(m_pasteHint, 1);
    auto *paste = new Button(theme(), tr("Paste"), Button::Kind::Default, box);
    paste->setObjectName("pasteButton"_L1);
    paste->setAutoDefault(false);
    connect(paste, &QPushButton::clicked, this, [this] { takeText(QGuiApplication::clipboard()->text()); });
    row->addWidget(paste);
    return box;
}

void AddDatabaseDialog::takeProfile(const Profile &profile)
{
    m_name->setText(profile.name);
    m_nameIsTyped = true;
    m_environment->setCurrent(profile.environment);
    m_rawAddress = profile.url.toString();
    m_address->setText(m_rawAddress);
    m_options->setProfile(profile);
    m_token->setPlaceholderText(tr("The saved token stays unless you enter another"));
    setEnvironment(profile.environment);
}

// A token is compared with all saved ones before it is sent anywhere, so a test waits for them.
void AddDatabaseDialog::loadSavedTokens()
{
    QCoro::connect(savedTokens(m_services.secrets, m_services.profiles->profiles(), m_stop.get_token()), this,
                   [this](const QList<SavedToken> &tokens) {
                       m_saved = tokens;
                       m_savedLoaded = true;
                       if (std::exchange(m_testWaits, false))
                           test();
                   });
}

bool AddDatabaseDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !static_cast<QKeyEvent *>(event)->matches(QKeySequence::Paste))
        return DialogShell::eventFilter(watched, event);
    const QString text = QGuiApplication::clipboard()->text();
    const ConnectionText found = connectionsInText(text);
    if (found.completeCount() > 0)
        return takeText(text);
    // A line edit drops line breaks without a word; the doctor wants to tell of them.
    if (watched == m_token) {
        m_rawToken = text;
        m_tokenIsTcpPassword = false;
        const CleanedToken cleaned = cleanedToken(text);
        m_token->setText(cleaned.token.isEmpty() ? text.simplified().left(4096)
                                                 : QString::fromLatin1(cleaned.token.reveal()));
        scheduleTest();
        return true;
    }
    if (watched == m_address) {
        m_rawAddress = text;
        const CleanedAddress cleaned = cleanedAddress(text);
        m_address->setText(cleaned.url.isEmpty() ? text.simplified().left(2048) : cleaned.url.toString());
        if (!cleaned.token.isEmpty() && m_token->text().isEmpty()) {
            m_token->setText(QString::fromLatin1(cleaned.token.reveal()));
            m_rawToken = m_token->text();
            m_tokenIsTcpPassword = cleaned.fromTcp;
        }
        scheduleTest();
        return true;
    }
    return DialogShell::eventFilter(watched, event);
}

bool AddDatabaseDialog::takeText(const QString &text)
{
    const ConnectionText found = connectionsInText(text);
    if (found.completeCount() > 1 && !m_isEditing) {
        emit severalFound(found);
        reject();
        return true;
    }
    if (found.candidates.isEmpty()) {
        m_pasteHint->setText(
            found.tooLarge                ? tr("The clipboard holds more than 1 MB; nothing was read.")
                : found.placeholders > 0  ? tr("The clipboard holds the variables' names, not their values.")
                : found.otherProducts > 0 ? tr("These variables belong to another Upstash product, not to Redis.")
                                          : tr("No URL or token was found in the clipboard."));
        return false;
    }
    const auto complete = std::find_if(found.candidates.cbegin(), found.candidates.cend(),
                                       [](const ConnectionCandidate &candidate) { return candidate.isComplete(); });
    takeCandidate(complete != found.candidates.cend() ? *complete : found.candidates.constFirst());
    m_pasteHint->setText(m_token->text().isEmpty() && !m_isEditing ? tr("Found a URL. The token is still missing.")
                             : m_address->text().isEmpty()         ? tr("Found a token. The URL is still missing.")
                                                                   : tr("Filled in from the clipboard."));
    return true;
}

void AddDatabaseDialog::takeCandidate(const ConnectionCandidate &candidate)
{
    if (!candidate.url.isEmpty()) {
        m_rawAddress = candidate.url.toString();
        m_address->setText(m_rawAddress);
    }
    const Secret &token = candidate.token.isEmpty() ? candidate.readOnlyToken : candidate.token;
    if (!token.isEmpty()) {
        m_rawToken = QString::fromLatin1(token.reveal());
        // Told again by the doctor: the text that came had it.
        if (candidate.fixes.contains(TextFix::LineBreakRemoved))
            m_rawToken += u'\n';
        m_token->setText(QString::fromLatin1(token.reveal()));
        m_tokenIsTcpPassword = candidate.tokenIsTcpPassword;
        m_readOnlyToken = candidate.token.isEmpty() ? Secret() : candidate.readOnlyToken;
    }
    if (!m_nameIsTyped && !candidate.url.isEmpty())
        m_name->setText(m_services.profiles->freeName(candidate.name.left(longestName), m_profile.id));
    if (!m_isEditing && candidate.environment) {
        m_environment->setCurrent(*candidate.environment);
        environmentPicked();
    }
    scheduleTest();
}

void AddDatabaseDialog::focusToken()
{
    m_token->setFocus();
    m_token->selectAll();
}

void AddDatabaseDialog::nameEdited()
{
    m_nameIsTyped = !m_name->text().isEmpty();
}

void AddDatabaseDialog::environmentPicked()
{
    if (!m_isEditing)
        m_options->suggestReadOnly(m_environment->current() == Environment::Production);
}

void AddDatabaseDialog::addressEdited()
{
    m_rawAddress = m_address->text();
    if (!m_nameIsTyped) {
        const QUrl url = cleanedAddress(m_rawAddress).url;
        const QString host = isUpstashHost(url.host()) ? url.host().section(u'.', 0, 0) : addressText(url);
        m_name->setText(url.isEmpty() ? QString() : m_services.profiles->freeName(host, m_profile.id));
    }
    scheduleTest();
}

void AddDatabaseDialog::tokenEdited()
{
    m_rawToken = m_token->text();
    m_tokenIsTcpPassword = false;
    scheduleTest();
}

void AddDatabaseDialog::scheduleTest()
{
    updateButtons();
    m_doctor.cancel();
    if (!m_rawAddress.trimmed().isEmpty() && !tokenForTest().isEmpty())
        m_testSoon.start();
    else
        m_testSoon.stop();
}

QString AddDatabaseDialog::tokenForTest() const
{
    if (!m_rawToken.isEmpty() || !m_isEditing)
        return m_rawToken;
    for (const SavedToken &saved : m_saved) {
        if (saved.profile == m_profile.id)
            return QString::fromLatin1(saved.token.reveal());
    }
    return {};
}

void AddDatabaseDialog::test(bool sendAnyway)
{
    m_testSoon.stop();
    m_panel->show();
    if (!m_savedLoaded) {
        m_testWaits = true;
        m_panel->setReport({}, true);
        return;
    }
    DoctorQuestion question;
    question.addressText = m_rawAddress;
    question.tokenText = tokenForTest();
    question.tokenIsTcpPassword = m_tokenIsTcpPassword;
    question.editing = m_profile.id;
    question.caFile = m_options->caFile();
    question.saved = m_saved;
    question.sendAnyway = sendAnyway;
    m_doctor.run(question);
}

void AddDatabaseDialog::showReport()
{
    m_panel->setReport(m_doctor.report(), m_doctor.isRunning());
    if (m_doctor.report().isReadOnlyToken)
        m_options->setReadOnly(true);
    updateButtons();
}

void AddDatabaseDialog::runAction(FindingAction action, const QUuid &profile)
{
    switch (action) {
    case FindingAction::None:
        return;
    case FindingAction::Swap:
        std::swap(m_rawAddress, m_rawToken);
        m_address->setText(m_rawAddress.trimmed());
        m_token->setText(m_rawToken.trimmed());
        addressEdited();
        test();
        return;
    case FindingAction::OpenOther:
        emit openOtherRequested(profile);
        reject();
        return;
    case FindingAction::UseStandardToken:
        focusToken();
        return;
    case FindingAction::SendAnyway:
        test(true);
        return;
    }
}

void AddDatabaseDialog::updateButtons()
{
    m_testButton->setText(m_doctor.isRunning() ? tr("Stop") : tr("Test again"));
    m_testButton->setVisible(m_panel->isVisibleTo(this));
    const DoctorReport local = [this] {
        DoctorQuestion question;
        question.addressText = m_rawAddress;
        question.tokenText = m_rawToken;
        return ConnectionDoctor::examineText(question);
    }();
    const bool hasToken = !local.token.isEmpty() || (m_isEditing && m_rawToken.isEmpty());
    const bool isComplete = !m_name->text().trimmed().isEmpty() && !local.url.isEmpty() && hasToken;
    const QString problem = isComplete ? m_options->problem() : tr("Needs a name, a URL and a token.");
    primary()->setEnabled(problem.isEmpty());
    setPlainToolTip(primary(), problem);
    if (!m_isEditing) {
        // Before the test has said anything, and while it runs, opening will tell as well.
        const bool untested = !m_panel->isVisibleTo(this) || m_doctor.isRunning();
        m_opensWhenAdded = untested || m_doctor.report().passed;
        const QString text = m_opensWhenAdded ? tr("Add and open") : tr("Add anyway");
        primary()->setText(text);
        primary()->setAccessibleName(text);
    }
}

void AddDatabaseDialog::submit()
{
    if (!primary()->isEnabled())
        return;
    DoctorQuestion question;
    question.addressText = m_rawAddress;
    question.tokenText = m_rawToken;
    const DoctorReport local = ConnectionDoctor::examineText(question);
    DatabaseEntry entry;
    entry.profile = m_profile;
    entry.profile.name = m_name->text().trimmed();
    entry.profile.url = local.url;
    entry.profile.environment = m_environment->current();
    m_options->apply(&entry.profile);
    entry.token = local.token;
    entry.readOnlyToken = m_readOnlyToken;
    entry.isReadOnlyToken = m_doctor.report().isReadOnlyToken && m_doctor.report().token == local.token;
    entry.open = !m_isEditing && m_opensWhenAdded; // what the button said
    m_doctor.cancel();
    emit submitted(entry);
    accept();
}

} // namespace stashdeck
