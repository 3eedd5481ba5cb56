// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/mapfooter.h"

#include "models/base/bytetext.h"
#include "models/values/scannedrows.h"
#include "models/values/windowrows.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QLocale>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

MapFooter::MapFooter(const Theme *theme, MapDocument *document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_shown(plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, this))
    , m_showMore(new Button(theme, {}, Button::Kind::Quiet, this))
    , m_searchAll(new Button(theme, {}, Button::Kind::Quiet, this))
{
    setObjectName(u"paneFooter"_s);
    m_shown->setObjectName(u"collectionShown"_s);
    m_showMore->setObjectName(u"showMoreButton"_s);
    m_searchAll->setObjectName(u"searchAllButton"_s);
    for (Button *button : {m_showMore, m_searchAll})
        button->setButtonSize(Button::Size::Small);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(10);
    row->addWidget(m_shown);
    row->addWidget(m_showMore);
    row->addWidget(m_searchAll);
    row->addStretch(1);
    connect(m_showMore, &QAbstractButton::clicked, this, [this] {
        ElementRows *rows = m_document->rows();
        if (rows->error() && m_document->window() == rows)
            m_document->window()->retry();
        else if (rows->isLoading())
            m_document->scanned()->stop();
        else
            rows->showMore();
    });
    connect(m_searchAll, &QAbstractButton::clicked, this, &MapFooter::searchRequested);
    QList<ElementRows *> sources{document->scanned()};
    if (document->window())
        sources.append(document->window());
    for (ElementRows *rows : sources) {
        connect(rows, &ElementRows::pagingChanged, this, &MapFooter::refresh);
        connect(rows, &ElementRows::reset, this, &MapFooter::refresh);
    }
    connect(document, &ValueDocument::lengthChanged, this, &MapFooter::refresh);
    connect(document, &MapDocument::addedChanged, this, &MapFooter::refresh);
    connect(document, &MapDocument::rowsReplaced, this, &MapFooter::refresh);
    refresh();
}

void MapFooter::setSearch(const QByteArray &text, int filtered)
{
    m_text = text;
    m_filtered = filtered;
    refresh();
}

void MapFooter::setNotFound(const QByteArray &name)
{
    m_notFound = name;
    refresh();
}

QString MapFooter::text() const
{
    const QLocale locale;
    const ElementRows *rows = m_document->rows();
    const ScannedRows *scanned = m_document->scanned();
    if (!m_notFound.isNull())
        return tr("There is no member '%1'.").arg(displayText(m_notFound, 60));
    if (const Error *error = rows->error())
        return valueWords::error(*error);
    if (m_document->isSearching()) {
        const QString cost = valueWords::commands(scanned->commands());
        return scanned->isLoading() ? tr("Searching · %1 found · %2").arg(locale.toString(scanned->count()), cost)
                                    : tr("%1 found · %2").arg(locale.toString(scanned->count()), cost);
    }
    if (const WindowRows *window = m_document->window())
        return window->total() < 0 ? tr("Counting") : valueWords::count(m_document->kind(), window->total());
    if (m_filtered >= 0)
        return tr("%1 of %2 shown").arg(locale.toString(m_filtered), locale.toString(scanned->count()));
    if (rows->hasMore() && m_document->length() >= 0)
        return tr("Showing %1 of %2").arg(locale.toString(scanned->count()), locale.toString(m_document->length()));
    return valueWords::count(m_document->kind(), scanned->count());
}

void MapFooter::refresh()
{
    const ElementRows *rows = m_document->rows();
    const bool isSearching = m_document->isSearching();
    const bool isScored = m_document->kind() == ValueKind::SortedSet;
    m_shown->setText(text());
    m_showMore->setVisible(rows->error() || ((isSearching || !isScored) && (rows->hasMore() || rows->isLoading())));
    m_showMore->setText(rows->error()           ? tr("Try again")
                            : rows->isLoading() ? tr("Stop")
                            : isSearching       ? tr("Search on")
                                                : tr("Show more · 1 command"));
    const qint64 length = m_document->length();
    const bool isScanNeeded = isScored ? !m_notFound.isNull() : m_document->scanned()->hasMore();
    m_searchAll->setVisible(!isSearching && isScanNeeded && !m_text.isEmpty());
    m_searchAll->setText(
        tr("Search all %1 · up to %2").arg(QLocale().toString(length), valueWords::commands((length + 499) / 500)));
}

} // namespace stashdeck
