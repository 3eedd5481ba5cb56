// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/profileoptions.h"

#include "models/base/bytetext.h"
#include "models/rest/authorities.h"
#include "ui/connections/planfields.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/disclosure.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/property.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QLineEdit>
#include <QSpinBox>
#include <QtConcurrentRun>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int longestGroup = 40;

QString caExplanation()
{
    return ProfileOptions::tr(
        "For a company proxy or a server of your own. Trusted besides the system's certificates.");
}

} // namespace

ProfileOptions::ProfileOptions(const Theme *theme, const QStringList &groups, QWidget *parent)
    : QWidget(parent)
    , m_more(new Disclosure(theme, tr("More"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(buildOpening(theme));
    column->addWidget(m_more);
    QWidget *more = buildMore(theme, groups);
    column->addWidget(more);
    m_more->setObjectName("moreOptions"_L1);
    m_more->setContent(more);
    setTabOrder(m_budget, m_more);
    m_checkSoon.setSingleShot(true);
    m_checkSoon.setInterval(300ms);
    connect(&m_checkSoon, &QTimer::timeout, this, &ProfileOptions::checkCaFile);
    setProfile({});
}

QWidget *ProfileOptions::buildOpening(const Theme *theme)
{
    auto *opening = new QWidget(this);
    auto *row = new QHBoxLayout(opening);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    m_readOnly = new QCheckBox(tr("Open read-only"), opening);
    m_readOnly->setObjectName("readOnlyBox"_L1);
    m_askDelete = new QCheckBox(tr("Ask before every delete"), opening);
    m_askDelete->setObjectName("askDeleteBox"_L1);
    m_budget = new QSpinBox(opening);
    m_budget->setObjectName("budgetField"_L1);
    m_budget->setAccessibleName(tr("Daily app budget in commands"));
    m_budget->setRange(0, 10'000'000);
    m_budget->setSingleStep(100);
    m_budget->setGroupSeparatorShown(true);
    m_budget->setAlignment(Qt::AlignRight);
    m_budget->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_budget->setFixedWidth(theme->scaled(84));
    m_budget->setSpecialValueText(tr("Off"));
    setPlainToolTip(m_budget, tr("Commands a day that Stashdeck may spend on refreshing by itself. 0 turns it off."));
    row->addWidget(m_readOnly);
    row->addWidget(m_askDelete);
    row->addStretch(1);
    PlainLabel *label = plainLabel(theme, TextStyle::Body, Token::Text2, tr("Daily app budget"), opening);
    label->setBuddy(m_budget);
    row->addWidget(label);
    row->addWidget(m_budget);
    connect(m_readOnly, &QCheckBox::clicked, this, [this] { m_readOnlyIsTouched = true; });
    return opening;
}

QWidget *ProfileOptions::buildMore(const Theme *theme, const QStringList &groups)
{
    auto *more = new QWidget(this);
    auto *column = new QVBoxLayout(more);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);

    m_plan = new PlanFields(theme, more);
    column->addWidget(m_plan);
    PlainLabel *why = plainLabel(theme, TextStyle::Secondary, Token::Text2,
                                 tr("From the database's page in the Upstash console. For the quota in the top bar and "
                                    "for asking before long scans."),
                                 more);
    why->setWordWrap(true);
    column->addWidget(why);

    m_group = new QComboBox(more);
    m_group->setObjectName("groupField"_L1);
    m_group->setEditable(true);
    m_group->setInsertPolicy(QComboBox::NoInsert);
    m_group->addItems(groups);
    m_group->lineEdit()->setMaxLength(longestGroup);
    m_group->lineEdit()->setPlaceholderText(tr("None"));
    m_group->lineEdit()->setAccessibleName(tr("Group"));
    auto *groupRow = new FormRow(theme, tr("Group"), m_group, more);

    m_caFile = new QLineEdit(more);
    m_caFile->setObjectName("caFileField"_L1);
    m_caFile->setPlaceholderText(tr("None"));
    m_caFile->setMaxLength(4096);
    m_caFile->setAccessibleName(tr("Certificate file"));
    auto *choose = new Button(theme, tr("Choose…"), Button::Kind::Default, more);
    choose->setObjectName("chooseCaFile"_L1);
    choose->setAccessibleName(tr("Choose a certificate file"));
    choose->setAutoDefault(false);
    auto *ca = new QWidget(more);
    auto *caLine = new QHBoxLayout(ca);
    caLine->setContentsMargins(0, 0, 0, 0);
    caLine->setSpacing(8);
    caLine->addWidget(m_caFile, 1);
    caLine->addWidget(choose);
    ca->setFocusProxy(m_caFile);
    m_caRow = new FormRow(theme, tr("Certificate file (PEM)"), ca, more);

    auto *second = new QHBoxLayout;
    second->setSpacing(12);
    second->addWidget(groupRow, 12);
    second->addWidget(m_caRow, 22);
    column->addLayout(second);

    connect(m_plan, &PlanFields::edited, this, &ProfileOptions::follow);
    connect(m_group, &QComboBox::currentTextChanged, this, &ProfileOptions::follow);
    connect(m_caFile, &QLineEdit::textEdited, this, &ProfileOptions::caFileEdited);
    connect(choose, &QPushButton::clicked, this, &ProfileOptions::pickCaFile);
    return more;
}

void ProfileOptions::setProfile(const Profile &profile)
{
    m_readOnly->setChecked(profile.readOnly);
    m_askDelete->setChecked(profile.confirmDeletes);
    m_budget->setValue(profile.dailyCommandBudget);
    m_plan->setLimits(profile.limits);
    m_group->setCurrentText(profile.group);
    m_savedCaFile = profile.caFile;
    m_caFile->setText(profile.caFile);
    checkCaFile();
    follow();
    m_more->setExpanded(!profile.group.isEmpty() || !profile.caFile.isEmpty() || !(profile.limits == PlanLimits()));
}

void ProfileOptions::apply(Profile *profile) const
{
    profile->readOnly = m_readOnly->isChecked();
    profile->confirmDeletes = m_askDelete->isChecked();
    profile->dailyCommandBudget = m_budget->value();
    profile->group = m_group->currentText().simplified();
    profile->limits = m_plan->limits();
    profile->caFile = caFile();
}

QString ProfileOptions::problem() const
{
    // A file that was saved and is missing today must not keep the rest from being saved.
    if (caFile() != m_savedCaFile) {
        if (m_caState == CaState::Reading)
            return tr("The certificate file is being read.");
        if (m_caState == CaState::Broken)
            return tr("The certificate file cannot be used.");
    }
    return m_plan->problem();
}

void ProfileOptions::suggestReadOnly(bool readOnly)
{
    if (!m_readOnlyIsTouched)
        m_readOnly->setChecked(readOnly);
}

void ProfileOptions::setReadOnly(bool readOnly)
{
    m_readOnly->setChecked(readOnly);
}

QString ProfileOptions::caFile() const
{
    const QString path = m_caFile->text().trimmed();
    if (path == u'~' || path.startsWith("~/"_L1))
        return QDir::homePath() + path.mid(1);
    return path;
}

void ProfileOptions::caFileEdited()
{
    if (caFile().isEmpty())
        setCaState(CaState::None, caExplanation());
    else
        setCaState(CaState::Reading, tr("Reading…"));
    m_checkSoon.start();
}

void ProfileOptions::checkCaFile()
{
    m_checkSoon.stop();
    const QString path = caFile();
    if (path.isEmpty()) {
        setCaState(CaState::None, caExplanation());
        emit caFileChanged();
        return;
    }
    if (QDir::isRelativePath(path)) {
        setCaState(CaState::Broken, tr("Enter the whole path of the file."));
        return;
    }
    setCaState(CaState::Reading, tr("Reading…"));
    // The file may lie on a slow or a dead network drive.
    auto *watcher = new QFutureWatcher<Result<QList<QSslCertificate>>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, path] {
        watcher->deleteLater();
        if (path != caFile())
            return;
        const auto read = watcher->result();
        if (read)
            setCaState(CaState::Fine, tr("%n certificate(s)", nullptr, int(read->size())));
        else
            setCaState(CaState::Broken, displayText(read.error().message.toUtf8(), 200));
        emit caFileChanged();
    });
    watcher->setFuture(QtConcurrent::run(readAuthorities, path));
}

void ProfileOptions::pickCaFile()
{
    const QString start = caFile().isEmpty() ? QDir::homePath() : QFileInfo(caFile()).absolutePath();
    auto *dialog
        = new QFileDialog(this, tr("Certificate file"), start, tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    dialog->setObjectName("caFileDialog"_L1);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_caFile->setText(path);
        checkCaFile();
    });
    dialog->open();
}

void ProfileOptions::setCaState(CaState state, const QString &text)
{
    m_caState = state;
    const bool broken = state == CaState::Broken;
    m_caRow->setHint(text, broken ? Tone::Danger : state == CaState::Fine ? Tone::Success : Tone::Neutral);
    setStyleProperty(m_caFile, "invalid", broken);
    m_caFile->setAccessibleDescription(text);
    follow();
}

void ProfileOptions::follow()
{
    QStringList parts{m_plan->summary(), displayText(m_group->currentText().simplified().toUtf8(), 60),
                      QFileInfo(caFile()).fileName()};
    parts.removeAll(QString());
    m_more->setSummary(parts.isEmpty() ? tr("Plan, group, certificate file") : parts.join(u" · "_s));
    emit edited();
}

} // namespace stashdeck
