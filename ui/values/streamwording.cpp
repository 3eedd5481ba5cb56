// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/streamwording.h"

#include "models/base/bytetext.h"
#include "ui/values/valuewording.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace stashdeck::streamWords {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("stashdeck::streamWords", text, nullptr, count);
}

constexpr qsizetype nameCharacters = 60;

QString number(qint64 count)
{
    return QLocale().toString(count);
}

/// The words for an act that was done.
void setDone(Notice &notice, const StreamAct &act, const StreamOutcome &outcome)
{
    notice.monoText = displayText(act.group, nameCharacters);
    switch (act.kind) {
    case StreamAct::Kind::Add:
        notice.text = tr("Added");
        notice.monoText = displayText(outcome.id, nameCharacters);
        if (outcome.count > 1)
            notice.textAfter = tr("· %1 like it came in meanwhile").arg(entries(outcome.count));
        break;
    case StreamAct::Kind::Delete:
        notice.text = tr("Deleted %1").arg(entries(outcome.count));
        notice.monoText.clear();
        if (outcome.count < act.ids.size())
            notice.textAfter = tr("· %1 gone already").arg(number(act.ids.size() - outcome.count));
        break;
    case StreamAct::Kind::Trim:
        notice.text = outcome.count < 0 ? tr("Trimmed") : tr("Trimmed: %1 deleted").arg(entries(outcome.count));
        notice.monoText.clear();
        break;
    case StreamAct::Kind::CreateGroup:
        notice.text = tr("Created group");
        break;
    case StreamAct::Kind::SetGroupId:
        notice.text = tr("Moved group");
        notice.textAfter = tr("· to %1").arg(displayText(act.id, nameCharacters));
        break;
    case StreamAct::Kind::DestroyGroup:
        notice.text = tr("Destroyed group");
        break;
    case StreamAct::Kind::DeleteConsumer:
        notice.text = tr("Deleted consumer");
        notice.monoText = displayText(act.consumer, nameCharacters);
        if (outcome.count > 0)
            notice.textAfter = tr("· %1 pending went with it").arg(number(outcome.count));
        break;
    case StreamAct::Kind::Acknowledge:
        notice.text = tr("Acknowledged %1").arg(entries(outcome.count));
        notice.monoText.clear();
        if (outcome.count < act.ids.size())
            notice.textAfter = tr("· %1 not pending any more").arg(number(act.ids.size() - outcome.count));
        break;
    case StreamAct::Kind::Claim:
    case StreamAct::Kind::ClaimIdle:
        notice.text = outcome.count < 0 ? tr("Claimed for") : tr("Claimed %1 for").arg(entries(outcome.count));
        notice.monoText = displayText(act.consumer, nameCharacters);
        if (act.kind == StreamAct::Kind::Claim && outcome.count < act.ids.size())
            notice.textAfter = tr("· %1 not idle that long").arg(number(act.ids.size() - outcome.count));
        break;
    }
}

QString nothingText(StreamAct::Kind kind)
{
    switch (kind) {
    case StreamAct::Kind::Delete:
        return tr("Nothing deleted: gone already.");
    case StreamAct::Kind::Trim:
        return tr("Nothing deleted: it is that short already.");
    case StreamAct::Kind::DestroyGroup:
        return tr("The group was gone already.");
    case StreamAct::Kind::Acknowledge:
        return tr("Nothing acknowledged: not pending any more.");
    case StreamAct::Kind::Claim:
    case StreamAct::Kind::ClaimIdle:
        return tr("Nothing claimed: no entry is idle that long.");
    case StreamAct::Kind::Add:
    case StreamAct::Kind::CreateGroup:
    case StreamAct::Kind::SetGroupId:
    case StreamAct::Kind::DeleteConsumer:
        break;
    }
    return tr("There was nothing to do.");
}

} // namespace

QString time(const QByteArray &id)
{
    const WallTime when = StreamId::parse(id).value_or(StreamId()).when();
    return QDateTime::fromMSecsSinceEpoch(when.time_since_epoch().count()).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString entries(qint64 count)
{
    return valueWords::count(ValueKind::Stream, count);
}

QString price(const StreamAct &act)
{
    return tr("%1 in 1 request").arg(valueWords::commands(streamActCommands(act).size()));
}

Notice notice(const StreamAct &act, const StreamOutcome &outcome)
{
    Notice notice;
    notice.tone = Tone::Warning;
    notice.iconName = u"info"_s;
    switch (outcome.kind) {
    case StreamOutcome::Kind::Done:
        notice.tone = Tone::Success;
        notice.iconName = u"check"_s;
        setDone(notice, act, outcome);
        if (outcome.isSettled)
            notice.textAfter += tr(" · The answer was lost; looking showed it.");
        break;
    case StreamOutcome::Kind::Nothing:
        notice.text = nothingText(act.kind);
        break;
    case StreamOutcome::Kind::Gone:
        notice.text = tr("Not done: there is no such key any more.");
        break;
    case StreamOutcome::Kind::IdTooSmall:
        notice.text = tr("Not added: the stream has this ID or a larger one.");
        break;
    case StreamOutcome::Kind::GroupExists:
        notice.text = tr("Not created: there is a group of this name.");
        break;
    case StreamOutcome::Kind::NoGroup:
        notice.text = tr("Not done: there is no such group any more.");
        break;
    case StreamOutcome::Kind::NotDone:
        notice.tone = Tone::Danger;
        notice.iconName = u"circle-alert"_s;
        notice.text = tr("Not done: the request was lost on its way. Nothing was changed.");
        break;
    }
    return notice;
}

Notice failure(const StreamAct &, const Error &error)
{
    Notice notice;
    notice.tone = Tone::Danger;
    notice.iconName = u"circle-alert"_s;
    notice.text
        = error.kind == Error::Kind::UnknownOutcome ? tr("It is not known whether it was done.") : tr("Not done.");
    notice.textAfter = valueWords::error(error);
    return notice;
}

} // namespace stashdeck::streamWords
