// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/namingdialog.h"

#include "models/base/bytetext.h"
#include "models/keyspace/globpattern.h"
#include "models/keyspace/keyspace.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QLocale>
#include <QScrollArea>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

QString number(qint64 value)
{
    return QLocale().toString(value);
}

struct HintText {
    QString title;
    QString sentence;
};

HintText textOf(const NamingHint &hint)
{
    const QString first = displayText(hint.first, 60);
    const QString second = displayText(hint.second, 60);
    switch (hint.kind) {
    case NamingHint::Kind::MixedSeparators:
        return {NamingDialog::tr("%1 and %2 split names differently").arg(first, second),
                NamingDialog::tr("%1 keys begin with the first, %2 with the second. One separator keeps them in one "
                                 "folder.")
                    .arg(number(hint.firstKeys), number(hint.secondKeys))};
    case NamingHint::Kind::Twins:
        return {NamingDialog::tr("%1 and %2 may be one thing").arg(first, second),
                NamingDialog::tr("%1 keys begin with the first, %2 with the second.")
                    .arg(number(hint.firstKeys), number(hint.secondKeys))};
    case NamingHint::Kind::CacheWithoutTtl:
        return {
            NamingDialog::tr("%1 holds keys that never expire").arg(first),
            hint.unknownKeys > 0
                ? NamingDialog::tr("%1 keys have no TTL; of %2 it is not known.")
                      .arg(number(hint.firstKeys), number(hint.unknownKeys))
                : NamingDialog::tr("%1 keys have no TTL. A cache without one only grows.").arg(number(hint.firstKeys))};
    }
    return {};
}

} // namespace

NamingDialog::NamingDialog(const Theme *theme, Keyspace *keyspace, QWidget *parent)
    : DialogShell(theme, tr("Naming hints"), parent)
    , m_keyspace(keyspace)
    , m_summary(plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, this))
    , m_place(new QVBoxLayout)
{
    setObjectName(u"namingDialog"_s);
    setMinimumWidth(theme->scaled(560));
    m_summary->setObjectName(u"namingSummary"_s);
    m_summary->setWordWrap(true);
    body()->addWidget(m_summary);
    auto *area = new QScrollArea(this);
    area->setObjectName(u"namingHints"_s);
    area->setAccessibleName(tr("Naming hints"));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setMinimumHeight(theme->scaled(220));
    auto *inside = new QWidget(area);
    inside->setLayout(m_place);
    m_place->setContentsMargins(0, 0, 0, 0);
    area->setWidget(inside);
    inside->setAutoFillBackground(false); // on the dialog's own ground
    area->viewport()->setAutoFillBackground(false);
    body()->addWidget(area, 1);
    cancelButton()->setText(tr("Close"));
    cancelButton()->setAccessibleName(tr("Close"));
    setFooterNote(tr("No command"));
    connect(keyspace->namingReport(), &NamingReport::changed, this, &NamingDialog::refresh);
    keyspace->namingReport()->refresh();
    refresh();
}

void NamingDialog::refresh()
{
    const NamingReport &report = *m_keyspace->namingReport();
    delete m_list;
    m_list = new QWidget(this);
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    m_place->addWidget(m_list);
    if (report.isRunning()) {
        m_summary->setText(tr("Looking at %1 loaded keys…").arg(number(m_keyspace->loadedKeys())));
        return;
    }
    const QString looked = tr("%1 loaded keys were looked at.").arg(number(report.examinedKeys()));
    m_summary->setText(report.hints().empty() ? tr("%1 Their names raise no question.").arg(looked) : looked);
    for (const NamingHint &hint : report.hints())
        addHint(hint);
    column->addStretch(1);
}

void NamingDialog::addHint(const NamingHint &hint)
{
    const HintText text = textOf(hint);
    auto *column = static_cast<QVBoxLayout *>(m_list->layout());
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    PlainLabel *title = plainLabel(theme(), TextStyle::BodySemibold, Token::Text, text.title, m_list);
    title->setWordWrap(true);
    words->addWidget(title);
    PlainLabel *sentence = plainLabel(theme(), TextStyle::Secondary, Token::Text2, text.sentence, m_list);
    sentence->setWordWrap(true);
    words->addWidget(sentence);
    if (!hint.example.isEmpty()) {
        PlainLabel *example = plainLabel(theme(), TextStyle::Mono, Token::Text2,
                                         tr("e.g. %1").arg(displayText(hint.example, 80)), m_list);
        example->setElide(Qt::ElideMiddle);
        words->addWidget(example);
    }
    auto *show = new Button(theme(), tr("Show keys"), Button::Kind::Default, m_list);
    show->setButtonSize(Button::Size::Small);
    const QByteArray prefix = hint.second.isEmpty() ? hint.first : hint.second;
    show->setAccessibleName(tr("Show keys of %1").arg(displayText(prefix, 60)));
    connect(show, &Button::clicked, this, [this, prefix] {
        emit patternRequested(QString::fromUtf8(escapedGlob(prefix) + '*'));
        accept();
    });
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addLayout(words, 1);
    row->addWidget(show, 0, Qt::AlignTop);
    column->addLayout(row);
}

} // namespace stashdeck
