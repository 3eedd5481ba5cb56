// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/listreview.h"

#include "models/base/bytetext.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLocale>
#include <QScrollArea>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype shownCharacters = 400;
constexpr int shownElements = 100;

QString shownText(const std::optional<QByteArray> &value, const QString &none)
{
    return !value ? none : value->isEmpty() ? ListReview::tr("(empty)") : displayText(*value, shownCharacters);
}

} // namespace

ListReview::ListReview(const Theme *theme, ListDocument *document, Environment environment, QWidget *parent)
    : DialogShell(theme, tr("Review differences"), parent)
{
    setObjectName(u"reviewDialog"_s);
    setMinimumSize(820, 420);
    setEnvironment(environment);
    const QList<qint64> indexes = document->conflicts();
    body()->addWidget(
        plainLabel(theme, TextStyle::BodySemibold, Token::Text,
                   tr("%n element(s) are not where they were, or were changed.", nullptr, int(indexes.size())), this));
    auto *content = new QWidget(this);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 8, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(10);
    const QStringList titles{tr("Index"), tr("Loaded"), tr("Yours"), tr("Server, at this index")};
    for (int column = 0; column < titles.size(); ++column) {
        grid->addWidget(plainLabel(theme, TextStyle::Secondary, Token::Text2, titles.at(column), content), 0, column);
        grid->setColumnStretch(column, column == 0 ? 0 : 1);
    }
    int row = 0;
    for (const qint64 index : indexes) {
        if (row >= shownElements)
            break;
        const ListDocument::Staged *edit = document->staged(index);
        ++row;
        const auto addCell = [&](int column, const QString &text) {
            auto *cell = plainLabel(theme, TextStyle::Mono, column == 0 ? Token::Text2 : Token::Text, text, content);
            cell->setWordWrap(true);
            cell->setTextInteractionFlags(Qt::TextSelectableByMouse);
            grid->addWidget(cell, row, column, Qt::AlignTop);
        };
        addCell(0, QLocale().toString(index));
        addCell(1, displayText(edit->base, shownCharacters));
        addCell(2, shownText(edit->mine, tr("(removed)")));
        addCell(3, shownText(edit->theirs, tr("(not there)")));
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
    Button *theirs = addSecondary(tr("Load theirs"), Button::Kind::Ghost);
    theirs->setObjectName(u"reviewLoadTheirs"_s);
    Button *mine = setPrimary(tr("Keep mine"), Button::Kind::Write);
    mine->setEnvironment(environment);
    mine->setObjectName(u"reviewKeepMine"_s);
    const QPointer<ListDocument> guarded(document);
    connect(theirs, &QAbstractButton::clicked, this, [this, guarded] {
        accept();
        if (guarded)
            guarded->loadTheirs();
    });
    connect(mine, &QAbstractButton::clicked, this, [this, guarded] {
        accept();
        if (guarded)
            guarded->keepMine();
    });
    // The server's values changed again, or somebody decided elsewhere: this comparison is no longer true.
    connect(document, &ValueDocument::stateChanged, this, [this] {
        if (isVisible())
            reject();
    });
}

} // namespace stashdeck
