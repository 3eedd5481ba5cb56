// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/privatefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace stashdeck {

namespace {

constexpr QFileDevice::Permissions ownerFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr QFileDevice::Permissions ownerFolder = ownerFile | QFileDevice::ExeOwner;

} // namespace

Result<void> makePrivateFolder(const QString &path)
{
    const QString clean = QDir::cleanPath(path);
    const QFileInfo info(clean);
    if (info.isDir())
        return {};
    if (info.exists())
        return failure(Error::Kind::Storage,
                       QCoreApplication::translate("PrivateFile", "%1 is not a folder").arg(clean));
    const QString parent = info.path();
    if (parent != clean) {
        if (auto made = makePrivateFolder(parent); !made)
            return made;
    }
    // The permissions come with the call: no moment in which others may look in.
    if (!QDir().mkdir(clean, ownerFolder) && !QFileInfo(clean).isDir()) {
        return failure(Error::Kind::Storage,
                       QCoreApplication::translate("PrivateFile", "The folder %1 cannot be made").arg(clean));
    }
    return {};
}

Result<void> writePrivateFile(const QString &path, const QByteArray &content)
{
    if (auto folder = makePrivateFolder(QFileInfo(path).path()); !folder)
        return folder;
    QSaveFile file(path);
    const auto failed = [&] {
        const QString reason = file.errorString();
        file.cancelWriting();
        return failure(Error::Kind::Storage, reason);
    };
    if (!file.open(QIODevice::WriteOnly))
        return failed();
    // Before the first byte is written, so that no one else ever reads one.
    if (!file.setPermissions(ownerFile) || file.write(content) != content.size())
        return failed();
    if (!file.commit())
        return failure(Error::Kind::Storage, file.errorString());
    return {};
}

Result<QByteArray> readSmallFile(const QString &path, qint64 maxBytes)
{
    // Opening a pipe would block, so look first.
    const QFileInfo info(path);
    if (!info.exists())
        return failure(Error::Kind::Storage, QCoreApplication::translate("PrivateFile", "%1 does not exist").arg(path));
    if (!info.isFile()) {
        return failure(Error::Kind::Storage,
                       QCoreApplication::translate("PrivateFile", "%1 is not a regular file").arg(path));
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Storage, file.errorString());
    QByteArray content = file.read(maxBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(Error::Kind::Storage, file.errorString());
    if (content.size() > maxBytes) {
        return failure(
            Error::Kind::Storage,
            QCoreApplication::translate("PrivateFile", "%1 is larger than %2 bytes").arg(path).arg(maxBytes));
    }
    return content;
}

} // namespace stashdeck
