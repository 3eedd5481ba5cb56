// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/transferformat.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace stashdeck {

/// A file as it was asked for.
struct ExportPlan {
    TransferFormat format = TransferFormat::Archive;
    QString path; ///< of the file; it appears there, readable by its owner only, once it is whole
    QString sourceName; ///< of the database, for the file's header
    /// Values of fields with these names are hidden: in hashes, in streams, and in every value that is JSON text. A
    /// name counts when it is one of these words, or holds one as a word of its own (access_token, userPassword);
    /// letter case does not matter. None hides nothing.
    QList<QByteArray> hiddenWords;
    friend bool operator==(const ExportPlan &, const ExportPlan &) = default;
};

/// How far a run is, and what it did.
struct ExportTally {
    qint64 keys = 0; ///< of the list
    qint64 done = 0; ///< in the file
    qint64 gone = 0; ///< not there any more when we came
    qint64 failed = 0; ///< could not be read or written in this format: ExportRun::problems()
    qint64 changed = 0; ///< of `done`: large ones that somebody changed while they were read in parts
    qint64 hiddenValues = 0;
    qint64 bytesRead = 0; ///< of names and values
    qint64 bytesWritten = 0; ///< of the file
    qint64 commands = 0; ///< as they are billed
    qint64 requests = 0;

    [[nodiscard]] qint64 settled() const { return done + gone + failed; }
    friend bool operator==(const ExportTally &, const ExportTally &) = default;
};

/// What reading costs. About: large keys take more, what of them is known is counted.
struct ExportPrice {
    qint64 commands = 0;
    qint64 requests = 0;
    friend bool operator==(const ExportPrice &, const ExportPrice &) = default;
};

/// A key that is not in the file, or not as it was.
struct ExportProblem {
    enum class Kind {
        TooLarge, ///< one value that no answer can hold
        Unsupported, ///< a type that this format or this server cannot hand out
        Changed, ///< in the file, but somebody changed it while it was read in parts
        CannotHide, ///< too large to look for fields that must be hidden
        Server, ///< `note` has the server's words
    };
    QByteArray key;
    Kind kind = Kind::Server;
    QString note;
    friend bool operator==(const ExportProblem &, const ExportProblem &) = default;
};

} // namespace stashdeck
