// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/databaseentries.h"

#include "models/base/bytetext.h"
#include "models/connections/profilestore.h"
#include "ui/connections/couldnotconnectdialog.h"
#include "ui/connections/errortext.h"
#include "ui/connections/importenvdialog.h"
#include "ui/widgets/question.h"

#include <QDir>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QtConcurrentRun>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

QString homeRelative(const QString &path)
{
    const QString home = QDir::homePath();
    return path.startsWith(home + u'/') ? u"~"_s + path.mid(home.size()) : path;
}

DatabaseEntries::DatabaseEntries(const Theme *theme, const ConnectionServices &services, QWidget *parent)
    : QObject(parent)
    , m_theme(theme)
    , m_services(services)
    , m_parent(parent)
{
}

DatabaseEntries::~DatabaseEntries()
{
    m_stop.request_stop();
}

void DatabaseEntries::wire(AddDatabaseDialog *dialog)
{
    connect(dialog, &AddDatabaseDialog::submitted, this, &DatabaseEntries::save);
    connect(dialog, &AddDatabaseDialog::severalFound, this,
            [this](const ConnectionText &found) { showFound(found, tr("From the clipboard")); });
    connect(dialog, &AddDatabaseDialog::openOtherRequested, this, [this](const QUuid &id) { emit openRequested(id); });
}

void DatabaseEntries::add(const QString &pastedText)
{
    auto *dialog = new AddDatabaseDialog(m_theme, m_services, m_parent);
    wire(dialog);
    dialog->open();
    if (!pastedText.isEmpty())
        dialog->takeText(pastedText);
}

void DatabaseEntries::edit(const QUuid &id, bool focusToken)
{
    const auto profile = m_services.profiles->find(id);
    if (!profile)
        return;
    auto *dialog = new AddDatabaseDialog(m_theme, m_services, *profile, m_parent);
    wire(dialog);
    dialog->open();
    if (focusToken)
        dialog->focusToken();
}

void DatabaseEntries::save(const DatabaseEntry &entry)
{
    QUuid id = entry.profile.id;
    const bool isNew = id.isNull();
    if (const auto saved = m_services.profiles->find(id)) {
        Profile profile = entry.profile;
        profile.name = m_services.profiles->freeName(profile.name, id);
        profile.lastUsed = saved->lastUsed; // another window may have opened it meanwhile
        m_services.profiles->update(profile);
    } else {
        id = m_services.profiles->add(entry.profile); // a new one, or one that another window removed meanwhile
    }
    emit entered(id);
    if (!entry.readOnlyToken.isEmpty())
        writeToken(id, TokenKind::ReadOnly, entry.readOnlyToken);
    // Whoever opens it, or takes over the token, reads it from the keychain: first it must be there.
    const auto leadOn = [this, id, isNew, open = entry.open] {
        if (!isNew)
            emit tokenChanged(id);
        if (open)
            emit openRequested(id);
        else if (isNew)
            emit added(id);
    };
    if (entry.token.isEmpty())
        return; // edited without a new token: nothing to open and nothing to tell
    if (!isNew && entry.isReadOnlyToken) // or the old one would be taken first
        QCoro::connect(m_services.secrets->remove(id, TokenKind::Standard, m_stop.get_token()), this, [] {});
    writeToken(id, entry.isReadOnlyToken ? TokenKind::ReadOnly : TokenKind::Standard, entry.token, leadOn);
}

void DatabaseEntries::writeToken(const QUuid &id, TokenKind kind, const Secret &token, std::function<void()> then)
{
    QCoro::connect(m_services.secrets->write(id, kind, token, m_stop.get_token()), this,
                   [this, then = std::move(then)](const SecretResult<Persistence> &kept) {
                       if (then)
                           then();
                       if (kept && *kept == Persistence::Keychain)
                           return;
                       const SecretError reason = kept ? m_services.secrets->fallbackReason() : kept.error();
                       if (reason.reason == SecretError::Reason::Cancelled)
                           return;
                       say(tr("%1. The token is kept until Stashdeck closes.").arg(secretErrorText(reason).title),
                           Tone::Warning, u"key-round"_s);
                   });
}

void DatabaseEntries::pickFile()
{
    auto *dialog = new QFileDialog(m_parent, tr("Import .env file"), QDir::homePath());
    dialog->setObjectName("envFileDialog"_L1);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setFilter(QDir::Files | QDir::AllDirs | QDir::Hidden | QDir::NoDotAndDotDot); // .env is hidden
    connect(dialog, &QFileDialog::fileSelected, this, &DatabaseEntries::importFile);
    dialog->open();
}

void DatabaseEntries::importFile(const QString &path)
{
    auto *watcher = new QFutureWatcher<Result<ConnectionText>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, path] {
        watcher->deleteLater();
        const Result<ConnectionText> found = watcher->result();
        if (found)
            showFound(*found, homeRelative(path));
        else
            say(tr("The file could not be read. %1").arg(errorText(found.error()).explanation), Tone::Danger,
                u"circle-alert"_s);
    });
    watcher->setFuture(QtConcurrent::run(connectionsInFile, path));
}

void DatabaseEntries::showFound(const ConnectionText &found, const QString &source)
{
    if (found.completeCount() == 0) {
        say(found.otherProducts > 0 ? tr("These variables belong to another Upstash product, not to Redis.")
                                    : tr("No pair of UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN was found."),
            Tone::Info, u"info"_s);
        return;
    }
    auto *dialog = new ImportEnvDialog(m_theme, m_services, found, source, m_parent);
    connect(dialog, &ImportEnvDialog::submitted, this, [this](const QList<DatabaseEntry> &entries) {
        for (const DatabaseEntry &entry : entries)
            save(entry);
    });
    dialog->open();
}

void DatabaseEntries::duplicate(const QUuid &id)
{
    const QUuid copy = m_services.profiles->duplicate(id);
    if (copy.isNull())
        return;
    for (const TokenKind kind : {TokenKind::Standard, TokenKind::ReadOnly}) {
        QCoro::connect(m_services.secrets->read(id, kind, m_stop.get_token()), this,
                       [this, copy, kind](const SecretResult<Secret> &token) {
                           if (token)
                               writeToken(copy, kind, *token);
                       });
    }
    emit entered(copy);
}

void DatabaseEntries::remove(const QUuid &id, std::function<void(bool)> done)
{
    const auto profile = m_services.profiles->find(id);
    if (!profile)
        return;
    Question question;
    question.title = tr("Remove database");
    question.heading = tr("Remove %1?").arg(displayText(profile->name.toUtf8(), 80));
    question.text = tr("Removes it from this list. The database stays.");
    question.facts = {{Tone::Neutral, tr("Its token is removed from the keychain of this computer.")}};
    question.actionText = tr("Remove");
    question.actionKind = Button::Kind::Danger;
    question.environment = profile->environment;
    ask(m_theme, m_parent, question, [this, id, done = std::move(done)](Answer answer) {
        const bool removed = answer == Answer::Accepted;
        if (removed) {
            m_services.profiles->remove(id);
            removeTokens(id);
        }
        done(removed);
    });
}

void DatabaseEntries::removeTokens(const QUuid &id)
{
    for (const TokenKind kind : {TokenKind::Standard, TokenKind::ReadOnly}) {
        QCoro::connect(m_services.secrets->remove(id, kind, m_stop.get_token()), this,
                       [this](const SecretResult<void> &removed) {
                           if (!removed && removed.error().reason != SecretError::Reason::NoBackend) {
                               say(tr("The token could not be removed from the keychain. %1")
                                       .arg(secretErrorText(removed.error()).title),
                                   Tone::Warning, u"triangle-alert"_s);
                           }
                       });
    }
}

template <typename Reason> void DatabaseEntries::explain(const QUuid &id, const Reason &reason)
{
    const auto profile = m_services.profiles->find(id);
    if (!profile)
        return;
    auto *dialog = new CouldNotConnectDialog(m_theme, m_services, *profile, reason, m_parent);
    connect(dialog, &CouldNotConnectDialog::editTokenRequested, this,
            [this](const QUuid &which) { edit(which, true); });
    connect(dialog, &CouldNotConnectDialog::openRequested, this, &DatabaseEntries::openRequested);
    dialog->open();
}

void DatabaseEntries::showCouldNotConnect(const QUuid &id, const Error &error)
{
    explain(id, error);
}

void DatabaseEntries::showCouldNotConnect(const QUuid &id, const SecretError &error)
{
    explain(id, error);
}

void DatabaseEntries::say(const QString &text, Tone tone, const QString &icon)
{
    Notice notice;
    notice.text = text;
    notice.tone = tone;
    notice.iconName = icon;
    emit noticeRequested(notice);
}

} // namespace stashdeck
