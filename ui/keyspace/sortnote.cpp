// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/sortnote.h"

#include "models/keyspace/keyspace.h"
#include "ui/keyspace/scanfooter.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

SortNote::SortNote(const Theme *theme, Keyspace *keyspace, QWidget *parent)
    : QFrame(parent)
    , m_keyspace(keyspace)
    , m_text(plainLabel(theme, TextStyle::Caption, Token::Text2, {}, this))
    , m_act(new Button(theme, {}, Button::Kind::Link, this))
{
    setObjectName(u"sortNote"_s);
    m_text->setObjectName(u"sortNoteText"_s);
    m_text->setWordWrap(true);
    m_act->setObjectName(u"sortNoteButton"_s);
    m_act->setButtonSize(Button::Size::Small);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(m_act);
    hide();
    connect(keyspace, &Keyspace::shownChanged, this, &SortNote::refresh);
    connect(keyspace->expiryFetcher(), &ExpiryFetcher::progressed, this, &SortNote::refresh);
    connect(keyspace->expiryFetcher(), &ExpiryFetcher::finished, this, [this] {
        if (m_isList && m_keyspace->sort().column == KeySort::Column::Ttl)
            m_keyspace->sortAgain();
        refresh();
    });
    connect(m_act, &Button::clicked, this, &SortNote::act);
}

void SortNote::setListShown(bool shown)
{
    m_isList = shown;
    refresh();
}

void SortNote::refresh()
{
    const qint64 unknown = m_keyspace->unsortedKeys();
    const KeySort::Column column = m_keyspace->sort().column;
    setVisible(m_isList && unknown > 0 && column != KeySort::Column::Name);
    const QString count = QLocale().toString(unknown);
    const ExpiryFetcher &fetcher = *m_keyspace->expiryFetcher();
    switch (column) {
    case KeySort::Column::Name:
        break;
    case KeySort::Column::Type:
        m_text->setText(tr("%1 keys whose type is not known stand at the end.").arg(count));
        m_act->setText(tr("Sort again"));
        break;
    case KeySort::Column::Ttl:
        m_text->setText(fetcher.isRunning()
                            ? tr("%1 of %2 TTLs fetched.")
                                  .arg(QLocale().toString(fetcher.done()), QLocale().toString(fetcher.total()))
                            : tr("%1 keys whose TTL is not known stand at the end.").arg(count));
        m_act->setText(fetcher.isRunning() ? tr("Stop") : tr("Fetch · %1").arg(commandsText(fetcher.price())));
        break;
    case KeySort::Column::Size:
        m_text->setText(
            tr("%1 keys whose size is not known stand at the end. Sizes come with the rows you look at.").arg(count));
        m_act->setText(tr("Sort again"));
        break;
    }
    m_act->setAccessibleName(m_act->text());
}

void SortNote::act()
{
    ExpiryFetcher *fetcher = m_keyspace->expiryFetcher();
    if (m_keyspace->sort().column != KeySort::Column::Ttl)
        m_keyspace->sortAgain();
    else if (fetcher->isRunning())
        fetcher->stop();
    else
        fetcher->start();
    refresh();
}

} // namespace stashdeck
