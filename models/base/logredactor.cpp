// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/logredactor.h"

#include <QMutexLocker>
#include <QRegularExpression>
#include <QUrl>

#include <atomic>
#include <cstdio>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

// qInstallMessageHandler takes a plain function; this is how it finds the one object.
std::atomic<LogRedactor *> current{nullptr}; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

constexpr QLatin1StringView removed = "[removed]"_L1;

} // namespace

QString withoutCredentials(QString line)
{
    // Look for the plain words first: most lines hold none of them and a regular expression is slow.
    if (line.contains("://"_L1)) {
        static const QRegularExpression user(uR"(((?:rediss?|https?)://)[^\s/@]+@)"_s,
                                             QRegularExpression::CaseInsensitiveOption);
        line.replace(user, u"\\1[removed]@"_s);
    }
    if (line.contains("token"_L1, Qt::CaseInsensitive)) {
        static const QRegularExpression assigned(uR"((token["']?\s*[=:]\s*["']?)[A-Za-z0-9+/=_.\-%]{8,})"_s,
                                                 QRegularExpression::CaseInsensitiveOption);
        line.replace(assigned, u"\\1[removed]"_s);
    }
    if (line.contains("bearer"_L1, Qt::CaseInsensitive)) {
        // The word may come twice, and the second one is not the token.
        static const QRegularExpression bearer(uR"((Bearer(?:[\s:="']+Bearer)*)[\s:="']+[A-Za-z0-9+/=_.\-%]+)"_s,
                                               QRegularExpression::CaseInsensitiveOption);
        line.replace(bearer, u"\\1 [removed]"_s);
    }
    return line;
}

LogRedactor::LogRedactor()
{
    LogRedactor *none = nullptr;
    const bool first = current.compare_exchange_strong(none, this);
    Q_ASSERT_X(first, "LogRedactor", "there is one already");
    if (first)
        m_next = qInstallMessageHandler(&LogRedactor::handle);
}

LogRedactor::~LogRedactor()
{
    LogRedactor *self = this;
    if (current.compare_exchange_strong(self, nullptr))
        qInstallMessageHandler(m_next);
}

void LogRedactor::addSecret(const Secret &secret)
{
    if (secret.isEmpty())
        return;
    const QMutexLocker lock(&m_mutex);
    m_secrets.append(secret);
}

void LogRedactor::removeSecret(const Secret &secret)
{
    const QMutexLocker lock(&m_mutex);
    m_secrets.removeOne(secret);
}

QString LogRedactor::redacted(const QString &line) const
{
    QString out = line;
    {
        const QMutexLocker lock(&m_mutex);
        for (const Secret &secret : m_secrets) {
            const QString plain = QString::fromLatin1(secret.reveal());
            out.replace(plain, removed);
            const QString percent = QString::fromLatin1(QUrl::toPercentEncoding(plain));
            if (percent != plain)
                out.replace(percent, removed, Qt::CaseInsensitive);
        }
    }
    return withoutCredentials(std::move(out));
}

void LogRedactor::handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const LogRedactor *redactor = current.load();
    const QString line = redactor ? redactor->redacted(message) : withoutCredentials(message);
    if (redactor && redactor->m_next) {
        redactor->m_next(type, context, line);
        return;
    }
    const QByteArray text = qFormatLogMessage(type, context, line).toLocal8Bit();
    std::fprintf(stderr, "%s\n", text.constData());
}

} // namespace stashdeck
