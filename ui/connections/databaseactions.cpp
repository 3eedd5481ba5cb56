// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/databaseactions.h"

#include "models/connections/profilestore.h"
#include "models/connections/secretstore.h"
#include "ui/connections/couldnotconnectdialog.h"
#include "ui/connections/pageaction.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

DatabaseActions::DatabaseActions(const ConnectionServices &services, std::function<QUuid()> current, QWidget *page)
    : QObject(page)
    , m_services(services)
    , m_current(std::move(current))
    , m_page(page)
    , m_clipboard(QGuiApplication::clipboard())
{
    const auto opens = [this](OpenMode mode) {
        return [this, mode](const QUuid &id) {
            emit openRequested(id, mode);
        };
    };
    add(u"openDatabaseAction"_s, tr("Open"), {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)},
        opens(OpenMode::Normal));
    add(u"openReadOnlyAction"_s, tr("Open read-only"),
        {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)}, opens(OpenMode::ReadOnly));
    add(u"openInNewWindowAction"_s, tr("Open in new window"), {}, opens(OpenMode::NewWindow));
    add(u"editDatabaseAction"_s, tr("Edit…"), {QKeySequence(Qt::Key_F2)},
        [this](const QUuid &id) { emit editRequested(id); });
    add(u"duplicateDatabaseAction"_s, tr("Duplicate"), {}, [this](const QUuid &id) { emit duplicateRequested(id); });
    add(u"copyDatabaseUrlAction"_s, tr("Copy URL"), {}, [this](const QUuid &id) { copyUrl(id); });
    add(u"copyDatabaseEnvAction"_s, tr("Copy as .env"), {}, [this](const QUuid &id) { copyEnv(id); });
    add(u"examineDatabaseAction"_s, tr("Run the doctor"), {}, [this](const QUuid &id) { emit examineRequested(id); });
    add(u"removeDatabaseAction"_s, tr("Remove…"), {QKeySequence(Qt::Key_Delete)},
        [this](const QUuid &id) { emit removeRequested(id); });
}

DatabaseActions::~DatabaseActions()
{
    m_stop.request_stop();
}

void DatabaseActions::add(const QString &name, const QString &text, const QList<QKeySequence> &keys,
                          std::function<void(const QUuid &)> run)
{
    QAction *action = makePageAction(m_page, name, text, keys);
    connect(action, &QAction::triggered, this, [this, run = std::move(run)] {
        const QUuid id = m_current();
        if (!id.isNull())
            run(id);
    });
    m_actions.append(action);
}

void DatabaseActions::setEnabled(bool enabled)
{
    for (QAction *action : std::as_const(m_actions))
        action->setEnabled(enabled);
}

void DatabaseActions::openMenu(const QPoint &globalPosition)
{
    auto *menu = new QMenu(m_page);
    menu->setObjectName("databaseMenu"_L1);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : std::as_const(m_actions)) {
        if (action->objectName() == "editDatabaseAction"_L1 || action->objectName() == "removeDatabaseAction"_L1)
            menu->addSeparator();
        menu->addAction(action);
    }
    menu->popup(globalPosition);
}

void DatabaseActions::copyUrl(const QUuid &id)
{
    if (const auto profile = m_services.profiles->find(id)) {
        QGuiApplication::clipboard()->setText(profile->url.toString());
        Notice notice;
        notice.text = tr("URL copied");
        notice.tone = Tone::Success;
        notice.iconName = u"copy"_s;
        emit noticeRequested(notice);
    }
}

void DatabaseActions::copyEnv(const QUuid &id)
{
    const auto profile = m_services.profiles->find(id);
    if (!profile)
        return;
    QCoro::connect(m_services.secrets->read(profile->id, TokenKind::Standard, m_stop.get_token()), this,
                   [this, url = profile->url](const SecretResult<Secret> &token) {
                       Notice notice;
                       notice.text = token ? tr("Copied with its token. The clipboard is cleared in 30 seconds.")
                                           : secretErrorText(token.error()).title;
                       notice.tone = token ? Tone::Success : Tone::Warning;
                       notice.iconName = token ? u"copy"_s : u"key-round"_s;
                       if (token) {
                           m_clipboard.copy(u"UPSTASH_REDIS_REST_URL=\"%1\"\nUPSTASH_REDIS_REST_TOKEN=\"%2\"\n"_s.arg(
                               url.toString(), QString::fromLatin1(token->reveal())));
                       }
                       emit noticeRequested(notice);
                   });
}

} // namespace stashdeck
