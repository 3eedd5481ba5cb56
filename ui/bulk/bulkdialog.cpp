// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/bulkdialog.h"

#include "models/base/bytetext.h"
#include "models/bulk/bulkexample.h"
#include "models/session/commandmeter.h"
#include "models/session/writelock.h"
#include "ui/bulk/bulkquestion.h"
#include "ui/bulk/bulkwording.h"
#include "ui/bulk/choicebutton.h"
#include "ui/bulk/copypanel.h"
#include "ui/bulk/deletepanel.h"
#include "ui/bulk/expirypanel.h"
#include "ui/bulk/figurerow.h"
#include "ui/bulk/renamepanel.h"
#include "ui/bulk/sampletable.h"
#include "ui/values/commandview.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/searchfield.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QKeyEvent>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int dialogWidth = 700;

BulkAct actOf(ManyKeysAct act)
{
    switch (act) {
    case ManyKeysAct::Delete:
        return BulkAct::Delete;
    case ManyKeysAct::ChangeExpiry:
        return BulkAct::ChangeExpiry;
    case ManyKeysAct::Rename:
        return BulkAct::Rename;
    case ManyKeysAct::CopyTo:
    case ManyKeysAct::Export:
        return BulkAct::Copy;
    }
    Q_UNREACHABLE();
}

} // namespace

QByteArray commonPrefix(const KeySelection &selection)
{
    if (!selection.keys.isEmpty()) {
        QByteArray prefix = selection.keys.constFirst();
        for (const QByteArray &key : selection.keys) {
            const auto differs = std::mismatch(prefix.cbegin(), prefix.cend(), key.cbegin(), key.cend());
            prefix.truncate(differs.first - prefix.cbegin());
        }
        return prefix;
    }
    QByteArray prefix;
    for (qsizetype i = 0; i < selection.pattern.size(); ++i) {
        const char c = selection.pattern[i];
        if (c == '*' || c == '?' || c == '[')
            break;
        if (c == '\\' && i + 1 < selection.pattern.size())
            ++i;
        prefix.append(selection.pattern[i]);
    }
    return prefix;
}

BulkDialog::BulkDialog(const Theme *theme, BulkJobs *jobs, BulkTargets *targets, ManyKeysAct act,
                       const KeySelection &selection, QWidget *parent)
    : DialogShell(theme, bulkWords::dialogTitle(actOf(act)), parent)
    , m_jobs(jobs)
    , m_selection(selection)
{
    setObjectName(u"bulkDialog"_s);
    setMinimumWidth(theme->scaled(dialogWidth));
    buildKeys();
    buildPreview();
    buildPanel(act, targets);
    const Environment environment = jobs->session()->profile().environment;
    setEnvironment(environment);
    m_csv = addSecondary(tr("Save list as CSV"));
    m_csv->setObjectName(u"bulkSaveCsv"_s);
    m_csv->setIconName(u"download"_s);
    Button *primary
        = setPrimary(tr("Continue…"), act == ManyKeysAct::Delete ? Button::Kind::Danger : Button::Kind::Primary);
    primary->setObjectName(u"bulkContinue"_s);
    primary->setDefault(false);
    primary->setAutoDefault(false);
    m_previewButton->setDefault(true);
    connect(primary, &QAbstractButton::clicked, this, &BulkDialog::confirm);
    connect(m_csv, &QAbstractButton::clicked, this, &BulkDialog::saveCsv);
    connect(jobs->session()->writeLock(), &WriteLock::modeChanged, this, &BulkDialog::update);
    update();
    if (m_pattern)
        m_pattern->setFocus();
    else
        m_previewButton->setFocus();
}

BulkDialog::~BulkDialog()
{
    m_stop.request_stop();
    dropList();
}

void BulkDialog::buildKeys()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    if (m_selection.isPattern()) {
        m_pattern = new SearchField(theme(), tr("Pattern, such as session:eu:*"), this);
        m_pattern->setObjectName(u"bulkPattern"_s);
        m_pattern->setAccessibleName(tr("Key pattern"));
        m_pattern->setMono(true);
        m_pattern->setText(QString::fromUtf8(m_selection.pattern));
        row->addWidget(m_pattern, 1);
        m_types = new ChoiceButton(theme(), tr("Type"), ChoiceButton::Choice::Multi, this);
        m_types->setObjectName(u"bulkTypes"_s);
        for (const KeyType type : {KeyType::String, KeyType::Hash, KeyType::List, KeyType::Set, KeyType::SortedSet,
                                   KeyType::Stream, KeyType::Json})
            m_types->addChoice(int(type), Theme::type(wordOf(type).toByteArray()).name);
        QList<int> types;
        for (const KeyType type : std::as_const(m_selection.types))
            types.append(int(type));
        m_types->setChosen(types);
        row->addWidget(m_types);
        connect(m_pattern, &QLineEdit::textChanged, this, &BulkDialog::keysChanged);
        connect(m_types, &ChoiceButton::changed, this, &BulkDialog::keysChanged);
    } else {
        m_chosen = plainLabel(theme(), TextStyle::Mono, Token::Text,
                              m_selection.keys.size() == 1
                                  ? displayText(m_selection.keys.constFirst(), 120)
                                  : tr("%1 chosen keys").arg(bulkWords::number(m_selection.keys.size())),
                              this);
        m_chosen->setObjectName(u"bulkChosen"_s);
        m_chosen->setElide(Qt::ElideMiddle);
        row->addWidget(m_chosen, 1);
    }
    m_expiry = new ChoiceButton(theme(), tr("TTL"), ChoiceButton::Choice::Single, this);
    m_expiry->setObjectName(u"bulkExpiry"_s);
    m_expiry->addChoice(int(ExpiryFilter::Any), tr("any"));
    m_expiry->addChoice(int(ExpiryFilter::Never), tr("none"));
    m_expiry->addChoice(int(ExpiryFilter::Some), tr("some"));
    m_expiry->addChoice(int(ExpiryFilter::WithinHour), tr("within an hour"));
    m_expiry->addChoice(int(ExpiryFilter::WithinDay), tr("within a day"));
    m_expiry->addChoice(int(ExpiryFilter::BeyondDay), tr("longer than a day"));
    row->addWidget(m_expiry);
    connect(m_expiry, &ChoiceButton::changed, this, &BulkDialog::keysChanged);
    m_previewButton = new Button(theme(), tr("Preview"), Button::Kind::Default, this);
    m_previewButton->setObjectName(u"bulkPreview"_s);
    row->addWidget(m_previewButton);
    body()->addLayout(row);
    connect(m_previewButton, &QAbstractButton::clicked, this, &BulkDialog::preview);
}

void BulkDialog::buildPreview()
{
    m_progress = new ProgressLine(theme(), tr("Making the list"), this);
    m_progress->setObjectName(u"bulkProgress"_s);
    body()->addWidget(m_progress);
    m_figures = new FigureRow(theme(), this);
    m_figures->setObjectName(u"bulkFigures"_s);
    body()->addWidget(m_figures);
    auto *row = new QHBoxLayout;
    m_note = plainLabel(theme(), TextStyle::Secondary, Token::Text2, {}, this);
    m_note->setObjectName(u"bulkNote"_s);
    m_note->setWordWrap(true);
    m_stopList = new Button(theme(), tr("Stop"), Button::Kind::Quiet, this);
    m_stopList->setObjectName(u"bulkStopList"_s);
    m_stopList->setButtonSize(Button::Size::Small);
    m_stopList->setAutoDefault(false);
    row->addWidget(m_note, 1);
    row->addWidget(m_stopList);
    body()->addLayout(row);
    connect(m_stopList, &QAbstractButton::clicked, this, [this] {
        if (m_gather && m_gather->state() == KeyGather::State::Running)
            m_gather->stop();
        m_stop.request_stop();
    });
    m_problem = new Banner(theme(), Tone::Danger, u"circle-alert"_s, this);
    m_problem->setObjectName(u"bulkProblem"_s);
    m_problem->hide();
    body()->addWidget(m_problem);
    m_sample = new SampleTable(theme(), this);
    body()->addWidget(m_sample);
    m_collisions = plainLabel(theme(), TextStyle::Secondary, Token::WarningText, {}, this);
    m_collisions->setObjectName(u"bulkCollisions"_s);
    m_collisions->setWordWrap(true);
    m_collisions->hide();
    body()->addWidget(m_collisions);
}

void BulkDialog::buildPanel(ManyKeysAct act, BulkTargets *targets)
{
    switch (act) {
    case ManyKeysAct::Delete:
        m_panel = m_deletePanel = new DeletePanel(theme(), this);
        break;
    case ManyKeysAct::ChangeExpiry:
        m_panel = new ExpiryPanel(theme(), m_jobs->session()->clock(), this);
        break;
    case ManyKeysAct::Rename:
        m_panel = new RenamePanel(theme(), commonPrefix(m_selection), this);
        break;
    case ManyKeysAct::CopyTo:
    case ManyKeysAct::Export:
        m_panel = m_copyPanel = new CopyPanel(theme(), targets, m_jobs->session()->profile().id, this);
        break;
    }
    if (act == ManyKeysAct::Delete)
        body()->addWidget(m_panel);
    else // what it becomes is chosen before it can be previewed
        body()->insertWidget(1, m_panel);
    connect(m_panel, &BulkPanel::changed, this, &BulkDialog::panelChanged);
    m_lock = new Banner(theme(), Tone::Warning, u"lock"_s, this);
    m_lock->setObjectName(u"bulkLocked"_s);
    m_unlock = m_lock->addAction(tr("Unlock for 15 minutes"));
    m_unlock->setObjectName(u"bulkUnlock"_s);
    m_unlock->setAutoDefault(false);
    connect(m_unlock, &QAbstractButton::clicked, this, [this] { m_jobs->session()->writeLock()->unlock(); });
    body()->addWidget(m_lock);
}

KeySelection BulkDialog::chosenKeys() const
{
    KeySelection selection = m_selection;
    if (!m_pattern)
        return selection;
    selection.pattern = m_pattern->text().toUtf8();
    if (m_pattern->text() == QString::fromUtf8(m_selection.pattern))
        selection.pattern = m_selection.pattern; // it may hold bytes that no text can
    selection.types.clear();
    const QList<int> types = m_types->chosen();
    for (const int type : types)
        selection.types.insert(static_cast<KeyType>(type));
    return selection;
}

BulkPlan BulkDialog::plan() const
{
    BulkPlan plan;
    const KeySelection selection = chosenKeys();
    plan.pattern = selection.isPattern() ? selection.pattern : QByteArray();
    plan.types = selection.types;
    plan.expiry = static_cast<ExpiryFilter>(m_expiry->chosen().value(0));
    m_panel->writeTo(plan);
    if (m_preview)
        plan.averageBytes = m_preview->averageBytes();
    return plan;
}

void BulkDialog::keysChanged()
{
    m_stop.request_stop();
    dropList();
    m_stage = Stage::Choosing;
    update();
}

void BulkDialog::panelChanged()
{
    if (m_panel->namesKeys() && m_preview) {
        m_preview.reset();
        m_stage = Stage::Choosing;
    }
    update();
}

void BulkDialog::dropList()
{
    m_gather.reset();
    m_preview.reset();
    m_listMade = false;
    ++m_run;
    if (m_journal)
        std::exchange(m_journal, nullptr)->remove();
}

void BulkDialog::preview()
{
    if (m_stage == Stage::Listing || m_stage == Stage::Measuring || !m_panel->problem().isEmpty())
        return;
    if (m_pattern && m_pattern->text().isEmpty())
        return;
    m_problem->hide();
    m_stop = std::stop_source();
    if (m_listMade) {
        measure();
        return;
    }
    if (m_gather) {
        m_stage = Stage::Listing;
        m_gather->resume();
        update();
        return;
    }
    dropList();
    m_stage = Stage::Listing;
    update();
    QCoro::connect(
        m_jobs->newJournal(), this, [this, run = m_run](const Result<std::shared_ptr<BulkJournal>> &journal) {
            if (run != m_run) {
                if (journal)
                    (*journal)->remove();
                return;
            }
            if (journal) {
                makeList(*journal);
                return;
            }
            m_stage = Stage::Choosing;
            showProblem(tr("The list cannot be kept on this computer."), bulkWords::error(journal.error()), true);
        });
}

void BulkDialog::makeList(std::shared_ptr<BulkJournal> journal)
{
    m_journal = std::move(journal);
    m_gather = std::make_unique<KeyGather>(m_jobs->session(), m_journal);
    connect(m_gather.get(), &KeyGather::progressed, this, &BulkDialog::update);
    connect(m_gather.get(), &KeyGather::stateChanged, this, &BulkDialog::listChanged);
    m_gather->start(chosenKeys(), static_cast<ExpiryFilter>(m_expiry->chosen().value(0)));
}

void BulkDialog::listChanged()
{
    switch (m_gather->state()) {
    case KeyGather::State::Idle:
    case KeyGather::State::Running:
        break;
    case KeyGather::State::Stopped:
        m_stage = Stage::Choosing;
        break;
    case KeyGather::State::Failed:
        m_stage = Stage::Choosing;
        showProblem(tr("The list is not complete."), bulkWords::error(m_gather->error()), true);
        break;
    case KeyGather::State::NotPermitted:
        m_stage = Stage::Choosing;
        showProblem(tr("This token may not list keys."), tr("Choose keys one by one instead."), false);
        break;
    case KeyGather::State::Finished:
        m_listMade = true;
        measure();
        return;
    }
    update();
}

void BulkDialog::measure()
{
    m_stage = Stage::Measuring;
    update();
    const QPointer<Session> session(m_jobs->session());
    const QPointer<Session> other(m_copyPanel ? m_copyPanel->target().get() : nullptr);
    QCoro::connect(previewOf(session, other, m_journal, plan(), m_stop.get_token()), this,
                   [this, run = ++m_run](const Result<BulkPreview> &preview) {
                       if (run != m_run)
                           return;
                       m_stage = Stage::Choosing;
                       if (preview) {
                           m_preview = *preview;
                           m_stage = Stage::Ready;
                           showPreview();
                       } else if (preview.error().kind != Error::Kind::Cancelled) {
                           showProblem(tr("The preview is not complete."), bulkWords::error(preview.error()), true);
                       }
                       update();
                   });
}

void BulkDialog::showProblem(const QString &title, const QString &text, bool canRetry)
{
    m_problem->setMessage(title, canRetry ? tr("%1 Preview tries again.").arg(text) : text);
    m_problem->show();
    update();
}

void BulkDialog::showPreview()
{
    const bool renames = m_panel->namesKeys();
    m_sample->setSample(m_preview->sample, renames);
    if (m_deletePanel) {
        const bool tooMuch = m_preview->bytes > DeleteChoices().copyLimit;
        m_deletePanel->setCopiesPossible(m_preview->copiesPossible && !tooMuch,
                                         !m_preview->copiesPossible
                                             ? tr("This server or token makes no copies. It cannot be undone.")
                                             : tooMuch ? tr("The copies would be larger than %1. It cannot be undone.")
                                                             .arg(valueWords::bytes(DeleteChoices().copyLimit))
                                                       : QString());
    }
    if (m_copyPanel && !m_preview->copiesPossible)
        showProblem(tr("This server or token cannot hand out copies."), tr("Keys cannot be copied from here."), false);
    QStringList collisions;
    if (m_preview->untouched > 0)
        collisions << tr("The rule leaves %1 as they are.").arg(bulkWords::keys(m_preview->untouched));
    if (!m_preview->collisionsInside.isEmpty())
        collisions << tr("Several keys would get the same name, or the name of another one: %1. The first one gets it.")
                          .arg(displayText(m_preview->collisionsInside.constFirst().target, 80));
    if (m_preview->existing > 0) {
        QStringList names;
        for (const QByteArray &name :
             m_preview->existingNames.first(std::min<qsizetype>(3, m_preview->existingNames.size())))
            names << displayText(name, 60);
        collisions << tr("%1 of the new names exist already: %2%3")
                          .arg(bulkWords::number(m_preview->existing), names.join(u", "_s),
                               m_preview->existing > names.size() ? u"…"_s : u"."_s);
    }
    m_collisions->setText(collisions.join(u' '));
    m_collisions->setVisible(!collisions.isEmpty());
}

void BulkDialog::showFigures()
{
    const BulkPlan wanted = plan();
    const BulkPrice cost = bulkPrice(wanted, m_preview->keys);
    m_figures->setFigure(u"keys"_s, tr("Keys matched"), bulkWords::number(m_preview->keys));
    m_figures->setFigure(
        u"memory"_s, wanted.act == BulkAct::Delete || wanted.act == BulkAct::Move ? tr("Memory freed") : tr("Memory"),
        m_preview->bytes < 0 ? tr("unknown") : valueWords::bytes(m_preview->bytes));
    m_figures->setFigure(u"commands"_s, tr("Commands"), bulkWords::number(cost.here()));
    const PlanLimits &limits = m_jobs->session()->profile().limits;
    QString share;
    Tone tone = Tone::Neutral;
    if (limits.commands > 0) {
        const double part = double(cost.here()) / double(limits.commands);
        share = part < 0.01 ? tr("under 1%") : tr("%1%").arg(QLocale().toString(part * 100, 'f', 0));
        tone = part > 1 ? Tone::Danger : part > 0.2 ? Tone::Warning : Tone::Neutral;
    }
    m_figures->setFigure(u"share"_s,
                         limits.period == PlanLimits::Period::Daily ? tr("Share of the day's quota")
                                                                    : tr("Share of the month's quota"),
                         share, tone);
    QStringList notes{bulkWords::price(wanted, cost)};
    if (m_preview->bytesError > 0)
        notes << tr("Memory is an estimate from a sample: %1.").arg(bulkWords::memory(*m_preview));
    const QString mix = bulkWords::expiryMix(*m_preview);
    if (!mix.isEmpty())
        notes << tr("TTL of the sample: %1.").arg(mix);
    notes << tr("The list and this preview used %1.")
                 .arg(bulkWords::commands(m_preview->commandsUsed + (m_gather ? m_gather->commands() : 0)));
    if (limits.commands > 0) {
        const qint64 used = m_jobs->session()->meter()->commands();
        const double part = double(used + cost.here()) / double(limits.commands);
        notes << tr("With what this session has used: %1 of %2 commands, %3%.")
                     .arg(bulkWords::number(used + cost.here()), bulkWords::number(limits.commands),
                          QLocale().toString(part * 100, 'f', 0));
    }
    m_note->setText(notes.join(u' '));
}

void BulkDialog::showExpected()
{
    if (m_stage == Stage::Listing) {
        const qint64 found = m_gather ? m_gather->found() : 0;
        const qint64 used = m_gather ? m_gather->commands() : 0;
        m_note->setText(tr("Listing… %1 · %2").arg(bulkWords::keys(found), bulkWords::commands(used)));
        const bool known = m_gather && m_gather->total() > 0;
        m_progress->setIndeterminate(!known);
        if (known)
            m_progress->setFraction(double(m_gather->examined()) / double(m_gather->total()));
    } else if (m_stage == Stage::Measuring) {
        m_note->setText(tr("Measuring a sample…"));
        m_progress->setIndeterminate(true);
    } else if (m_gather && m_gather->state() == KeyGather::State::Stopped) {
        m_note->setText(tr("Stopped at %1. Preview goes on.").arg(bulkWords::keys(m_gather->found())));
    } else {
        const bool byTtl = m_expiry->chosen().value(0) != int(ExpiryFilter::Any);
        QString text = m_pattern ? tr("Preview makes a fixed list (1 command for each 1,000 keys of the database) and "
                                      "measures a sample of up to %1 keys. It changes nothing.")
                                 : tr("Preview measures a sample of up to %1 keys. It changes nothing.");
        text = text.arg(previewSample);
        if (byTtl)
            text += u' ' + tr("A TTL filter costs 1 command for each key more.");
        const QString problem = m_panel->problem();
        m_note->setText(problem.isEmpty() ? text : problem);
    }
}

void BulkDialog::update()
{
    if (!m_csv || !primary())
        return;
    const bool busy = m_stage == Stage::Listing || m_stage == Stage::Measuring;
    const bool ready = m_stage == Stage::Ready && m_preview;
    const WriteLock *lock = m_jobs->session()->writeLock();
    m_progress->setVisible(busy);
    m_stopList->setVisible(busy);
    m_figures->setVisible(ready);
    m_sample->setVisible(ready && m_preview->keys > 0);
    m_collisions->setVisible(ready && !m_collisions->text().isEmpty());
    m_previewButton->setEnabled(!busy && m_panel->problem().isEmpty() && (!m_pattern || !m_pattern->text().isEmpty()));
    m_csv->setEnabled(ready && m_preview->keys > 0);
    const bool isCopy = m_copyPanel && plan().act == BulkAct::Copy; // reads here only
    const bool mayWrite = lock->mayWrite() || isCopy;
    m_lock->setVisible(!mayWrite);
    m_unlock->setVisible(lock->mode() != WriteLock::Mode::ReadOnlyToken);
    if (lock->mode() == WriteLock::Mode::ReadOnlyToken)
        m_lock->setMessage(tr("This token may only read."));
    else
        m_lock->setMessage({}, tr("Writing is locked. You can look at the preview; to go on, unlock it."));
    if (ready)
        showFigures();
    else
        showExpected();
    if (ready && m_preview->keys == 0)
        m_note->setText(
            m_preview->untouched > 0
                ? tr("The rule touches none of the %1 that match.").arg(bulkWords::keys(m_preview->untouched))
                : tr("No keys match. Nothing to do."));
    const bool copiesMissing = m_copyPanel && m_preview && !m_preview->copiesPossible;
    primary()->setEnabled(ready && m_preview->keys > 0 && mayWrite && m_panel->problem().isEmpty() && !copiesMissing);
    primary()->setText(ready ? bulkWords::proceed(m_preview->keys) : tr("Continue…"));
    primary()->setAccessibleName(primary()->text());
    setPlainToolTip(primary(), mayWrite ? m_panel->problem() : valueWords::readOnlyTip());
    if (isVisible() && layout()->hasHeightForWidth())
        resize(width(), layout()->totalHeightForWidth(width()));
}

void BulkDialog::saveCsv()
{
    auto *chooser = new QFileDialog(this, tr("Save list as CSV"), {}, tr("CSV files (*.csv)"));
    chooser->setObjectName(u"bulkCsvChooser"_s);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(u"csv"_s);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (!m_journal)
            return;
        const auto write = [path](BulkLedger &ledger) {
            return ledger.writeCsv(path);
        };
        m_journal->run(write, this, [this](const Result<qint64> &written) {
            if (!written)
                showProblem(tr("The list was not saved."), bulkWords::error(written.error()), false);
            else
                m_note->setText(tr("Saved a list of %1.").arg(bulkWords::keys(*written)));
        });
    });
    chooser->open();
}

void BulkDialog::confirm()
{
    if (!m_preview || m_stage != Stage::Ready)
        return;
    Session *other = m_copyPanel ? m_copyPanel->target().get() : nullptr;
    const Question question
        = bulkQuestion(plan(), *m_preview, m_jobs->session()->profile(), other ? &other->profile() : nullptr);
    const QPointer<BulkDialog> self(this);
    ask(theme(), this, question, [self](Answer answer) {
        if (!self)
            return;
        if (answer == Answer::Accepted)
            self->proceed();
        else if (answer == Answer::Secondary)
            self->showCommandsOfSample();
    });
}

void BulkDialog::showCommandsOfSample()
{
    QList<JournalRow> rows;
    for (const SampleKey &key : m_preview->sample.first(std::min<qsizetype>(3, m_preview->sample.size()))) {
        JournalRow row;
        row.key = key.key;
        row.target = key.target;
        rows.append(row);
    }
    showCommands(theme(), primary(), exampleCommands(plan(), rows));
}

void BulkDialog::proceed()
{
    if (!m_preview || !m_journal)
        return;
    BulkTally tally;
    tally.states[size_t(RowState::Pending)] = m_preview->keys;
    tally.states[size_t(RowState::Skipped)] = m_preview->untouched;
    BulkRun *run = m_jobs->add(std::exchange(m_journal, nullptr), plan(), tally);
    emit runReady(run, m_copyPanel ? m_copyPanel->target() : nullptr);
    accept();
}

} // namespace stashdeck
