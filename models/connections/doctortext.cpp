// SPDX-License-Identifier: GPL-3.0-or-later
// The doctor's local half: what can be told from the two texts alone, and the report as text.
#include "models/connections/connectiondoctor.h"

#include <QHostAddress>
#include <QSslSocket>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

using Id = DoctorFinding::Id;
using Severity = DoctorFinding::Severity;

DoctorFinding finding(Id id, Severity severity, QString text = {})
{
    DoctorFinding result;
    result.id = id;
    result.severity = severity;
    result.text = std::move(text);
    return result;
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

bool isSamePlace(const QUrl &a, const QUrl &b)
{
    return a.host().compare(b.host(), Qt::CaseInsensitive) == 0 && portOf(a) == portOf(b);
}

bool isOfTheInternet(const QString &host)
{
    return !isUpstashHost(host) && !isLoopbackHost(host) && host.contains(u'.') && QHostAddress(host).isNull()
        && !host.endsWith(".local"_L1) && !host.endsWith(".internal"_L1) && !host.endsWith(".lan"_L1);
}

void addressProblem(const CleanedAddress &address, DoctorReport &report)
{
    switch (address.problem) {
    case CleanedAddress::Problem::None:
        break;
    case CleanedAddress::Problem::Empty:
        report.findings.append(finding(Id::AddressMissing, Severity::Error));
        break;
    case CleanedAddress::Problem::IsToken:
        report.findings.append(finding(Id::AddressIsToken, Severity::Error));
        break;
    case CleanedAddress::Problem::ConsolePage:
        report.findings.append(finding(Id::AddressIsConsolePage, Severity::Error));
        break;
    case CleanedAddress::Problem::Placeholder:
        report.findings.append(finding(Id::AddressIsPlaceholder, Severity::Error));
        break;
    case CleanedAddress::Problem::InsecureScheme:
        report.findings.append(finding(Id::AddressInsecure, Severity::Error));
        break;
    case CleanedAddress::Problem::Malformed:
        report.findings.append(finding(Id::AddressMalformed, Severity::Error));
        break;
    }
}

void tokenProblem(const CleanedToken &token, DoctorReport &report)
{
    switch (token.problem) {
    case CleanedToken::Problem::None:
        break;
    case CleanedToken::Problem::Empty:
        report.findings.append(finding(Id::TokenMissing, Severity::Error));
        break;
    case CleanedToken::Problem::IsAddress:
        if (!report.has(Id::AddressIsToken)) // said once is enough
            report.findings.append(finding(Id::TokenIsAddress, Severity::Error));
        break;
    case CleanedToken::Problem::Masked:
        report.findings.append(finding(Id::TokenMasked, Severity::Error));
        break;
    case CleanedToken::Problem::Placeholder:
        report.findings.append(finding(Id::TokenIsPlaceholder, Severity::Error));
        break;
    case CleanedToken::Problem::BadCharacters:
        report.findings.append(finding(Id::TokenBadCharacters, Severity::Error, token.detail));
        break;
    }
}

void compareWithSaved(const DoctorQuestion &question, DoctorReport &report)
{
    std::optional<SavedToken> elsewhere;
    bool belongsHere = false;
    std::optional<SavedToken> saved;
    for (const SavedToken &other : question.saved) {
        const bool same = !report.token.isEmpty() && other.token == report.token;
        const bool here = isSamePlace(other.url, report.url);
        belongsHere |= same && here;
        if (other.profile == question.editing)
            continue;
        if (here && !saved)
            saved = other;
        if (same && !here && !elsewhere)
            elsewhere = other;
    }
    if (elsewhere && !belongsHere) {
        auto told = finding(Id::TokenOfOtherDatabase, Severity::Error, elsewhere->name);
        told.other = elsewhere->url.host();
        told.profile = elsewhere->profile;
        report.findings.append(told);
    }
    if (saved) {
        auto told = finding(Id::AlreadySaved, Severity::Info, saved->name);
        told.profile = saved->profile;
        report.findings.append(told);
    }
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Ok:
        return u"ok"_s;
    case Severity::Fixed:
        return u"fixed"_s;
    case Severity::Info:
        return u"note"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Error:
        break;
    }
    return u"error"_s;
}

QString fixWord(TextFix fix)
{
    switch (fix) {
    case TextFix::LineBreakRemoved:
        return u"line break removed"_s;
    case TextFix::SpacesRemoved:
        return u"spaces removed"_s;
    case TextFix::QuotesRemoved:
        return u"quotes removed"_s;
    case TextFix::InvisibleRemoved:
        return u"invisible characters removed"_s;
    case TextFix::BearerRemoved:
        return u"\"Bearer\" removed"_s;
    case TextFix::NameRemoved:
        return u"variable name removed"_s;
    case TextFix::LinesJoined:
        return u"lines joined"_s;
    case TextFix::SchemeAdded:
        return u"scheme added"_s;
    case TextFix::TcpTranslated:
        return u"redis:// turned into https://"_s;
    case TextFix::TcpPortRemoved:
        return u"TCP port removed"_s;
    case TextFix::PathRemoved:
        return u"path removed"_s;
    case TextFix::CredentialsRemoved:
        return u"user name removed"_s;
    case TextFix::SuffixAdded:
        break;
    }
    return u".upstash.io added"_s;
}

} // namespace

QString findingWord(Id id)
{
    switch (id) {
    case Id::AddressFixed:
        return u"address cleaned"_s;
    case Id::TokenFixed:
        return u"token cleaned"_s;
    case Id::AddressMissing:
        return u"no address"_s;
    case Id::AddressIsToken:
        return u"a token in the address field"_s;
    case Id::AddressIsConsolePage:
        return u"the address of the web console"_s;
    case Id::AddressIsPlaceholder:
        return u"the address is a placeholder"_s;
    case Id::AddressInsecure:
        return u"http to a host of the internet"_s;
    case Id::AddressMalformed:
        return u"not an address"_s;
    case Id::HostIsNotUpstash:
        return u"host is not Upstash's"_s;
    case Id::TokenMissing:
        return u"no token"_s;
    case Id::TokenIsAddress:
        return u"an address in the token field"_s;
    case Id::TokenMasked:
        return u"the token is masked"_s;
    case Id::TokenIsPlaceholder:
        return u"the token is a placeholder"_s;
    case Id::TokenBadCharacters:
        return u"characters that tokens do not have"_s;
    case Id::TokenFormGood:
        return u"token form"_s;
    case Id::TokenOfOtherDatabase:
        return u"token of another saved database, not sent"_s;
    case Id::AlreadySaved:
        return u"address is saved already"_s;
    case Id::Reached:
        return u"reached"_s;
    case Id::ConnectionFailed:
        return u"connection"_s;
    case Id::TokenRefused:
        return u"token refused"_s;
    case Id::TokenCutOff:
        return u"token is short"_s;
    case Id::TokenIsTcpPassword:
        return u"token is the password of a redis:// address"_s;
    case Id::ReadOnlyToken:
        return u"read-only token"_s;
    case Id::UserToken:
        return u"token of an ACL user"_s;
    case Id::StandardToken:
        return u"standard token"_s;
    case Id::TokenKindUnknown:
        return u"kind of token unknown"_s;
    case Id::DatabaseIdentity:
        return u"database"_s;
    case Id::ClockWrong:
        return u"clock differs"_s;
    case Id::ClockSuspect:
        return u"clock may be wrong"_s;
    case Id::ClockGood:
        return u"clock"_s;
    case Id::Refused:
        return u"refused"_s;
    case Id::Cancelled:
        break;
    }
    return u"cancelled"_s;
}

bool DoctorReport::has(Id id) const
{
    return std::any_of(findings.cbegin(), findings.cend(), [id](const DoctorFinding &f) { return f.id == id; });
}

int DoctorReport::fixes() const
{
    return int(std::count_if(findings.cbegin(), findings.cend(),
                             [](const DoctorFinding &f) { return f.severity == Severity::Fixed; }));
}

DoctorReport ConnectionDoctor::examineText(const DoctorQuestion &question)
{
    DoctorReport report;
    const CleanedAddress address = cleanedAddress(question.addressText);
    CleanedToken token = cleanedToken(question.tokenText);
    if (token.problem == CleanedToken::Problem::Empty && !address.token.isEmpty()) {
        token = CleanedToken();
        token.token = address.token;
    }
    report.url = address.url;
    report.token = token.token;
    for (const TextFix fix : address.fixes) {
        auto told = finding(Id::AddressFixed, Severity::Fixed, address.url.host());
        told.fix = fix;
        report.findings.append(told);
    }
    for (const TextFix fix : std::as_const(token.fixes)) {
        auto told = finding(Id::TokenFixed, Severity::Fixed);
        told.fix = fix;
        report.findings.append(told);
    }
    addressProblem(address, report);
    tokenProblem(token, report);
    if (!report.url.isEmpty() && isOfTheInternet(report.url.host()))
        report.findings.append(finding(Id::HostIsNotUpstash, Severity::Warning, report.url.host()));
    if (!report.url.isEmpty())
        compareWithSaved(question, report);
    return report;
}

QString doctorReportText(const DoctorReport &report)
{
    QStringList lines;
    lines << u"Stashdeck %1 connection report"_s.arg(QLatin1StringView(STASHDECK_VERSION));
    lines << u"Qt %1, %2"_s.arg(QLatin1StringView(qVersion()), QSslSocket::sslLibraryVersionString());
    lines << (report.url.isEmpty() ? u"address: none"_s : u"address: "_s + report.url.toString(QUrl::RemoveUserInfo));
    lines << (report.token.isEmpty() ? u"token: none"_s : u"token: %1 characters"_s.arg(report.token.reveal().size()));
    for (const DoctorFinding &found : report.findings) {
        QString line = u"%1: %2"_s.arg(severityWord(found.severity), findingWord(found.id));
        if (found.id == Id::AddressFixed || found.id == Id::TokenFixed)
            line += u" (%1)"_s.arg(fixWord(found.fix));
        if (!found.text.isEmpty() && found.id != Id::AddressFixed && found.id != Id::TokenBadCharacters)
            line += u" \"%1\""_s.arg(found.text);
        if (!found.other.isEmpty())
            line += u" (%1)"_s.arg(found.other);
        if (found.id == Id::DatabaseIdentity && found.number >= 0)
            line += u", %1 keys"_s.arg(found.number);
        if (found.milliseconds.count() != 0)
            line += u", %1 ms"_s.arg(found.milliseconds.count());
        if (found.error.httpStatus != 0)
            line += u", HTTP %1"_s.arg(found.error.httpStatus);
        if (!found.error.message.isEmpty())
            line += u", \"%1\""_s.arg(found.error.message.simplified());
        lines << line;
    }
    lines << u"%1 commands, %2 ms"_s.arg(report.commands).arg(report.elapsed.count());
    // What a server says may hold what it was sent.
    QString text = lines.join(u'\n') + u'\n';
    if (!report.token.isEmpty())
        text.replace(QString::fromLatin1(report.token.reveal()), u"[token]"_s);
    return text;
}

} // namespace stashdeck
