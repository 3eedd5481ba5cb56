// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/settings.h"

#include "models/base/privatefile.h"

#include <QFile>
#include <QJsonDocument>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

Settings::Settings(QString filePath, QObject *parent)
    : QObject(parent)
    , m_filePath(std::move(filePath))
{
    using namespace std::chrono_literals;
    m_write.setSingleShot(true);
    m_write.setInterval(250ms); // a dragged splitter changes its setting a hundred times
    connect(&m_write, &QTimer::timeout, this, [this] {
        if (const auto written = flush(); !written)
            emit writeFailed(written.error());
    });
    load();
}

Settings::~Settings()
{
    (void)flush(); // nobody is left to tell
}

void Settings::load()
{
    if (!QFile::exists(m_filePath))
        return;
    const auto content = readSmallFile(m_filePath, 4LL * 1024 * 1024);
    if (!content)
        return;
    QJsonParseError parse;
    const auto document = QJsonDocument::fromJson(*content, &parse);
    if (document.isObject()) {
        m_values = document.object();
        return;
    }
    const QString broken = m_filePath + u".broken"_s;
    QFile::remove(broken);
    QFile::rename(m_filePath, broken);
}

void Settings::store(QLatin1StringView key, const QJsonValue &value)
{
    if (const auto it = m_values.constFind(key); it != m_values.constEnd() && *it == value)
        return;
    m_values.insert(key, value);
    m_dirty = true;
    m_write.start();
    emit changed(key);
}

void Settings::remove(QLatin1StringView key)
{
    if (!m_values.contains(key))
        return;
    m_values.remove(key);
    m_dirty = true;
    m_write.start();
    emit changed(key);
}

void Settings::resetAll(QLatin1StringView prefix)
{
    const QStringList keys = m_values.keys();
    for (const QString &key : keys) {
        if (!key.startsWith(prefix))
            continue;
        m_values.remove(key);
        m_dirty = true;
        m_write.start();
        emit changed(key);
    }
}

Result<void> Settings::flush()
{
    m_write.stop();
    if (!m_dirty)
        return {};
    auto written = writePrivateFile(m_filePath, QJsonDocument(m_values).toJson());
    if (written)
        m_dirty = false;
    return written;
}

} // namespace stashdeck
