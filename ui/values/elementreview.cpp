// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/elementreview.h"

#include "models/base/bytetext.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QGridLayout>
#include <QRadioButton>
#include <QScrollArea>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype shownCharacters = 400;
/// Elements beyond this are decided by the two buttons at the left.
constexpr qsizetype shownElements = 100;

QString shownText(ValueKind kind, const std::optional<QByteArray> &value)
{
    if (!value)
        return ElementReview::tr("(not there)");
    if (kind == ValueKind::Set)
        return ElementReview::tr("(member)");
    return value->isEmpty() ? ElementReview::tr("(empty)") : displayText(*value, shownCharacters);
}

} // namespace

ElementReview::ElementReview(const Theme *theme, MapDocument *document, Environment environment, QWidget *parent)
    : DialogShell(theme, tr("Review differences"), parent)
    , m_document(document)
    , m_count(plainLabel(theme, TextStyle::BodySemibold, Token::Text, {}, this))
{
    setObjectName(u"reviewDialog"_s);
    setMinimumSize(860, 480);
    setEnvironment(environment);
    m_count->setObjectName(u"reviewCount"_s);
    body()->addWidget(m_count);
    Button *theirs = addSecondary(tr("Load theirs"), Button::Kind::Ghost);
    theirs->setObjectName(u"reviewLoadTheirs"_s);
    Button *mine = addSecondary(tr("Keep mine"), Button::Kind::Ghost);
    mine->setObjectName(u"reviewKeepMine"_s);
    Button *save = setPrimary(valueWords::saveLabel(environment), Button::Kind::Write);
    save->setEnvironment(environment);
    save->setObjectName(u"reviewSave"_s);
    const auto decideAll = [this](MapDocument::Choice choice) {
        for (MapDocument::Choice &taken : m_choices)
            taken = choice;
        apply();
    };
    connect(theirs, &QAbstractButton::clicked, this, [decideAll] { decideAll(MapDocument::Choice::Theirs); });
    connect(mine, &QAbstractButton::clicked, this, [decideAll] { decideAll(MapDocument::Choice::Mine); });
    connect(save, &QAbstractButton::clicked, this, &ElementReview::apply);
    buildRows();
    // The server's values changed again, or somebody decided elsewhere: this comparison is no longer true.
    const auto leave = [this] {
        if (!m_applying)
            reject();
    };
    connect(document, &ValueDocument::stateChanged, this, leave);
    connect(document, &MapDocument::elementChanged, this, leave);
}

void ElementReview::buildRows()
{
    const ValueKind kind = m_document->kind();
    const QList<QByteArray> names = m_document->conflicts();
    for (const QByteArray &name : names)
        m_choices.insert(name, MapDocument::Choice::Mine);
    const auto count = int(names.size());
    m_count->setText(kind == ValueKind::Hash ? tr("%n field(s) differ.", nullptr, count)
                                             : tr("%n member(s) differ.", nullptr, count));
    auto *content = new QWidget(this);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 8, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(8);
    const QStringList titles{kind == ValueKind::Hash ? tr("Field") : tr("Member"), tr("Loaded"), tr("Yours"),
                             tr("Server")};
    for (int column = 0; column < titles.size(); ++column) {
        grid->addWidget(plainLabel(theme(), TextStyle::Secondary, Token::Text2, titles.at(column), content), 0, column);
        grid->setColumnStretch(column, column == 0 ? 2 : 3);
    }
    int row = 0;
    for (const QByteArray &name : names.first(std::min(names.size(), shownElements))) {
        const MapDocument::Staged *edit = m_document->staged(name);
        ++row;
        auto *title = plainLabel(theme(), TextStyle::Mono, Token::SynKey, displayText(name, 120), content);
        title->setWordWrap(true);
        grid->addWidget(title, row, 0, Qt::AlignTop);
        auto *loaded = plainLabel(theme(), TextStyle::Mono, Token::Text2, shownText(kind, edit->base), content);
        loaded->setWordWrap(true);
        grid->addWidget(loaded, row, 1, Qt::AlignTop);
        auto *group = new QButtonGroup(content);
        for (int side = 0; side < 2; ++side) {
            const bool isMine = side == 0;
            auto *cell = new QFrame(content);
            cell->setProperty("tone", u"warning"_s);
            auto *lines = new QVBoxLayout(cell);
            lines->setContentsMargins(10, 6, 10, 8);
            lines->setSpacing(4);
            auto *choice = new QRadioButton(isMine ? tr("Take yours") : tr("Take the server's"), cell);
            choice->setObjectName(u"reviewChoice%1_%2"_s.arg(row).arg(side + 1));
            choice->setAccessibleName(isMine ? tr("Take yours for %1").arg(displayText(name, 60))
                                             : tr("Take the server's for %1").arg(displayText(name, 60)));
            choice->setChecked(isMine);
            group->addButton(choice);
            auto *text = plainLabel(theme(), TextStyle::Mono, Token::Text,
                                    shownText(kind, isMine ? edit->mine : edit->theirs), cell);
            text->setTextInteractionFlags(Qt::TextSelectableByMouse);
            text->setWordWrap(true);
            lines->addWidget(choice);
            lines->addWidget(text);
            lines->addStretch(1);
            grid->addWidget(cell, row, 2 + side);
            connect(choice, &QRadioButton::toggled, this, [this, name, isMine](bool on) {
                if (on)
                    m_choices.insert(name, isMine ? MapDocument::Choice::Mine : MapDocument::Choice::Theirs);
            });
        }
    }
    if (names.size() > shownElements) {
        grid->addWidget(plainLabel(theme(), TextStyle::Secondary, Token::Text2,
                                   tr("%n more; they stay as you have them, or decide all at the left.", nullptr,
                                      int(names.size() - shownElements)),
                                   content),
                        ++row, 0, 1, 4);
    }
    grid->setRowStretch(row + 1, 1);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"reviewPlaces"_s);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    body()->addWidget(scroll, 1);
}

void ElementReview::apply()
{
    m_applying = true;
    if (m_document) {
        const QHash<QByteArray, MapDocument::Choice> choices = m_choices;
        for (auto it = choices.cbegin(); it != choices.cend(); ++it)
            m_document->choose(it.key(), it.value());
        if (m_document->state() == ValueDocument::State::Ready && m_document->isDirty())
            m_document->save();
    }
    accept();
}

} // namespace stashdeck
