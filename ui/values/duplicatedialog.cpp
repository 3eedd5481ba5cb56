// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/duplicatedialog.h"

#include "models/base/bytetext.h"
#include "models/session/writelock.h"
#include "models/values/duplicatekey.h"
#include "ui/values/commandview.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QLineEdit>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

DuplicateDialog::DuplicateDialog(const Theme *theme, KeyActions *actions, QByteArray key, QByteArray typeName,
                                 QWidget *parent)
    : DialogShell(theme, tr("Duplicate key"), parent)
    , m_actions(actions)
    , m_key(std::move(key))
    , m_typeName(std::move(typeName))
    , m_name(new QLineEdit(escapedFromBytes(m_key + ":copy"), this))
    , m_result(plainLabel(theme, TextStyle::Secondary, Token::DangerText, {}, this))
    , m_open(new Button(theme, tr("Open it"), Button::Kind::Quiet, this))
    , m_commands(new CommandView(theme, this))
{
    setObjectName(u"duplicateDialog"_s);
    setMinimumWidth(theme->scaled(560));
    m_name->setObjectName(u"duplicateField"_s);
    m_name->setAccessibleName(tr("Name of the copy"));
    m_name->setProperty("mono", true);
    m_result->setObjectName(u"duplicateResult"_s);
    m_result->setWordWrap(true);
    m_open->setObjectName(u"duplicateOpenTarget"_s);
    m_open->setButtonSize(Button::Size::Small);
    body()->addWidget(plainLabel(theme, TextStyle::Secondary, Token::Text2, tr("Name of the copy"), this));
    body()->addWidget(m_name);
    body()->addWidget(plainLabel(theme, TextStyle::Caption, Token::Text2,
                                 tr("Value and expiry are copied on the server as they are there now."), this));
    auto *row = new QHBoxLayout;
    row->addWidget(m_result, 1);
    row->addWidget(m_open);
    body()->addLayout(row);
    body()->addWidget(m_commands);
    const Environment environment = actions->session()->profile().environment;
    setEnvironment(environment);
    Button *primary = setPrimary(tr("Duplicate"), Button::Kind::Write);
    primary->setEnvironment(environment);
    primary->setObjectName(u"duplicateSave"_s);
    setFooterNote(tr("1 command · only if no key has this name"));
    connect(m_name, &QLineEdit::textEdited, this, &DuplicateDialog::preview);
    connect(primary, &QAbstractButton::clicked, this, &DuplicateDialog::save);
    connect(actions->session()->writeLock(), &WriteLock::modeChanged, this, &DuplicateDialog::preview);
    connect(m_open, &QAbstractButton::clicked, this, [this] {
        emit openRequested(bytesFromEscaped(m_name->text()));
        reject();
    });
    preview();
    m_name->setFocus();
    m_name->selectAll();
}

void DuplicateDialog::preview()
{
    const QByteArray name = bytesFromEscaped(m_name->text());
    const bool mayWrite = m_actions->session()->writeLock()->mayWrite();
    m_commands->setCommands({duplicateCommand(m_key, name)});
    m_result->hide();
    m_open->hide();
    primary()->setEnabled(!m_saving && mayWrite && !name.isEmpty() && name != m_key);
    setPlainToolTip(primary(), mayWrite ? QString() : valueWords::readOnlyTip());
}

void DuplicateDialog::save()
{
    if (m_saving)
        return;
    m_saving = true;
    primary()->setEnabled(false);
    const QByteArray name = bytesFromEscaped(m_name->text());
    QCoro::connect(m_actions->duplicate(m_key, name, m_typeName), this,
                   [this, name](const Result<DuplicateOutcome> &outcome) {
                       m_saving = false;
                       preview();
                       if (!outcome) {
                           setResult(valueWords::error(outcome.error()));
                           m_open->setVisible(outcome.error().kind == Error::Kind::UnknownOutcome);
                           return;
                       }
                       switch (*outcome) {
                       case DuplicateOutcome::Duplicated:
                           emit openRequested(name);
                           accept();
                           break;
                       case DuplicateOutcome::TargetExists:
                           setResult(tr("A key with this name exists already. Nothing was changed."));
                           m_open->show();
                           break;
                       case DuplicateOutcome::Gone:
                           setResult(tr("The key is gone. Nothing was copied."));
                           break;
                       }
                   });
}

void DuplicateDialog::setResult(const QString &text)
{
    m_result->setText(text);
    m_result->show();
}

} // namespace stashdeck
