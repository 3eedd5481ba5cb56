// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/jsonreview.h"

#include "models/base/bytetext.h"
#include "models/codecs/jsontext.h"
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

constexpr qsizetype shownBytes = 4096;
constexpr qsizetype shownCharacters = 300;
constexpr int shownLines = 14;

QString shownText(const std::optional<QByteArray> &value)
{
    if (!value)
        return JsonReview::tr("(not there)");
    const QByteArray text
        = value->size() <= shownBytes ? prettyJson(*value).value_or(*value) : value->first(shownBytes);
    QStringList lines;
    for (const QByteArray &line : text.split('\n')) {
        if (lines.size() >= shownLines) {
            lines.append(u"…"_s);
            break;
        }
        lines.append(displayText(line, shownCharacters));
    }
    return lines.join(u'\n');
}

} // namespace

JsonReview::JsonReview(const Theme *theme, JsonDocument *document, Environment environment, QWidget *parent)
    : DialogShell(theme, tr("Review differences"), parent)
    , m_document(document)
{
    setObjectName(u"reviewDialog"_s);
    setMinimumSize(860, 480);
    setEnvironment(environment);
    Button *theirs = addSecondary(tr("Load theirs"), Button::Kind::Ghost);
    theirs->setObjectName(u"reviewLoadTheirs"_s);
    Button *mine = addSecondary(tr("Keep mine"), Button::Kind::Ghost);
    mine->setObjectName(u"reviewKeepMine"_s);
    Button *save = setPrimary(valueWords::saveLabel(environment), Button::Kind::Write);
    save->setEnvironment(environment);
    save->setObjectName(u"reviewSave"_s);
    connect(theirs, &QAbstractButton::clicked, this, [this] {
        m_applying = true;
        if (m_document)
            m_document->loadTheirs();
        accept();
    });
    connect(mine, &QAbstractButton::clicked, this, [this] {
        m_choices.fill(JsonDocument::Choice::Mine);
        apply();
    });
    connect(save, &QAbstractButton::clicked, this, &JsonReview::apply);
    buildRows();
    // The server's document changed again, or somebody decided elsewhere: this comparison is no longer true.
    connect(document, &ValueDocument::stateChanged, this, [this] {
        if (!m_applying)
            reject();
    });
}

void JsonReview::buildRows()
{
    const QList<JsonDocument::Conflict> conflicts = m_document->conflicts();
    m_choices.fill(JsonDocument::Choice::Mine, conflicts.size());
    auto *count = plainLabel(theme(), TextStyle::BodySemibold, Token::Text,
                             tr("%n place(s) differ.", nullptr, int(conflicts.size())), this);
    count->setObjectName(u"reviewCount"_s);
    body()->addWidget(count);
    auto *content = new QWidget(this);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 8, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(8);
    const QStringList titles{tr("Path"), tr("Loaded"), tr("Yours"), tr("Server")};
    for (int column = 0; column < titles.size(); ++column) {
        grid->addWidget(plainLabel(theme(), TextStyle::Secondary, Token::Text2, titles.at(column), content), 0, column);
        grid->setColumnStretch(column, column == 0 ? 2 : 3);
    }
    for (int i = 0; i < conflicts.size(); ++i) {
        const JsonDocument::Conflict &conflict = conflicts.at(i);
        const int row = i + 1;
        const QString path = displayText(conflict.path, 120);
        auto *title = plainLabel(theme(), TextStyle::Mono, Token::SynKey, path, content);
        title->setWordWrap(true);
        grid->addWidget(title, row, 0, Qt::AlignTop);
        auto *loaded = plainLabel(theme(), TextStyle::Mono, Token::Text2, shownText(conflict.loaded), content);
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
            choice->setAccessibleName(isMine ? tr("Take yours for %1").arg(path)
                                             : tr("Take the server's for %1").arg(path));
            choice->setChecked(isMine);
            group->addButton(choice);
            auto *text = plainLabel(theme(), TextStyle::Mono, Token::Text,
                                    shownText(isMine ? conflict.mine : conflict.theirs), cell);
            text->setTextInteractionFlags(Qt::TextSelectableByMouse);
            text->setWordWrap(true);
            lines->addWidget(choice);
            lines->addWidget(text);
            lines->addStretch(1);
            grid->addWidget(cell, row, 2 + side);
            connect(choice, &QRadioButton::toggled, this, [this, i, isMine](bool on) {
                if (on)
                    m_choices[i] = isMine ? JsonDocument::Choice::Mine : JsonDocument::Choice::Theirs;
            });
        }
    }
    grid->setRowStretch(int(conflicts.size()) + 1, 1);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"reviewPlaces"_s);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(content);
    body()->addWidget(scroll, 1);
}

void JsonReview::apply()
{
    m_applying = true;
    if (m_document) {
        m_document->resolve(m_choices);
        m_document->saveSoon();
    }
    accept();
}

} // namespace stashdeck
