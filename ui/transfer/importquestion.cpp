// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/importquestion.h"

#include "models/base/bytetext.h"
#include "ui/bulk/bulkwording.h"
#include "ui/transfer/importwording.h"

#include <QCoreApplication>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("stashdeck::ImportQuestion", text);
}

QuestionFact policyFact(ImportPolicy policy)
{
    switch (policy) {
    case ImportPolicy::Skip:
    case ImportPolicy::Fail:
        return {Tone::Neutral, tr("What exists there is left as it is.")};
    case ImportPolicy::Replace:
        return {Tone::Danger, tr("What exists there is overwritten and cannot be brought back.")};
    case ImportPolicy::Merge:
        return {Tone::Warning,
                tr("Fields and members of keys that exist are added or overwritten; that cannot be taken back.")};
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<Question> importQuestion(const ImportPlan &plan, qint64 keys, const ImportTally *tally,
                                       const Profile &target)
{
    const bool production = target.environment == Environment::Production;
    const bool overwrites = plan.policy == ImportPolicy::Replace || plan.policy == ImportPolicy::Merge;
    const bool harmless = tally && tally->of(ImportOutcome::Replaced) + tally->of(ImportOutcome::Merged) == 0;
    if (!production && (!overwrites || harmless))
        return std::nullopt;
    Question question;
    question.title = production ? tr("Import into production") : tr("Import keys");
    question.heading = tr("Import %1 into %2?").arg(bulkWords::keys(keys), displayText(target.name.toUtf8(), 80));
    if (!plan.prefix.isEmpty())
        question.text = tr("Their names begin with %1.").arg(displayText(plan.prefix, 80));
    question.facts << policyFact(plan.policy);
    if (tally) {
        const auto add = [&](ImportOutcome outcome, Tone tone, const QString &text) {
            if (tally->of(outcome) > 0)
                question.facts << QuestionFact{tone, text.arg(bulkWords::number(tally->of(outcome)))};
        };
        add(ImportOutcome::New, Tone::Neutral, tr("%1 are new."));
        add(ImportOutcome::Replaced, Tone::Danger, tr("%1 replace what is there."));
        add(ImportOutcome::Merged, Tone::Warning, tr("%1 are merged into what is there."));
        add(ImportOutcome::Skipped, Tone::Neutral, tr("%1 exist and are skipped."));
    }
    question.facts << QuestionFact{Tone::Neutral, tr("It can be stopped; what is written until then stays.")};
    question.actionText = importWords::verb(keys);
    question.actionIcon = u"upload"_s;
    question.actionKind = overwrites ? Button::Kind::Danger : Button::Kind::Write;
    question.environment = target.environment;
    if (production) {
        question.typeToConfirm = target.name;
        question.typeToConfirmLabel = tr("Type the database name to confirm");
    }
    return question;
}

} // namespace stashdeck
