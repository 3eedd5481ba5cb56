// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/profilelistmodel.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

// JSON with ' for ", for moc does not read raw strings with a prefix.
QString json(const char *text)
{
    return QString::fromLatin1(text).replace(u'\'', u'"');
}

} // namespace

class TestConnectionProfiles : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"deep/profiles.json"_s);
    }

    void survivesARestart()
    {
        Profile profile = sample(u"prod <b>main</b>"_s, u"https://eu1-crisp-heron-41207.upstash.io"_s);
        profile.environment = Environment::Production;
        profile.group = u"shop"_s;
        profile.readOnly = true;
        profile.confirmDeletes = true;
        profile.caFile = u"/etc/ca.pem"_s;
        profile.limits = {PlanLimits::Period::Monthly, 500'000, 12.5, 1'000'000};
        profile.dailyCommandBudget = 77;
        profile.lastUsed = WallTime(Milliseconds(1'700'000'000'123));
        profile.expiresAt = WallTime(Milliseconds(1'800'000'000'456));
        {
            ProfileStore store(m_path);
            QCOMPARE(store.loaded().state, ProfileStore::Loaded::State::Missing);
            profile.id = store.add(profile);
        }
        const ProfileStore again(m_path);
        QCOMPARE(again.loaded().state, ProfileStore::Loaded::State::Read);
        QCOMPARE(again.profiles(), QList{profile});
        QCOMPARE(QFile::permissions(m_path) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup), 0);
    }

    void keepsWhatANewerVersionWrote()
    {
        const QUuid id = QUuid::createUuid();
        write(json("{'version':7,'theme':'x','profiles':[{'id':'%1','name':'a','url':'https://"
                   "a.upstash.io','colour':'blue','limits':{'period':'daily','extra':1}},{'kind':'folder','children':["
                   "1,2]}]}")
                  .arg(id.toString(QUuid::WithoutBraces)));
        {
            ProfileStore store(m_path);
            QCOMPARE(store.profiles().size(), 1);
            QCOMPARE(store.loaded().skipped, 1);
            store.markUsed(id, WallTime(Milliseconds(5)));
        }
        const QJsonObject root = read();
        QCOMPARE(root.value("version"_L1).toInt(), 7);
        QCOMPARE(root.value("theme"_L1).toString(), u"x"_s);
        const QJsonArray entries = root.value("profiles"_L1).toArray();
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries.at(0).toObject().value("colour"_L1).toString(), u"blue"_s);
        QCOMPARE(entries.at(0).toObject().value("limits"_L1).toObject().value("extra"_L1).toInt(), 1);
        QCOMPARE(entries.at(1).toObject().value("kind"_L1).toString(), u"folder"_s);
    }

    void keepsABrokenFileAside_data()
    {
        QTest::addColumn<QString>("content");
        QTest::newRow("garbage") << u"\u0001 not json"_s;
        QTest::newRow("empty") << QString();
        QTest::newRow("cut off") << u"{\"version\":1,\"profiles\":[{\"id\""_s;
        QTest::newRow("another shape") << u"{\"profiles\":{}}"_s;
        QTest::newRow("a list") << u"[1,2]"_s;
    }
    void keepsABrokenFileAside()
    {
        QFETCH(QString, content);
        write(content);
        ProfileStore store(m_path);
        QCOMPARE(store.loaded().state, ProfileStore::Loaded::State::Broken);
        QVERIFY(store.profiles().isEmpty());
        store.add(sample(u"new"_s, u"https://n.upstash.io"_s));
        QVERIFY(store.flush());
        QFile aside(store.loaded().keptAs);
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(aside.readAll()), content);
        QCOMPARE(read().value("profiles"_L1).toArray().size(), 1);
    }

    void refusesEntriesThatAreNoDatabase_data()
    {
        QTest::addColumn<QString>("entry");
        QTest::newRow("no id") << json("{'name':'x','url':'https://x.upstash.io'}");
        QTest::newRow("no address") << json("{'id':'7b1f4b1e-8d8a-4a39-9b8b-0d3a5a3c2b11','name':'x'}");
        QTest::newRow("file address") << json(
            "{'id':'7b1f4b1e-8d8a-4a39-9b8b-0d3a5a3c2b11','url':'file:///etc/passwd'}");
        QTest::newRow("credentials in the address")
            << json("{'id':'7b1f4b1e-8d8a-4a39-9b8b-0d3a5a3c2b11','url':'https://a:b@x.upstash.io'}");
        QTest::newRow("a number") << u"7"_s;
    }
    void refusesEntriesThatAreNoDatabase()
    {
        QFETCH(QString, entry);
        write(u"{\"version\":1,\"profiles\":[%1]}"_s.arg(entry));
        const ProfileStore store(m_path);
        QVERIFY(store.profiles().isEmpty());
        QCOMPARE(store.loaded().skipped, 1);
    }

    void anUnknownEnvironmentIsTreatedAsProduction()
    {
        write(json("{'version':1,'profiles':[{'id':'7b1f4b1e-8d8a-4a39-9b8b-0d3a5a3c2b11','name':'x','url':'https://"
                   "x.upstash.io','environment':'galactic'}]}"));
        const ProfileStore store(m_path);
        QCOMPARE(store.profiles().constFirst().environment, Environment::Production);
        QVERIFY(store.profiles().constFirst().readOnly);
    }

    void saysThatItCannotWrite()
    {
        ProfileStore store(u"/proc/nowhere/profiles.json"_s);
        QSignalSpy failed(&store, &ProfileStore::writeFailed);
        store.add(sample(u"a"_s, u"https://a.upstash.io"_s));
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(store.profiles().size(), 1);
    }

    void givesCopiesANameOfTheirOwn()
    {
        ProfileStore store(m_path);
        const QUuid id = store.add(sample(u"shop"_s, u"https://a.upstash.io"_s));
        const QUuid copy = store.duplicate(id);
        const QUuid second = store.duplicate(id);
        QVERIFY(copy != id && second != copy);
        QCOMPARE(store.find(copy)->name, u"shop 2"_s);
        QCOMPARE(store.find(second)->name, u"shop 3"_s);
        QVERIFY(store.duplicate(QUuid::createUuid()).isNull());
        QCOMPARE(store.findByAddress(QUrl(u"https://A.upstash.io:443"_s))->id, id);
        QVERIFY(!store.findByAddress(QUrl(u"https://a.upstash.io:444"_s)));
    }

    void modelFollowsTheStore()
    {
        ProfileStore store(m_path);
        ProfileListModel model(&store);
        const QAbstractItemModelTester tester(&model);
        ProfileFilter filter;
        filter.setSourceModel(&model);
        const QAbstractItemModelTester filterTester(&filter);

        const QUuid a = store.add(sample(u"alpha"_s, u"https://a.upstash.io"_s, Environment::Production));
        const QUuid b = store.add(sample(u"beta"_s, u"http://127.0.0.1:8079"_s, Environment::Sandbox));
        const QUuid c = store.add(sample(u"gamma"_s, u"https://c.upstash.io"_s, Environment::Staging));
        QCOMPARE(names(filter), (QStringList{u"alpha"_s, u"beta"_s, u"gamma"_s}));
        const QPersistentModelIndex gamma = model.indexOf(c);
        store.markUsed(c, WallTime(Milliseconds(1000)));
        store.markUsed(b, WallTime(Milliseconds(2000)));
        QCOMPARE(names(filter), (QStringList{u"beta"_s, u"gamma"_s, u"alpha"_s}));
        QCOMPARE(gamma.data().toString(), u"gamma"_s);
        QCOMPARE(model.indexOf(b).data(ProfileListModel::HostRole).toString(), u"http://127.0.0.1:8079"_s);
        QVERIFY(model.indexOf(b).data(ProfileListModel::LocalRole).toBool());

        QCOMPARE(filter.count(ProfileFilter::Group::All), 3);
        QCOMPARE(filter.count(ProfileFilter::Group::LocalAndTemporary), 1);
        filter.setGroup(ProfileFilter::Group::Staging);
        QCOMPARE(names(filter), QStringList{u"gamma"_s});
        filter.setGroup(ProfileFilter::Group::All);
        filter.setText(u"A.UPSTASH"_s);
        QCOMPARE(names(filter), QStringList{u"alpha"_s});
        filter.setText(u"staging"_s); // the tag's word
        QCOMPARE(names(filter), QStringList{u"gamma"_s});
        filter.setText({});

        ProfileHealth health;
        health.state = ProfileHealth::State::Reachable;
        health.keyCount = 12;
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setHealth(a, health);
        model.setHealth(a, health);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.indexOf(a).data(ProfileListModel::KeyCountRole).toLongLong(), 12);
        store.remove(a);
        store.remove(a);
        QCOMPARE(names(filter), (QStringList{u"beta"_s, u"gamma"_s}));
    }

private:
    static Profile sample(const QString &name, const QString &url, Environment environment = Environment::Development)
    {
        Profile profile;
        profile.name = name;
        profile.url = QUrl(url);
        profile.environment = environment;
        return profile;
    }
    static QStringList names(const QAbstractItemModel &model)
    {
        QStringList result;
        for (int row = 0; row < model.rowCount(); ++row)
            result.append(model.index(row, 0).data().toString());
        return result;
    }
    void write(const QString &content)
    {
        QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content.toUtf8());
    }
    QJsonObject read() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestConnectionProfiles)
#include "tst_connectionprofiles.moc"
