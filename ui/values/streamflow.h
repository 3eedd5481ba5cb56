// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/keyactions.h"
#include "models/values/streamdocument.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notice.h"

#include <QPointer>

class QWidget;

namespace stashdeck {

class StreamAddDialog;

/// Does to a stream what a person means: asks before what cannot be taken back, shows the price, and tells in a notice
/// what became of it. Owned by the editor.
class StreamFlow final : public QObject {
    Q_OBJECT

public:
    /// `window` is the parent of dialogs. All outlive it.
    StreamFlow(const Theme *theme, KeyActions *actions, StreamDocument *document, QWidget *window);

    [[nodiscard]] StreamDocument *document() const { return m_document; }
    [[nodiscard]] Environment environment() const;
    [[nodiscard]] QString databaseName() const;

    void addEntry();
    /// A dialog with the entry's fields; it is added as a new one, and the original may go.
    void addCopy(const CollectionRow &entry);
    void deleteEntries(const std::vector<CollectionRow> &entries);
    void trim();

    void createGroup();
    void setGroupId(const StreamGroup &group);
    void destroyGroup(const StreamGroup &group);
    void deleteConsumer(const QByteArray &group, const StreamConsumer &consumer, const PendingQuery &query);
    void acknowledge(const QByteArray &group, const QList<QByteArray> &ids, const PendingQuery &query);
    /// Asks for the consumer and for how long an entry must have been idle; `ids` empty: all that are idle that long.
    void claim(const QByteArray &group, const QList<QByteArray> &ids, const QList<StreamConsumer> &consumers,
               const PendingQuery &query);

    enum class Copy { Text, Json, Commands };
    void copy(const std::vector<CollectionRow> &entries, Copy form);

signals:
    void noticeRequested(const stashdeck::Notice &notice);

private:
    void askToDelete(const std::vector<CollectionRow> &entries, bool isCopied);
    /// Asks, then does it.
    void ask(const QString &title, const QString &heading, const QString &text, const QString &mono,
             const QString &actionText, const StreamAct &act, bool isLarge);

    const Theme *m_theme;
    KeyActions *m_actions;
    StreamDocument *m_document;
    QWidget *m_window;
    QPointer<StreamAddDialog> m_adding;
};

} // namespace stashdeck
