// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/keyactions.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notice.h"

class QWidget;

namespace stashdeck {

/// Deletes one key as a person means it: at once outside production, after a question there, and always after one when
/// no copy can be kept. Tells what came of it in a notice with Undo.
class DeleteFlow final : public QObject {
    Q_OBJECT

public:
    /// `window` is the parent of questions.
    DeleteFlow(const Theme *theme, KeyActions *actions, QWidget *window);

    /// `length` and `bytes` as far as they are known, else -1.
    void remove(const QByteArray &key, const QByteArray &typeName, qint64 length, qint64 bytes);
    void undo(quint64 id, ReplaceExisting replace = ReplaceExisting::No);

signals:
    void noticeRequested(const stashdeck::Notice &notice);

private:
    void send(const DeleteRequest &request);
    void finish(const DeleteRequest &request, const Result<DeleteOutcome> &outcome);
    void askWithoutCopy(DeleteRequest request, bool isTooLarge);
    void tellDeleted(const DeleteRequest &request, const DeleteOutcome &outcome);
    void fail(const QString &what, const QByteArray &key, const Error &error);

    const Theme *m_theme;
    KeyActions *m_actions;
    QWidget *m_window;
};

} // namespace stashdeck
