// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/streamflow.h"

#include "models/base/bytetext.h"
#include "models/values/streamtext.h"
#include "ui/values/streamadddialog.h"
#include "ui/values/streamclaimdialog.h"
#include "ui/values/streamgroupdialog.h"
#include "ui/values/streamtrimdialog.h"
#include "ui/values/streamwording.h"
#include "ui/widgets/question.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype nameCharacters = 80;
/// From here on production asks for the database's name.
constexpr size_t manyEntries = 100;

} // namespace

StreamFlow::StreamFlow(const Theme *theme, KeyActions *actions, StreamDocument *document, QWidget *window)
    : QObject(window)
    , m_theme(theme)
    , m_actions(actions)
    , m_document(document)
    , m_window(window)
{
    connect(document, &StreamDocument::acted, this, [this](const StreamAct &act, const StreamOutcome &outcome) {
        // What can be corrected in the open dialog is told there.
        if (m_adding && act.kind == StreamAct::Kind::Add && outcome.kind != StreamOutcome::Kind::Done)
            return;
        emit noticeRequested(streamWords::notice(act, outcome));
    });
    connect(document, &StreamDocument::actFailed, this, [this](const StreamAct &act, const Error &error) {
        if (error.kind != Error::Kind::Cancelled && !(m_adding && act.kind == StreamAct::Kind::Add))
            emit noticeRequested(streamWords::failure(act, error));
    });
}

Environment StreamFlow::environment() const
{
    return m_actions->session()->profile().environment;
}

QString StreamFlow::databaseName() const
{
    return m_actions->session()->profile().name;
}

void StreamFlow::addEntry()
{
    m_adding = new StreamAddDialog(m_theme, environment(), m_document, {}, m_window->window());
    m_adding->open();
}

void StreamFlow::addCopy(const CollectionRow &entry)
{
    m_adding = new StreamAddDialog(m_theme, environment(), m_document, entry, m_window->window());
    m_adding->open();
}

void StreamFlow::copy(const std::vector<CollectionRow> &entries, Copy form)
{
    if (entries.empty())
        return;
    QString text;
    switch (form) {
    case Copy::Text:
        text = streamAsText(entries);
        break;
    case Copy::Json:
        text = QString::fromUtf8(streamAsJson(entries));
        break;
    case Copy::Commands:
        text = streamAsCommands(m_document->key(), entries);
        break;
    }
    QGuiApplication::clipboard()->setText(text);
    Notice notice;
    notice.text = tr("Copied %1").arg(streamWords::entries(qint64(entries.size())));
    notice.iconName = u"copy"_s;
    emit noticeRequested(notice);
}

void StreamFlow::deleteEntries(const std::vector<CollectionRow> &entries)
{
    if (!entries.empty() && m_document->mayAct())
        askToDelete(entries, false);
}

void StreamFlow::askToDelete(const std::vector<CollectionRow> &entries, bool isCopied)
{
    StreamAct act;
    act.kind = StreamAct::Kind::Delete;
    for (const CollectionRow &entry : entries)
        act.ids.append(entry.name);
    const QString amount = streamWords::entries(qint64(entries.size()));
    Question question;
    question.title = tr("Delete entries");
    question.heading = tr("Delete %1 from %2?").arg(amount, displayText(m_document->key(), nameCharacters));
    question.text = tr("This cannot be undone: an entry cannot come back in its place.");
    QStringList names;
    for (const CollectionRow &entry : entries) {
        if (names.size() == 4) {
            names.append(tr("%1 more").arg(QLocale().toString(qint64(entries.size()) - 4)));
            break;
        }
        names.append(QString::fromLatin1(entry.name));
    }
    question.monoText = names.join(u", "_s);
    if (entries.size() > 1) {
        question.facts.append(
            {Tone::Neutral,
             tr("From %1 to %2")
                 .arg(std::min(streamWords::time(entries.front().name), streamWords::time(entries.back().name)),
                      std::max(streamWords::time(entries.front().name), streamWords::time(entries.back().name)))});
    }
    question.facts.append({Tone::Neutral, streamWords::price(act)});
    if (isCopied)
        question.facts.append({Tone::Success, tr("Their text is in the clipboard.")});
    else
        question.secondaryText = tr("Copy their text first");
    question.actionText = tr("Delete %1").arg(amount);
    question.actionIcon = u"trash-2"_s;
    question.actionKind = Button::Kind::Danger;
    question.environment = environment();
    if (environment() == Environment::Production && entries.size() >= manyEntries) {
        question.typeToConfirm = databaseName();
        question.typeToConfirmLabel = tr("Type the database name to confirm");
    }
    const QPointer<StreamFlow> self(this);
    stashdeck::ask(m_theme, m_window->window(), question, [self, entries, act](Answer answer) {
        if (!self)
            return;
        if (answer == Answer::Secondary) {
            self->copy(entries, Copy::Text);
            self->askToDelete(entries, true);
        } else if (answer == Answer::Accepted) {
            self->m_document->act(act);
        }
    });
}

void StreamFlow::ask(const QString &title, const QString &heading, const QString &text, const QString &mono,
                     const QString &actionText, const StreamAct &act, bool isLarge)
{
    Question question;
    question.title = title;
    question.heading = heading;
    question.text = text;
    question.monoText = mono;
    question.facts.append({Tone::Neutral, streamWords::price(act)});
    question.actionText = actionText;
    question.actionIcon = u"trash-2"_s;
    question.actionKind = Button::Kind::Danger;
    question.environment = environment();
    if (environment() == Environment::Production && isLarge) {
        question.typeToConfirm = databaseName();
        question.typeToConfirmLabel = tr("Type the database name to confirm");
    }
    const QPointer<StreamFlow> self(this);
    stashdeck::ask(m_theme, m_window->window(), question, [self, act](Answer answer) {
        if (self && answer == Answer::Accepted)
            self->m_document->act(act);
    });
}

void StreamFlow::trim()
{
    if (!m_document->mayAct())
        return;
    auto *dialog = new StreamTrimDialog(m_theme, environment(), m_document, m_window->window());
    connect(dialog, &StreamTrimDialog::chosen, this, [this](const StreamTrim &trim, const TrimPreview &preview) {
        StreamAct act;
        act.kind = StreamAct::Kind::Trim;
        act.trim = trim;
        const QString number = streamWords::entries(preview.deletes);
        ask(tr("Trim stream"),
            preview.isLowerBound ? tr("Delete at least %1?").arg(number) : tr("Delete %1?").arg(number),
            tr("The oldest go. This cannot be undone. What comes in until then counts as well."),
            displayText(m_document->key(), nameCharacters), tr("Trim"), act, preview.deletes >= qint64(manyEntries));
    });
    dialog->open();
}

void StreamFlow::createGroup()
{
    if (!m_document->mayAct())
        return;
    auto *dialog = new StreamGroupDialog(m_theme, environment(), m_document, nullptr, m_window->window());
    dialog->open();
}

void StreamFlow::setGroupId(const StreamGroup &group)
{
    if (!m_document->mayAct())
        return;
    auto *dialog = new StreamGroupDialog(m_theme, environment(), m_document, &group, m_window->window());
    dialog->open();
}

void StreamFlow::destroyGroup(const StreamGroup &group)
{
    StreamAct act;
    act.kind = StreamAct::Kind::DestroyGroup;
    act.group = group.name;
    const QLocale locale;
    if (m_document->mayAct())
        ask(tr("Destroy group"), tr("Destroy this group?"),
            tr("Its place in the stream, %1 consumers and %2 pending entries go with it. The entries stay. This cannot "
               "be undone.")
                .arg(locale.toString(group.consumers), locale.toString(group.pending)),
            displayText(group.name, nameCharacters), tr("Destroy group"), act, true);
}

void StreamFlow::deleteConsumer(const QByteArray &group, const StreamConsumer &consumer, const PendingQuery &query)
{
    StreamAct act;
    act.kind = StreamAct::Kind::DeleteConsumer;
    act.group = group;
    act.consumer = consumer.name;
    act.query = query;
    if (m_document->mayAct())
        ask(tr("Delete consumer"), tr("Delete this consumer?"),
            consumer.pending > 0
                ? tr("%1 pending for it will not be delivered again by anybody. Claim them for another consumer first "
                     "to keep them.")
                      .arg(streamWords::entries(consumer.pending))
                : tr("Nothing is pending for it."),
            displayText(consumer.name, nameCharacters), tr("Delete consumer"), act, consumer.pending > 0);
}

void StreamFlow::acknowledge(const QByteArray &group, const QList<QByteArray> &ids, const PendingQuery &query)
{
    StreamAct act;
    act.kind = StreamAct::Kind::Acknowledge;
    act.group = group;
    act.ids = ids;
    act.query = query;
    if (!ids.isEmpty() && m_document->mayAct())
        ask(tr("Acknowledge"), tr("Acknowledge %1?").arg(streamWords::entries(ids.size())),
            tr("The group takes them as done: nobody is given them again. This cannot be undone."),
            displayText(group, nameCharacters), tr("Acknowledge %1").arg(streamWords::entries(ids.size())), act, false);
}

void StreamFlow::claim(const QByteArray &group, const QList<QByteArray> &ids, const QList<StreamConsumer> &consumers,
                       const PendingQuery &query)
{
    if (!m_document->mayAct())
        return;
    StreamAct act;
    act.kind = ids.isEmpty() ? StreamAct::Kind::ClaimIdle : StreamAct::Kind::Claim;
    act.group = group;
    act.ids = ids;
    act.query = query;
    auto *dialog = new StreamClaimDialog(m_theme, environment(), m_document, act, consumers, m_window->window());
    dialog->open();
}

} // namespace stashdeck
