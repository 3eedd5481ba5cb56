// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/secretclipboard.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QMimeData>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray fingerprintOf(const QString &text)
{
    return QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
}

} // namespace

SecretClipboard::SecretClipboard(QClipboard *clipboard, QObject *parent, std::chrono::milliseconds keep)
    : QObject(parent)
    , m_clipboard(clipboard)
    , m_keep(keep)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SecretClipboard::clear);
}

SecretClipboard::~SecretClipboard()
{
    clear();
}

void SecretClipboard::copy(const QString &text)
{
    auto *data = new QMimeData; // the clipboard takes it
    data->setText(text);
    // Klipper, macOS and Windows each have a word for "keep this out of the history".
    data->setData(u"x-kde-passwordManagerHint"_s, "secret"_ba);
    data->setData(u"application/x-nspasteboard-concealed-type"_s, text.toUtf8());
    data->setData(u"ExcludeClipboardContentFromMonitorProcessing"_s, "1"_ba);
    data->setData(u"CanIncludeInClipboardHistory"_s, QByteArray(4, '\0'));
    data->setData(u"CanUploadToCloudClipboard"_s, QByteArray(4, '\0'));
    m_clipboard->setMimeData(data);
    m_fingerprint = fingerprintOf(text);
    m_timer.start(m_keep);
}

void SecretClipboard::clear()
{
    m_timer.stop();
    if (m_fingerprint.isEmpty())
        return;
    const bool isOurs = fingerprintOf(m_clipboard->text()) == m_fingerprint;
    m_fingerprint.clear();
    if (!isOurs)
        return;
    m_clipboard->clear();
    emit cleared();
}

} // namespace stashdeck
