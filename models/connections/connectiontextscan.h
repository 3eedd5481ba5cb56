// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <utility>

namespace stashdeck::textscan {

enum class Field { Url, Token, ReadOnlyToken, TcpUrl, Name, HostName };
/// How sure it is that a name means an Upstash Redis database.
enum class Trust { Certain, Snippet, Weak };

struct Item {
    Field field = Field::Url;
    Trust trust = Trust::Certain;
    QString group; // what belongs together: the words around the known name
    QString words; // those words alone, for the name and the environment
    QString variable;
    QString comment; // the comment line above
    QString value;
    qsizetype position = 0;
};

struct Scan {
    QList<Item> items;
    QList<std::pair<qsizetype, qsizetype>> taken; // ranges of assignments: free text is looked for outside
    int placeholders = 0;
    int otherProducts = 0;
};

/// Names with values, then addresses and tokens that stand alone. What belongs to others is not kept.
[[nodiscard]] Scan scanned(const QString &text);

} // namespace stashdeck::textscan
