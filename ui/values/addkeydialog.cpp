// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/addkeydialog.h"

#include "models/base/bytetext.h"
#include "models/session/writelock.h"
#include "models/values/savestring.h"
#include "ui/values/commandview.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTextDocument>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

AddKeyDialog::AddKeyDialog(const Theme *theme, KeyActions *actions, const QByteArray &prefix, QWidget *parent)
    : DialogShell(theme, tr("Add key"), parent)
    , m_actions(actions)
    , m_name(new QLineEdit(escapedFromBytes(prefix), this))
    , m_expiry(new SegmentedControl(theme, tr("Expiry"), this))
    , m_amount(new QSpinBox(this))
    , m_unit(new QComboBox(this))
    , m_value(new QPlainTextEdit(this))
    , m_result(plainLabel(theme, TextStyle::Secondary, Token::DangerText, {}, this))
    , m_open(new Button(theme, tr("Open it"), Button::Kind::Quiet, this))
    , m_commands(new CommandView(theme, this))
{
    setObjectName(u"addKeyDialog"_s);
    setMinimumWidth(560);
    m_name->setObjectName(u"addKeyName"_s);
    m_name->setAccessibleName(tr("Name"));
    m_name->setProperty("mono", true);
    m_name->setPlaceholderText(tr("user:1042:settings"));
    m_expiry->setObjectName(u"addKeyExpiry"_s);
    m_expiry->addSegment(u"never"_s, tr("No expiry"));
    m_expiry->addSegment(u"in"_s, tr("Expires in"));
    m_amount->setObjectName(u"addKeyAmount"_s);
    m_amount->setAccessibleName(tr("Amount"));
    m_amount->setRange(1, 99'999);
    m_amount->setMinimumWidth(90);
    m_unit->setObjectName(u"addKeyUnit"_s);
    m_unit->setAccessibleName(tr("Unit"));
    m_unit->addItem(tr("seconds"), 1);
    m_unit->addItem(tr("minutes"), 60);
    m_unit->addItem(tr("hours"), 3600);
    m_unit->addItem(tr("days"), 86400);
    m_unit->setCurrentIndex(2);
    m_value->setObjectName(u"addKeyValue"_s);
    m_value->setAccessibleName(tr("Value"));
    m_value->setFont(theme->font(TextStyle::MonoEditor));
    m_value->setMinimumHeight(120);
    m_value->setTabChangesFocus(true);
    m_result->setObjectName(u"addKeyResult"_s);
    m_result->setWordWrap(true);
    m_result->hide();
    m_open->setObjectName(u"addKeyOpenExisting"_s);
    m_open->setButtonSize(Button::Size::Small);
    m_open->hide();

    const auto label = [this, theme](const QString &text) {
        return plainLabel(theme, TextStyle::Secondary, Token::Text2, text, this);
    };
    body()->addWidget(label(tr("Name")));
    body()->addWidget(m_name);
    auto *existing = new QHBoxLayout;
    existing->addWidget(m_result, 1);
    existing->addWidget(m_open);
    body()->addLayout(existing);
    body()->addWidget(label(tr("Expiry")));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_expiry);
    row->addWidget(m_amount);
    row->addWidget(m_unit);
    row->addStretch(1);
    body()->addLayout(row);
    body()->addWidget(label(tr("First value, a string")));
    body()->addWidget(m_value, 1);
    body()->addWidget(m_commands);

    const Environment environment = actions->session()->profile().environment;
    setEnvironment(environment);
    Button *primary = setPrimary(tr("Add key"), Button::Kind::Write);
    primary->setEnvironment(environment);
    primary->setObjectName(u"addKeySave"_s);
    setFooterNote(tr("1 command"));
    connect(m_name, &QLineEdit::textChanged, this, &AddKeyDialog::preview);
    connect(m_value, &QPlainTextEdit::textChanged, this, &AddKeyDialog::preview);
    connect(m_expiry, &SegmentedControl::currentChanged, this, [this] { preview(); });
    connect(m_amount, &QSpinBox::valueChanged, this, &AddKeyDialog::preview);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &AddKeyDialog::preview);
    connect(primary, &QAbstractButton::clicked, this, &AddKeyDialog::create);
    connect(actions->session()->writeLock(), &WriteLock::modeChanged, this, &AddKeyDialog::preview);
    connect(m_open, &QAbstractButton::clicked, this, [this] {
        emit openRequested(bytesFromEscaped(m_name->text()));
        reject();
    });
    preview();
    m_name->setFocus();
    // Opening a dialog selects its first field; here the prefix is to be typed on.
    QTimer::singleShot(0, m_name, [name = m_name] { name->end(false); });
}

std::optional<Milliseconds> AddKeyDialog::ttl() const
{
    if (m_expiry->current() != "in"_L1)
        return {};
    return std::chrono::seconds(qint64(m_amount->value()) * m_unit->currentData().toInt());
}

void AddKeyDialog::preview()
{
    const bool mayExpire = m_expiry->current() == "in"_L1;
    m_amount->setVisible(mayExpire);
    m_unit->setVisible(mayExpire);
    const QByteArray name = bytesFromEscaped(m_name->text());
    const bool mayWrite = m_actions->session()->writeLock()->mayWrite();
    m_commands->setCommands({createCommand(name, m_value->toPlainText().left(200).toUtf8(), ttl())});
    m_result->hide();
    m_open->hide();
    primary()->setEnabled(!m_saving && mayWrite && !name.isEmpty());
    setPlainToolTip(primary(), mayWrite ? QString() : valueWords::readOnlyTip());
}

void AddKeyDialog::create()
{
    if (m_saving)
        return;
    m_saving = true;
    primary()->setEnabled(false);
    const QByteArray name = bytesFromEscaped(m_name->text());
    QString text = m_value->document()->toRawText();
    text.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
    QCoro::connect(m_actions->create(name, text.toUtf8(), ttl()), this,
                   [this, name](const Result<CreateOutcome> &outcome) {
                       m_saving = false;
                       preview();
                       if (!outcome) {
                           setResult(valueWords::error(outcome.error()));
                       } else if (*outcome == CreateOutcome::Exists) {
                           setResult(tr("Exists already. Nothing was changed."));
                           m_open->show();
                       } else {
                           emit openRequested(name);
                           accept();
                       }
                   });
}

void AddKeyDialog::setResult(const QString &text)
{
    m_result->setText(text);
    m_result->show();
}

} // namespace stashdeck
