// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/snippets/documentsubject.h"

#include "models/values/jsondocument.h"
#include "models/values/keydocument.h"
#include "models/values/listdocument.h"
#include "models/values/mapdocument.h"
#include "models/values/streamdocument.h"
#include "models/values/streamid.h"
#include "models/values/stringdocument.h"
#include "models/values/windowrows.h"

#include <algorithm>

namespace stashdeck {

namespace {

/// All rows, when all of them are here; a value that is too large is not gathered to its end.
std::optional<std::vector<CollectionRow>> allOf(const ElementRows &rows, qint64 length)
{
    if (rows.hasMore() || rows.count() != length)
        return {};
    std::vector<CollectionRow> all;
    qint64 bytes = 0;
    for (int i = 0; i < rows.count() && bytes <= largestSnippet; ++i) {
        const CollectionRow *row = rows.at(i);
        if (row == nullptr)
            return {};
        bytes += row->name.size() + row->value.size();
        for (const QByteArray &field : row->fields)
            bytes += field.size();
        all.push_back(*row);
    }
    return all;
}

const ElementRows *rowsOf(ValueDocument *value)
{
    if (auto *map = qobject_cast<MapDocument *>(value))
        return map->rows();
    if (auto *list = qobject_cast<ListDocument *>(value))
        return list->rows();
    if (auto *stream = qobject_cast<StreamDocument *>(value)) {
        // Only a view of all of it.
        return stream->rows()->view().isWhole() && !stream->rows()->hasMoreBefore() ? stream->rows() : nullptr;
    }
    return nullptr;
}

} // namespace

SnippetSubject subjectOf(ValueKind kind, const QByteArray &key, std::vector<CollectionRow> rows)
{
    SnippetSubject subject;
    subject.key = key;
    subject.kind = kind;
    subject.isElement = true;
    subject.hasValue = !rows.empty();
    if (kind == ValueKind::Stream) { // entries are added oldest first
        std::stable_sort(rows.begin(), rows.end(), [](const CollectionRow &a, const CollectionRow &b) {
            const auto one = StreamId::parse(a.name);
            const auto other = StreamId::parse(b.name);
            return one && other && *one < *other;
        });
    }
    if (kind == ValueKind::List && rows.size() == 1)
        subject.place = QByteArray::number(rows.front().position);
    for (const CollectionRow &row : rows) {
        subject.words.append(row.name);
        if (kind == ValueKind::Hash || kind == ValueKind::SortedSet)
            subject.words.append(row.value);
        if (kind == ValueKind::Stream) {
            subject.words.append(QByteArray::number(row.fields.size()));
            subject.words += row.fields;
        }
    }
    return subject;
}

SnippetSubject subjectOf(const KeyDocument &document)
{
    SnippetSubject subject;
    subject.kind = document.kind();
    ValueDocument *value = document.value();
    if (auto *string = qobject_cast<StringDocument *>(value)) {
        subject.words = {string->current()};
        subject.hasValue = string->isDirty() || string->current().size() == string->length();
    } else if (auto *json = qobject_cast<JsonDocument *>(value)) {
        subject.words = {json->loadedText()};
        subject.hasValue = !json->loadedText().isEmpty();
    } else if (const ElementRows *rows = rowsOf(value)) {
        if (auto all = allOf(*rows, value->length())) {
            subject = subjectOf(document.kind(), document.key(), std::move(*all));
            subject.place.clear();
            subject.isElement = false;
        }
    }
    subject.key = document.key();
    if (document.expiresAt())
        subject.expiresAt = document.expiresAt()->time_since_epoch().count();
    return subject;
}

} // namespace stashdeck
