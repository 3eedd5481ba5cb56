// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/exportfile.h"

#include <QFileInfo>

#include <filesystem>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace stashdeck {

namespace {

constexpr QFileDevice::Permissions ownerFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

std::filesystem::path pathOf(const QString &path)
{
    return {path.toStdU16String()};
}

} // namespace

ExportFile::ExportFile(TransferFormat format, QString target, QString partial, const QList<QByteArray> &hiddenWords)
    : m_target(std::move(target))
    , m_hider(hiddenWords)
    , m_writer(transferWriter(format))
    , m_file(std::move(partial))
{
}

ExportFile::~ExportFile()
{
    remove();
}

tl::unexpected<Error> ExportFile::failed()
{
    return failure(Error::Kind::Storage, m_file.errorString());
}

Result<void> ExportFile::open()
{
    if (m_file.isOpen())
        return {};
    // The permissions come with the call: no moment in which others may read.
    const QIODevice::OpenMode mode = m_offset > 0 ? QIODevice::ReadWrite : QIODevice::NewOnly | QIODevice::WriteOnly;
    if (!m_file.open(mode | QIODevice::Unbuffered, ownerFile))
        return failed();
    return {};
}

Result<void> ExportFile::writePending()
{
    if (auto opened = open(); !opened)
        return opened;
    if (m_pending.isEmpty())
        return {};
    if (!m_file.seek(m_offset))
        return failed();
    qint64 written = 0;
    while (written < m_pending.size()) {
        const qint64 more = m_file.write(m_pending.constData() + written, m_pending.size() - written);
        if (more <= 0) {
            const Error error = failed().value();
            (void)m_file.resize(m_offset);
            return tl::unexpected(error);
        }
        written += more;
    }
    m_offset += written;
    m_pending.clear();
    return {};
}

Result<void> ExportFile::begin(const FileHead &head)
{
    if (!m_begun)
        m_writer->begin(head, m_pending);
    m_begun = true;
    return writePending();
}

Result<void> ExportFile::add(QList<TransferEntry> entries)
{
    for (TransferEntry &entry : entries) {
        m_hidden += m_hider.hide(entry);
        m_writer->add(entry, m_pending);
    }
    return writePending();
}

Result<void> ExportFile::mark()
{
    m_writer->flush(m_pending);
    auto written = writePending();
    m_mark = m_offset + m_pending.size();
    m_markHidden = m_hidden;
    return written;
}

Result<void> ExportFile::rollBack()
{
    QByteArray dropped;
    m_writer->flush(dropped);
    m_hidden = m_markHidden;
    if (m_mark >= m_offset) {
        m_pending.truncate(qsizetype(m_mark - m_offset));
        return writePending();
    }
    m_pending.clear();
    if (auto opened = open(); !opened)
        return opened;
    if (!m_file.resize(m_mark))
        return failed();
    m_offset = m_mark;
    return {};
}

Result<void> ExportFile::commit(FileFoot foot)
{
    foot.hidden = m_hidden;
    if (!m_ended)
        m_writer->end(foot, m_pending);
    m_ended = true;
    if (auto written = writePending(); !written)
        return written;
#ifdef Q_OS_UNIX
    if (::fsync(m_file.handle()) != 0)
        return failure(Error::Kind::Storage, qt_error_string());
#endif
    m_file.close();
    const QFileInfo info(m_target);
    const QString place = info.isSymLink() ? info.symLinkTarget() : m_target;
    std::error_code error;
    std::filesystem::rename(pathOf(m_file.fileName()), pathOf(place), error);
    if (error)
        return failure(Error::Kind::Storage, QString::fromStdString(error.message()));
    m_settled = true;
    return {};
}

Result<void> ExportFile::keep(FileFoot foot)
{
    foot.hidden = m_hidden;
    foot.whole = false;
    if (!m_ended)
        m_writer->end(foot, m_pending);
    m_ended = true;
    auto written = writePending();
    m_file.close();
    m_settled = true;
    return written;
}

void ExportFile::remove()
{
    if (m_settled)
        return;
    m_settled = true;
    m_file.close();
    if (m_offset > 0 || m_begun)
        (void)m_file.remove();
}

} // namespace stashdeck
