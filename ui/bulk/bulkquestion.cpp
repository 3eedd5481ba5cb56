// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/bulkquestion.h"

#include "models/base/bytetext.h"
#include "ui/bulk/bulkwording.h"

#include <QCoreApplication>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("stashdeck::BulkQuestion", text);
}

QString nameOf(const Profile &profile)
{
    return displayText(profile.name.toUtf8(), 80);
}

QString heading(const BulkPlan &plan, const BulkPreview &preview, const Profile &profile, const Profile *target)
{
    const QString count = bulkWords::keys(preview.keys);
    switch (plan.act) {
    case BulkAct::Delete:
        return tr("Delete %1 from %2?").arg(count, nameOf(profile));
    case BulkAct::ChangeExpiry:
        return tr("Set the TTL of %1 in %2?").arg(count, nameOf(profile));
    case BulkAct::Rename:
        return tr("Rename %1 in %2?").arg(count, nameOf(profile));
    case BulkAct::Copy:
        return tr("Copy %1 to %2?").arg(count, target ? nameOf(*target) : QString());
    case BulkAct::Move:
        return tr("Move %1 to %2?").arg(count, target ? nameOf(*target) : QString());
    }
    Q_UNREACHABLE();
}

QString title(const BulkPlan &plan, Environment environment)
{
    const bool production = environment == Environment::Production;
    switch (plan.act) {
    case BulkAct::Delete:
        return production ? tr("Delete from production") : tr("Delete keys");
    case BulkAct::ChangeExpiry:
        return production ? tr("Set TTL in production") : tr("Set TTL");
    case BulkAct::Rename:
        return production ? tr("Rename in production") : tr("Rename keys");
    case BulkAct::Copy:
        return production ? tr("Copy to production") : tr("Copy keys");
    case BulkAct::Move:
        return production ? tr("Move in production") : tr("Move keys");
    }
    Q_UNREACHABLE();
}

void addFacts(Question &question, const BulkPlan &plan, const BulkPreview &preview)
{
    switch (plan.act) {
    case BulkAct::Delete:
        if (plan.deletion.keepCopies) {
            question.facts << QuestionFact{
                Tone::Success,
                tr("A copy of %1 is saved first; undo stays on for 24 hours.").arg(bulkWords::memory(preview))};
            question.facts << QuestionFact{Tone::Neutral,
                                           tr("Keys with a TTL are restored with the time they had left.")};
            question.facts << QuestionFact{Tone::Neutral,
                                           tr("Keys that somebody changes meanwhile are read again before they go.")};
        } else {
            question.facts << QuestionFact{Tone::Danger, tr("This cannot be undone: no copies are saved.")};
        }
        break;
    case BulkAct::ChangeExpiry:
        question.facts << QuestionFact{Tone::Success,
                                       tr("What is set now is kept; undo stays on for 24 hours and only "
                                          "acts on keys that nobody changed since.")};
        break;
    case BulkAct::Rename:
        question.facts << QuestionFact{Tone::Success, tr("Undo renames them back and stays on for 24 hours.")};
        question.facts << QuestionFact{Tone::Neutral, tr("A key that exists is never overwritten.")};
        break;
    case BulkAct::Copy:
    case BulkAct::Move:
        question.facts << QuestionFact{Tone::Neutral, tr("Keys keep the time to live that they have.")};
        if (plan.copy.ifExists == CopyChoices::IfExists::Replace)
            question.facts << QuestionFact{Tone::Danger,
                                           tr("What exists there is overwritten and cannot be brought back.")};
        else
            question.facts << QuestionFact{Tone::Neutral, tr("What exists there is left as it is.")};
        if (plan.act == BulkAct::Move)
            question.facts << QuestionFact{Tone::Success,
                                           tr("A key is deleted here only after its copy was read back "
                                              "and compared.")};
        break;
    }
    if (preview.existing > 0)
        question.facts << QuestionFact{Tone::Warning,
                                       tr("%1 of the names exist already.").arg(bulkWords::number(preview.existing))};
}

void addPrice(Question &question, const BulkPlan &plan, const BulkPreview &preview, const Profile &profile)
{
    const BulkPrice price = bulkPrice(plan, preview.keys);
    const QString count = bulkWords::commands(price.here());
    QuestionFact fact{Tone::Neutral, tr("It takes %1.").arg(count)};
    if (profile.limits.commands > 0) {
        const QString limit = bulkWords::number(profile.limits.commands);
        fact.text = profile.limits.period == PlanLimits::Period::Daily
            ? tr("It takes %1 of the day's %2.").arg(count, limit)
            : tr("It takes %1 of the month's %2.").arg(count, limit);
        fact.tone = price.here() > profile.limits.commands / 5 ? Tone::Warning : Tone::Neutral;
        if (price.here() > profile.limits.commands)
            fact.text += u' ' + tr("It stops when they are used up and can go on later.");
    }
    question.facts << fact;
}

} // namespace

Question bulkQuestion(const BulkPlan &plan, const BulkPreview &preview, const Profile &profile, const Profile *target)
{
    const bool writesThere = plan.act == BulkAct::Copy || plan.act == BulkAct::Move;
    const bool productionThere = writesThere && target && target->environment == Environment::Production;
    const bool productionHere = plan.act != BulkAct::Copy && profile.environment == Environment::Production;
    const Profile &guarded = productionThere && !productionHere ? *target
        : plan.act == BulkAct::Copy && target                   ? *target
                                                                : profile;
    Question question;
    question.title = title(plan, guarded.environment);
    question.heading = heading(plan, preview, profile, target);
    question.text = plan.pattern.isEmpty() ? QString() : tr("Keys matching %1.").arg(displayText(plan.pattern, 120));
    addFacts(question, plan, preview);
    addPrice(question, plan, preview, profile);
    question.actionText = bulkWords::doIt(plan.act, preview.keys);
    const bool removes = plan.act == BulkAct::Delete || plan.act == BulkAct::Move;
    question.actionIcon = plan.act == BulkAct::Delete ? u"trash-2"_s : QString();
    question.actionKind = removes ? Button::Kind::Danger : Button::Kind::Write;
    question.environment = guarded.environment;
    question.secondaryText = tr("Show commands");
    if (productionHere || productionThere) {
        question.typeToConfirm = guarded.name;
        question.typeToConfirmLabel = tr("Type the database name to confirm");
    }
    return question;
}

} // namespace stashdeck
