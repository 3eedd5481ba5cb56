// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/renamedialog.h"

#include "models/base/bytetext.h"
#include "models/session/writelock.h"
#include "ui/values/commandview.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QLineEdit>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

RenameDialog::RenameDialog(const Theme *theme, KeyActions *actions, QByteArray key, QWidget *parent)
    : DialogShell(theme, tr("Rename key"), parent)
    , m_actions(actions)
    , m_key(std::move(key))
    , m_name(new QLineEdit(escapedFromBytes(m_key), this))
    , m_result(plainLabel(theme, TextStyle::Secondary, Token::DangerText, {}, this))
    , m_open(new Button(theme, tr("Open it"), Button::Kind::Quiet, this))
    , m_commands(new CommandView(theme, this))
{
    setObjectName(u"renameDialog"_s);
    setMinimumWidth(560);
    m_name->setObjectName(u"renameField"_s);
    m_name->setAccessibleName(tr("New name"));
    m_name->setProperty("mono", true);
    m_result->setObjectName(u"renameResult"_s);
    m_result->setWordWrap(true);
    m_result->hide();
    m_open->setObjectName(u"renameOpenTarget"_s);
    m_open->setButtonSize(Button::Size::Small);
    m_open->hide();
    body()->addWidget(plainLabel(theme, TextStyle::Secondary, Token::Text2, tr("New name"), this));
    body()->addWidget(m_name);
    body()->addWidget(plainLabel(theme, TextStyle::Caption, Token::Text3,
                                 tr("The expiry stays. \\n, \\xNN and \\\\ stand for bytes that cannot be typed."),
                                 this));
    auto *row = new QHBoxLayout;
    row->addWidget(m_result, 1);
    row->addWidget(m_open);
    body()->addLayout(row);
    body()->addWidget(m_commands);
    const Environment environment = actions->session()->profile().environment;
    setEnvironment(environment);
    Button *primary = setPrimary(tr("Rename"), Button::Kind::Write);
    primary->setEnvironment(environment);
    primary->setObjectName(u"renameSave"_s);
    setFooterNote(tr("1 command"));
    connect(m_name, &QLineEdit::textEdited, this, &RenameDialog::preview);
    connect(primary, &QAbstractButton::clicked, this, &RenameDialog::save);
    connect(actions->session()->writeLock(), &WriteLock::modeChanged, this, &RenameDialog::preview);
    connect(m_open, &QAbstractButton::clicked, this, [this] {
        emit openRequested(bytesFromEscaped(m_name->text()));
        reject();
    });
    preview();
    m_name->setFocus();
    m_name->selectAll();
}

void RenameDialog::preview()
{
    const QByteArray name = bytesFromEscaped(m_name->text());
    const bool mayWrite = m_actions->session()->writeLock()->mayWrite();
    m_commands->setCommands({renameCommand(m_key, name)});
    m_result->hide();
    m_open->hide();
    primary()->setEnabled(!m_saving && mayWrite && !name.isEmpty() && name != m_key);
    setPlainToolTip(primary(), mayWrite ? QString() : valueWords::readOnlyTip());
}

void RenameDialog::save()
{
    if (m_saving)
        return;
    m_saving = true;
    primary()->setEnabled(false);
    const QByteArray name = bytesFromEscaped(m_name->text());
    QCoro::connect(m_actions->rename(m_key, name), this, [this](const Result<RenameOutcome> &outcome) {
        m_saving = false;
        preview();
        if (!outcome) {
            setResult(valueWords::error(outcome.error()));
            return;
        }
        switch (*outcome) {
        case RenameOutcome::Renamed:
            accept();
            break;
        case RenameOutcome::TargetExists:
            setResult(tr("A key with this name exists already. Nothing was changed."));
            m_open->show();
            break;
        case RenameOutcome::Gone:
            setResult(tr("The key is gone. Nothing was changed."));
            break;
        }
    });
}

void RenameDialog::setResult(const QString &text)
{
    m_result->setText(text);
    m_result->show();
}

} // namespace stashdeck
