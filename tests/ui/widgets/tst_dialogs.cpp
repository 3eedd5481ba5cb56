// SPDX-License-Identifier: GPL-3.0-or-later
// The frame of dialogs, and questions.
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/dialogshell.h"
#include "ui/widgets/disclosure.h"
#include "ui/widgets/environmenttag.h"
#include "ui/widgets/question.h"

#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace stashdeck;

class DialogsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void dialogIsAsHighAsItsText();
    void bodyFollowsItsContentAndScrolls();
    void destructiveQuestionNeedsIntent();
    void typedNameEnablesTheAction();
    void harmlessQuestionTakesEnter();
    void questionAnswersOnce();
    void questionOfADeadParentIsSilent();

private:
    Theme m_theme;
};

void DialogsTest::initTestCase()
{
    m_theme.setReducedMotion(true);
    m_theme.apply(qApp);
}

void DialogsTest::init()
{
    m_theme.setChoice(Theme::Choice::Light);
    m_theme.setTextSize(13);
    m_theme.setDensity(Theme::Density::Standard);
}

void DialogsTest::dialogIsAsHighAsItsText()
{
    QWidget window;
    window.show();
    Question question;
    question.heading = u"Delete 1,204 keys from prod-eu-main?"_s;
    question.text = u"Keys matching session:eu:7f3a9*. Those users are signed out, and they have to sign in again."_s;
    for (int i = 0; i < 3; ++i)
        question.facts.append({Tone::Success, u"A copy of 1.6 MB is saved first; undo stays on for 24 hours."_s});
    question.actionText = u"Delete"_s;
    const std::unique_ptr<QDialog> dialog(ask(&m_theme, &window, question, {}));
    QVERIFY(QTest::qWaitForWindowExposed(dialog.get()));
    QCOMPARE(dialog->height(), dialog->layout()->totalHeightForWidth(dialog->width()));
    const QList<QLabel *> facts = dialog->findChildren<QLabel *>(u"questionFact"_s);
    QCOMPARE(facts.size(), 3);
    QCOMPARE(facts.at(2)->y() - facts.at(1)->y(), facts.at(1)->y() - facts.at(0)->y());
    QCOMPARE(facts.at(0)->height(), facts.at(0)->heightForWidth(facts.at(0)->width()));
}

void DialogsTest::bodyFollowsItsContentAndScrolls()
{
    const std::unique_ptr<DialogShell> dialog = std::make_unique<DialogShell>(&m_theme, u"More"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    auto *disclosure = new Disclosure(&m_theme, u"More"_s, dialog.get());
    auto *content = new QWidget(dialog.get());
    content->setFixedHeight(150);
    dialog->body()->addWidget(disclosure);
    dialog->body()->addWidget(content);
    disclosure->setContent(content);
    dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(dialog.get()));
    QVERIFY(!content->isVisible());
    const int closed = dialog->height();
    disclosure->setFocus();
    QTest::keyClick(disclosure, Qt::Key_Return); // and not the dialog's default button
    QVERIFY(dialog->isVisible());
    QVERIFY(content->isVisible());
    QTRY_COMPARE(dialog->height(), closed + 150 + dialog->body()->spacing());
    QTest::keyClick(disclosure, Qt::Key_Left);
    QTRY_COMPARE(dialog->height(), closed);
    content->setFixedHeight(20'000);
    QTest::keyClick(disclosure, Qt::Key_Space);
    const int screen = dialog->screen()->availableGeometry().height();
    QTRY_VERIFY(dialog->height() > closed + 150);
    QVERIFY(dialog->height() <= screen);
    QVERIFY(dialog->cancelButton()->mapTo(dialog.get(), QPoint()).y() < dialog->height()); // the footer stays
    auto *field = new QPushButton(u"Last"_s, dialog.get());
    dialog->body()->addWidget(field);
    QTRY_VERIFY(field->y() > screen); // it lies below what is seen
    disclosure->setFocus();
    QTest::keyClick(disclosure, Qt::Key_Tab); // what Tab leads to is scrolled into view
    QVERIFY(field->hasFocus());
    auto *scroller = dialog->findChild<QScrollArea *>();
    QTRY_VERIFY(!field->visibleRegion().isEmpty());
    QVERIFY(scroller->verticalScrollBar()->value() > 0);
}

void DialogsTest::destructiveQuestionNeedsIntent()
{
    QWidget window;
    window.show();
    Question question;
    question.heading = u"Delete 3 keys?"_s;
    question.actionText = u"Delete 3 keys"_s;
    question.actionKind = Button::Kind::Danger;
    std::optional<Answer> answer;
    QPointer<QDialog> dialog = ask(&m_theme, &window, question, [&](Answer given) { answer = given; });
    QCOMPARE(dialog->objectName(), u"questionDialog"_s);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    auto *accept = dialog->findChild<QPushButton *>(u"questionAccept"_s);
    auto *cancel = dialog->findChild<QPushButton *>(u"questionCancel"_s);
    QVERIFY(!accept->isDefault());
    QVERIFY(cancel->isDefault());
    QVERIFY(cancel->hasFocus());
    QVERIFY(cancel->x() + cancel->parentWidget()->x() < accept->x() + accept->parentWidget()->x());
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(answer, Answer::Cancelled);
    QTRY_VERIFY(dialog.isNull());
    answer.reset();
    dialog = ask(&m_theme, &window, question, [&](Answer given) { answer = given; });
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"questionAccept"_s), Qt::LeftButton);
    QCOMPARE(answer, Answer::Accepted);
}

void DialogsTest::typedNameEnablesTheAction()
{
    QWidget window;
    window.show();
    Question question;
    question.heading = u"Delete 1,204 keys from prod-eu-main?"_s;
    question.actionText = u"Delete 1,204 keys"_s;
    question.actionKind = Button::Kind::Danger;
    question.environment = Environment::Production;
    question.typeToConfirm = u"prod-eu-main"_s;
    question.typeToConfirmLabel = u"Type the database name to confirm"_s;
    std::optional<Answer> answer;
    QPointer<QDialog> dialog = ask(&m_theme, &window, question, [&](Answer given) { answer = given; });
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QVERIFY(dialog->findChild<EnvironmentTag *>() != nullptr);
    QVERIFY(dialog->findChild<EnvironmentLine *>() != nullptr);
    auto *accept = dialog->findChild<QPushButton *>(u"questionAccept"_s);
    auto *field = dialog->findChild<QLineEdit *>(u"questionConfirmField"_s);
    auto *matches = dialog->findChild<QLabel *>(u"questionMatches"_s);
    QVERIFY(field->hasFocus());
    QVERIFY(!accept->isEnabled());
    QTest::keyClicks(field, u"Prod-EU-main"_s); // case matters
    QVERIFY(!accept->isEnabled());
    QVERIFY(!matches->isVisible());
    field->clear();
    QTest::keyClicks(field, u"prod-eu-main"_s);
    QVERIFY(accept->isEnabled());
    QVERIFY(matches->isVisible());
    QTest::keyClick(field, Qt::Key_Backspace);
    QVERIFY(!accept->isEnabled());
    QTest::keyClicks(field, u"n"_s);
    QTest::mouseClick(accept, Qt::LeftButton);
    QCOMPARE(answer, Answer::Accepted);
}

void DialogsTest::harmlessQuestionTakesEnter()
{
    QWidget window;
    window.show();
    Question question;
    question.heading = u"Open again?"_s;
    question.actionText = u"Open"_s;
    question.secondaryText = u"Show commands"_s;
    std::optional<Answer> answer;
    QPointer<QDialog> dialog = ask(&m_theme, &window, question, [&](Answer given) { answer = given; });
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(answer, Answer::Accepted);
    answer.reset();
    dialog = ask(&m_theme, &window, question, [&](Answer given) { answer = given; });
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"questionSecondary"_s), Qt::LeftButton);
    QCOMPARE(answer, Answer::Secondary);
}

void DialogsTest::questionAnswersOnce()
{
    QWidget window;
    window.show();
    Question question;
    question.heading = u"Lock writing?"_s;
    question.actionText = u"Lock"_s;
    int answers = 0;
    QPointer<QDialog> dialog = ask(&m_theme, &window, question, [&](Answer) { ++answers; });
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(dialog.isNull());
    QCOMPARE(answers, 1);
}

void DialogsTest::questionOfADeadParentIsSilent()
{
    auto window = std::make_unique<QWidget>();
    window->show();
    Question question;
    question.actionText = u"Save"_s;
    int answers = 0;
    QPointer<QDialog> dialog = ask(&m_theme, window.get(), question, [&](Answer) { ++answers; });
    window.reset();
    QVERIFY(dialog.isNull());
    QCOMPARE(answers, 0);
}

QTEST_MAIN(DialogsTest)
#include "tst_dialogs.moc"
