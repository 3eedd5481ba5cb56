// SPDX-License-Identifier: GPL-3.0-or-later
// What a saved database has besides name, address and token, entered by keyboard and mouse.
#include "tests/ui/connections/connectionfixture.h"
#include "ui/connections/adddatabasedialog.h"
#include "ui/connections/planfields.h"
#include "ui/connections/profileoptions.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char certificate[] = R"(-----BEGIN CERTIFICATE-----
MIIBdTCCARugAwIBAgIUQlDgKDdi/WuMG2EAhdsyNVMGjHYwCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEVGVzdDAgFw0yNjExMjUwMzI0MzVaGA8yMTI2MTEwMTAzMjQz
NVowDzENMAsGA1UEAwwEVGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABHH1
Y3zJsA4L1N8k1JBekfQiscH0agvVgJbMafDjWArXv9iy60Q+I6YsTiKbeW8EELOL
fAYHYI2ZoPwXDP7XS/CjUzBRMB0GA1UdDgQWBBQoSRiai9RcTA5Az53JtbQXxV+d
yzAfBgNVHSMEGDAWgBQoSRiai9RcTA5Az53JtbQXxV+dyzAPBgNVHRMBAf8EBTAD
AQH/MAoGCCqGSM49BAMCA0gAMEUCIG90IacZAP4pdeXaiz9bz1TAMKhef5t4WEL+
prMwrQrCAiEAuMcIvg67kPEpgp9tzf7+M3O5UDcyiSThbsiupLLyl4s=
-----END CERTIFICATE-----
)";

} // namespace

class ProfileOptionsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_fixture.theme.apply(qApp); }
    void init()
    {
        m_options = std::make_unique<ProfileOptions>(&m_fixture.theme, QStringList{u"Marketing"_s, u"Shop"_s});
        m_options->show();
        QVERIFY(QTest::qWaitForWindowActive(m_options.get()));
    }

    void moreIsClosedUntilThereIsSomething()
    {
        auto *more = find<QAbstractButton>("moreOptions");
        QVERIFY(!find<QWidget>("planField")->isVisible());
        more->setFocus();
        QTest::keyClick(more, Qt::Key_Right);
        QVERIFY(find<QWidget>("planField")->isVisible());
        QTest::keyClick(more, Qt::Key_Left);
        QVERIFY(!find<QWidget>("planField")->isVisible());
        Profile profile;
        profile.group = u"Shop"_s;
        m_options->setProfile(profile);
        QVERIFY(find<QWidget>("planField")->isVisible());
    }

    void aPlanFillsInItsFigures_data()
    {
        QTest::addColumn<QString>("plan");
        QTest::addColumn<int>("period");
        QTest::addColumn<qint64>("commands");
        QTest::addColumn<QString>("words");
        QTest::newRow("free") << u"Free · 500,000 a month"_s << int(PlanLimits::Period::Monthly) << qint64(500'000)
                              << u"500,000 commands a month"_s;
        QTest::newRow("older") << u"Free, older · 10,000 a day"_s << int(PlanLimits::Period::Daily) << qint64(10'000)
                               << u"10,000 commands a day"_s;
        QTest::newRow("pay") << u"Pay as you go"_s << int(PlanLimits::Period::PayAsYouGo) << qint64(0)
                             << u"Pay as you go"_s;
        QTest::newRow("none") << u"No command limit, or not known"_s << int(PlanLimits::Period::None) << qint64(0)
                              << u""_s;
    }
    void aPlanFillsInItsFigures()
    {
        QFETCH(const QString, plan);
        QFETCH(const int, period);
        QFETCH(const qint64, commands);
        QFETCH(const QString, words);
        choosePlan(plan);
        Profile profile;
        m_options->apply(&profile);
        QCOMPARE(int(profile.limits.period), period);
        QCOMPARE(profile.limits.commands, commands);
        QCOMPARE(planLimitsText(profile.limits), words);
        // Saved and shown again it is the same plan.
        ProfileOptions again(&m_fixture.theme, {});
        again.setProfile(profile);
        QCOMPARE(again.findChild<QComboBox *>(u"planField"_s)->currentText(), plan);
    }

    void typedFiguresMakeItOnesOwnPlan()
    {
        choosePlan(u"Free · 500,000 a month"_s);
        auto *commands = find<QSpinBox>("planCommandsField");
        commands->setFocus();
        commands->selectAll();
        QTest::keyClicks(commands, u"750000"_s);
        QTest::keyClick(commands, Qt::Key_Tab);
        QCOMPARE(find<QComboBox>("planField")->currentText(), u"Other limit"_s);
        auto *period = find<SegmentedControl>("planPeriod");
        QTest::mouseClick(period->segment(u"day"_s), Qt::LeftButton);
        auto *request = find<QSpinBox>("planRequestField");
        request->setFocus();
        request->selectAll();
        QTest::keyClicks(request, u"100"_s);
        Profile profile;
        m_options->apply(&profile);
        QCOMPARE(profile.limits, (PlanLimits{PlanLimits::Period::Daily, 750'000, 0, 100LL * 1024 * 1024}));
        commands->setValue(0);
        QVERIFY(m_options->problem().contains(u"how many commands"_s));
    }

    void aBudgetIsOptional()
    {
        choosePlan(u"Pay as you go"_s);
        auto *budget = find<QDoubleSpinBox>("planBudgetField");
        QCOMPARE(budget->text(), u"No budget"_s);
        budget->setFocus();
        budget->selectAll();
        QTest::keyClicks(budget, u"60"_s);
        Profile profile;
        m_options->apply(&profile);
        QCOMPARE(profile.limits.budgetDollars, 60.0);
        QCOMPARE(planLimitsText(profile.limits), u"Pay as you go, up to $60"_s);
    }

    void anExactRequestSizeSurvives()
    {
        Profile profile;
        profile.limits.maxRequestBytes = 1'000'000; // less than the field's one megabyte
        m_options->setProfile(profile);
        Profile saved;
        m_options->apply(&saved);
        QCOMPARE(saved.limits.maxRequestBytes, 1'000'000);
    }

    void aGroupIsChosenOrTyped()
    {
        open();
        auto *group = find<QComboBox>("groupField");
        QCOMPARE(group->count(), 2);
        group->lineEdit()->setFocus();
        QTest::keyClicks(group->lineEdit(), u"  Edge   team "_s);
        Profile profile;
        m_options->apply(&profile);
        QCOMPARE(profile.group, u"Edge team"_s);
    }

    void aCertificateFileIsRead()
    {
        open();
        auto *path = find<QLineEdit>("caFileField");
        write(u"none.pem"_s, "no certificate");
        write(u"one.pem"_s, certificate);
        path->setFocus();
        QTest::keyClicks(path, m_fixture.folder.filePath(u"missing.pem"_s));
        QVERIFY(!m_options->problem().isEmpty()); // not read yet
        QTRY_VERIFY(m_options->problem().contains(u"cannot be used"_s));
        path->clear();
        QTest::keyClicks(path, m_fixture.folder.filePath(u"none.pem"_s));
        QTRY_VERIFY(hint().contains(u"holds no certificate"_s));
        path->clear();
        QTest::keyClicks(path, u"relative.pem"_s);
        QTRY_VERIFY(hint().contains(u"whole path"_s));
        path->clear();
        QTest::keyClicks(path, m_fixture.folder.filePath(u"one.pem"_s));
        QTRY_VERIFY(m_options->problem().isEmpty());
        QVERIFY(hint().startsWith(u"1 certificate"_s));
        Profile profile;
        m_options->apply(&profile);
        QCOMPARE(profile.caFile, m_fixture.folder.filePath(u"one.pem"_s));
    }

    void aSavedFileThatIsGoneDoesNotBlockTheRest()
    {
        Profile profile;
        profile.caFile = m_fixture.folder.filePath(u"unplugged.pem"_s);
        m_options->setProfile(profile);
        QTRY_VERIFY(find<QLineEdit>("caFileField")->property("invalid").toBool());
        QVERIFY(m_options->problem().isEmpty());
        Profile saved;
        m_options->apply(&saved);
        QCOMPARE(saved.caFile, profile.caFile);
    }

    void theDialogSavesAllOfIt()
    {
        const QUuid id
            = m_fixture.add(u"mine"_s, QUrl(u"https://eu1-a.upstash.io"_s), "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789");
        auto *dialog = new AddDatabaseDialog(&m_fixture.theme, m_fixture.services(), *m_fixture.profiles.find(id));
        QSignalSpy submitted(dialog, &AddDatabaseDialog::submitted);
        dialog->open();
        m_options.reset();
        auto *more = dialog->findChild<QAbstractButton *>(u"moreOptions"_s);
        more->setFocus();
        QTest::keyClick(more, Qt::Key_Space);
        auto *group = dialog->findChild<QComboBox *>(u"groupField"_s);
        QTest::keyClicks(group->lineEdit(), u"Shop"_s);
        auto *path = dialog->findChild<QLineEdit *>(u"caFileField"_s);
        QTest::keyClicks(path, u"not/a/whole/path"_s);
        QTRY_VERIFY(!dialog->primary()->isEnabled());
        path->clear();
        QTest::keyClick(path, Qt::Key_Space);
        QTRY_VERIFY(dialog->primary()->isEnabled());
        QTest::mouseClick(dialog->primary(), Qt::LeftButton);
        QCOMPARE(submitted.size(), 1);
        QCOMPARE(submitted.first().first().value<DatabaseEntry>().profile.group, u"Shop"_s);
    }

private:
    template <typename T> T *find(const char *name) const { return m_options->findChild<T *>(QLatin1StringView(name)); }
    void open() { QTest::mouseClick(find<QAbstractButton>("moreOptions"), Qt::LeftButton, {}, QPoint(10, 10)); }
    void choosePlan(const QString &plan)
    {
        open();
        auto *field = find<QComboBox>("planField");
        field->setFocus();
        QTest::keyClick(field, Qt::Key_End);
        for (int i = 0; i < field->count() && field->currentText() != plan; ++i)
            QTest::keyClick(field, Qt::Key_Up);
        QCOMPARE(field->currentText(), plan);
    }
    QString hint() const { return find<QLineEdit>("caFileField")->accessibleDescription(); }
    void write(const QString &name, const QByteArray &content)
    {
        QFile file(m_fixture.folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    ConnectionFixture m_fixture;
    std::unique_ptr<ProfileOptions> m_options;
};

QTEST_MAIN(ProfileOptionsTest)
#include "tst_profileoptions.moc"
