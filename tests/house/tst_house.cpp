// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the sources as text and holds them against the plan of the house: who may include whom, and which calls are
// left to one place. A rule that a compiler can hold is not here.
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Source {
    QString path; ///< from the root: "ui/shell/rail.cpp"
    QString text;
};

QList<Source> sourcesBelow(const QStringList &folders)
{
    QList<Source> sources;
    const QDir root(QStringLiteral(STASHDECK_SOURCE_DIR));
    for (const QString &folder : folders) {
        QDirIterator it(root.filePath(folder), {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            if (file.open(QIODevice::ReadOnly))
                sources.append({root.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll())});
        }
    }
    return sources;
}

/// Code without comments, so that a rule may be named in one.
QString codeOf(const QString &text)
{
    static const QRegularExpression comment(u"//[^\n]*|/\\*.*?\\*/"_s, QRegularExpression::DotMatchesEverythingOption);
    return QString(text).remove(comment);
}

QString featureOf(const QString &path)
{
    return path.section(u'/', 0, 1); // "ui/shell"
}

/// Which folder of models/ and ui/ may include which; the order is that of ARCHITECTURE.md.
const QMap<QString, QStringList> arrows{
    {u"models/base"_s, {}},
    {u"models/rest"_s, {u"models/base"_s}},
    {u"models/connections"_s, {u"models/base"_s, u"models/rest"_s}},
    {u"models/session"_s, {u"models/base"_s, u"models/rest"_s, u"models/connections"_s}},
    {u"models/keyspace"_s, {u"models/base"_s, u"models/rest"_s, u"models/connections"_s, u"models/session"_s}},
    {u"models/bulk"_s,
     {u"models/base"_s, u"models/rest"_s, u"models/connections"_s, u"models/session"_s, u"models/keyspace"_s}},
    {u"models/codecs"_s, {u"models/base"_s}},
    {u"models/transfer"_s,
     {u"models/base"_s, u"models/rest"_s, u"models/connections"_s, u"models/session"_s, u"models/keyspace"_s,
      u"models/bulk"_s, u"models/codecs"_s}},
    {u"models/values"_s,
     {u"models/base"_s, u"models/rest"_s, u"models/connections"_s, u"models/session"_s, u"models/codecs"_s}},
    {u"models/navigation"_s, {u"models/base"_s}},
    {u"models/snippets"_s, {u"models/base"_s, u"models/rest"_s, u"models/codecs"_s, u"models/values"_s}},
    {u"ui/theme"_s, {}},
    {u"ui/widgets"_s, {u"ui/theme"_s}},
    {u"ui/connections"_s, {u"ui/theme"_s, u"ui/widgets"_s}},
    {u"ui/snippets"_s, {u"ui/theme"_s, u"ui/widgets"_s}},
    {u"ui/keyspace"_s, {u"ui/theme"_s, u"ui/widgets"_s, u"ui/snippets"_s}},
    {u"ui/values"_s, {u"ui/theme"_s, u"ui/widgets"_s, u"ui/snippets"_s}},
    {u"ui/bulk"_s, {u"ui/theme"_s, u"ui/widgets"_s, u"ui/values"_s}},
    {u"ui/transfer"_s, {u"ui/theme"_s, u"ui/widgets"_s, u"ui/values"_s, u"ui/bulk"_s}},
    {u"ui/browser"_s, {u"ui/theme"_s, u"ui/widgets"_s, u"ui/keyspace"_s, u"ui/values"_s}},
    {u"ui/shell"_s, {u"ui/theme"_s, u"ui/widgets"_s}},
};

} // namespace

class HouseTest : public QObject {
    Q_OBJECT

private:
    void forbid(const QStringList &folders, const QString &pattern, const QStringList &allowedPrefixes)
    {
        const QRegularExpression forbidden(pattern);
        QVERIFY2(forbidden.isValid(), qPrintable(pattern));
        QStringList found;
        const QList<Source> sources = sourcesBelow(folders);
        QVERIFY(!sources.isEmpty());
        for (const Source &source : sources) {
            const bool allowed = std::any_of(allowedPrefixes.cbegin(), allowedPrefixes.cend(),
                                             [&](const QString &prefix) { return source.path.startsWith(prefix); });
            if (allowed)
                continue;
            const QStringList lines = codeOf(source.text).split(u'\n');
            for (const QString &line : lines) {
                if (line.contains(forbidden))
                    found.append(source.path + u": "_s + line.trimmed());
            }
        }
        QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
    }

private slots:
    void includesFollowTheArrows()
    {
        static const QRegularExpression include(u"#include \"((?:models|ui|app)/[^/\"]+)/"_s);
        QStringList wrong;
        const QList<Source> sources = sourcesBelow({u"models"_s, u"ui"_s});
        QVERIFY(sources.size() > 20);
        for (const Source &source : sources) {
            const QString feature = featureOf(source.path);
            if (!source.path.mid(feature.size() + 1).size())
                continue;
            if (!arrows.contains(feature)) {
                if (source.path.count(u'/') > 1)
                    wrong.append(feature + u" is not in the plan"_s);
                continue;
            }
            auto it = include.globalMatch(source.text);
            while (it.hasNext()) {
                const QString target = it.next().captured(1);
                const bool toModels = source.path.startsWith(u"ui/"_s) && target.startsWith(u"models/"_s);
                if (target != feature && !toModels && !arrows.value(feature).contains(target))
                    wrong.append(source.path + u" includes "_s + target);
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
    }

    void modelsKnowNoWindow()
    {
        forbid({u"models"_s},
               u"#include <(QtWidgets|QtGui|QWidget|QApplication|QGuiApplication|QColor|QFont|QPainter|"
               "QPixmap|QImage|QIcon|QClipboard)"_s,
               {});
    }

    void onlyTheWireSpeaksHttp()
    {
        forbid(
            {u"models"_s, u"ui"_s, u"app"_s},
            u"(->|\\.)(post|get|put|head|sendCustomRequest)\\((?:request|QNetworkRequest)|#include <QNetworkReply>"_s,
            {u"models/rest/"_s, u"models/pch.h"_s, u"app/sandbox/"_s});
    }

    void uiHoldsNoCommandWords() { forbid({u"ui"_s}, u"Command::of\\(|RestClient\\b"_s, {}); }

    void onlyTheWidgetsPutTextOnLabels()
    {
        forbid({u"ui"_s, u"app"_s},
               u"new QLabel\\(|\\bQLabel [a-z]|QMessageBox|QTextEdit|QTextBrowser|QInputDialog|QErrorMessage|"
               "QToolTip::showText|\\bsetToolTip\\(|setWhatsThis\\("_s,
               {u"ui/widgets/"_s, u"app/sandbox/"_s});
    }

    void nothingBlocksTheLoop()
    {
        forbid({u"models"_s, u"ui"_s, u"app"_s},
               u"processEvents\\(|\\bQEventLoop\\b|QCoro::waitFor|[.>]waitFor(Finished|ReadyRead|BytesWritten|Started|"
               "Connected)\\(|[.>]exec\\(\\)|QThread::(sleep|msleep|usleep)"_s,
               // The journals' ledgers execute statements, on a worker of their own.
               {u"app/main.cpp"_s, u"app/sandbox/"_s, u"models/bulk/bulkledger.cpp"_s,
                u"models/transfer/importledger.cpp"_s});
    }

    void coloursComeFromTheTheme()
    {
        forbid({u"ui"_s, u"app"_s},
               u"QColor\\((u?\"#|QStringLiteral\\(\"#|0x|[0-9]+ *,)|Qt::(red|blue|green|black|"
               "white|gray|darkGray|lightGray|yellow)\\b"_s,
               {u"ui/theme/"_s});
    }

    void everyFileSaysItsLicence()
    {
        QStringList wrong;
        for (const Source &source : sourcesBelow({u"models"_s, u"ui"_s, u"app"_s, u"tests"_s})) {
            if (!source.text.startsWith(u"// SPDX-License-Identifier: GPL-3.0-or-later\n"_s))
                wrong.append(source.path);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void programsAreHardened_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("stashdeck") << QStringLiteral(STASHDECK_PROGRAM);
        QTest::newRow("sandbox") << QStringLiteral(STASHDECK_SANDBOX_PROGRAM);
    }
    void programsAreHardened()
    {
        QFETCH(QString, program);
        QProcess readelf;
        readelf.start(u"readelf"_s, {u"-W"_s, u"-h"_s, u"-l"_s, u"-d"_s, program});
        QVERIFY(readelf.waitForFinished());
        const QString output = QString::fromUtf8(readelf.readAllStandardOutput());
        QVERIFY2(output.contains(u"GNU_RELRO"_s), qPrintable(output));
        QVERIFY2(output.contains(QRegularExpression(u"BIND_NOW|FLAGS.*NOW"_s)), "every symbol is bound at start");
        QVERIFY2(output.contains(u"DYN (Position-Independent Executable"_s), "position independent");
        const QRegularExpression stack(u"GNU_STACK[^\n]*RWE"_s);
        QVERIFY2(!output.contains(stack), "the stack cannot run");
    }
};

QTEST_GUILESS_MAIN(HouseTest)
#include "tst_house.moc"
