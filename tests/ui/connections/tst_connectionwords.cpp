// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/couldnotconnectdialog.h"
#include "ui/connections/errortext.h"
#include "ui/connections/findingtext.h"
#include "ui/connections/profilecarddelegate.h"
#include "ui/connections/secretclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

// ux.md §5: sentence case, no exclamation marks, no pleading.
bool isHouseStyle(const QString &text)
{
    return !text.contains(u'!') && !text.contains("please"_L1, Qt::CaseInsensitive)
        && !text.contains("oops"_L1, Qt::CaseInsensitive) && !text.contains("%1"_L1) && !text.contains("%2"_L1);
}

} // namespace

class TestConnectionWords : public QObject {
    Q_OBJECT

private slots:
    void everyErrorHasWords()
    {
        for (int kind = 0; kind <= int(Error::Kind::Storage); ++kind) {
            for (int cause = 0; cause <= int(Error::Cause::NotFound); ++cause) {
                Error error;
                error.kind = Error::Kind(kind);
                error.cause = Error::Cause(cause);
                error.message = u"<img src=file:///x>\u202Eevil"_s;
                const ErrorText text = errorText(error);
                if (error.kind == Error::Kind::Cancelled) {
                    QVERIFY(text.title.isEmpty() && shortErrorText(error).isEmpty());
                    continue;
                }
                QVERIFY2(!text.title.isEmpty() && !text.explanation.isEmpty(), qPrintable(QString::number(kind)));
                QVERIFY(!shortErrorText(error).isEmpty());
                for (const QString &part : {text.title, text.explanation, text.nextStep}) {
                    QVERIFY2(isHouseStyle(part), qPrintable(part));
                    QVERIFY2(!part.contains(QChar(0x202E)), qPrintable(part)); // shown as an escape
                }
            }
        }
    }

    void everyFindingHasWords()
    {
        for (int id = 0; id <= int(DoctorFinding::Id::Cancelled); ++id) {
            for (int fix = 0; fix <= int(TextFix::SuffixAdded); ++fix) {
                DoctorFinding finding;
                finding.id = DoctorFinding::Id(id);
                finding.fix = TextFix(fix);
                finding.text = u"<b>name</b>"_s;
                finding.number = 7;
                const FindingText text = findingText(finding);
                QVERIFY2(!text.title.isEmpty() && !text.iconName.isEmpty(), qPrintable(findingWord(finding.id)));
                QVERIFY2(isHouseStyle(text.title) && isHouseStyle(text.detail), qPrintable(text.title));
                QCOMPARE(text.actionText.isEmpty(), text.action == FindingAction::None);
            }
        }
    }

    void everyKeychainTroubleHasWords()
    {
        for (int reason = 0; reason <= int(SecretError::Reason::Failed); ++reason) {
            const SecretText text = secretErrorText({SecretError::Reason(reason), u"its words"_s});
            QCOMPARE(text.title.isEmpty(), SecretError::Reason(reason) == SecretError::Reason::Cancelled);
            QVERIFY(isHouseStyle(text.title) && isHouseStyle(text.explanation));
        }
    }

    void saysWhenADatabaseWasUsed_data()
    {
        QTest::addColumn<qint64>("minutesAgo");
        QTest::addColumn<QString>("text");
        QTest::newRow("now") << qint64(0) << u"Used just now"_s;
        QTest::newRow("minutes") << qint64(4) << u"Used 4 min ago"_s;
        QTest::newRow("hours") << qint64(120) << u"Used 2 h ago"_s;
        QTest::newRow("yesterday") << qint64(24 * 60) << u"Used yesterday"_s;
        QTest::newRow("days") << qint64(3 * 24 * 60) << u"Used 3 days ago"_s;
        QTest::newRow("never") << qint64(-1) << u"Not used yet"_s;
    }
    void saysWhenADatabaseWasUsed()
    {
        QFETCH(qint64, minutesAgo);
        QFETCH(QString, text);
        const WallTime now(Milliseconds(1'794'924'138'000)); // 14:02 UTC
        const qint64 used = minutesAgo < 0 ? 0 : (now.time_since_epoch().count() - minutesAgo * 60'000);
        QCOMPARE(lastUsedText(used, now), text);
    }

    void aCopiedTokenIsMarkedAndGoesAway()
    {
        QClipboard *clipboard = QGuiApplication::clipboard();
        SecretClipboard secret(clipboard, nullptr, 50ms);
        QSignalSpy cleared(&secret, &SecretClipboard::cleared);
        secret.copy(u"token"_s);
        QCOMPARE(clipboard->text(), u"token"_s);
        QCOMPARE(clipboard->mimeData()->data(u"x-kde-passwordManagerHint"_s), "secret"_ba);
        QTRY_COMPARE(cleared.size(), 1);
        QVERIFY(clipboard->text().isEmpty());

        secret.copy(u"token"_s);
        clipboard->setText(u"something else"_s);
        secret.clear();
        QCOMPARE(clipboard->text(), u"something else"_s); // not ours any more
        QCOMPARE(cleared.size(), 1);
        {
            SecretClipboard atEnd(clipboard);
            atEnd.copy(u"again"_s);
        }
        QVERIFY(clipboard->text().isEmpty());
    }
};

QTEST_MAIN(TestConnectionWords)
#include "tst_connectionwords.moc"
