// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/scorebar.h"

#include "models/base/bytetext.h"
#include "ui/values/elementdialog.h"
#include "ui/widgets/property.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QIntValidator>
#include <QLineEdit>

#include <limits>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

/// "10", "(10", "-inf": what a score range takes.
bool isScoreLimit(const QByteArray &text)
{
    return isScore(text.startsWith('(') ? text.sliced(1) : text);
}

/// Names need a sign in front: "[a" with a, "(a" without it, "-" and "+" for the ends.
QByteArray nameLimit(const QByteArray &text, const QByteArray &end)
{
    if (text.isEmpty())
        return end;
    const bool isSigned = text.startsWith('[') || text.startsWith('(') || text == "-" || text == "+";
    return isSigned ? text : '[' + text;
}

} // namespace

ScoreBar::ScoreBar(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_order(new SegmentedControl(theme, tr("Order"), this))
    , m_by(new SegmentedControl(theme, tr("Show by"), this))
    , m_min(new QLineEdit(this))
    , m_max(new QLineEdit(this))
    , m_rank(new QLineEdit(this))
{
    setObjectName(u"scoreBar"_s);
    m_order->setObjectName(u"scoreOrder"_s);
    m_order->setSmall(true);
    m_order->addSegment(u"highest"_s, tr("Highest first"));
    m_order->addSegment(u"lowest"_s, tr("Lowest first"));
    m_by->setObjectName(u"scoreBy"_s);
    m_by->setSmall(true);
    m_by->addSegment(u"rank"_s, tr("Rank"));
    m_by->addSegment(u"score"_s, tr("Score"));
    m_by->addSegment(u"lex"_s, tr("Name"));
    m_min->setObjectName(u"rangeMin"_s);
    m_min->setAccessibleName(tr("From"));
    m_min->setPlaceholderText(tr("from"));
    m_max->setObjectName(u"rangeMax"_s);
    m_max->setAccessibleName(tr("To"));
    m_max->setPlaceholderText(tr("to"));
    m_rank->setObjectName(u"goToRank"_s);
    m_rank->setAccessibleName(tr("Go to rank"));
    m_rank->setPlaceholderText(tr("Go to rank"));
    m_rank->setValidator(new QIntValidator(1, std::numeric_limits<int>::max(), m_rank));
    for (QLineEdit *field : {m_min, m_max, m_rank})
        field->setMaximumWidth(110);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 8);
    row->setSpacing(8);
    row->addWidget(m_order);
    row->addWidget(m_by);
    row->addWidget(m_min);
    row->addWidget(m_max);
    row->addWidget(m_rank);
    row->addStretch(1);
    connect(m_order, &SegmentedControl::currentChanged, this, &ScoreBar::apply);
    connect(m_by, &SegmentedControl::currentChanged, this, [this] {
        showFields();
        if (m_by->current() == "rank"_L1)
            apply();
    });
    connect(m_min, &QLineEdit::returnPressed, this, &ScoreBar::apply);
    connect(m_max, &QLineEdit::returnPressed, this, &ScoreBar::apply);
    connect(m_rank, &QLineEdit::returnPressed, this, [this] {
        if (const qint64 rank = m_rank->text().toLongLong(); rank > 0)
            emit rankRequested(rank);
    });
    showFields();
}

void ScoreBar::showFields()
{
    const bool isRank = m_by->current() == "rank"_L1;
    m_min->setVisible(!isRank);
    m_max->setVisible(!isRank);
    m_rank->setVisible(isRank);
    if (!isRank)
        m_min->setFocus();
}

void ScoreBar::apply()
{
    ElementRange range;
    range.highestFirst = m_order->current() == "highest"_L1;
    const QByteArray min = bytesFromEscaped(m_min->text().trimmed());
    const QByteArray max = bytesFromEscaped(m_max->text().trimmed());
    bool isFine = true;
    if (m_by->current() == "score"_L1) {
        range.by = ElementRange::By::Score;
        range.min = min.isEmpty() ? QByteArray("-inf") : min;
        range.max = max.isEmpty() ? QByteArray("+inf") : max;
        setStyleProperty(m_min, "invalid", !isScoreLimit(range.min));
        setStyleProperty(m_max, "invalid", !isScoreLimit(range.max));
        isFine = isScoreLimit(range.min) && isScoreLimit(range.max);
    } else if (m_by->current() == "lex"_L1) {
        range.by = ElementRange::By::Lex;
        range.min = nameLimit(min, "-");
        range.max = nameLimit(max, "+");
    }
    if (!isFine || range == m_range)
        return;
    m_range = range;
    emit rangeChanged(range);
}

} // namespace stashdeck
