// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keyfilterbar.h"

#include "ui/keyspace/scanfooter.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chiprow.h"
#include "ui/widgets/flowlayout.h"

#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

constexpr std::array typeChips{KeyType::String,    KeyType::Hash,   KeyType::List, KeyType::Set,
                               KeyType::SortedSet, KeyType::Stream, KeyType::Json};

struct ExpiryChip {
    Keyspace::ExpiryClass expiry;
    QLatin1StringView id;
};
constexpr std::array expiryChips{
    ExpiryChip{Keyspace::ExpiryClass::Never, "never"_L1}, ExpiryChip{Keyspace::ExpiryClass::WithinHour, "hour"_L1},
    ExpiryChip{Keyspace::ExpiryClass::WithinDay, "day"_L1}, ExpiryChip{Keyspace::ExpiryClass::BeyondDay, "later"_L1}};

} // namespace

KeyFilterBar::KeyFilterBar(const Theme *theme, Keyspace *keyspace, QWidget *parent)
    : QWidget(parent)
    , m_keyspace(keyspace)
    , m_types(new ChipRow(theme, ChipRow::Choice::Multi, tr("Types"), this))
    , m_expiry(new ChipRow(theme, ChipRow::Choice::Single, tr("Time to live"), this))
    , m_offer(new Banner(theme, Tone::Info, u"timer"_s, this))
    , m_fetch(m_offer->addAction(tr("Fetch"), Button::Kind::Default))
{
    setObjectName(u"keyFilters"_s);
    m_types->setObjectName(u"typeChips"_s);
    m_types->addAllChip(tr("All"));
    for (const KeyType type : typeChips)
        m_types->addTypeChip(wordOf(type).toByteArray());
    m_types->layout()->setSpacing(theme->scaled(4)); // all seven fit beside each other at the usual width
    m_expiry->setObjectName(u"ttlChips"_s);
    m_expiry->addAllChip(tr("Any TTL"));
    m_expiry->addChip(u"never"_s, tr("∞ No expiry"));
    m_expiry->addChip(u"hour"_s, tr("< 1 h"));
    m_expiry->addChip(u"day"_s, tr("< 24 h"));
    m_expiry->addChip(u"later"_s, tr("> 24 h"));
    m_offer->setObjectName(u"ttlOffer"_s);
    m_fetch->setObjectName(u"fetchTtlsButton"_s);
    m_offer->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_types);
    column->addWidget(m_expiry);
    column->addWidget(m_offer);

    connect(m_fetch, &Button::clicked, this, &KeyFilterBar::fetchOrStop);
    connect(m_types, &ChipRow::checkedChanged, this, [this](const QStringList &ids) {
        QSet<KeyType> types;
        for (const QString &id : ids)
            types.insert(keyTypeFromWord(id.toUtf8()));
        m_keyspace->setTypes(types);
        emit filterChanged();
    });
    connect(m_expiry, &ChipRow::checkedChanged, this, [this](const QStringList &ids) {
        const QString id = ids.value(0);
        const auto *chip = std::find_if(expiryChips.begin(), expiryChips.end(),
                                        [&](const ExpiryChip &each) { return each.id == id; });
        m_keyspace->setExpiryClass(chip == expiryChips.end() ? Keyspace::ExpiryClass::Any : chip->expiry);
        updateOffer();
        emit filterChanged();
    });
    connect(keyspace, &Keyspace::shownChanged, this, &KeyFilterBar::updateOffer);
    connect(keyspace->expiryFetcher(), &ExpiryFetcher::progressed, this, &KeyFilterBar::updateOffer);
    connect(keyspace->expiryFetcher(), &ExpiryFetcher::finished, this, &KeyFilterBar::updateOffer);
}

void KeyFilterBar::setTypes(const QSet<KeyType> &types)
{
    QStringList ids;
    for (const KeyType type : typeChips) {
        if (types.contains(type))
            ids.append(QString::fromUtf8(wordOf(type).toByteArray()));
    }
    m_types->setChecked(ids);
    m_keyspace->setTypes(types);
    emit filterChanged();
}

void KeyFilterBar::setExpiryClass(Keyspace::ExpiryClass expiry)
{
    const auto *chip = std::find_if(expiryChips.begin(), expiryChips.end(),
                                    [&](const ExpiryChip &each) { return each.expiry == expiry; });
    m_expiry->setChecked(chip == expiryChips.end() ? QStringList() : QStringList{chip->id});
    m_keyspace->setExpiryClass(expiry);
    updateOffer();
    emit filterChanged();
}

void KeyFilterBar::fetchOrStop()
{
    ExpiryFetcher *fetcher = m_keyspace->expiryFetcher();
    if (fetcher->isRunning())
        fetcher->stop();
    else
        fetcher->start();
    updateOffer();
}

void KeyFilterBar::updateOffer()
{
    const ExpiryFetcher &fetcher = *m_keyspace->expiryFetcher();
    const bool wanted = m_keyspace->expiryClass() != Keyspace::ExpiryClass::Any;
    const QLocale locale;
    if (fetcher.isRunning()) {
        m_offer->setMessage(
            {}, tr("%1 of %2 TTLs fetched.").arg(locale.toString(fetcher.done()), locale.toString(fetcher.total())));
        m_fetch->setText(tr("Stop"));
    } else {
        m_offer->setMessage({}, tr("%1 loaded keys have no known TTL.").arg(locale.toString(fetcher.price())));
        m_fetch->setText(tr("Fetch · %1").arg(commandsText(fetcher.price())));
    }
    m_fetch->setAccessibleName(m_fetch->text());
    m_offer->setVisible(wanted && (fetcher.isRunning() || fetcher.price() > 0));
}

} // namespace stashdeck
