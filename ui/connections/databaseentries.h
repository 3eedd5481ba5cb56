// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/connectiontext.h"
#include "models/connections/secretstore.h"
#include "ui/connections/adddatabasedialog.h"
#include "ui/connections/connectionservices.h"
#include "ui/widgets/notice.h"

#include <QObject>
#include <QUuid>

#include <functional>
#include <stop_token>

namespace stashdeck {

/// How saved databases come and go: added, pasted, imported, edited, copied, removed; each with its token. Its dialogs
/// lie over `parent`.
class DatabaseEntries final : public QObject {
    Q_OBJECT

public:
    DatabaseEntries(const Theme *theme, const ConnectionServices &services, QWidget *parent);
    ~DatabaseEntries() override;

    void add(const QString &pastedText = {});
    void edit(const QUuid &id, bool focusToken = false);
    void pickFile();
    void importFile(const QString &path);
    void duplicate(const QUuid &id);
    /// Asks first. `done` hears whether it was removed.
    void remove(const QUuid &id, std::function<void(bool)> done);
    /// Tells why opening failed and leads on.
    void showCouldNotConnect(const QUuid &id, const Error &error);
    void showCouldNotConnect(const QUuid &id, const SecretError &error);

signals:
    /// Added or changed.
    void entered(const QUuid &profile);
    /// Its token is kept, or could not be: it can be asked now.
    void added(const QUuid &profile);
    void openRequested(const QUuid &profile);
    /// An open window of this database should take over its new token.
    void tokenChanged(const QUuid &profile);
    void noticeRequested(const stashdeck::Notice &notice);

private:
    void wire(AddDatabaseDialog *dialog);
    void save(const DatabaseEntry &entry);
    /// `then` runs when the token is kept, wherever that is, or could not be.
    void writeToken(const QUuid &id, TokenKind kind, const Secret &token, std::function<void()> then = {});
    void removeTokens(const QUuid &id);
    void showFound(const ConnectionText &found, const QString &source);
    template <typename Reason> void explain(const QUuid &id, const Reason &reason);
    void say(const QString &text, Tone tone, const QString &icon);

    const Theme *m_theme;
    ConnectionServices m_services;
    QWidget *m_parent;
    std::stop_source m_stop;
};

/// "~/shop/.env": a path as people name it.
[[nodiscard]] QString homeRelative(const QString &path);

} // namespace stashdeck
