// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/renamepanel.h"

#include "models/base/bytetext.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QLineEdit>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

RenamePanel::RenamePanel(const Theme *theme, const QByteArray &prefix, QWidget *parent)
    : BulkPanel(parent)
    , m_kind(new SegmentedControl(theme, tr("Kind of rule"), this))
    , m_from(new QLineEdit(escapedFromBytes(prefix), this))
    , m_to(new QLineEdit(escapedFromBytes(prefix), this))
    , m_hint(plainLabel(theme, TextStyle::Caption, Token::Text3, {}, this))
{
    m_kind->setObjectName(u"bulkRuleKind"_s);
    m_kind->addSegment(u"prefix"_s, tr("Replace prefix"));
    m_kind->addSegment(u"expression"_s, tr("Regular expression"));
    m_from->setObjectName(u"bulkRuleFrom"_s);
    m_to->setObjectName(u"bulkRuleTo"_s);
    m_from->setProperty("mono", true);
    m_to->setProperty("mono", true);
    m_hint->setObjectName(u"bulkRuleHint"_s);
    m_hint->setWordWrap(true);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(10);
    fields->addWidget(new FormRow(theme, tr("Find"), m_from, this), 1);
    fields->addWidget(new FormRow(theme, tr("Replace with"), m_to, this), 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(m_kind, 0, Qt::AlignLeft);
    column->addLayout(fields);
    column->addWidget(m_hint);
    connect(m_kind, &SegmentedControl::currentChanged, this, &RenamePanel::update);
    connect(m_from, &QLineEdit::textChanged, this, &RenamePanel::update);
    connect(m_to, &QLineEdit::textChanged, this, &RenamePanel::update);
    update();
}

RenameRule RenamePanel::rule() const
{
    RenameRule rule;
    const bool isExpression = m_kind->current() == "expression"_L1;
    rule.kind = isExpression ? RenameRule::Kind::Expression : RenameRule::Kind::Prefix;
    // In an expression a backslash belongs to the expression.
    rule.from = isExpression ? m_from->text().toUtf8() : bytesFromEscaped(m_from->text());
    rule.to = isExpression ? m_to->text().toUtf8() : bytesFromEscaped(m_to->text());
    return rule;
}

void RenamePanel::writeTo(BulkPlan &plan) const
{
    plan.act = BulkAct::Rename;
    plan.rule = rule();
}

QString RenamePanel::problem() const
{
    const RenameRule wanted = rule();
    const QString wrong = KeyRenamer(wanted).problem();
    if (!wrong.isEmpty())
        return tr("The expression cannot be used: %1").arg(wrong);
    if (wanted.from == wanted.to)
        return tr("Say what the prefix becomes.");
    if (wanted.kind == RenameRule::Kind::Expression && wanted.from.isEmpty())
        return tr("Say what to find.");
    return {};
}

void RenamePanel::update()
{
    const QString wrong = problem();
    const bool isExpression = m_kind->current() == "expression"_L1;
    const QString help = isExpression
        ? tr("\\1 to \\9 stand for the groups. Every match is replaced; ^ means the start.")
        : tr("Keys that do not begin with it are left alone. \\xNN stands for a byte.");
    m_hint->setText(wrong.isEmpty() || m_from->text() == m_to->text() ? help : wrong);
    emit changed();
}

} // namespace stashdeck
