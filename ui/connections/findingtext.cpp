// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/findingtext.h"

#include "models/base/bytetext.h"
#include "ui/connections/errortext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

using Id = DoctorFinding::Id;
using Severity = DoctorFinding::Severity;

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("FindingText", text, nullptr, n);
}

QString safe(const QString &text)
{
    return displayText(text.toUtf8(), 100);
}

QString shortHost(const QString &host)
{
    return isUpstashHost(host) ? safe(host.section(u'.', 0, 0)) : safe(host);
}

FindingText fixText(const DoctorFinding &finding)
{
    const bool token = finding.id == Id::TokenFixed;
    FindingText text;
    text.iconName = u"wrench"_s;
    switch (finding.fix) {
    case TextFix::LineBreakRemoved:
        text.title
            = token ? tr("Token ended with a line break. Removed.") : tr("URL ended with a line break. Removed.");
        text.detail = tr("A line break makes the service answer 401 Unauthorized.");
        break;
    case TextFix::SpacesRemoved:
        text.title = token ? tr("Token had spaces around it. Removed.") : tr("URL had spaces around it. Removed.");
        break;
    case TextFix::QuotesRemoved:
        text.title = token ? tr("Token was in quotes. Removed.") : tr("URL was in quotes. Removed.");
        break;
    case TextFix::InvisibleRemoved:
        text.title
            = token ? tr("Token held invisible characters. Removed.") : tr("URL held invisible characters. Removed.");
        break;
    case TextFix::BearerRemoved:
        text.title = tr("\"Bearer\" stood before the token. Removed.");
        break;
    case TextFix::NameRemoved:
        text.title = token ? tr("The variable's name stood before the token. Removed.")
                           : tr("The variable's name stood before the URL. Removed.");
        break;
    case TextFix::LinesJoined:
        text.title = tr("Token was broken over lines. Joined.");
        break;
    case TextFix::SchemeAdded:
        text.title = tr("The scheme was missing. Added.");
        text.detail = tr("REST addresses begin with https://.");
        break;
    case TextFix::TcpTranslated:
        text.title = tr("redis:// address turned into the REST address");
        text.detail = tr("Stashdeck talks over HTTPS. The REST token may differ from the password in this address.");
        break;
    case TextFix::TcpPortRemoved:
        text.title = tr("Port of the TCP address removed");
        text.detail = tr("REST uses the port of HTTPS.");
        break;
    case TextFix::PathRemoved:
        text.title = tr("Only the host is needed. The rest was removed.");
        break;
    case TextFix::CredentialsRemoved:
        text.title = tr("A user name stood before the host. Removed.");
        text.detail = tr("The host is %1.").arg(safe(finding.text));
        break;
    case TextFix::SuffixAdded:
        text.title = tr("Database name completed to its host");
        text.detail = safe(finding.text);
        break;
    }
    return text;
}

QString clockText(std::chrono::milliseconds offset)
{
    const qint64 minutes = std::chrono::round<std::chrono::minutes>(std::chrono::abs(offset)).count();
    return offset.count() > 0 ? tr("It is %n minute(s) ahead of the server's.", int(minutes))
                              : tr("It is %n minute(s) behind the server's.", int(minutes));
}

QString identityTitle(const DoctorFinding &finding)
{
    const QString keys = QLocale().toString(finding.number);
    if (finding.number < 0)
        return safe(finding.text);
    if (finding.text.isEmpty())
        return tr("The database holds %1 keys").arg(keys);
    return tr("%1 with %2 keys").arg(safe(finding.text), keys);
}

} // namespace

FindingText findingText(const DoctorFinding &finding)
{
    const QString name = safe(finding.text);
    FindingText text;
    switch (finding.severity) {
    case Severity::Ok:
        text.iconName = u"circle-check"_s;
        break;
    case Severity::Fixed:
        text.iconName = u"wrench"_s;
        break;
    case Severity::Info:
        text.iconName = u"info"_s;
        break;
    case Severity::Warning:
        text.iconName = u"triangle-alert"_s;
        break;
    case Severity::Error:
        text.iconName = u"circle-alert"_s;
        break;
    }
    const auto set = [&text](const QString &title, const QString &detail = {}) {
        text.title = title;
        text.detail = detail;
    };
    const auto link = [&text](const QString &label, FindingAction action) {
        text.actionText = label;
        text.action = action;
    };
    switch (finding.id) {
    case Id::AddressFixed:
    case Id::TokenFixed:
        return fixText(finding);
    case Id::AddressMissing:
        set(tr("The URL is missing"), tr("It is on the database's page, under REST API."));
        break;
    case Id::AddressIsToken:
        set(tr("This looks like a token in the URL field"), tr("URL and token may be swapped."));
        link(tr("Swap them"), FindingAction::Swap);
        break;
    case Id::AddressIsConsolePage:
        set(tr("This is the address of the web console"),
            tr("Copy the REST URL from the database's page; it ends with .upstash.io."));
        break;
    case Id::AddressIsPlaceholder:
        set(tr("The URL is a placeholder"), tr("Paste the value, not the variable's name."));
        break;
    case Id::AddressInsecure:
        set(tr("http:// would show the token on the way"), tr("Use https://. Only local addresses may go without."));
        break;
    case Id::AddressMalformed:
        set(tr("This is not an address"), tr("A REST URL looks like https://eu1-example-12345.upstash.io."));
        break;
    case Id::HostIsNotUpstash:
        set(tr("The host is not Upstash's: %1").arg(name),
            tr("The token goes to that host. Check it letter by letter."));
        break;
    case Id::TokenMissing:
        set(tr("The token is missing"), tr("It is on the database's page, under REST API."));
        break;
    case Id::TokenIsAddress:
        set(tr("This looks like a URL in the token field"), tr("Paste the token here."));
        link(tr("Swap them"), FindingAction::Swap);
        break;
    case Id::TokenMasked:
        set(tr("The token was copied while hidden"), tr("Show it on the page first, or use the page's copy button."));
        break;
    case Id::TokenIsPlaceholder:
        set(tr("The token is a placeholder"), tr("Paste the value, not the variable's name."));
        break;
    case Id::TokenBadCharacters:
        set(tr("The token holds a character that tokens do not have"),
            name.trimmed().isEmpty() ? tr("There is a space in it.") : tr("It is: %1").arg(name));
        break;
    case Id::TokenFormGood:
        set(tr("No stray spaces, quotes or line breaks in the token"));
        break;
    case Id::TokenOfOtherDatabase:
        if (finding.severity == Severity::Warning) {
            set(tr("Token is saved for another database"), tr("Saved here as %1.").arg(name));
        } else {
            set(tr("Token belongs to another database"),
                tr("It opens %1, saved here as %2. It was not sent.").arg(shortHost(finding.other), name));
        }
        link(tr("Open that one"), FindingAction::OpenOther);
        break;
    case Id::AlreadySaved:
        set(tr("This database is saved already"), tr("Its name here is %1.").arg(name));
        link(tr("Open that one"), FindingAction::OpenOther);
        break;
    case Id::Reached:
        if (finding.milliseconds.count() > 0) {
            set(tr("Reached %1 in %2 ms").arg(shortHost(finding.text)).arg(finding.milliseconds.count()));
        } else {
            set(tr("DNS and TLS"), tr("%1 answers.").arg(name));
        }
        break;
    case Id::ConnectionFailed:
    case Id::TokenRefused:
    case Id::Refused: {
        const ErrorText words = errorText(finding.error);
        set(words.title,
            words.nextStep.isEmpty() ? words.explanation : tr("%1 %2").arg(words.explanation, words.nextStep));
        break;
    }
    case Id::TokenCutOff:
        set(tr("The token may be cut off"),
            tr("It has %1 characters; Upstash's have more. Copy it with the page's button.").arg(finding.number));
        break;
    case Id::TokenIsTcpPassword:
        set(tr("This is the password of the redis:// address"),
            tr("This database has a REST token of its own. Copy it from the database's page, under REST API."));
        break;
    case Id::ReadOnlyToken:
        set(tr("This is a read-only token"), tr("You can open keys by name; listing keys and editing stay off."));
        text.iconName = u"lock"_s;
        link(tr("Use the standard token"), FindingAction::UseStandardToken);
        break;
    case Id::UserToken:
        set(tr("This token belongs to the user %1").arg(name), tr("It can do what that user may do."));
        text.iconName = u"key-round"_s;
        break;
    case Id::StandardToken:
        set(tr("This is a standard token"), tr("It can read and write."));
        break;
    case Id::TokenKindUnknown:
        set(tr("What the token may do could not be told"), tr("It opens the database."));
        break;
    case Id::DatabaseIdentity:
        set(identityTitle(finding));
        break;
    case Id::ClockWrong:
        set(tr("This computer's clock is wrong"), clockText(finding.milliseconds));
        break;
    case Id::ClockSuspect:
        set(tr("This computer's clock may be wrong"),
            tr("It says %1.")
                .arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(finding.number), QLocale::LongFormat)));
        break;
    case Id::ClockGood:
        set(tr("This computer's clock is right"));
        break;
    case Id::Cancelled:
        set(tr("The test was stopped"));
        text.iconName = u"ban"_s;
        break;
    }
    return text;
}

QString doctorTitle(const DoctorReport &report, bool running)
{
    if (running)
        return tr("Testing…");
    if (report.passed) {
        if (report.has(Id::ClockWrong) || report.has(Id::HostIsNotUpstash))
            return tr("Test passed with a warning");
        const int fixes = report.fixes();
        return fixes == 0 ? tr("Test passed")
            : fixes == 1  ? tr("Test passed after one fix")
                          : tr("Test passed after %n fixes", fixes);
    }
    if (report.has(Id::Cancelled))
        return tr("The test was stopped");
    return report.findings.isEmpty() ? tr("Not tested yet") : tr("The test found a problem");
}

QString doctorCost(const DoctorReport &report)
{
    if (report.commands == 0)
        return {};
    const QString seconds = QLocale().toString(double(report.elapsed.count()) / 1000.0, 'f', 1);
    return report.commands == 1 ? tr("1 command · %1 s").arg(seconds)
                                : tr("%1 commands · %2 s").arg(report.commands).arg(seconds);
}

} // namespace stashdeck
