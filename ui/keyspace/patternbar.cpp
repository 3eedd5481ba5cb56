// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/patternbar.h"

#include "models/base/bytetext.h"
#include "models/keyspace/globpattern.h"
#include "models/keyspace/keyspace.h"
#include "ui/keyspace/placesmenu.h"
#include "ui/keyspace/scanfooter.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

PatternBar::PatternBar(const Theme *theme, Keyspace *keyspace, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_keyspace(keyspace)
    , m_field(new SearchField(theme, tr("* all keys"), this))
    , m_history(m_field->addTrailing(u"history"_s, tr("Favourites, recent keys and patterns")))
    , m_reload(new IconButton(theme, u"refresh-cw"_s, tr("Scan again"), this, IconButton::Kind::Framed))
    , m_addKey(new Button(theme, tr("Key"), Button::Kind::Primary, this))
    , m_offer(new QWidget(this))
    , m_offerText(plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, m_offer))
    , m_exact(new Button(theme, {}, Button::Kind::Default, m_offer))
    , m_contains(new Button(theme, {}, Button::Kind::Default, m_offer))
    , m_match(new Button(theme, {}, Button::Kind::Default, m_offer))
{
    m_field->setObjectName(u"patternField"_s);
    m_field->setAccessibleName(tr("Key pattern"));
    m_field->setMono(true);
    m_history->setObjectName(u"patternHistory"_s);
    m_reload->setObjectName(u"rescanButton"_s);
    m_addKey->setObjectName(u"addKeyButton"_s);
    m_addKey->setAccessibleName(tr("Add key"));
    m_addKey->setIconName(u"plus"_s);
    m_offer->setObjectName(u"patternOffer"_s);
    m_offerText->setObjectName(u"patternOfferText"_s);
    m_exact->setObjectName(u"exactButton"_s);
    m_contains->setObjectName(u"containsButton"_s);
    m_match->setObjectName(u"matchButton"_s);
    for (Button *button : {m_exact, m_contains, m_match})
        button->setButtonSize(Button::Size::Small);

    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_field, 1);
    row->addWidget(m_reload);
    row->addWidget(m_addKey);
    auto *offer = new QHBoxLayout(m_offer);
    offer->setContentsMargins(0, 0, 0, 0);
    offer->setSpacing(6);
    offer->addWidget(m_exact);
    offer->addWidget(m_contains);
    offer->addWidget(m_match);
    offer->addWidget(m_offerText, 1);
    m_offerText->setElide(Qt::ElideRight);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(row);
    column->addWidget(m_offer);
    m_offer->hide();

    connect(m_field, &QLineEdit::textChanged, this, &PatternBar::textChanged);
    connect(m_field, &QLineEdit::textChanged, this, &PatternBar::patternChanged);
    connect(m_field, &QLineEdit::returnPressed, this, &PatternBar::search);
    connect(m_history, &IconButton::clicked, this, &PatternBar::showHistory);
    connect(m_exact, &Button::clicked, this, &PatternBar::searchExact);
    connect(m_contains, &Button::clicked, this, &PatternBar::searchContains);
    connect(m_match, &Button::clicked, this, &PatternBar::search);
    connect(keyspace, &Keyspace::shownChanged, this, &PatternBar::updateOffer);
}

QString PatternBar::pattern() const
{
    return m_field->text();
}

QByteArray PatternBar::bytes() const
{
    // A pattern's backslashes belong to the pattern; a name may be typed in the escaped form that names are shown in.
    return hasWildcards(m_field->text().toUtf8()) ? m_field->text().toUtf8() : bytesFromEscaped(m_field->text());
}

void PatternBar::setPattern(const QString &pattern)
{
    m_field->setText(pattern);
}

void PatternBar::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void PatternBar::clear()
{
    m_field->clear();
}

void PatternBar::textChanged()
{
    const QString text = m_field->text();
    if (text == m_applied && !text.isEmpty())
        return;
    m_applied.clear();
    if (text.isEmpty() || text == u"*"_s)
        m_keyspace->clearText();
    else
        m_keyspace->setText(bytes());
    updateOffer();
}

void PatternBar::search()
{
    const QByteArray text = bytes();
    if (text.isEmpty() || text == "*") {
        m_keyspace->clearText();
        return;
    }
    if (!hasWildcards(text)) {
        searchExact();
        return;
    }
    m_applied = m_field->text();
    m_keyspace->history()->add(m_applied);
    m_keyspace->search(text);
    updateOffer();
}

void PatternBar::searchExact()
{
    m_applied = m_field->text();
    m_keyspace->history()->add(m_applied);
    m_keyspace->lookUp(bytes());
    updateOffer();
}

void PatternBar::searchContains()
{
    const QByteArray pattern = "*" + escapedGlob(bytes()) + "*";
    m_applied = QString::fromUtf8(pattern);
    m_keyspace->history()->add(m_applied);
    m_field->setText(m_applied);
    m_keyspace->search(pattern);
    updateOffer();
}

void PatternBar::updateOffer()
{
    const QByteArray text = bytes();
    const bool typed = !text.isEmpty() && text != "*" && m_field->text() != m_applied
        && m_keyspace->state() != Keyspace::State::NotPermitted;
    m_offer->setVisible(typed);
    if (!typed)
        return;
    const bool plain = !hasWildcards(text);
    const qint64 price = m_keyspace->scanPrice();
    const QString scanCost = price < 0 ? tr("a scan") : commandsText(price);
    m_exact->setVisible(plain);
    m_contains->setVisible(plain);
    m_match->setVisible(!plain);
    m_exact->setText(tr("Exact · %1").arg(commandsText(1)));
    m_contains->setText(tr("Contains · %1").arg(scanCost));
    m_match->setText(tr("Search · %1").arg(scanCost));
    for (Button *button : {m_exact, m_contains, m_match})
        button->setAccessibleName(button->text());
    m_offerText->setText(tr("%1 match").arg(QLocale().toString(m_keyspace->shownKeys())));
}

void PatternBar::setPlaces(Favourites *favourites, RecentKeys *recent)
{
    m_favourites = favourites;
    m_recent = recent;
}

void PatternBar::showHistory()
{
    auto *menu = new PlacesMenu(m_theme, m_keyspace->history(), m_favourites, m_recent, this);
    connect(menu, &PlacesMenu::patternChosen, this, [this](const QString &pattern) {
        m_field->setText(pattern);
        search();
    });
    connect(menu, &PlacesMenu::keyChosen, this, &PatternBar::openRequested);
    menu->popup(m_history->mapToGlobal(QPoint(0, m_history->height() + 4)));
}

} // namespace stashdeck
