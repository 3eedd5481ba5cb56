// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/privatefolder.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace stashdeck::sandbox {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Also the limit of what may be swept: a younger folder may not have its lock yet.
constexpr qint64 YoungSeconds = 60;

int openLock(const QString &folder, int flags)
{
    const QByteArray name = QFile::encodeName(folder + u"/owner.lock"_s);
    const int descriptor = ::open(name.constData(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
    if (descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor);
        return -1;
    }
    return descriptor;
}

void sweepAbandoned()
{
    const QDir temporary(QDir::tempPath());
    const QFileInfoList folders = temporary.entryInfoList({u"stashdeck-sandbox-??????"_s},
                                                          QDir::Dirs | QDir::NoSymLinks | QDir::NoDotAndDotDot);
    for (const QFileInfo &folder : folders) {
        if (folder.ownerId() != getuid() || folder.lastModified().secsTo(QDateTime::currentDateTime()) < YoungSeconds)
            continue;
        if (const int lock = openLock(folder.filePath(), 0); lock >= 0) {
            QDir(folder.filePath()).removeRecursively();
            ::close(lock);
        }
    }
}

} // namespace

PrivateFolder::PrivateFolder()
    : m_folder(QDir::tempPath() + u"/stashdeck-sandbox-XXXXXX"_s)
{
    sweepAbandoned();
    if (m_folder.isValid())
        m_lock = openLock(m_folder.path(), O_CREAT | O_EXCL);
}

PrivateFolder::~PrivateFolder()
{
    if (m_lock >= 0)
        ::close(m_lock);
}

} // namespace stashdeck::sandbox
