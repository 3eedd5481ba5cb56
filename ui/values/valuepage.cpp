// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/valuepage.h"

#include "models/base/bytetext.h"
#include "models/session/writelock.h"
#include "ui/values/commandview.h"
#include "ui/values/renamedialog.h"
#include "ui/values/savebar.h"
#include "ui/values/ttlpopup.h"
#include "ui/values/valueeditor.h"
#include "ui/values/valueheader.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/skeletonrows.h"

#include <QBoxLayout>
#include <QStackedWidget>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

ValuePage::ValuePage(const Theme *theme, KeyActions *actions, const QByteArray &key, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_actions(actions)
    , m_document(actions->session(), key)
    , m_header(new ValueHeader(theme, &m_document, this))
    , m_bannerArea(new QWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_loading(new SkeletonRows(theme, SkeletonRows::Shape::Table, this))
    , m_message(new EmptyState(theme, u"info"_s, {}, {}, this))
    , m_saveBar(new SaveBar(theme, actions->session()->profile().environment, this))
{
    setObjectName(u"valuePage"_s);
    m_bannerArea->setLayout(new QVBoxLayout);
    m_bannerArea->layout()->setContentsMargins(16, 0, 16, 10);
    m_bannerArea->hide();
    m_message->setObjectName(u"valueMessage"_s);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_loading, m_message})
        m_stack->addWidget(widget);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_bannerArea);
    column->addWidget(m_stack, 1);
    column->addWidget(m_saveBar);

    connect(m_header, &ValueHeader::reloadRequested, this, &ValuePage::reload);
    connect(m_header, &ValueHeader::autoRefreshChanged, this, &ValuePage::updateAutoRefresh);
    connect(m_header, &ValueHeader::renameRequested, this, &ValuePage::openRename);
    connect(m_header, &ValueHeader::copied, this, [this](const QString &words) {
        Notice notice;
        notice.text = words;
        emit noticeRequested(notice);
    });
    connect(m_header, &ValueHeader::deleteRequested, this, &ValuePage::deleteRequested);
    connect(m_header, &ValueHeader::expiryRequested, this, &ValuePage::openExpiry);
    connect(&m_document, &KeyDocument::stateChanged, this, &ValuePage::refresh);
    connect(&m_document, &KeyDocument::metaChanged, this, [this] {
        m_header->refresh();
        emit changed();
    });
    connect(&m_document, &KeyDocument::renamed, this, &ValuePage::refresh);

    connect(&m_document, &KeyDocument::valueReplaced, this, &ValuePage::replaceEditor);
    connect(m_saveBar, &SaveBar::saveRequested, this, &ValuePage::save);
    connect(m_saveBar, &SaveBar::saveAsTextRequested, this, &ValuePage::saveAsText);
    connect(m_saveBar, &SaveBar::discardRequested, this, &ValuePage::discard);
    connect(m_saveBar, &SaveBar::previewRequested, this, &ValuePage::previewCommands);

    Session *session = actions->session();
    connect(session->writeLock(), &WriteLock::modeChanged, this, &ValuePage::refresh);
    connect(session, &Session::stateChanged, this, [this] { refreshBanner(); });
    connect(&m_autoRefresh, &QTimer::timeout, this, [this] {
        const bool isOffline = m_actions->session()->state() != Session::State::Online;
        const ValueDocument *value = m_document.value();
        const bool isBusy = value
            && (value->state() == ValueDocument::State::Saving || value->state() == ValueDocument::State::LoadingRest);
        if (isVisible() && m_actions->session()->isShown() && !isOffline && !isBusy)
            m_document.load(ValueKind::None, Purpose::Poll);
    });
    refresh();
}

ValuePage::~ValuePage()
{
    // Parts of the document tell of their end while widgets are half gone.
    m_document.disconnect(this);
    if (m_document.value())
        m_document.value()->disconnect(this);
    delete m_editor; // it looks at the document
}

void ValuePage::replaceEditor()
{
    delete m_editor;
    m_editor = nullptr;
    m_failure.reset();
    m_bannerKey.clear();
    ValueDocument *value = m_document.value();
    if (!value)
        return;
    m_editor = makeValueEditor(m_theme, m_actions, value, this);
    if (m_editor)
        m_stack->addWidget(m_editor);
    connect(value, &ValueDocument::stateChanged, this, &ValuePage::refresh);
    connect(value, &ValueDocument::editsChanged, this, [this] {
        refreshSaveBar();
        refreshBanner(); // fewer places may be in conflict
    });
    connect(value, &ValueDocument::dirtyChanged, this, [this](bool dirty) {
        if (dirty)
            emit edited();
        else
            m_failure.reset();
        refresh();
    });
    connect(value, &ValueDocument::saved, this, [this](const QByteArray &savedKey) {
        m_failure.reset();
        m_header->refresh();
        refresh();
        m_actions->noteSaved(savedKey, m_document.typeName());
    });
    connect(value, &ValueDocument::failed, this, [this](const Error &error) {
        m_failure = error;
        refreshBanner();
    });
    if (m_editor) {
        connect(m_editor, &ValueEditor::problemChanged, this, &ValuePage::refreshSaveBar);
        connect(m_editor, &ValueEditor::noticeRequested, this, &ValuePage::noticeRequested);
    }
}

void ValuePage::load(ValueKind known)
{
    m_document.load(known);
}

void ValuePage::reload()
{
    flush();
    m_failure.reset();
    m_document.load();
}

void ValuePage::flush()
{
    if (m_editor)
        m_editor->flush();
}

void ValuePage::save()
{
    flush();
    if (m_editor && m_editor->problem().isEmpty())
        saveAsText();
}

void ValuePage::saveAsText()
{
    flush();
    if (!m_document.value() || !m_actions->session()->writeLock()->mayWrite())
        return;
    m_failure.reset();
    m_document.value()->save();
}

void ValuePage::discard()
{
    flush();
    m_failure.reset();
    if (m_document.value())
        m_document.value()->discard();
}

void ValuePage::openCopyAs()
{
    m_header->openCopyAs();
}

void ValuePage::openRename()
{
    if (m_document.state() != KeyDocument::State::Ready)
        return;
    auto *dialog = new RenameDialog(m_theme, m_actions, m_document.key(), this);
    connect(dialog, &RenameDialog::openRequested, this, &ValuePage::openRequested);
    dialog->open();
}

void ValuePage::openExpiry()
{
    if (m_document.state() != KeyDocument::State::Ready)
        return;
    auto *dialog = new TtlPopup(m_theme, m_actions, &m_document, this);
    dialog->open();
}

void ValuePage::openFind()
{
    if (m_editor && m_stack->currentWidget() == m_editor)
        m_editor->openFind();
}

void ValuePage::openReview()
{
    if (m_editor)
        m_editor->openReview();
}

void ValuePage::previewCommands()
{
    flush();
    if (m_document.value())
        showCommands(m_theme, m_saveBar->previewButton(), m_document.value()->plannedCommands());
}

void ValuePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateAutoRefresh();
}

void ValuePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_autoRefresh.stop();
}

void ValuePage::updateAutoRefresh()
{
    const int seconds = m_header->autoRefreshSeconds();
    if (seconds > 0 && isVisible())
        m_autoRefresh.start(seconds * 1000);
    else
        m_autoRefresh.stop();
}

void ValuePage::refresh()
{
    const bool mayWrite = m_actions->session()->writeLock()->mayWrite();
    m_header->refresh();
    m_header->setMayWrite(mayWrite);
    if (m_editor)
        m_editor->setMayWrite(mayWrite);
    refreshBody();
    refreshBanner();
    refreshSaveBar();
    emit changed();
}

void ValuePage::refreshBody()
{
    const ValueKind kind = m_document.kind();
    m_message->clearActions();
    if (m_document.state() == KeyDocument::State::Failed) {
        m_message->setState(u"circle-alert"_s, tr("The key could not be read"), valueWords::error(m_document.error()),
                            Tone::Danger);
        Button *again = m_message->addAction(tr("Try again"), Button::Kind::Primary, u"refresh-cw"_s);
        again->setObjectName(u"tryAgainButton"_s);
        connect(again, &QAbstractButton::clicked, this, &ValuePage::reload);
        m_stack->setCurrentWidget(m_message);
    } else if (kind == ValueKind::None && m_document.state() == KeyDocument::State::Gone) {
        m_message->setState(u"search"_s, tr("There is no such key"),
                            tr("It was deleted, or it expired before it was opened."));
        Button *again = m_message->addAction(tr("Look again"), Button::Kind::Default, u"refresh-cw"_s);
        again->setObjectName(u"tryAgainButton"_s);
        connect(again, &QAbstractButton::clicked, this, &ValuePage::reload);
        m_stack->setCurrentWidget(m_message);
    } else if (kind == ValueKind::None) {
        m_stack->setCurrentWidget(m_loading);
    } else if (m_editor) {
        m_stack->setCurrentWidget(m_editor);
    } else {
        m_message->setState(
            u"info"_s, tr("This server's type '%1' cannot be shown yet").arg(displayText(m_document.typeName(), 60)),
            tr("The key is untouched. It can be renamed, deleted and given another expiry."));
        m_stack->setCurrentWidget(m_message);
    }
}

void ValuePage::showBanner(int tone, const QString &icon, const QString &title, const QString &text)
{
    clearBanner();
    m_banner = new Banner(m_theme, Tone(tone), icon, m_bannerArea);
    m_banner->setObjectName(u"valueBanner"_s);
    m_banner->setMessage(title, text);
    m_bannerArea->layout()->addWidget(m_banner);
    m_bannerArea->show();
}

void ValuePage::clearBanner()
{
    if (m_banner) {
        m_banner->hide();
        m_banner->deleteLater(); // one of its own buttons may have been pressed
    }
    m_banner = nullptr;
    m_bannerArea->hide();
}

void ValuePage::refreshBanner()
{
    using State = ValueDocument::State;
    ValueDocument *value = m_document.value();
    const State state = value ? value->state() : State::Empty;
    const bool mayWrite = m_actions->session()->writeLock()->mayWrite();
    const bool isOffline = m_actions->session()->state() == Session::State::Offline;
    // Built again only when it says something else: a focused button in it must not vanish under the finger.
    const QString differs = state == State::Conflict && m_editor ? m_editor->differsText() : QString();
    const QString key = u"%1|%2|%3|%4|%5|%6|%7"_s.arg(int(state))
                            .arg(m_failure ? int(m_failure->kind) : -1)
                            .arg(isOffline)
                            .arg(mayWrite)
                            .arg(int(m_document.state()))
                            .arg(m_document.hasFailedReload())
                            .arg(differs);
    if (key == m_bannerKey)
        return;
    m_bannerKey = key;

    const auto action
        = [this](const QString &text, const QString &name, Button::Kind kind, auto slot, bool enabled = true) {
              Button *button = m_banner->addAction(text, kind);
              button->setObjectName(name);
              button->setEnabled(enabled);
              if (!enabled)
                  setPlainToolTip(button, valueWords::readOnlyTip());
              connect(button, &QAbstractButton::clicked, this, slot);
          };
    const int warning = int(Tone::Warning);
    if (state == State::Conflict) {
        showBanner(warning, u"git-compare"_s, tr("Changed on the server since you loaded it."),
                   differs.isEmpty() ? tr("Your edits are kept.") : tr("%1 Your edits are kept.").arg(differs));
        action(tr("Review differences"), u"reviewButton"_s, Button::Kind::Default, [this] { openReview(); });
        action(
            tr("Keep mine"), u"keepMineButton"_s, Button::Kind::Ghost, [value] { value->keepMine(); }, mayWrite);
        action(tr("Load theirs"), u"loadTheirsButton"_s, Button::Kind::Ghost, [value] { value->loadTheirs(); });
    } else if (state == State::Gone) {
        const auto ttl = value->ttlForCreation();
        showBanner(warning, u"triangle-alert"_s, tr("The key is gone from the server."),
                   ttl ? tr("Creating it again gives it %1 to live.").arg(valueWords::duration(*ttl))
                       : tr("What you see is kept here."));
        action(
            tr("Create again"), u"createAgainButton"_s, Button::Kind::Default,
            [this, value] {
                flush();
                value->createAgain();
            },
            mayWrite);
        action(tr("Look again"), u"lookAgainButton"_s, Button::Kind::Ghost, [this] { reload(); });
    } else if (state == State::TypeChanged) {
        showBanner(warning, u"triangle-alert"_s, tr("The key holds another type now."),
                   tr("It is a %1. Your edits are kept, and cannot be saved over it.")
                       .arg(Theme::type(value->otherType()).name));
        action(tr("Drop edits and load it"), u"loadTypeButton"_s, Button::Kind::Default, [this] {
            discard();
            m_document.load();
        });
    } else if (state == State::UnknownOutcome) {
        showBanner(warning, u"triangle-alert"_s, tr("It is not known whether the save arrived."),
                   tr("The answer was lost. Your edits are kept."));
        action(tr("Look again"), u"verifyButton"_s, Button::Kind::Default, [value] { value->verify(); });
    } else if (state == State::CannotCompare) {
        showBanner(warning, u"triangle-alert"_s, tr("This server cannot check for changes while it saves."),
                   tr("A change that someone makes in the same moment would be lost."));
        action(
            tr("Save all the same"), u"saveUnsafelyButton"_s, Button::Kind::Default, [value] { value->saveUnsafely(); },
            mayWrite);
    } else if (m_failure && m_failure->kind != Error::Kind::Cancelled) {
        showBanner(int(Tone::Danger), u"circle-alert"_s, tr("Not saved."),
                   tr("%1 Your edits are kept.").arg(valueWords::error(*m_failure)));
        if (m_document.isDirty())
            action(
                tr("Save again"), u"saveAgainButton"_s, Button::Kind::Default, [this] { save(); }, mayWrite);
    } else if (isOffline && m_document.kind() != ValueKind::None) {
        showBanner(warning, u"unplug"_s, tr("Offline."),
                   m_document.isDirty()
                       ? tr("Showing what was loaded at %1. Your edits are kept.")
                             .arg(valueWords::clockTime(m_document.loadedAt()))
                       : tr("Showing what was loaded at %1.").arg(valueWords::clockTime(m_document.loadedAt())));
        action(tr("Try again"), u"offlineRetryButton"_s, Button::Kind::Default, [this] { reload(); });
    } else if (m_document.hasFailedReload() && m_document.state() == KeyDocument::State::Ready) {
        showBanner(warning, u"triangle-alert"_s, tr("Could not be read again."), valueWords::error(m_document.error()));
        action(tr("Try again"), u"reloadAgainButton"_s, Button::Kind::Default, [this] { reload(); });
    } else if (m_document.state() == KeyDocument::State::Gone && m_document.kind() != ValueKind::None) {
        showBanner(warning, u"triangle-alert"_s, tr("The key is gone from the server."),
                   tr("Showing what was loaded at %1.").arg(valueWords::clockTime(m_document.loadedAt())));
        action(tr("Look again"), u"lookAgainButton"_s, Button::Kind::Ghost, [this] { reload(); });
    } else {
        clearBanner();
    }
}

void ValuePage::refreshSaveBar()
{
    using State = ValueDocument::State;
    ValueDocument *value = m_document.value();
    const bool isSaving = value && value->state() == State::Saving;
    const bool isShown = value && m_editor && (value->isDirty() || (isSaving && !m_saveBar->isHidden()));
    m_saveBar->setVisible(isShown);
    if (!isShown)
        return;
    const QList<Command> commands = value->plannedCommands();
    QStringList names;
    for (const Command &command : commands) {
        const QString name = QString::fromLatin1(command.name());
        if (!names.contains(name))
            names.append(name);
    }
    m_saveBar->setTexts(isSaving ? tr("Saving") : m_editor->editedText(),
                        tr("· runs %1 · %2").arg(names.join(u", "_s), valueWords::commands(value->plannedCost())));
    const bool mayWrite = m_actions->session()->writeLock()->mayWrite();
    const bool hasProblem = !m_editor->problem().isEmpty();
    const bool isReady = value->state() == State::Ready;
    QString why;
    if (!mayWrite)
        why = valueWords::readOnlyTip();
    else if (hasProblem)
        why = m_editor->problem();
    else if (!isReady && !isSaving)
        why = tr("Decide above first.");
    m_saveBar->setBusy(isSaving);
    m_saveBar->setCanSave(mayWrite && isReady && !hasProblem, why);
    m_saveBar->setOffersText(hasProblem && m_editor->isProblemOptional() && mayWrite && isReady);
}

} // namespace stashdeck
