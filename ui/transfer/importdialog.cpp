// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/importdialog.h"

#include "models/base/bytetext.h"
#include "models/session/session.h"
#include "ui/bulk/bulkwording.h"
#include "ui/bulk/problemlist.h"
#include "ui/transfer/dropzone.h"
#include "ui/transfer/importquestion.h"
#include "ui/transfer/importresulttable.h"
#include "ui/transfer/importwording.h"
#include "ui/transfer/targetpicker.h"
#include "ui/transfer/transferwording.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int dialogWidth = 660;

} // namespace

ImportDialog::ImportDialog(const Theme *theme, Session *session, BulkTargets *targets, QWidget *parent)
    : DialogShell(theme, tr("Import keys"), parent)
    , m_session(session)
    , m_file(session->clock())
    , m_zone(new DropZone(theme, this))
    , m_fileNote(new Banner(theme, Tone::Warning, u"triangle-alert"_s, this))
    , m_showProblems(m_fileNote->addAction(tr("Show")))
    , m_fileProblems(new ProblemList(theme, this))
    , m_choices(new QWidget(this))
{
    setObjectName(u"importDialog"_s);
    setMinimumWidth(theme->scaled(dialogWidth));
    m_fileNote->setObjectName(u"importFileNote"_s);
    m_showProblems->setObjectName(u"importShowProblems"_s);
    m_showProblems->setAutoDefault(false);
    m_fileProblems->setObjectName(u"importFileProblems"_s);
    m_fileProblems->setAccessibleName(tr("Places in the file that cannot be read"));
    m_fileProblems->model()->setHeaderData(0, Qt::Horizontal, tr("Where"));
    m_fileProblems->hide();
    body()->addWidget(m_zone);
    body()->addWidget(m_fileNote);
    body()->addWidget(m_fileProblems);
    buildChoices(targets);
    buildResults();
    m_dryRun = addSecondary(tr("Dry run"));
    m_dryRun->setObjectName(u"importDryRun"_s);
    m_dryRun->setAutoDefault(false);
    Button *primary = setPrimary(tr("Import"));
    primary->setObjectName(u"importBegin"_s);
    primary->setIconName(u"upload"_s);
    connect(primary, &QAbstractButton::clicked, this, &ImportDialog::confirm);
    connect(m_dryRun, &QAbstractButton::clicked, this, &ImportDialog::dryRun);
    connect(m_zone, &DropZone::chooseRequested, this, &ImportDialog::chooseFile);
    connect(m_zone, &DropZone::fileDropped, this, &ImportDialog::openFile);
    connect(m_showProblems, &QAbstractButton::clicked, this, &ImportDialog::showFileProblems);
    connect(&m_file, &ImportFile::stateChanged, this, &ImportDialog::update);
    connect(&m_file, &ImportFile::progressed, this, &ImportDialog::update);
    m_zone->setFocus();
    targetChanged();
}

ImportDialog::~ImportDialog()
{
    m_file.stop();
}

void ImportDialog::buildChoices(BulkTargets *targets)
{
    m_target = new TargetPicker(theme(), m_session, targets, m_choices);
    m_prefix = new QLineEdit(m_choices);
    m_prefix->setObjectName(u"importPrefix"_s);
    const auto look = [this] {
        m_prefix->setFont(theme()->font(TextStyle::Mono));
    };
    connect(theme(), &Theme::changed, m_prefix, look);
    look();
    m_policy = new SegmentedControl(theme(), tr("When a key already exists"), m_choices);
    m_policy->setObjectName(u"importPolicy"_s);
    m_policy->addSegment(u"skip"_s, tr("Skip it"));
    m_policy->addSegment(u"replace"_s, tr("Replace it"));
    m_policy->addSegment(u"merge"_s, tr("Merge fields"));
    m_policy->addSegment(u"fail"_s, tr("Count as failed"));
    m_parts = new QCheckBox(m_choices);
    m_parts->setObjectName(u"importInParts"_s);
    m_parts->setChecked(true);

    auto *fields = new QHBoxLayout;
    fields->setSpacing(12);
    fields->addWidget(new FormRow(theme(), tr("Into"), m_target->box(), m_choices), 1);
    fields->addWidget(new FormRow(theme(), tr("Add a prefix"), m_prefix, m_choices), 1);
    auto *column = new QVBoxLayout(m_choices);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addLayout(fields);
    auto *exists = new QVBoxLayout;
    exists->setSpacing(4);
    exists->addWidget(
        plainLabel(theme(), TextStyle::Secondary, Token::Text2, tr("When a key already exists"), m_choices));
    exists->addWidget(m_policy, 0, Qt::AlignLeft);
    column->addLayout(exists);
    column->addWidget(m_parts);
    column->addWidget(m_target->banner());
    body()->addWidget(m_choices);
    connect(m_target, &TargetPicker::targetChanged, this, &ImportDialog::targetChanged);
    connect(m_target, &TargetPicker::lockChanged, this, &ImportDialog::update);
    connect(m_prefix, &QLineEdit::textChanged, this, &ImportDialog::choicesChanged);
    connect(m_policy, &SegmentedControl::currentChanged, this, &ImportDialog::choicesChanged);
    connect(m_parts, &QCheckBox::toggled, this, &ImportDialog::choicesChanged);
}

void ImportDialog::buildResults()
{
    m_results = new QFrame(this);
    m_results->setProperty("card", true);
    auto *column = new QVBoxLayout(m_results);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(new ImportResultTable(theme(), &m_rows, m_results));
    m_omitted = plainLabel(theme(), TextStyle::Secondary, Token::Text2, {}, m_results);
    m_omitted->setObjectName(u"importOmitted"_s);
    m_omitted->setContentsMargins(10, 4, 10, 6);
    column->addWidget(m_omitted);
    body()->addWidget(m_results);

    m_work = new QWidget(this);
    auto *work = new QVBoxLayout(m_work);
    work->setContentsMargins(0, 0, 0, 0);
    work->setSpacing(6);
    m_progress = new ProgressLine(theme(), tr("Progress"), m_work);
    m_progress->setObjectName(u"importWorkProgress"_s);
    work->addWidget(m_progress);
    auto *words = new QHBoxLayout;
    m_note = plainLabel(theme(), TextStyle::Secondary, Token::Text2, {}, m_work);
    m_note->setObjectName(u"importNote"_s);
    m_stop = new Button(theme(), tr("Stop"), Button::Kind::Quiet, m_work);
    m_stop->setObjectName(u"importStopWork"_s);
    m_stop->setButtonSize(Button::Size::Small);
    m_stop->setAutoDefault(false);
    words->addWidget(m_note, 1);
    words->addWidget(m_stop);
    work->addLayout(words);
    body()->addWidget(m_work);
    connect(m_stop, &QAbstractButton::clicked, this, &ImportDialog::stopWork);

    m_message = new Banner(theme(), Tone::Info, u"info"_s, this);
    m_message->setObjectName(u"importMessage"_s);
    m_message->hide();
    body()->addWidget(m_message);
}

ImportPolicy ImportDialog::policy() const
{
    const QString chosen = m_policy->current();
    return chosen == "replace"_L1 ? ImportPolicy::Replace
        : chosen == "merge"_L1    ? ImportPolicy::Merge
        : chosen == "fail"_L1     ? ImportPolicy::Fail
                                  : ImportPolicy::Skip;
}

qint64 ImportDialog::requestLimit() const
{
    const Session *target = m_target->session();
    return (target ? target : m_session)->profile().limits.maxRequestBytes;
}

ImportPlan ImportDialog::plan() const
{
    ImportPlan plan;
    plan.path = m_path;
    plan.prefix = bytesFromEscaped(m_prefix->text());
    plan.policy = policy();
    plan.requestLimit = requestLimit();
    plan.largeInParts = m_parts->isChecked();
    return plan;
}

bool ImportDialog::isChecked() const
{
    return isReady() && m_check && m_check->state() == ImportCheck::State::Finished && m_check->plan() == plan();
}

qint64 ImportDialog::keysToWrite() const
{
    return isChecked() ? m_check->tally().written() : m_file.facts().keys - m_file.facts().expired;
}

void ImportDialog::chooseFile()
{
    QString all;
    for (int i = 0; i < transferFormatCount; ++i)
        all += u" *."_s + suffixOf(static_cast<TransferFormat>(i));
    auto *chooser = new QFileDialog(this, tr("Import keys"), m_path.isEmpty() ? QString() : QFileInfo(m_path).path());
    chooser->setNameFilters({tr("Files of keys (%1)").arg(all.trimmed()), tr("All files (*)")});
    chooser->setObjectName(u"importChooser"_s);
    chooser->setFileMode(QFileDialog::ExistingFile);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    connect(chooser, &QFileDialog::fileSelected, this, &ImportDialog::openFile);
    chooser->open();
}

void ImportDialog::openFile(const QString &path)
{
    m_path = path;
    m_openedLimit = requestLimit();
    m_fileProblems->hide();
    choicesChanged();
    m_file.open(path, m_openedLimit);
    update();
}

void ImportDialog::targetChanged()
{
    Session *target = m_target->session();
    m_check = target ? std::make_unique<ImportCheck>(target) : nullptr;
    m_rows.clear();
    if (m_check) {
        connect(m_check.get(), &ImportCheck::stateChanged, this, &ImportDialog::update);
        connect(m_check.get(), &ImportCheck::progressed, this, &ImportDialog::update);
        connect(m_check.get(), &ImportCheck::rowsFound, &m_rows, &ImportResultModel::append);
        setEnvironment(target->profile().environment);
        if (primary() && target->profile().environment == Environment::Production) {
            primary()->setKind(Button::Kind::Write);
            primary()->setEnvironment(Environment::Production);
        } else if (primary()) {
            primary()->setKind(Button::Kind::Primary);
        }
        if (!m_path.isEmpty() && requestLimit() != m_openedLimit) {
            openFile(m_path); // what counts as large is another
            return;
        }
    }
    update();
}

void ImportDialog::choicesChanged()
{
    if (m_check && m_check->state() != ImportCheck::State::Idle && m_check->plan() != plan()) {
        m_check->stop();
        m_rows.clear();
    }
    update();
}

void ImportDialog::dryRun()
{
    if (!m_check || !isReady() || m_check->state() == ImportCheck::State::Running)
        return;
    const bool goesOn = m_check->plan() == plan()
        && (m_check->state() == ImportCheck::State::Stopped || m_check->state() == ImportCheck::State::Failed);
    if (goesOn) {
        m_check->resume();
    } else {
        m_rows.clear();
        m_check->start(plan());
    }
    update();
}

void ImportDialog::stopWork()
{
    if (m_file.state() == ImportFile::State::Reading)
        m_file.stop();
    else if (m_check)
        m_check->stop();
    update();
}

void ImportDialog::update()
{
    if (!m_dryRun || !primary())
        return;
    showFile();
    showWork();
    showMessage();
    showButtons();
    fitHeight();
}

void ImportDialog::showFile()
{
    const ImportFacts &facts = m_file.facts();
    const QString name = m_path.isEmpty() ? QString() : displayText(QFileInfo(m_path).fileName().toUtf8(), 300);
    switch (m_file.state()) {
    case ImportFile::State::Idle:
        m_zone->setEmpty();
        break;
    case ImportFile::State::Reading:
        m_zone->setFile(name, tr("Reading… %1").arg(bulkWords::keys(facts.keys)));
        break;
    case ImportFile::State::Ready:
        m_zone->setFile(name, importWords::facts(facts, m_session->clock()->now()));
        break;
    case ImportFile::State::Failed:
        m_zone->setFile(name, tr("It cannot be imported."));
        break;
    case ImportFile::State::Stopped:
        m_zone->setFile(name, tr("Reading was stopped."));
        break;
    }
    const QString remarks = isReady() ? importWords::remarks(facts) : QString();
    m_fileNote->setVisible(!remarks.isEmpty());
    m_fileNote->setMessage({}, remarks);
    m_showProblems->setVisible(!facts.problems.isEmpty());
    m_choices->setVisible(isReady() && facts.keys > 0);
    m_parts->setVisible(facts.largeKeys > 0);
    m_parts->setText(tr("Write large keys in parts (%1 above %2)")
                         .arg(bulkWords::number(facts.largeKeys), valueWords::bytes(requestLimit())));
    m_results->setVisible(isReady() && m_rows.rowCount() > 0);
    m_omitted->setVisible(m_rows.omitted() > 0);
    m_omitted->setText(tr("%1 more are not shown.").arg(bulkWords::keys(m_rows.omitted())));
}

void ImportDialog::showWork()
{
    const bool reading = m_file.state() == ImportFile::State::Reading;
    const bool checking = isReady() && m_check && m_check->state() == ImportCheck::State::Running;
    m_work->setVisible(reading || checking);
    const ImportFacts &facts = m_file.facts();
    if (reading) {
        m_note->setText(tr("Reading the file. It costs no command."));
        m_progress->setIndeterminate(facts.fileBytes <= 0);
        if (facts.fileBytes > 0)
            m_progress->setFraction(double(m_file.bytesRead()) / double(facts.fileBytes));
    } else if (checking) {
        const ImportTally &tally = m_check->tally();
        m_note->setText(tr("Asking which keys exist… %1 of %2 · %3")
                            .arg(bulkWords::number(tally.settled()), bulkWords::keys(facts.keys),
                                 bulkWords::commands(tally.commands)));
        m_progress->setIndeterminate(false);
        m_progress->setFraction(facts.keys > 0 ? double(tally.settled()) / double(facts.keys) : 0);
    }
}

void ImportDialog::showMessage()
{
    Tone tone = Tone::Info;
    QString title;
    QStringList sentences;
    const ImportFacts &facts = m_file.facts();
    const bool replaces = policy() == ImportPolicy::Replace;
    if (m_file.state() == ImportFile::State::Failed) {
        tone = Tone::Danger;
        const bool isForeign = m_file.error().kind == Error::Kind::Protocol;
        if (!facts.problems.isEmpty())
            title = importWords::problem(facts.problems.constFirst());
        else if (isForeign)
            title = tr("This is not a file of keys.");
        sentences << (isForeign ? tr("Stashdeck reads its own archives, JSON lines, CSV, and Redis commands.")
                                : transferWords::error(m_file.error()));
    } else if (isReady() && facts.keys == 0) {
        sentences << tr("There is no key in this file.");
    } else if (isReady() && m_target->isOpening()) {
        sentences << tr("The database is being opened…");
    } else if (isReady() && m_check && m_check->state() == ImportCheck::State::Failed && m_check->plan() == plan()) {
        tone = Tone::Danger;
        title = tr("The dry run is not complete.");
        sentences << transferWords::error(m_check->error()) << tr("Dry run goes on.");
    } else if (isChecked()) {
        const Session &target = *m_target->session();
        const std::optional<qint64> left = transferWords::commandsLeft(target);
        const qint64 commands = m_check->price().commands;
        if (keysToWrite() == 0)
            sentences << tr("Nothing would be written.");
        else
            sentences << importWords::price(commands, target);
        if (left && commands > *left)
            tone = Tone::Warning;
        if (replaces && m_check->tally().of(ImportOutcome::Replaced) > 0) {
            tone = Tone::Warning;
            sentences << tr("What is there is overwritten and cannot be brought back.");
        }
    } else if (isReady() && m_check && m_check->state() != ImportCheck::State::Running) {
        sentences << tr("A dry run asks about each key, %1, and tells what would become of it and what the import "
                        "costs. It writes nothing.")
                         .arg(bulkWords::commands(facts.keys));
        if (replaces) {
            tone = Tone::Warning;
            sentences << tr("What is there is overwritten and cannot be brought back.");
        }
    }
    m_message->setTone(tone,
                       tone == Tone::Info          ? u"info"_s
                           : tone == Tone::Warning ? u"triangle-alert"_s
                                                   : u"circle-alert"_s);
    m_message->setMessage(title, sentences.join(u' '));
    m_message->setVisible(!title.isEmpty() || !sentences.isEmpty());
}

void ImportDialog::showButtons()
{
    const bool checking = m_check && m_check->state() == ImportCheck::State::Running;
    const bool usable = isReady() && m_file.facts().keys > 0 && m_check;
    m_dryRun->setVisible(isReady() && m_file.facts().keys > 0);
    const bool hadFocus = m_dryRun->hasFocus();
    m_dryRun->setEnabled(usable && !isChecked()); // while it runs, too: the focus would be lost
    const qint64 keys = isReady() ? keysToWrite() : 0;
    primary()->setEnabled(usable && !checking && m_target->mayWrite() && keys > 0);
    primary()->setText(keys > 0 ? importWords::verb(keys) : tr("Import"));
    primary()->setAccessibleName(primary()->text());
    if (hadFocus && !m_dryRun->isEnabled() && primary()->isEnabled())
        primary()->setFocus();
    setPlainToolTip(primary(), usable && !m_target->mayWrite() ? valueWords::readOnlyTip() : QString());
}

void ImportDialog::showFileProblems()
{
    const ImportFacts &facts = m_file.facts();
    QList<ProblemList::Problem> rows;
    for (const ImportProblem &problem : facts.problems)
        rows.append({importWords::place(problem, facts.format), importWords::problem(problem)});
    m_fileProblems->setProblems(rows);
    m_fileProblems->setVisible(!m_fileProblems->isVisible());
    m_showProblems->setText(m_fileProblems->isVisible() ? tr("Hide") : tr("Show"));
    fitHeight();
}

void ImportDialog::fitHeight()
{
    if (isVisible() && layout()->hasHeightForWidth())
        resize(width(), layout()->totalHeightForWidth(width()));
}

void ImportDialog::confirm()
{
    const Session *target = m_target->session();
    if (!target || !isReady())
        return;
    const ImportTally *tally = isChecked() ? &m_check->tally() : nullptr;
    const std::optional<Question> question = importQuestion(plan(), keysToWrite(), tally, target->profile());
    if (!question) {
        begin();
        return;
    }
    const QPointer<ImportDialog> self(this);
    ask(theme(), this, *question, [self](Answer answer) {
        if (self && answer == Answer::Accepted)
            self->begin();
    });
}

void ImportDialog::begin()
{
    if (!m_target->mayWrite()) // it may have locked itself while the question was open
        return;
    emit runReady(plan(), m_file.facts().keys, m_file.facts().sourceName, m_target->other());
    accept();
}

} // namespace stashdeck
