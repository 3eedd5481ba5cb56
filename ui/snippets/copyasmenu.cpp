// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/snippets/copyasmenu.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

/// Up to here it is tried out while the menu opens, so that an entry that cannot be says so.
constexpr qint64 triedAtOnce = 64LL * 1024;

QString wordOf(SnippetForm form)
{
    switch (form) {
    case SnippetForm::Command:
        return CopyAsMenu::tr("Redis command");
    case SnippetForm::Curl:
        return u"curl"_s;
    case SnippetForm::TypeScript:
        return CopyAsMenu::tr("TypeScript (@upstash/redis)");
    case SnippetForm::Python:
        return CopyAsMenu::tr("Python (upstash-redis)");
    case SnippetForm::Json:
        return u"JSON"_s;
    }
    Q_UNREACHABLE();
}

QString reasonOf(Snippet::Issue issue)
{
    switch (issue) {
    case Snippet::Issue::None:
        break;
    case Snippet::Issue::NotLoaded:
        return CopyAsMenu::tr("the value is not loaded");
    case Snippet::Issue::TooLarge:
        return CopyAsMenu::tr("larger than 1 MB");
    case Snippet::Issue::NotText:
        return CopyAsMenu::tr("holds bytes that are no text");
    case Snippet::Issue::NotPossible:
        return CopyAsMenu::tr("not possible");
    }
    return {};
}

QString objectNameOf(SnippetForm form, SnippetAim aim)
{
    static constexpr const char *forms[] = {"Command", "Curl", "TypeScript", "Python", "Json"};
    return (aim == SnippetAim::Read ? u"copyToRead"_s : u"copyToWrite"_s) + QLatin1String(forms[int(form)]);
}

constexpr SnippetForm codes[] = {SnippetForm::Command, SnippetForm::Curl, SnippetForm::TypeScript, SnippetForm::Python};

} // namespace

CopyAsMenu::CopyAsMenu(std::function<SnippetSubject()> subject, QWidget *parent)
    : QMenu(tr("Copy as"), parent)
    , m_subject(std::move(subject))
{
    setObjectName(u"copyAsMenu"_s);
    setAccessibleName(tr("Copy as"));
    connect(this, &QMenu::aboutToShow, this, &CopyAsMenu::fill);
}

void CopyAsMenu::fill()
{
    clear();
    const SnippetSubject subject = m_subject();
    const auto head = [this](const QString &text) {
        addAction(text)->setEnabled(false);
    };
    head(tr("What reads it"));
    for (const SnippetForm form : codes)
        addEntry(form, SnippetAim::Read, subject, wordOf(form));
    addSeparator();
    head(subject.hasValue ? tr("What writes it") : tr("What writes it: not all of the value is loaded"));
    for (const SnippetForm form : codes)
        addEntry(form, SnippetAim::Write, subject, wordOf(form));
    addSeparator();
    addEntry(SnippetForm::Json, SnippetAim::Read, subject, tr("The value as JSON"));
}

void CopyAsMenu::addEntry(SnippetForm form, SnippetAim aim, const SnippetSubject &subject, const QString &name)
{
    Snippet::Issue issue = Snippet::Issue::None;
    if (!subject.hasValue || subject.bytes() <= triedAtOnce || subject.bytes() > largestSnippet)
        issue = snippetOf(subject, form, aim).issue;
    // What is not loaded is said once, above.
    QAction *action = addAction(issue == Snippet::Issue::None || issue == Snippet::Issue::NotLoaded
                                    ? name
                                    : tr("%1: %2").arg(name, reasonOf(issue)));
    action->setObjectName(objectNameOf(form, aim));
    action->setEnabled(issue == Snippet::Issue::None);
    connect(action, &QAction::triggered, this, [this, form, aim] { copy(form, aim); });
}

void CopyAsMenu::copy(SnippetForm form, SnippetAim aim)
{
    const Snippet snippet = snippetOf(m_subject(), form, aim);
    if (snippet.issue != Snippet::Issue::None) {
        emit copied(tr("Not copied: %1.").arg(reasonOf(snippet.issue)));
        return;
    }
    QGuiApplication::clipboard()->setText(snippet.text);
    emit copied(tr("Copied as %1.").arg(wordOf(form)));
}

} // namespace stashdeck
