// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/restorebatch.h"

#include "models/bulk/rowwork.h"
#include "models/session/capabilities.h"

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;
using Feature = Capabilities::Feature;
using Support = Capabilities::Support;

namespace {

/// Bytes of copies in one script: undoing their encoding takes a server some 90 ms a megabyte.
constexpr qsizetype mostBytesAScript = 1024LL * 1024;
constexpr qsizetype alone = 256LL * 1024; ///< a copy of this size goes by itself

RestoredItem itemFromWords(const QString &words)
{
    RestoredItem item;
    item.note = words;
    if (words.startsWith("BUSYKEY"_L1))
        item.kind = RestoredItem::Kind::Exists;
    else if (words.contains("DUMP payload version"_L1) || words.contains("Bad data format"_L1))
        item.kind = RestoredItem::Kind::OtherFormat;
    else
        item.kind = RestoredItem::Kind::Failed;
    return item;
}

/// The items from `first` on that one script takes.
qsizetype scriptLength(const QList<bulkScripts::RestoreItem> &items, qsizetype first, qsizetype mostBytes)
{
    qsizetype bytes = 0;
    qsizetype count = 0;
    for (qsizetype i = first; i < items.size() && items[i].dump.size() <= alone; ++i) {
        bytes += items[i].dump.size() + items[i].key.size();
        if (count > 0 && bytes > mostBytes)
            break;
        ++count;
    }
    return count;
}

void setAll(RestoreResult &result, qsizetype first, qsizetype count, RestoredItem::Kind kind)
{
    for (qsizetype i = first; i < first + count; ++i)
        result.items[i].kind = kind;
}

/// What exists already and was sent before: is it what we sent?
QCoro::Task<RestoreResult> settleDoubts(RestoreBatch batch, RestoreResult result)
{
    QList<QByteArray> keys;
    QList<qsizetype> places;
    for (qsizetype i = 0; i < batch.items.size(); ++i) {
        if (batch.inDoubt.value(i) && result.items[i].kind == RestoredItem::Kind::Exists) {
            keys.append(batch.items[i].key);
            places.append(i);
        }
    }
    if (keys.isEmpty() || !batch.session)
        co_return result;
    const Command command = bulkScripts::bodySums(keys);
    const RequestOptions options = bulkOptions(Purpose::Edit);
    const Result<Reply> reply = co_await batch.session->send(command, options, batch.stop);
    ++result.requests;
    if (!reply || reply->items.size() != size_t(keys.size()))
        co_return result;
    result.commands += 1 + keys.size();
    for (qsizetype i = 0; i < places.size(); ++i) {
        if (reply->items[size_t(i)].bytes == bulkScripts::bodySum(batch.items[places[i]].dump))
            result.items[places[i]].kind = RestoredItem::Kind::Restored;
    }
    co_return result;
}

} // namespace

QCoro::Task<RestoreResult> restoreKeys(RestoreBatch batch)
{
    RestoreResult result;
    result.items.resize(batch.items.size());
    if (batch.items.isEmpty())
        co_return result;
    const RequestOptions options = bulkOptions(Purpose::Edit);
    qsizetype mostBytes = mostBytesAScript;
    if (batch.session)
        mostBytes = std::min<qsizetype>(mostBytes, batch.session->profile().limits.maxRequestBytes / 3);
    for (qsizetype first = 0; first < batch.items.size();) {
        if (!batch.session || batch.stop.stop_requested()) {
            result.hold = failure(Error::Kind::Cancelled).value();
            break;
        }
        const bool scripts = batch.session->capabilities()->mayUse(Feature::Scripts);
        const qsizetype count = scripts ? scriptLength(batch.items, first, mostBytes) : 0;
        if (count == 0) {
            const bulkScripts::RestoreItem &item = batch.items[first];
            Command command = Command::of("RESTORE", item.key, item.left, item.dump);
            if (batch.replace)
                command.append("REPLACE");
            const Result<Reply> reply = co_await batch.session->send(command, options, batch.stop);
            ++result.requests;
            result.commands += 1;
            if (reply) {
                result.items[first].kind = RestoredItem::Kind::Restored;
            } else if (concernsOneKey(reply.error().kind) || reply.error().kind == Error::Kind::Unsupported) {
                result.items[first] = itemFromWords(reply.error().message);
            } else {
                result.hold = reply.error();
                if (!surelyNotApplied(reply.error().kind))
                    result.items[first].kind = RestoredItem::Kind::InDoubt;
                break;
            }
            ++first;
            continue;
        }
        const QList<bulkScripts::RestoreItem> part = batch.items.mid(first, count);
        const Command command = bulkScripts::restore(part, batch.replace);
        const Result<Reply> reply = co_await batch.session->send(command, options, batch.stop);
        ++result.requests;
        if (reply && reply->isArray() && reply->items.size() == size_t(count)) {
            result.commands += 1 + count;
            for (qsizetype i = 0; i < count; ++i) {
                const QByteArray &words = reply->items[size_t(i)].bytes;
                if (words == "OK")
                    result.items[first + i].kind = RestoredItem::Kind::Restored;
                else
                    result.items[first + i] = itemFromWords(QString::fromUtf8(words.left(500)));
            }
            first += count;
            continue;
        }
        const Error error
            = reply ? failure(Error::Kind::Protocol, u"the script gave an unexpected answer"_s).value() : reply.error();
        if (error.kind == Error::Kind::TooLarge && count > 1) {
            mostBytes /= 2;
            result.tooLarge = true;
            continue;
        }
        if (error.kind == Error::Kind::Unsupported || error.kind == Error::Kind::NoPermission) {
            if (batch.session) {
                batch.session->capabilities()->learn(Feature::Scripts,
                                                     error.kind == Error::Kind::Unsupported ? Support::Missing
                                                                                            : Support::NotPermitted);
            }
            continue;
        }
        if (concernsOneKey(error.kind)) {
            for (qsizetype i = first; i < first + count; ++i)
                result.items[i] = itemFromWords(error.message);
            first += count;
            continue;
        }
        result.hold = error;
        if (!surelyNotApplied(error.kind))
            setAll(result, first, count, RestoredItem::Kind::InDoubt);
        break;
    }
    RestoreResult settled = co_await settleDoubts(batch, std::move(result));
    co_return settled;
}

} // namespace stashdeck
