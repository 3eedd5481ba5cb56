// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the shell that need no window: matching, wording, state, models, registry.
#include "models/base/error.h"
#include "models/base/settings.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/fuzzymatch.h"
#include "ui/shell/palettemodel.h"
#include "ui/shell/quotawording.h"
#include "ui/shell/railmodel.h"
#include "ui/shell/windowstate.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class ShellPartsTest : public QObject {
    Q_OBJECT

private slots:
    void matchesLettersInOrder_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("matches");
        QTest::addColumn<QList<int>>("positions");
        QTest::newRow("empty") << u""_s << u"anything"_s << true << QList<int>{};
        QTest::newRow("start") << u"lb"_s << u"lb:weekly"_s << true << QList<int>{0, 1};
        QTest::newRow("case") << u"LB"_s << u"lb:weekly"_s << true << QList<int>{0, 1};
        QTest::newRow("apart") << u"lb"_s << u"Open leaderboards"_s << true << QList<int>{5, 11};
        QTest::newRow("word starts") << u"od"_s << u"Load open database"_s << true << QList<int>{5, 10};
        QTest::newRow("together") << u"set"_s << u"sxext set"_s << true << QList<int>{6, 7, 8};
        QTest::newRow("spaces in the query") << u"o l"_s << u"Open leaderboards"_s << true << QList<int>{0, 5};
        QTest::newRow("order") << u"bl"_s << u"lb"_s << false << QList<int>{};
        QTest::newRow("too long") << u"abc"_s << u"ab"_s << false << QList<int>{};
        QTest::newRow("not ASCII") << u"ÜB"_s << u"über"_s << true << QList<int>{0, 1};
        QTest::newRow("long text") << u"zz"_s << QString(100'000, u'a') << false << QList<int>{};
    }
    void matchesLettersInOrder()
    {
        QFETCH(QString, query);
        QFETCH(QString, text);
        QFETCH(bool, matches);
        const auto match = fuzzyMatch(query, text);
        QCOMPARE(match.has_value(), matches);
        if (match)
            QTEST(match->positions, "positions");
    }
    void ranksTheObviousFirst()
    {
        const auto score = [](const QString &query, const QString &text) {
            return fuzzyMatch(query, text)->score;
        };
        QVERIFY(score(u"set"_s, u"Settings"_s) > score(u"set"_s, u"Reset filter"_s));
        QVERIFY(score(u"set"_s, u"Reset filter"_s) > score(u"set"_s, u"Basic key tool"_s));
        QVERIFY(score(u"open"_s, u"Open"_s) > score(u"open"_s, u"Open leaderboards"_s));
    }

    void quotaTextSaysWhatIsKnown_data()
    {
        QTest::addColumn<QuotaFigures>("figures");
        QTest::addColumn<QString>("wide");
        QTest::addColumn<QString>("narrow");
        QTest::addColumn<QuotaLevel>("level");
        QuotaFigures figures;
        figures.thisApp = 214;
        QTest::newRow("unknown plan") << figures << u"This app 214||"_s << u"This app 214||"_s << QuotaLevel::Normal;
        figures.limits = {PlanLimits::Period::Daily, 10'000};
        QTest::newRow("daily, total unknown")
            << figures << u"This app 214||· limit 10,000 a day"_s << u"This app 214||"_s << QuotaLevel::Normal;
        figures.used = 3412;
        QTest::newRow("daily") << figures << u"3,412|of 10,000 today|· this app 214"_s << u"3,412|of 10,000 today|"_s
                               << QuotaLevel::Normal;
        figures.used = 8000;
        QTest::newRow("80%") << figures << u"8,000|of 10,000 today|· this app 214"_s << u"8,000|of 10,000 today|"_s
                             << QuotaLevel::NearLimit;
        figures.used = 10'001;
        QTest::newRow("over") << figures << u"Used up||· this app 214"_s << u"Used up||"_s << QuotaLevel::UsedUp;
        figures.used.reset();
        figures.usedUp = true;
        QTest::newRow("refused") << figures << u"Used up||· this app 214"_s << u"Used up||"_s << QuotaLevel::UsedUp;
        figures.usedUp = false;
        figures.used = 88'204;
        figures.limits = {PlanLimits::Period::Monthly, 500'000};
        QTest::newRow("monthly") << figures << u"88,204|of 500,000 this month|· this app 214"_s
                                 << u"88,204|of 500,000 this month|"_s << QuotaLevel::Normal;
        figures.limits = {PlanLimits::Period::PayAsYouGo, 0, 60};
        QTest::newRow("pay as you go") << figures << u"This app 214||· budget $60 a month"_s << u"This app 214||"_s
                                       << QuotaLevel::Normal;
        figures.limits.budgetDollars = 0;
        QTest::newRow("pay as you go, no budget")
            << figures << u"This app 214||· pay as you go"_s << u"This app 214||"_s << QuotaLevel::Normal;
        figures.environment = Environment::Sandbox;
        QTest::newRow("sandbox") << figures << u"|No quota|"_s << u"|No quota|"_s << QuotaLevel::Normal;
    }
    void quotaTextSaysWhatIsKnown()
    {
        QFETCH(QuotaFigures, figures);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        const auto joined = [](const QuotaText &text) {
            return u"%1|%2|%3"_s.arg(text.bold, text.plain, text.dim);
        };
        QTEST(joined(quotaText(figures, false)), "wide");
        QTEST(joined(quotaText(figures, true)), "narrow");
        QTEST(quotaLevel(figures), "level");
        QVERIFY(!quotaSentence(figures).contains(u'%'));
    }

    void readsRefusals_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QuotaRefusal>("refusal");
        QTest::newRow("daily") << u"ERR max daily request limit exceeded. Limit: 10000, Usage: 10001. See x"_s
                               << QuotaRefusal{PlanLimits::Period::Daily, 10000, 10001};
        QTest::newRow("monthly") << u"ERR max requests limit exceeded. Limit: 500000, Usage: 500000. See x"_s
                                 << QuotaRefusal{PlanLimits::Period::Monthly, 500000, 500000};
        QTest::newRow("other words") << u"<b>no</b>"_s << QuotaRefusal{};
        QTest::newRow("absurd figure") << u"daily limit. Limit: 99999999999999999999, Usage: x"_s
                                       << QuotaRefusal{PlanLimits::Period::Daily, 999999999999999999, {}};
    }
    void readsRefusals()
    {
        QFETCH(QString, message);
        Error error;
        error.kind = Error::Kind::Quota;
        error.message = message;
        QFETCH(QuotaRefusal, refusal);
        const QuotaRefusal read = quotaRefusal(error);
        QCOMPARE(read.period, refusal.period);
        QCOMPARE(read.limit, refusal.limit);
        QCOMPARE(read.used, refusal.used);
    }

    void countsDownToTheEndOfThePeriod()
    {
        const auto at = [](const QString &text) {
            return WallTime(Milliseconds(QDateTime::fromString(text, Qt::ISODate).toMSecsSinceEpoch()));
        };
        const QuotaRefusal daily{PlanLimits::Period::Daily, {}, {}};
        QCOMPARE(quotaBannerText(daily, at(u"2026-11-17T14:03:00Z"_s)),
                 u"Upstash refuses commands until midnight UTC, in 9h 57m. Your edits are kept."_s);
        QCOMPARE(quotaBannerText(daily, at(u"2026-11-17T23:59:59Z"_s)),
                 u"Upstash refuses commands until midnight UTC, in 1m. Your edits are kept."_s);
        const QuotaRefusal monthly{PlanLimits::Period::Monthly, {}, {}};
        QCOMPARE(quotaBannerText(monthly, at(u"2026-12-30T12:00:00Z"_s)),
                 u"Upstash refuses commands until the first of the month UTC, in 1d 12h. Your edits are kept."_s);
        QCOMPARE(quotaBannerTitle(daily), u"Daily quota used up."_s);
        QCOMPARE(quotaBannerTitle({}), u"Quota used up."_s);
    }

    void pullsWindowsBackToAScreen_data()
    {
        QTest::addColumn<QRect>("wanted");
        QTest::addColumn<QList<QRect>>("screens");
        QTest::addColumn<QRect>("fitted");
        const QList<QRect> one = {QRect(0, 0, 1920, 1080)};
        const QList<QRect> two = {QRect(0, 0, 1920, 1080), QRect(1920, 0, 2560, 1440)};
        QTest::newRow("fits") << QRect(100, 100, 1440, 900) << one << QRect(100, 100, 1440, 900);
        QTest::newRow("second screen") << QRect(2000, 100, 1440, 900) << two << QRect(2000, 100, 1440, 900);
        QTest::newRow("screen gone") << QRect(2000, 100, 1440, 900) << one << QRect(240, 90, 1440, 900);
        QTest::newRow("half outside") << QRect(-700, -50, 1440, 900) << one << QRect(0, 0, 1440, 900);
        QTest::newRow("over the right edge") << QRect(1000, 500, 1440, 900) << one << QRect(480, 180, 1440, 900);
        QTest::newRow("larger than the screen") << QRect(0, 0, 4000, 3000) << one << QRect(0, 0, 1920, 1080);
        QTest::newRow("smaller than allowed") << QRect(10, 10, 100, 50) << one << QRect(10, 10, 1024, 680);
    }
    void pullsWindowsBackToAScreen()
    {
        QFETCH(QRect, wanted);
        QFETCH(QList<QRect>, screens);
        QTEST(fittedToScreens(wanted, screens, QSize(1024, 680)), "fitted");
    }

    void keepsWindowState()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"settings.json"_s);
        const WindowState state{QRect(-20, 30, 1200, 800), true, true, u"browser"_s};
        {
            Settings settings(file);
            QCOMPARE(WindowState::load(settings), WindowState());
            state.save(settings);
        }
        Settings settings(file);
        QCOMPARE(WindowState::load(settings), state);
    }

    void paletteModelKeepsGroupsInOrder()
    {
        PaletteModel model;
        const QAbstractItemModelTester tester(&model);
        const auto item = [](const QString &text) {
            PaletteItem row;
            row.text = text;
            return row;
        };
        const auto texts = [&model] {
            QStringList all;
            for (int row = 0; row < model.rowCount(); ++row)
                all.append(model.index(row).data().toString());
            return all;
        };
        model.setGroupCount(2);
        QCOMPARE(model.rowCount(), 0);
        model.setGroup(1, u"Second"_s, {item(u"c"_s)}); // the later group answers first
        model.setGroup(0, u"First"_s, {item(u"a"_s), item(u"b"_s)});
        QCOMPARE(texts(), (QStringList{u"First"_s, u"a"_s, u"b"_s, u"Second"_s, u"c"_s}));
        QCOMPARE(model.selectable(0, 1).row(), 1);
        QCOMPARE(model.selectable(3, 1).row(), 4);
        QCOMPARE(model.selectable(3, -1).row(), 2);
        QVERIFY(!model.item(model.index(3)));
        QVERIFY(!(model.flags(model.index(3)) & Qt::ItemIsSelectable));
        model.setGroup(0, u"First"_s, {});
        QCOMPARE(texts(), (QStringList{u"Second"_s, u"c"_s}));
        model.setGroupCount(0);
        QCOMPARE(model.rowCount(), 0);
    }

    void railModelGroupsBySection()
    {
        RailModel model;
        const QAbstractItemModelTester tester(&model);
        model.addEntry(0, u"Overview"_s, u"layout-dashboard"_s, {});
        model.addEntry(1, u"Cache"_s, u"zap"_s, u"Data"_s);
        model.addEntry(2, u"Live"_s, u"radio"_s, u"Operate"_s);
        model.addEntry(3, u"Browser"_s, u"folder-tree"_s, {});
        model.addEntry(4, u"Rate limits"_s, u"gauge"_s, u"Data"_s);
        QStringList titles;
        for (int row = 0; row < model.rowCount(); ++row)
            titles.append(model.index(row).data().toString());
        QCOMPARE(titles,
                 (QStringList{u"Overview"_s, u"Browser"_s, u"Data"_s, u"Cache"_s, u"Rate limits"_s, u"Operate"_s,
                              u"Live"_s}));
        QCOMPARE(model.order(), (QList<int>{0, 3, 1, 4, 2}));
        QCOMPARE(model.indexOf(4).row(), 4);
        QVERIFY(!model.indexOf(9).isValid());
        QVERIFY(!(model.flags(model.index(2)) & Qt::ItemIsEnabled));
        model.setBadge(4, 3);
        QCOMPARE(model.indexOf(4).data(RailModel::BadgeRole).toInt(), 3);
        QVERIFY(model.indexOf(4).data(Qt::AccessibleTextRole).toString().contains(u'3'));
    }

    void registryFindsClashes()
    {
        QWidget window;
        QWidget left(&window);
        QWidget right(&window);
        ActionRegistry registry;
        const auto add = [&registry](QWidget *place, Qt::ShortcutContext context, const QString &keys, int page) {
            auto *action = new QAction(keys, place);
            action->setShortcut(QKeySequence(keys));
            action->setShortcutContext(context);
            place->addAction(action);
            registry.add({action, MenuId::Edit, u"Test"_s}, page);
            return action;
        };
        QAction *global = add(&window, Qt::WindowShortcut, u"Ctrl+K"_s, ActionRegistry::anyPage);
        add(&left, Qt::WidgetWithChildrenShortcut, u"Del"_s, ActionRegistry::anyPage);
        add(&right, Qt::WidgetWithChildrenShortcut, u"Del"_s, ActionRegistry::anyPage);
        add(&left, Qt::WindowShortcut, u"Ctrl+T"_s, 0);
        add(&right, Qt::WindowShortcut, u"Ctrl+T"_s, 1);
        QVERIFY(registry.clashes().isEmpty());
        QAction *bad = add(&right, Qt::WidgetWithChildrenShortcut, u"Ctrl+K"_s, 1);
        QCOMPARE(registry.clashes().size(), 1);
        QCOMPARE(registry.clashes().first().first, global);
        QCOMPARE(registry.clashes().first().second, bad);
        delete bad;
        QVERIFY(registry.clashes().isEmpty());
        QCOMPARE(registry.entries().size(), 5);
        QAction ampersand(u"&Save && close…"_s);
        QCOMPARE(plainActionText(&ampersand), u"Save & close…"_s);
    }
};

QTEST_MAIN(ShellPartsTest)
#include "tst_shellparts.moc"
