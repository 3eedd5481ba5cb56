// SPDX-License-Identifier: GPL-3.0-or-later
// How databases get into the list: pasted, imported, dropped, edited.
#include "models/base/bytetext.h"
#include "ui/connections/connectionspage.h"
#include "ui/connections/couldnotconnectdialog.h"
#include "ui/connections/databaselist.h"
#include "ui/connections/errortext.h"
#include "ui/connections/importenvdialog.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QMimeData>
#include <QtConcurrentRun>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

QString homeRelative(const QString &path)
{
    const QString home = QDir::homePath();
    return path.startsWith(home + u'/') ? u"~"_s + path.mid(home.size()) : path;
}

} // namespace

// ----------------------------------------------------------------------------------------------

void ConnectionsPage::wire(AddDatabaseDialog *dialog)
{
    connect(dialog, &AddDatabaseDialog::submitted, this, &ConnectionsPage::save);
    connect(dialog, &AddDatabaseDialog::severalFound, this,
            [this](const ConnectionText &found) { showFound(found, tr("From the clipboard")); });
    connect(dialog, &AddDatabaseDialog::openOtherRequested, this,
            [this](const QUuid &id) { emit openRequested(id, OpenMode::Normal); });
}

void ConnectionsPage::addDatabase(const QString &pastedText)
{
    auto *dialog = new AddDatabaseDialog(m_theme, m_services, this);
    wire(dialog);
    dialog->open();
    if (!pastedText.isEmpty())
        dialog->takeText(pastedText);
}

void ConnectionsPage::editDatabase(const QUuid &id, bool focusToken)
{
    const auto profile = m_services.profiles->find(id);
    if (!profile)
        return;
    auto *dialog = new AddDatabaseDialog(m_theme, m_services, *profile, this);
    wire(dialog);
    dialog->open();
    if (focusToken)
        dialog->focusToken();
}

void ConnectionsPage::save(const DatabaseEntry &entry)
{
    QUuid id = entry.profile.id;
    const bool isNew = id.isNull();
    if (isNew) {
        id = m_services.profiles->add(entry.profile);
    } else {
        Profile profile = entry.profile;
        profile.name = m_services.profiles->freeName(profile.name, id);
        m_services.profiles->update(profile);
    }
    m_list->setCurrentIndex(m_filter.mapFromSource(m_model.indexOf(id)));
    if (!entry.readOnlyToken.isEmpty())
        writeToken(id, TokenKind::ReadOnly, entry.readOnlyToken);
    // Whoever opens it, or takes over the token, reads it from the keychain: first it must be there.
    const auto leadOn = [this, id, isNew, open = entry.open] {
        if (!isNew)
            emit tokenChanged(id);
        if (open)
            emit openRequested(id, OpenMode::Normal);
        else if (isVisible() && isNew)
            m_health.check({id});
    };
    if (entry.token.isEmpty())
        return; // edited without a new token: nothing to open and nothing to tell
    if (!isNew && entry.isReadOnlyToken) // or the old one would be taken first
        QCoro::connect(m_services.secrets->remove(id, TokenKind::Standard, m_stop.get_token()), this, [] {});
    writeToken(id, entry.isReadOnlyToken ? TokenKind::ReadOnly : TokenKind::Standard, entry.token, leadOn);
}

void ConnectionsPage::writeToken(const QUuid &id, TokenKind kind, const Secret &token, std::function<void()> then)
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

void ConnectionsPage::pickFile()
{
    auto *dialog = new QFileDialog(this, tr("Import .env file"), QDir::homePath());
    dialog->setObjectName("envFileDialog"_L1);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setFilter(QDir::Files | QDir::AllDirs | QDir::Hidden | QDir::NoDotAndDotDot); // .env is hidden
    connect(dialog, &QFileDialog::fileSelected, this, &ConnectionsPage::importFile);
    dialog->open();
}

void ConnectionsPage::importFile(const QString &path)
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

void ConnectionsPage::showFound(const ConnectionText &found, const QString &source)
{
    if (found.completeCount() == 0) {
        say(found.otherProducts > 0 ? tr("These variables belong to another Upstash product, not to Redis.")
                                    : tr("No pair of UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN was found."),
            Tone::Info, u"info"_s);
        return;
    }
    auto *dialog = new ImportEnvDialog(m_theme, m_services, found, source, this);
    connect(dialog, &ImportEnvDialog::submitted, this, [this](const QList<DatabaseEntry> &entries) {
        for (const DatabaseEntry &entry : entries)
            save(entry);
    });
    dialog->open();
}

void ConnectionsPage::dragEnterEvent(QDragEnterEvent *event)
{
    const QMimeData *mime = event->mimeData();
    const bool isFile = mime->hasUrls() && mime->urls().constFirst().isLocalFile();
    if (isFile || mime->hasText())
        event->acceptProposedAction();
}

void ConnectionsPage::dropEvent(QDropEvent *event)
{
    const QMimeData *mime = event->mimeData();
    if (mime->hasUrls() && mime->urls().constFirst().isLocalFile())
        importFile(mime->urls().constFirst().toLocalFile());
    else
        addDatabase(mime->text());
    event->acceptProposedAction();
}

} // namespace stashdeck
