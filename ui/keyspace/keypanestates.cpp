// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keypanestates.h"

#include "models/base/bytetext.h"
#include "models/keyspace/keyspace.h"
#include "models/session/session.h"
#include "ui/keyspace/keytext.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/skeletonrows.h"

#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

KeyPaneStates::KeyPaneStates(const Theme *theme, Keyspace *keyspace, QWidget *parent)
    : QStackedWidget(parent)
    , m_theme(theme)
    , m_keyspace(keyspace)
    , m_blank(new QWidget(this))
    , m_loading(new SkeletonRows(theme, SkeletonRows::Shape::Tree, this))
    , m_state(new EmptyState(theme, u"database"_s, {}, {}, this))
    , m_byName(new QWidget(this))
    , m_name(new QLineEdit(m_byName))
{
    setObjectName(u"keyStates"_s);
    m_loading->setObjectName(u"keysLoading"_s);
    m_state->setObjectName(u"keysState"_s);
    m_byName->setObjectName(u"openByName"_s);
    m_name->setObjectName(u"openByNameField"_s);
    m_name->setAccessibleName(tr("Key name"));
    m_name->setPlaceholderText(tr("Key name"));
    m_name->setProperty("mono", true);
    auto *explain
        = new EmptyState(theme, u"lock"_s, tr("Keys cannot be listed"),
                         tr("This token may not list keys. Open one by name, or add the standard token."), m_byName);
    auto *open = new Button(theme, tr("Open · 1 command"), Button::Kind::Primary, m_byName);
    open->setObjectName(u"openByNameButton"_s);
    auto *row = new QHBoxLayout;
    row->addWidget(m_name, 1);
    row->addWidget(open);
    auto *column = new QVBoxLayout(m_byName);
    column->setContentsMargins(24, 0, 24, 0);
    column->addStretch(2);
    column->addWidget(explain);
    column->addLayout(row);
    column->addStretch(3);
    explain->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    const auto openByName = [this] {
        if (!m_name->text().isEmpty())
            emit openByNameRequested(m_name->text());
    };
    connect(open, &Button::clicked, this, openByName);
    connect(m_name, &QLineEdit::returnPressed, this, openByName);
    for (QWidget *page : {m_blank, m_loading, static_cast<QWidget *>(m_state), m_byName})
        addWidget(page);
}

bool KeyPaneStates::stands(const QStringList &content)
{
    setCurrentWidget(m_state);
    if (m_content == content)
        return true; // the buttons stay: one of them may have the focus
    m_content = content;
    m_state->clearActions();
    return false;
}

void KeyPaneStates::showNothing()
{
    setCurrentWidget(m_blank);
}

void KeyPaneStates::showLoading()
{
    setCurrentWidget(m_loading);
}

void KeyPaneStates::showEmpty(bool mayWrite)
{
    const QString sentence = mayWrite ? tr("Write one from your app, or start here.")
                                      : tr("Write one from your app. Writing is locked here.");
    if (stands({u"empty"_s, sentence}))
        return;
    m_state->setState(u"database"_s, tr("No keys yet"), sentence);
    if (!mayWrite)
        return;
    Button *add = m_state->addAction(tr("Add key"), Button::Kind::Primary, u"plus"_s);
    add->setObjectName(u"emptyAddKey"_s);
    add->setKeyCap(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
    connect(add, &Button::clicked, this, &KeyPaneStates::addKeyRequested);
}

QString KeyPaneStates::filterWords(const QString &pattern) const
{
    QStringList types;
    for (const KeyType type : m_keyspace->types())
        types.append(Theme::type(wordOf(type)).badge);
    types.sort();
    const QString name = displayText(pattern.toUtf8(), 80);
    const bool all = pattern.isEmpty() || pattern == u"*"_s;
    if (!types.isEmpty() && !all)
        return tr("%1 with type %2.").arg(name, types.join(tr(" or ")));
    if (!types.isEmpty())
        return tr("Type %1.").arg(types.join(tr(" or ")));
    if (!all)
        return tr("%1.").arg(name);
    return tr("This TTL filter.");
}

void KeyPaneStates::showNothingMatches(const QString &pattern)
{
    const KeyScanner &scanner = *m_keyspace->activeScanner();
    const QString looked = QLocale().toString(std::max(scanner.examined(), m_keyspace->loadedKeys()));
    QString sentence = tr("%1 %2 keys were looked at.").arg(filterWords(pattern), looked);
    if (m_keyspace->expiryClass() != Keyspace::ExpiryClass::Any)
        sentence += u' ' + tr("Keys whose TTL is not known are left out.");
    if (stands({u"nothing"_s, sentence}))
        return;
    m_state->setState(u"search"_s, tr("No keys match"), sentence);
    if (!m_keyspace->types().isEmpty()) {
        Button *any = m_state->addAction(tr("Any type"));
        any->setObjectName(u"anyTypeButton"_s);
        connect(any, &Button::clicked, this, &KeyPaneStates::anyTypeRequested);
    }
    if (m_keyspace->expiryClass() != Keyspace::ExpiryClass::Any) {
        Button *any = m_state->addAction(tr("Any TTL"));
        any->setObjectName(u"anyTtlButton"_s);
        connect(any, &Button::clicked, this, &KeyPaneStates::anyExpiryRequested);
    }
    if (!pattern.isEmpty() && pattern != u"*"_s) {
        Button *clear = m_state->addAction(tr("Clear pattern"));
        clear->setObjectName(u"clearPatternButton"_s);
        clear->setKeyCap(QKeySequence(Qt::Key_Escape));
        connect(clear, &Button::clicked, this, &KeyPaneStates::clearPatternRequested);
    }
}

void KeyPaneStates::showFailed(bool offerDoctor)
{
    const KeyScanner &scanner = *m_keyspace->activeScanner();
    const ScanErrorText text
        = scanErrorText(scanner.error(), m_keyspace->session()->profile().url.host(), scanner.changedAt());
    if (stands({u"failed"_s, text.title, text.sentence, offerDoctor ? u"doctor"_s : QString()}))
        return;
    m_state->setState(text.icon, text.title, text.sentence, Tone::Danger);
    Button *retry = m_state->addAction(tr("Try again"), Button::Kind::Primary, u"refresh-cw"_s);
    retry->setObjectName(u"retryButton"_s);
    connect(retry, &Button::clicked, this, &KeyPaneStates::retryRequested);
    if (offerDoctor) {
        Button *doctor = m_state->addAction(tr("Run the doctor"));
        doctor->setObjectName(u"doctorButton"_s);
        connect(doctor, &Button::clicked, this, &KeyPaneStates::doctorRequested);
    }
}

void KeyPaneStates::showNotPermitted()
{
    setCurrentWidget(m_byName);
}

} // namespace stashdeck
