// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/aboutdialog.h"

#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLibraryInfo>
#include <QSslSocket>
#include <QSysInfo>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

struct Fact {
    QString name;
    QString value;
};

QList<Fact> facts()
{
    const QString tls = QSslSocket::supportsSsl()
        ? AboutDialog::tr("%1 (%2)").arg(QSslSocket::sslLibraryVersionString(), QSslSocket::activeBackend())
        : AboutDialog::tr("not available: databases over https cannot be opened");
    return {{AboutDialog::tr("Version"), QLatin1String(STASHDECK_VERSION)},
            {AboutDialog::tr("Qt"), QLibraryInfo::version().toString()},
            {AboutDialog::tr("TLS"), tls},
            {AboutDialog::tr("System"),
             AboutDialog::tr("%1, %2").arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture())}};
}

} // namespace

QString AboutDialog::factsText()
{
    QStringList lines;
    const QList<Fact> all = facts();
    for (const Fact &fact : all)
        lines.append(u"%1: %2"_s.arg(fact.name, fact.value));
    return lines.join(u'\n');
}

AboutDialog::AboutDialog(const Theme *theme, QWidget *parent)
    : DialogShell(theme, tr("About Stashdeck"), parent)
{
    setObjectName("aboutDialog"_L1);
    setAccessibleName(tr("About Stashdeck"));
    setMinimumWidth(theme->scaled(460));

    auto *head = new QHBoxLayout;
    head->setSpacing(14);
    auto *mark = new PlainLabel(this);
    mark->setPixmap(Theme::productIcon().pixmap(QSize(40, 40), devicePixelRatioF()));
    head->addWidget(mark, 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(plainLabel(theme, TextStyle::Title, Token::Text, u"Stashdeck"_s, this));
    words->addWidget(
        plainLabel(theme, TextStyle::Body, Token::Text2, tr("A desktop admin console for Upstash Redis"), this));
    head->addLayout(words, 1);
    body()->addLayout(head);

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    int row = 0;
    const QList<Fact> all = facts();
    for (const Fact &fact : all) {
        grid->addWidget(plainLabel(theme, TextStyle::Body, Token::Text2, fact.name, this), row, 0);
        PlainLabel *value = plainLabel(theme, TextStyle::Body, Token::Text, fact.value, this);
        value->setObjectName(u"aboutFact%1"_s.arg(row));
        value->setWordWrap(true);
        grid->addWidget(value, row, 1);
        ++row;
    }
    body()->addLayout(grid);
    auto *licence = plainLabel(
        theme, TextStyle::Secondary, Token::Text2,
        tr("Free software under the GNU General Public License, version 3 or later, without any warranty. It is built "
           "with Qt and QCoro, QtKeychain and tl::expected, each under its own free licence. Not made by Upstash."),
        this);
    licence->setWordWrap(true);
    body()->addWidget(licence);

    Button *copy = addSecondary(tr("Copy version details"), Button::Kind::Quiet);
    copy->setObjectName("aboutCopy"_L1);
    copy->setIconName(u"copy"_s);
    connect(copy, &QAbstractButton::clicked, this, [copy] {
        QGuiApplication::clipboard()->setText(factsText());
        copy->setIconName(u"check"_s);
    });
    cancelButton()->setText(tr("Close"));
    cancelButton()->setAccessibleName(tr("Close"));
    cancelButton()->setDefault(true);
}

} // namespace stashdeck
