// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/deleteflow.h"

#include "models/base/bytetext.h"
#include "models/values/valuekind.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/question.h"

#include <QWidget>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

DeleteFlow::DeleteFlow(const Theme *theme, KeyActions *actions, QWidget *window)
    : QObject(window)
    , m_theme(theme)
    , m_actions(actions)
    , m_window(window)
{
}

void DeleteFlow::remove(const QByteArray &key, const QByteArray &typeName, qint64 length, qint64 bytes)
{
    DeleteRequest request;
    request.key = key;
    request.typeName = typeName;
    request.length = length;
    request.knownBytes = bytes;
    const Profile &profile = m_actions->session()->profile();
    const bool asksFirst = profile.environment == Environment::Production || profile.confirmDeletes;
    if (!asksFirst) {
        send(request);
        return;
    }
    Question question;
    question.title = tr("Delete key");
    question.heading = tr("Delete this key from %1?").arg(displayText(profile.name.toUtf8(), 80));
    question.monoText = displayText(key);
    question.facts = {{Tone::Success, tr("A copy is kept, and Undo brings it back while this window is open.")},
                      {Tone::Neutral, tr("It is restored with the time to live that it had left.")}};
    question.actionText = tr("Delete key");
    question.actionIcon = u"trash-2"_s;
    question.actionKind = Button::Kind::Danger;
    question.environment = profile.environment;
    const QPointer<DeleteFlow> self(this);
    ask(m_theme, m_window, question, [self, request](Answer answer) {
        if (self && answer == Answer::Accepted)
            self->send(request);
    });
}

void DeleteFlow::send(const DeleteRequest &request)
{
    QCoro::connect(m_actions->remove(request), this,
                   [this, request](const Result<DeleteOutcome> &outcome) { finish(request, outcome); });
}

void DeleteFlow::finish(const DeleteRequest &request, const Result<DeleteOutcome> &outcome)
{
    if (!outcome) {
        fail(tr("Could not delete"), request.key, outcome.error());
        return;
    }
    switch (outcome->kind) {
    case DeleteOutcome::Kind::Deleted:
        tellDeleted(request, *outcome);
        break;
    case DeleteOutcome::Kind::Gone: {
        Notice notice;
        notice.text = tr("It was gone already:");
        notice.monoText = displayText(request.key, 80);
        notice.iconName = u"info"_s;
        emit noticeRequested(notice);
        break;
    }
    case DeleteOutcome::Kind::CopyTooLarge:
        askWithoutCopy(request, true);
        break;
    case DeleteOutcome::Kind::CopyImpossible:
        askWithoutCopy(request, false);
        break;
    }
}

void DeleteFlow::askWithoutCopy(DeleteRequest request, bool isTooLarge)
{
    Question question;
    question.title = tr("Delete without a copy");
    question.heading = tr("This cannot be undone. Delete it all the same?");
    question.text = isTooLarge ? tr("The key is too large for a saved copy.")
                               : tr("This server or token cannot make a saved copy.");
    question.monoText = displayText(request.key);
    question.actionText = tr("Delete for good");
    question.actionIcon = u"trash-2"_s;
    question.actionKind = Button::Kind::Danger;
    question.environment = m_actions->session()->profile().environment;
    request.keepCopy = false;
    const QPointer<DeleteFlow> self(this);
    ask(m_theme, m_window, question, [self, request](Answer answer) {
        if (self && answer == Answer::Accepted)
            self->send(request);
    });
}

void DeleteFlow::tellDeleted(const DeleteRequest &request, const DeleteOutcome &outcome)
{
    Notice notice;
    notice.text = tr("Deleted");
    notice.monoText = displayText(request.key, 80);
    notice.iconName = u"trash-2"_s;
    const ValueKind kind = valueKindOf(request.typeName);
    const QString type = Theme::type(request.typeName).name;
    const QString amount = kind == ValueKind::String && request.length >= 0 ? valueWords::bytes(request.length)
                                                                            : valueWords::count(kind, request.length);
    if (!amount.isEmpty())
        notice.textAfter = tr("· %1, %2").arg(type, amount);
    else if (kind != ValueKind::None)
        notice.textAfter = tr("· %1").arg(type);
    const quint64 id = outcome.copy ? m_actions->undoBin()->newestId() : 0;
    if (id != 0) {
        notice.actionText = tr("Undo");
        notice.shortcut = QKeySequence(QKeySequence::Undo);
        const QPointer<DeleteFlow> self(this);
        notice.action = [self, id] {
            if (self)
                self->undo(id);
        };
    } else if (request.keepCopy) {
        notice.textAfter += tr(" The saved copy was lost with the answer.");
        notice.tone = Tone::Warning;
    }
    emit noticeRequested(notice);
}

void DeleteFlow::undo(quint64 id, ReplaceExisting replace)
{
    const std::optional<SavedCopy> copy = m_actions->undoBin()->copy(id);
    if (!copy)
        return;
    const QByteArray key = copy->key;
    QCoro::connect(m_actions->undo(id, replace), this, [this, id, key](const Result<RestoreOutcome> &outcome) {
        if (!outcome) {
            fail(tr("Could not restore"), key, outcome.error());
            return;
        }
        Notice notice;
        notice.monoText = displayText(key, 80);
        switch (outcome->kind) {
        case RestoreOutcome::Kind::Restored:
            notice.text = tr("Restored");
            notice.iconName = u"undo-2"_s;
            notice.tone = Tone::Success;
            break;
        case RestoreOutcome::Kind::Expired:
            notice.text = tr("Not restored, because it would have expired by now:");
            notice.iconName = u"info"_s;
            break;
        case RestoreOutcome::Kind::Exists: {
            Question question;
            question.title = tr("Restore key");
            question.heading = tr("%1 exists again. Replace it?").arg(displayText(key, 80));
            question.text = tr("A copy of what is there now is kept first.");
            question.actionText = tr("Replace");
            question.actionKind = Button::Kind::Danger;
            question.environment = m_actions->session()->profile().environment;
            const QPointer<DeleteFlow> self(this);
            ask(m_theme, m_window, question, [self, id](Answer answer) {
                if (self && answer == Answer::Accepted)
                    self->undo(id, ReplaceExisting::Yes);
            });
            return;
        }
        }
        emit noticeRequested(notice);
    });
}

void DeleteFlow::fail(const QString &what, const QByteArray &key, const Error &error)
{
    if (error.kind == Error::Kind::Cancelled)
        return;
    Notice notice;
    notice.text = what;
    notice.monoText = displayText(key, 80);
    notice.textAfter = tr("· %1").arg(valueWords::error(error));
    notice.tone = Tone::Danger;
    notice.iconName = u"circle-alert"_s;
    emit noticeRequested(notice);
}

} // namespace stashdeck
