// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/question.h"

#include "ui/widgets/dialogshell.h"
#include "ui/widgets/environmenttag.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

QString factIcon(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return u"minus"_s;
    case Tone::Info:
        return u"info"_s;
    case Tone::Success:
        return u"check"_s;
    case Tone::Warning:
        return u"triangle-alert"_s;
    case Tone::Danger:
        return u"circle-alert"_s;
    }
    Q_UNREACHABLE();
}

bool isDestructive(Button::Kind kind)
{
    return kind == Button::Kind::Danger || kind == Button::Kind::DangerQuiet;
}

class QuestionDialog final : public DialogShell {
public:
    QuestionDialog(const Theme *theme, const Question &question, QWidget *parent)
        : DialogShell(theme, question.title, parent)
    {
        setObjectName("questionDialog"_L1);
        setMinimumWidth(theme->scaled(question.typeToConfirm.isEmpty() ? 440 : 600));
        setMaximumWidth(theme->scaled(620));
        if (question.environment)
            setEnvironment(*question.environment);
        addHead(question);
        addFacts(question);
        addButtons(question);
        addConfirmField(question);
    }

    Answer answer = Answer::Cancelled;

private:
    PlainLabel *line(TextStyle style, Token token, const QString &text, const QString &name)
    {
        PlainLabel *label = plainLabel(theme(), style, token, text, this);
        label->setObjectName(name);
        label->setWordWrap(true);
        return label;
    }

    void addHead(const Question &question)
    {
        auto *row = new QHBoxLayout;
        row->setSpacing(12);
        const bool danger = isDestructive(question.actionKind);
        const QString icon = danger
            ? (question.environment == Environment::Production ? u"shield-alert"_s : u"triangle-alert"_s)
            : u"circle-question-mark"_s;
        row->addWidget(new IconLabel(theme(), icon, 28, danger ? Token::DangerText : Token::Text2, this), 0,
                       Qt::AlignTop);
        auto *words = new QVBoxLayout;
        words->setSpacing(4);
        words->addWidget(line(TextStyle::Section, Token::Text, question.heading, u"questionHeading"_s));
        if (!question.text.isEmpty())
            words->addWidget(line(TextStyle::Body, Token::Text2, question.text, u"questionText"_s));
        if (!question.monoText.isEmpty()) {
            PlainLabel *mono = line(TextStyle::Mono, Token::Text, question.monoText, u"questionMono"_s);
            mono->setWordWrap(false);
            mono->setElide(Qt::ElideMiddle);
            words->addWidget(mono);
        }
        row->addLayout(words, 1);
        if (question.environment)
            row->addWidget(new EnvironmentTag(theme(), *question.environment, this), 0, Qt::AlignTop);
        body()->addLayout(row);
        setAccessibleName(question.heading);
        setAccessibleDescription(question.text);
    }

    void addFacts(const Question &question)
    {
        for (const QuestionFact &fact : question.facts) {
            auto *row = new QHBoxLayout;
            row->setSpacing(8);
            const Token token = fact.tone == Tone::Neutral ? Token::Text3 : toneStyle(fact.tone).text;
            auto *icon = new IconLabel(theme(), factIcon(fact.tone), 14, token, this);
            icon->setFixedHeight(theme()->scaled(18)); // a line of the text beside it
            row->addWidget(icon, 0, Qt::AlignTop);
            row->addWidget(line(TextStyle::Body, Token::Text, fact.text, u"questionFact"_s), 1);
            body()->addLayout(row);
        }
    }

    void addButtons(const Question &question)
    {
        Button *accept = setPrimary(question.actionText, question.actionKind);
        accept->setObjectName("questionAccept"_L1);
        accept->setIconName(question.actionIcon);
        if (question.actionKind == Button::Kind::Write && question.environment)
            accept->Button::setEnvironment(*question.environment);
        connect(accept, &QPushButton::clicked, this, [this] { finish(Answer::Accepted); });
        cancelButton()->setObjectName("questionCancel"_L1);
        cancelButton()->setKeyCap(Qt::Key_Escape);
        if (!question.cancelText.isEmpty())
            cancelButton()->setText(question.cancelText);
        if (!question.secondaryText.isEmpty()) {
            Button *secondary = addSecondary(question.secondaryText);
            secondary->setObjectName("questionSecondary"_L1);
            connect(secondary, &QPushButton::clicked, this, [this] { finish(Answer::Secondary); });
        }
        if (isDestructive(question.actionKind))
            cancelButton()->setFocus();
        else
            accept->setFocus();
    }

    void addConfirmField(const Question &question)
    {
        if (question.typeToConfirm.isEmpty())
            return;
        body()->addSpacing(2);
        auto *column = new QVBoxLayout;
        column->setSpacing(6);
        PlainLabel *label
            = line(TextStyle::Secondary, Token::Text2, question.typeToConfirmLabel, u"questionConfirmLabel"_s);
        column->addWidget(label);
        auto *field = new QLineEdit(this);
        field->setObjectName("questionConfirmField"_L1);
        field->setAccessibleName(question.typeToConfirmLabel);
        field->setFont(theme()->font(TextStyle::Mono));
        label->setBuddy(field);
        auto *inside = new QHBoxLayout(field);
        inside->setContentsMargins(0, 0, 10, 0);
        inside->setSpacing(4);
        inside->addStretch(1);
        auto *check = new IconLabel(theme(), u"check"_s, 14, Token::SuccessText, field);
        PlainLabel *matches = plainLabel(theme(), TextStyle::BodySemibold, Token::SuccessText, tr("matches"), field);
        matches->setObjectName("questionMatches"_L1);
        inside->addWidget(check);
        inside->addWidget(matches);
        check->hide();
        matches->hide();
        column->addWidget(field);
        body()->addLayout(column);
        primary()->setEnabled(false);
        connect(field, &QLineEdit::textChanged, this,
                [this, check, matches, wanted = question.typeToConfirm](const QString &typed) {
                    const bool same = typed == wanted;
                    check->setVisible(same);
                    matches->setVisible(same);
                    primary()->setEnabled(same);
                });
        field->setFocus();
    }

    void finish(Answer chosen)
    {
        answer = chosen;
        accept();
    }
};

} // namespace

QDialog *ask(const Theme *theme, QWidget *parent, const Question &question, std::function<void(Answer)> answered)
{
    auto *dialog = new QuestionDialog(theme, question, parent);
    QObject::connect(dialog, &QDialog::finished, dialog, [dialog, answered = std::move(answered)] {
        if (answered)
            answered(dialog->answer);
    });
    dialog->open();
    return dialog;
}

} // namespace stashdeck
