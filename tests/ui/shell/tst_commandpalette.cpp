// SPDX-License-Identifier: GPL-3.0-or-later
// The palette in a real window, by keyboard and mouse, with sources that answer at once, late and never.
#include "tests/ui/shell/shellfixture.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/palettemodel.h"

#include <QListView>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Keys given by the test; answers when told to.
class KeySource final : public PaletteSource {
public:
    [[nodiscard]] Kind kind() const override { return Kind::Keys; }
    [[nodiscard]] QString groupTitle() const override { return u"Keys already loaded"_s; }
    void items(const QString &query, int max, Callback callback) override
    {
        queries.append(query);
        asked = max;
        pending.append(std::move(callback));
        if (!late)
            answer(pending.size() - 1);
    }
    void answer(qsizetype at)
    {
        QList<PaletteItem> rows;
        for (const QString &key : keys) {
            PaletteItem row;
            row.text = key;
            row.mono = true;
            row.typeBadge = u"zset"_s;
            row.activate = [this, key] {
                opened.append(key);
            };
            row.alternateText = u"run in the console"_s;
            row.alternate = [this, key] {
                ranInConsole.append(key);
            };
            rows.append(row);
        }
        pending.at(at)(rows);
    }
    QStringList keys;
    bool late = false;
    int asked = 0;
    QStringList queries;
    QList<Callback> pending;
    QStringList opened;
    QStringList ranInConsole;
};

} // namespace

class CommandPaletteTest : public QObject {
    Q_OBJECT

private:
    static QStringList rows(const ShellFixture &shell)
    {
        QStringList all;
        const PaletteModel *model = shell.window->commandPalette()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            all.append(model->index(row).data().toString());
        return all;
    }
    static KeySource *addKeys(ShellFixture &shell, const QStringList &keys)
    {
        auto source = std::make_unique<KeySource>();
        KeySource *raw = source.get();
        raw->keys = keys;
        shell.window->addPaletteSource(std::move(source));
        return raw;
    }
    static void start(ShellFixture &shell)
    {
        shell.openSession(ShellFixture::profile(Environment::Production));
        shell.show();
        QVERIFY(QTest::qWaitForWindowActive(shell.window.get()));
    }

private slots:
    void opensByKeysAndSearchField()
    {
        ShellFixture shell;
        start(shell);
        CommandPalette *palette = shell.window->commandPalette();
        QVERIFY(!palette->isVisible());
        auto *field = shell.find<QLineEdit>("overviewField");
        field->setFocus();
        QTest::keyClick(field, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(palette->isVisible());
        QCOMPARE(palette->width(), 660);
        auto *input = shell.find<QLineEdit>("paletteField");
        QTRY_VERIFY(input->hasFocus());
        QTest::keyClick(input, Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
        QVERIFY(field->hasFocus()); // back to where one was

        QTest::mouseClick(shell.find<QWidget>("searchButton"), Qt::LeftButton);
        QVERIFY(palette->isVisible());
        QTest::mouseClick(field, Qt::LeftButton); // elsewhere
        field->setFocus(Qt::MouseFocusReason);
        QTRY_VERIFY(!palette->isVisible());
    }

    void prefixesNarrow()
    {
        ShellFixture shell;
        start(shell);
        addKeys(shell, {u"lb:weekly"_s});
        shell.window->setDatabases(
            {ShellFixture::profile(Environment::Temporary, u"demo-leaderboard"_s), shell.session->profile()});
        CommandPalette *palette = shell.window->commandPalette();
        palette->open(u"lb"_s);
        QCOMPARE(rows(shell).first(), u"Keys already loaded"_s); // though its source came last
        QVERIFY(rows(shell).contains(u"Actions"_s));
        QCOMPARE(rows(shell).last(), u"demo-leaderboard"_s);
        QVERIFY(rows(shell).contains(u"Databases"_s));
        QVERIFY(rows(shell).contains(u"Open Leaderboards"_s));
        QVERIFY(!rows(shell).contains(u"Help"_s));
        palette->open(u"@lb"_s);
        QCOMPARE(rows(shell), (QStringList{u"Databases"_s, u"demo-leaderboard"_s})); // not the one that is open
        palette->open(u":lb"_s);
        QCOMPARE(rows(shell), (QStringList{u"Keys already loaded"_s, u"lb:weekly"_s}));
        palette->open(u"> lb"_s);
        QCOMPARE(rows(shell).first(), u"Actions"_s);
        QVERIFY(!rows(shell).contains(u"Databases"_s));
        palette->open(u"?"_s);
        QCOMPARE(rows(shell).first(), u"Help"_s);
        palette->open(u">qqqqqq"_s);
        QVERIFY(rows(shell).isEmpty());
        QVERIFY(shell.find<QWidget>("paletteEmpty")->isVisible());
    }

    void keyboardMovesAndRuns()
    {
        ShellFixture shell;
        start(shell);
        KeySource *keys = addKeys(shell, {u"a"_s, u"b"_s, u"c"_s});
        CommandPalette *palette = shell.window->commandPalette();
        palette->open(u":"_s);
        auto *input = shell.find<QLineEdit>("paletteField");
        auto *list = shell.find<QListView>("paletteList");
        QCOMPARE(list->currentIndex().data().toString(), u"a"_s);
        QTest::keyClick(input, Qt::Key_Up);
        QCOMPARE(list->currentIndex().data().toString(), u"c"_s); // round and past the caption
        QTest::keyClick(input, Qt::Key_Down);
        QTest::keyClick(input, Qt::Key_Down);
        QCOMPARE(list->currentIndex().data().toString(), u"b"_s);
        QTest::keyClick(input, Qt::Key_Return);
        QVERIFY(!palette->isVisible());
        QCOMPARE(keys->opened, QStringList{u"b"_s});
        palette->open(u":"_s);
        QTest::keyClick(input, Qt::Key_End, Qt::ControlModifier);
        QTest::keyClick(input, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(keys->ranInConsole, QStringList{u"c"_s});
        palette->open(u":"_s);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(2, 0)).center());
        QCOMPARE(keys->opened, (QStringList{u"b"_s, u"b"_s}));

        palette->open(u":"_s);
        QTest::keyClick(input, Qt::Key_Tab);
        auto *menu = palette->findChild<QMenu *>(u"paletteRowMenu"_s);
        QVERIFY(menu);
        QCOMPARE(menu->actions().size(), 2);
        menu->actions().last()->trigger();
        QCOMPARE(keys->ranInConsole, (QStringList{u"c"_s, u"a"_s}));
        menu->close();
    }

    void runsActionsOfOtherPages()
    {
        ShellFixture shell;
        start(shell);
        QCOMPARE(shell.window->currentPage(), std::optional(shell.overview));
        shell.window->commandPalette()->open(u">Use Leader"_s);
        QTest::keyClick(shell.find<QLineEdit>("paletteField"), Qt::Key_Return);
        QCOMPARE(shell.window->currentPage(), std::optional(shell.boards));
        QCOMPARE(shell.triggered, QStringList{u"Leaderboards"_s});
    }

    void lateAnswersOfAnOldTextAreDropped()
    {
        ShellFixture shell;
        start(shell);
        KeySource *keys = addKeys(shell, {u"key"_s});
        keys->late = true;
        CommandPalette *palette = shell.window->commandPalette();
        palette->open(u":a"_s);
        palette->open(u":b"_s);
        const qsizetype last = keys->pending.size() - 1;
        QCOMPARE(keys->queries.at(0), u"a"_s);
        QCOMPARE(keys->queries.at(last), u"b"_s);
        keys->answer(0);
        QVERIFY(rows(shell).isEmpty());
        keys->answer(last);
        QCOMPARE(rows(shell), (QStringList{u"Keys already loaded"_s, u"key"_s}));
        palette->dismiss();
        palette->open(u":c"_s);
        palette->dismiss();
        keys->answer(keys->pending.size() - 1); // closed meanwhile
        QVERIFY(!palette->isVisible());
        const auto dangling = keys->pending.last();
        shell.window->setSession(nullptr);
        shell.window.reset(); // and destroyed
        dangling({});
    }

    void sourcesAreCapped()
    {
        ShellFixture shell;
        start(shell);
        QStringList many;
        for (int i = 0; i < 10'000; ++i)
            many.append(u"key:%1"_s.arg(i));
        KeySource *keys = addKeys(shell, many);
        CommandPalette *palette = shell.window->commandPalette();
        palette->open(u"key"_s);
        QCOMPARE(keys->asked, 8);
        QCOMPARE(rows(shell).filter(u"key:"_s).size(), 8);
        palette->open(u":key"_s);
        QCOMPARE(rows(shell).filter(u"key:"_s).size(), 50);
        QVERIFY(palette->geometry().bottom() < shell.window->height());
    }

    void hostileTextStaysText_data()
    {
        QTest::addColumn<QString>("key");
        QTest::newRow("markup") << u"<b>x</b><img src=file:///etc/passwd>"_s;
        QTest::newRow("tables") << u"<b>"_s + u"<table><tr><td>"_s.repeated(40);
        QTest::newRow("32 KB") << QString(32768, u'k');
        QTest::newRow("separators") << u"a\u2028b\u2029c\nd"_s;
        QTest::newRow("mnemonic") << u"a&b&&c"_s;
        QTest::newRow("nul") << u"a"_s + QChar(0) + u"b"_s;
    }
    void hostileTextStaysText()
    {
        QFETCH(QString, key);
        ShellFixture shell;
        start(shell);
        addKeys(shell, {key});
        shell.window->commandPalette()->open(u":"_s);
        auto *list = shell.find<QListView>("paletteList");
        QCOMPARE(list->model()->index(1, 0).data().toString(), key);
        const QRect row = list->visualRect(list->model()->index(1, 0));
        QCOMPARE(row.height(), 34); // one line, whatever is in it
        const QImage hostile = list->viewport()->grab(row).toImage();
        // Markup that was taken for such would leave less ink than its letters do: compare with the same length of
        // text.
        if (key.startsWith(u"<b>x"_s)) {
            ShellFixture plain;
            start(plain);
            QString letters = key;
            addKeys(plain, {letters.replace(u'<', u'(').replace(u'>', u')')});
            plain.window->commandPalette()->open(u":"_s);
            auto *other = plain.find<QListView>("paletteList");
            const QImage harmless = other->viewport()->grab(other->visualRect(other->model()->index(1, 0))).toImage();
            const auto ink = [](const QImage &image) {
                int pixels = 0;
                for (int y = 0; y < image.height(); ++y) {
                    for (int x = 70; x < 500; ++x)
                        pixels += image.pixelColor(x, y) != image.pixelColor(image.width() / 2 + 200, 2) ? 1 : 0;
                }
                return pixels;
            };
            QVERIFY(ink(harmless) > 300);
            QVERIFY(std::abs(ink(hostile) - ink(harmless)) < ink(harmless) / 4);
        }
    }

    void matchedLettersAreStressed()
    {
        ShellFixture shell;
        start(shell);
        addKeys(shell, {u"lb:weekly:2026-w47"_s});
        shell.window->commandPalette()->open(u":lb"_s);
        const QModelIndex row = shell.window->commandPalette()->model()->index(1);
        QCOMPARE(row.data(PaletteModel::MatchedRole).value<QList<int>>(), (QList<int>{0, 1}));
        auto *list = shell.find<QListView>("paletteList");
        const QImage image = list->viewport()->grab(list->visualRect(row)).toImage();
        const QColor accent = shell.theme.color(Token::AccentText);
        int accented = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 64; x < 200; ++x)
                accented += image.pixelColor(x, y) == accent ? 1 : 0;
        }
        QVERIFY(accented > 4);
    }
};

QTEST_MAIN(CommandPaletteTest)
#include "tst_commandpalette.moc"
