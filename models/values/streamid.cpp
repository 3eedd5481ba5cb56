// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/streamid.h"

#include <QDateTime>

#include <algorithm>

namespace stashdeck {

namespace {

/// Digits only, and within 64 bits.
std::optional<quint64> number(QByteArrayView text)
{
    const bool isDigits
        = !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    bool fits = false;
    const quint64 value = isDigits ? text.toByteArray().toULongLong(&fits) : 0;
    return fits ? std::optional(value) : std::nullopt;
}

struct DateForm {
    const char *format;
    qint64 length; ///< of the stretch of time that it names, in milliseconds; 0 for a day
};
constexpr DateForm forms[] = {
    {"yyyy-MM-dd", 0},
    {"yyyy-MM-dd HH:mm", 60'000},
    {"yyyy-MM-dd HH:mm:ss", 1000},
    {"yyyy-MM-ddTHH:mm", 60'000},
    {"yyyy-MM-ddTHH:mm:ss", 1000},
    {"yyyy-MM-dd HH:mm:ss.zzz", 1},
};

} // namespace

std::optional<StreamId> StreamId::parse(QByteArrayView text)
{
    const qsizetype dash = text.indexOf('-');
    const std::optional<quint64> time = number(dash < 0 ? text : text.first(dash));
    const std::optional<quint64> sequence = dash < 0 ? 0 : number(text.sliced(dash + 1));
    if (!time || !sequence)
        return {};
    return StreamId{*time, *sequence};
}

QByteArray StreamId::bytes() const
{
    return QByteArray::number(time) + '-' + QByteArray::number(sequence);
}

StreamId StreamId::next() const
{
    if (sequence < std::numeric_limits<quint64>::max())
        return {time, sequence + 1};
    return time < std::numeric_limits<quint64>::max() ? StreamId{time + 1, 0} : *this;
}

StreamId StreamId::previous() const
{
    if (sequence > 0)
        return {time, sequence - 1};
    return time > 0 ? StreamId{time - 1, std::numeric_limits<quint64>::max()} : *this;
}

WallTime StreamId::when() const
{
    // An ID may be any number; a date beyond the year 9999 is of no use to anybody.
    constexpr quint64 last = 253'402'300'799'999;
    return WallTime(Milliseconds(qint64(std::min(time, last))));
}

std::optional<StreamId> streamPlace(const QString &text, StreamEdge edge)
{
    const QString typed = text.trimmed();
    if (typed == QLatin1String("-"))
        return StreamId::smallest();
    if (typed == QLatin1String("+"))
        return StreamId::largest();
    const QByteArray bytes = typed.toUtf8();
    if (std::optional<StreamId> id = StreamId::parse(bytes)) {
        if (edge == StreamEdge::To && !bytes.contains('-'))
            id->sequence = std::numeric_limits<quint64>::max();
        return id;
    }
    for (const DateForm &form : forms) {
        const QDateTime begin = QDateTime::fromString(typed, QLatin1String(form.format));
        if (!begin.isValid() || begin.toMSecsSinceEpoch() < 0)
            continue;
        if (edge == StreamEdge::From)
            return StreamId{quint64(begin.toMSecsSinceEpoch()), 0};
        const QDateTime end = form.length > 0 ? begin.addMSecs(form.length) : begin.addDays(1);
        return StreamId{quint64(end.toMSecsSinceEpoch() - 1), std::numeric_limits<quint64>::max()};
    }
    return {};
}

} // namespace stashdeck
