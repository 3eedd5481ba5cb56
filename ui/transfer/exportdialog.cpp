// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/exportdialog.h"

#include "models/base/bytetext.h"
#include "ui/bulk/bulkdialog.h"
#include "ui/bulk/bulkwording.h"
#include "ui/bulk/choicebutton.h"
#include "ui/transfer/formatlist.h"
#include "ui/transfer/pathfield.h"
#include "ui/transfer/transferwording.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/question.h"
#include "ui/widgets/searchfield.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDateTime>
#include <QFileDialog>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int dialogWidth = 660;
constexpr qint64 mostCommandsUnasked = 50; ///< of listing; more is the person's decision

} // namespace

ExportDialog::ExportDialog(const Theme *theme, const Setup &setup, const KeySelection &selection, QWidget *parent)
    : DialogShell(theme, tr("Export keys"), parent)
    , m_setup(setup)
    , m_selection(selection)
    , m_draft(setup.session, setup.listFolder)
{
    setObjectName(u"exportDialog"_s);
    setMinimumWidth(theme->scaled(dialogWidth));
    setEnvironment(setup.session->profile().environment);
    buildKeys();
    m_formats = new FormatList(theme, this);
    body()->addWidget(m_formats);
    buildFile();
    buildNotes();
    Button *primary = setPrimary(tr("Export"));
    primary->setObjectName(u"exportBegin"_s);
    primary->setIconName(u"download"_s);
    connect(primary, &QAbstractButton::clicked, this, &ExportDialog::confirm);
    connect(m_formats, &FormatList::changed, this, &ExportDialog::formatChanged);
    connect(&m_draft, &ExportDraft::stateChanged, this, &ExportDialog::update);
    connect(&m_draft, &ExportDraft::progressed, this, &ExportDialog::update);
    m_soon.setSingleShot(true);
    m_soon.setInterval(400ms);
    connect(&m_soon, &QTimer::timeout, this, &ExportDialog::list);
    m_path->setPath(proposedPath());
    if (m_pattern)
        m_pattern->setFocus();
    else
        m_formats->setFocus();
    if (!asksBeforeListing())
        list();
    update();
}

void ExportDialog::buildKeys()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    if (m_selection.isPattern()) {
        m_pattern = new SearchField(theme(), tr("Pattern, such as session:eu:*"), this);
        m_pattern->setObjectName(u"exportPattern"_s);
        m_pattern->setAccessibleName(tr("Key pattern"));
        m_pattern->setMono(true);
        m_pattern->setText(QString::fromUtf8(m_selection.pattern));
        row->addWidget(m_pattern, 1);
        m_types = new ChoiceButton(theme(), tr("Type"), ChoiceButton::Choice::Multi, this);
        m_types->setObjectName(u"exportTypes"_s);
        for (const KeyType type : {KeyType::String, KeyType::Hash, KeyType::List, KeyType::Set, KeyType::SortedSet,
                                   KeyType::Stream, KeyType::Json})
            m_types->addChoice(int(type), Theme::type(wordOf(type).toByteArray()).name);
        QList<int> types;
        for (const KeyType type : std::as_const(m_selection.types))
            types.append(int(type));
        m_types->setChosen(types);
        row->addWidget(m_types);
        connect(m_pattern, &QLineEdit::textChanged, this, &ExportDialog::keysChanged);
        connect(m_types, &ChoiceButton::changed, this, &ExportDialog::keysChanged);
    } else {
        PlainLabel *chosen = plainLabel(theme(), TextStyle::Mono, Token::Text,
                                        m_selection.keys.size() == 1
                                            ? displayText(m_selection.keys.constFirst(), 200)
                                            : tr("%1 chosen keys").arg(bulkWords::number(m_selection.keys.size())),
                                        this);
        chosen->setObjectName(u"exportChosen"_s);
        chosen->setElide(Qt::ElideMiddle);
        row->addWidget(chosen, 1);
    }
    m_count = plainLabel(theme(), TextStyle::BodySemibold, Token::Text, {}, this);
    m_count->setObjectName(u"exportCount"_s);
    row->addWidget(m_count);
    body()->addLayout(row);

    m_work = new QWidget(this);
    auto *column = new QVBoxLayout(m_work);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_progress = new ProgressLine(theme(), tr("Making the list"), m_work);
    m_progress->setObjectName(u"exportListProgress"_s);
    column->addWidget(m_progress);
    auto *words = new QHBoxLayout;
    words->setSpacing(8);
    m_note = plainLabel(theme(), TextStyle::Secondary, Token::Text2, {}, m_work);
    m_note->setObjectName(u"exportNote"_s);
    m_note->setWordWrap(true);
    m_act = new Button(theme(), {}, Button::Kind::Quiet, m_work);
    m_act->setObjectName(u"exportListAct"_s);
    m_act->setButtonSize(Button::Size::Small);
    m_act->setAutoDefault(false);
    words->addWidget(m_note, 1);
    words->addWidget(m_act);
    column->addLayout(words);
    body()->addWidget(m_work);
    connect(m_act, &QAbstractButton::clicked, this, &ExportDialog::act);
}

void ExportDialog::buildFile()
{
    m_path = new PathField(theme(), this);
    body()->addWidget(new FormRow(theme(), tr("Save to"), m_path, this));
    connect(m_path, &PathField::changeRequested, this, &ExportDialog::changePath);

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_hides = new QCheckBox(tr("Hide values of fields named"), this);
    m_hides->setObjectName(u"exportHides"_s);
    m_words = new QLineEdit(u"token, password, email"_s, this);
    m_words->setObjectName(u"exportHiddenWords"_s);
    m_words->setAccessibleName(tr("Names of fields whose values are hidden, separated by commas"));
    const auto look = [this] {
        m_words->setFont(theme()->font(TextStyle::Mono));
    };
    connect(theme(), &Theme::changed, m_words, look);
    look();
    m_words->setEnabled(false);
    row->addWidget(m_hides);
    row->addWidget(m_words, 1);
    body()->addLayout(row);
    connect(m_hides, &QCheckBox::toggled, m_words, &QWidget::setEnabled);
    connect(m_hides, &QCheckBox::toggled, this, &ExportDialog::update);
    connect(m_words, &QLineEdit::textChanged, this, &ExportDialog::update);
}

void ExportDialog::buildNotes()
{
    m_message = new Banner(theme(), Tone::Info, u"info"_s, this);
    m_message->setObjectName(u"exportMessage"_s);
    m_message->hide();
    body()->addWidget(m_message);
}

KeySelection ExportDialog::chosenKeys() const
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

QList<QByteArray> ExportDialog::hiddenWords() const
{
    QList<QByteArray> words;
    if (!m_hides->isChecked())
        return words;
    const QStringList parts = m_words->text().split(u',');
    for (const QString &part : parts) {
        const QByteArray word = part.trimmed().toUtf8();
        if (!word.isEmpty() && !words.contains(word))
            words.append(word);
    }
    return words;
}

ExportPlan ExportDialog::plan() const
{
    ExportPlan plan;
    plan.format = m_formats->format();
    plan.path = m_path->path();
    plan.sourceName = m_setup.session->profile().name;
    plan.hiddenWords = hiddenWords();
    return plan;
}

bool ExportDialog::asksBeforeListing() const
{
    return m_pattern && m_setup.listPrice > mostCommandsUnasked;
}

QString ExportDialog::proposedPath() const
{
    const QDir folder(m_setup.saveFolder);
    const QString day = QDate::currentDate().toString(Qt::ISODate);
    const QString name
        = transferWords::fileName(m_setup.session->profile().name, commonPrefix(m_selection), day, m_formats->format());
    QString path = folder.filePath(name);
    const QFileInfo first(path);
    for (int i = 2; i < 100 && QFileInfo::exists(path); ++i)
        path = folder.filePath(u"%1-%2.%3"_s.arg(first.completeBaseName()).arg(i).arg(first.suffix()));
    return path;
}

void ExportDialog::keysChanged()
{
    m_stale = true;
    m_draft.stop();
    if (!asksBeforeListing())
        m_soon.start();
    update();
}

void ExportDialog::list()
{
    m_soon.stop();
    if (m_pattern && m_pattern->text().isEmpty())
        return;
    m_stale = false;
    m_draft.begin(chosenKeys());
    update();
}

void ExportDialog::act()
{
    if (m_stale) {
        list();
        return;
    }
    switch (m_draft.state()) {
    case ExportDraft::State::Listing:
    case ExportDraft::State::Measuring:
        m_draft.stop();
        break;
    case ExportDraft::State::Stopped:
    case ExportDraft::State::Failed:
        m_draft.resume();
        break;
    case ExportDraft::State::Idle:
    case ExportDraft::State::Ready:
    case ExportDraft::State::NotPermitted:
        break;
    }
    update();
}

void ExportDialog::formatChanged()
{
    const QFileInfo file(m_path->path());
    for (int i = 0; i < transferFormatCount; ++i) {
        if (file.suffix() == suffixOf(static_cast<TransferFormat>(i)))
            m_path->setPath(file.dir().filePath(file.completeBaseName() + u'.' + suffixOf(m_formats->format())));
    }
    update();
}

void ExportDialog::changePath()
{
    const QFileInfo now(m_path->path());
    auto *chooser
        = new QFileDialog(this, tr("Export keys"), now.path(), transferWords::fileFilter(m_formats->format()));
    chooser->setObjectName(u"exportChooser"_s);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(suffixOf(m_formats->format()));
    chooser->selectFile(now.fileName());
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_path->setPath(path);
        m_replaceable = path; // the chooser has asked
        update();
    });
    chooser->open();
}

void ExportDialog::showCount()
{
    QString text;
    if (!m_stale) {
        switch (m_draft.state()) {
        case ExportDraft::State::Idle:
        case ExportDraft::State::Failed:
        case ExportDraft::State::NotPermitted:
            break;
        case ExportDraft::State::Listing:
        case ExportDraft::State::Stopped:
            text = tr("%1…").arg(bulkWords::keys(m_draft.keys()));
            break;
        case ExportDraft::State::Measuring:
            text = bulkWords::keys(m_draft.keys());
            break;
        case ExportDraft::State::Ready:
            text = transferWords::keysAndBytes(m_draft.keys(), m_draft.bytes());
            break;
        }
    }
    m_count->setText(text);
    setPlainToolTip(m_count,
                    m_draft.bytesError() > 0 && !text.isEmpty()
                        ? tr("The size is an estimate from a sample of the server's memory, ± %1.")
                              .arg(valueWords::bytes(m_draft.bytesError()))
                        : QString());
}

void ExportDialog::showWork()
{
    const ExportDraft::State state = m_stale ? ExportDraft::State::Idle : m_draft.state();
    const bool busy = state == ExportDraft::State::Listing || state == ExportDraft::State::Measuring;
    QString note;
    QString verb;
    switch (state) {
    case ExportDraft::State::Idle:
        if (m_pattern && m_pattern->text().isEmpty()) {
            note = tr("Enter a pattern. * stands for all keys.");
        } else if (asksBeforeListing()) {
            note = tr("Finding the keys takes about %1.").arg(bulkWords::commands(m_setup.listPrice));
            verb = tr("Find keys");
        }
        break;
    case ExportDraft::State::Listing:
        note = tr("Listing… %1 · %2").arg(bulkWords::keys(m_draft.keys()), bulkWords::commands(m_draft.commandsUsed()));
        verb = tr("Stop");
        break;
    case ExportDraft::State::Measuring:
        note = tr("Measuring a sample…");
        verb = tr("Stop");
        break;
    case ExportDraft::State::Stopped:
        note = tr("Stopped at %1.").arg(bulkWords::keys(m_draft.keys()));
        verb = tr("Continue");
        break;
    case ExportDraft::State::Failed:
        note = tr("The list is not complete.");
        verb = tr("Try again");
        break;
    case ExportDraft::State::Ready:
    case ExportDraft::State::NotPermitted:
        break;
    }
    m_work->setVisible(!note.isEmpty());
    m_note->setText(note);
    m_act->setText(verb);
    m_act->setAccessibleName(verb);
    m_act->setVisible(!verb.isEmpty());
    m_progress->setVisible(busy);
    const bool known = state == ExportDraft::State::Listing && m_draft.total() > 0;
    m_progress->setIndeterminate(!known);
    if (known)
        m_progress->setFraction(double(m_draft.examined()) / double(m_draft.total()));
}

void ExportDialog::showMessage()
{
    const ExportDraft::State state = m_stale ? ExportDraft::State::Idle : m_draft.state();
    const QFileInfo folder(QFileInfo(m_path->path()).path());
    if (state == ExportDraft::State::NotPermitted) {
        m_message->setTone(Tone::Danger, u"circle-alert"_s);
        m_message->setMessage(tr("This token may not list keys."), tr("Choose keys one by one instead."));
    } else if (state == ExportDraft::State::Failed) {
        m_message->setTone(Tone::Danger, u"circle-alert"_s);
        m_message->setMessage({}, transferWords::error(m_draft.error()));
    } else if (!folder.isDir() || !folder.isWritable()) {
        m_message->setTone(Tone::Danger, u"circle-alert"_s);
        m_message->setMessage({}, tr("Nothing can be written into this folder. Change where it is saved."));
    } else if (state == ExportDraft::State::Ready && m_draft.keys() == 0) {
        m_message->setTone(Tone::Info, u"info"_s);
        m_message->setMessage({}, tr("No keys match. Nothing to export."));
    } else if (state == ExportDraft::State::Ready) {
        const qint64 commands = m_draft.price(m_formats->format(), m_hides->isChecked()).commands;
        const std::optional<qint64> left = transferWords::commandsLeft(*m_setup.session);
        const bool tooMany = left && commands > *left;
        QStringList sentences{transferWords::exportPrice(m_draft.keys(), commands)};
        const QString rest = transferWords::left(*m_setup.session);
        if (!rest.isEmpty())
            sentences << rest;
        if (tooMany)
            sentences << tr("It pauses when they are used up and can go on later.");
        if (m_hides->isChecked())
            sentences << tr("Hidden values are not in the file and cannot be imported from it.");
        else if (m_formats->format() == TransferFormat::Archive && !m_draft.canDump())
            sentences << tr("This server hands out no binary copies: the archive holds the values by type.");
        m_message->setTone(tooMany ? Tone::Warning : Tone::Info, tooMany ? u"triangle-alert"_s : u"info"_s);
        m_message->setMessage({}, sentences.join(u' '));
    } else {
        m_message->hide();
        return;
    }
    m_message->show();
}

void ExportDialog::update()
{
    if (!m_message || !primary())
        return;
    showCount();
    showWork();
    showMessage();
    const bool ready = !m_stale && m_draft.state() == ExportDraft::State::Ready && m_draft.keys() > 0;
    const QFileInfo folder(QFileInfo(m_path->path()).path());
    const bool namesMissing = m_hides->isChecked() && hiddenWords().isEmpty();
    primary()->setEnabled(ready && folder.isDir() && folder.isWritable() && !namesMissing);
    primary()->setText(ready ? transferWords::exportVerb(m_draft.keys()) : tr("Export"));
    primary()->setAccessibleName(primary()->text());
    setPlainToolTip(primary(), namesMissing ? tr("Name the fields to hide.") : QString());
    if (isVisible() && layout()->hasHeightForWidth())
        resize(width(), layout()->totalHeightForWidth(width()));
}

void ExportDialog::confirm()
{
    if (m_stale || m_draft.state() != ExportDraft::State::Ready)
        return;
    if (m_path->path() == m_replaceable || !QFileInfo::exists(m_path->path())) {
        begin();
        return;
    }
    Question question;
    question.title = tr("Export keys");
    question.heading = tr("Replace the file?");
    question.text = tr("It is there already. It stays as it is until the new one is whole.");
    question.monoText = transferWords::path(m_path->path());
    question.actionText = tr("Replace");
    question.actionKind = Button::Kind::Danger;
    const QPointer<ExportDialog> self(this);
    ask(theme(), this, question, [self](Answer answer) {
        if (self && answer == Answer::Accepted)
            self->begin();
    });
}

void ExportDialog::begin()
{
    emit runReady(m_draft.journal(), m_draft.keys(), plan());
    accept();
}

} // namespace stashdeck
