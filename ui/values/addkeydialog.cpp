// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/addkeydialog.h"

#include "models/base/bytetext.h"
#include "models/session/serverclock.h"
#include "models/session/writelock.h"
#include "ui/values/commandview.h"
#include "ui/values/newelements.h"
#include "ui/values/placeholderfields.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QStackedLayout>
#include <QTextDocument>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Unit {
    qint64 seconds;
    const char *text;
};
constexpr Unit units[] = {{1, QT_TRANSLATE_NOOP("stashdeck::AddKeyDialog", "seconds")},
                          {60, QT_TRANSLATE_NOOP("stashdeck::AddKeyDialog", "minutes")},
                          {3600, QT_TRANSLATE_NOOP("stashdeck::AddKeyDialog", "hours")},
                          {86400, QT_TRANSLATE_NOOP("stashdeck::AddKeyDialog", "days")}};
constexpr int hours = 2;

struct Kind {
    ValueKind kind;
    const char *text;
};
constexpr Kind kinds[] = {{ValueKind::String, QT_TRANSLATE_NOOP("stashdeck::AddKeyDialog", "String")},
                          {ValueKind::Hash, QT_TRANSLATE_NOOP("stashdeck::AddKeyDialog", "Hash")},
                          {ValueKind::List, QT_TRANSLATE_NOOP("stashdeck::AddKeyDialog", "List")},
                          {ValueKind::Set, QT_TRANSLATE_NOOP("stashdeck::AddKeyDialog", "Set")},
                          {ValueKind::SortedSet, QT_TRANSLATE_NOOP("stashdeck::AddKeyDialog", "Sorted set")},
                          {ValueKind::Stream, QT_TRANSLATE_NOOP("stashdeck::AddKeyDialog", "Stream")},
                          {ValueKind::Json, QT_TRANSLATE_NOOP("stashdeck::AddKeyDialog", "JSON")}};

bool isText(ValueKind kind)
{
    return kind == ValueKind::String || kind == ValueKind::Json;
}

} // namespace

AddKeyDialog::AddKeyDialog(const Theme *theme, KeyActions *actions, const QByteArray &prefix, QWidget *parent)
    : DialogShell(theme, tr("Add key"), parent)
    , m_actions(actions)
    , m_prefix(prefix)
    , m_template(new QComboBox(this))
    , m_kind(new SegmentedControl(theme, tr("Type"), this))
    , m_name(new QLineEdit(escapedFromBytes(prefix), this))
    , m_placeholders(new PlaceholderFields(theme, this))
    , m_becomes(plainLabel(theme, TextStyle::Caption, Token::Text2, {}, this))
    , m_expiry(new SegmentedControl(theme, tr("Expiry"), this))
    , m_amount(new QSpinBox(this))
    , m_unit(new QComboBox(this))
    , m_valueLabel(plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, this))
    , m_valueHint(plainLabel(theme, TextStyle::Caption, Token::Text2, {}, this))
    , m_value(new QPlainTextEdit(this))
    , m_elements(new NewElements(theme, this))
    , m_result(plainLabel(theme, TextStyle::Secondary, Token::DangerText, {}, this))
    , m_open(new Button(theme, tr("Open it"), Button::Kind::Quiet, this))
    , m_commands(new CommandView(theme, this))
{
    setObjectName(u"addKeyDialog"_s);
    setMinimumWidth(theme->scaled(600));
    buildFields();
    layOut();
    const Environment environment = actions->session()->profile().environment;
    setEnvironment(environment);
    Button *primary = setPrimary(tr("Add key"), Button::Kind::Write);
    primary->setEnvironment(environment);
    primary->setObjectName(u"addKeySave"_s);
    connectFields();
    setKind(ValueKind::String);
    m_name->setFocus();
    // Opening a dialog selects its first field; here the prefix is to be typed on.
    QTimer::singleShot(0, m_name, [name = m_name] { name->end(false); });
}

void AddKeyDialog::buildFields()
{
    m_template->setObjectName(u"addKeyTemplate"_s);
    m_template->setAccessibleName(tr("Template"));
    m_template->addItem(tr("No template"));
    const auto add = [this](KeyTemplate::Id id, const QString &text) {
        m_template->addItem(text, QVariant::fromValue(int(id)));
    };
    add(KeyTemplate::Id::Session, tr("Session: a hash that expires"));
    add(KeyTemplate::Id::RateCounter, tr("Rate counter: a number for each user and hour"));
    add(KeyTemplate::Id::Leaderboard, tr("Leaderboard: a sorted set"));
    add(KeyTemplate::Id::CacheEntry, tr("Cache entry: a string that expires"));
    add(KeyTemplate::Id::Queue, tr("Queue: a list"));
    add(KeyTemplate::Id::JsonText, tr("JSON text: a string"));
    add(KeyTemplate::Id::EventStream, tr("Events: a stream"));
    m_kind->setObjectName(u"addKeyType"_s);
    m_kind->setSmall(true);
    for (const Kind &kind : kinds)
        m_kind->addSegment(QString::fromLatin1(typeNameOf(kind.kind)), tr(kind.text));
    m_name->setObjectName(u"addKeyName"_s);
    m_name->setAccessibleName(tr("Name"));
    m_name->setProperty("mono", true);
    m_name->setPlaceholderText(tr("user:1042:settings"));
    m_becomes->setObjectName(u"addKeyBecomes"_s);
    m_becomes->setWordWrap(true);
    m_expiry->setObjectName(u"addKeyExpiry"_s);
    m_expiry->addSegment(u"never"_s, tr("No expiry"));
    m_expiry->addSegment(u"in"_s, tr("Expires in"));
    m_amount->setObjectName(u"addKeyAmount"_s);
    m_amount->setAccessibleName(tr("Amount"));
    m_amount->setRange(1, 99'999);
    m_amount->setMinimumWidth(90);
    m_unit->setObjectName(u"addKeyUnit"_s);
    m_unit->setAccessibleName(tr("Unit"));
    for (const Unit &unit : units)
        m_unit->addItem(tr(unit.text), unit.seconds);
    m_unit->setCurrentIndex(hours);
    m_valueHint->setObjectName(u"addKeyHint"_s);
    m_valueHint->setWordWrap(true);
    m_value->setObjectName(u"addKeyValue"_s);
    m_value->setAccessibleName(tr("Value"));
    m_value->setFont(theme()->font(TextStyle::MonoEditor));
    m_value->setMinimumHeight(theme()->scaled(112));
    m_value->setTabChangesFocus(true);
    m_result->setObjectName(u"addKeyResult"_s);
    m_result->setWordWrap(true);
    m_result->hide();
    m_open->setObjectName(u"addKeyOpenExisting"_s);
    m_open->setButtonSize(Button::Size::Small);
    m_open->hide();
}

void AddKeyDialog::layOut()
{
    const auto label = [this](const QString &text) {
        return plainLabel(theme(), TextStyle::Secondary, Token::Text2, text, this);
    };
    body()->addWidget(label(tr("Template")));
    body()->addWidget(m_template);
    body()->addWidget(label(tr("Type")));
    auto *types = new QHBoxLayout;
    types->addWidget(m_kind);
    types->addStretch(1);
    body()->addLayout(types);
    body()->addWidget(label(tr("Name")));
    body()->addWidget(m_name);
    body()->addWidget(m_placeholders);
    body()->addWidget(m_becomes);
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
    body()->addWidget(m_valueLabel);
    auto *values = new QWidget(this);
    m_values = new QStackedLayout(values);
    m_values->addWidget(m_value);
    m_values->addWidget(m_elements);
    body()->addWidget(values, 1);
    body()->addWidget(m_valueHint);
    body()->addWidget(m_commands);
}

void AddKeyDialog::connectFields()
{
    connect(m_template, &QComboBox::activated, this, &AddKeyDialog::applyTemplate);
    connect(m_kind, &SegmentedControl::currentChanged, this,
            [this](const QString &id) { setKind(valueKindOf(id.toLatin1())); });
    connect(m_name, &QLineEdit::textChanged, this, &AddKeyDialog::preview);
    connect(m_placeholders, &PlaceholderFields::changed, this, &AddKeyDialog::preview);
    connect(m_value, &QPlainTextEdit::textChanged, this, [this] {
        proposeName();
        preview();
    });
    connect(m_elements, &NewElements::changed, this, &AddKeyDialog::preview);
    connect(m_expiry, &SegmentedControl::currentChanged, this, [this] { preview(); });
    connect(m_amount, &QSpinBox::valueChanged, this, &AddKeyDialog::preview);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &AddKeyDialog::preview);
    connect(primary(), &QAbstractButton::clicked, this, &AddKeyDialog::create);
    connect(m_actions->session()->writeLock(), &WriteLock::modeChanged, this, &AddKeyDialog::preview);
    connect(m_open, &QAbstractButton::clicked, this, [this] {
        emit openRequested(name());
        reject();
    });
}

void AddKeyDialog::takePasted(const QByteArray &text)
{
    m_value->setPlainText(QString::fromUtf8(text));
}

void AddKeyDialog::proposeName()
{
    // Only a name that nobody typed is replaced.
    const QString prefix = escapedFromBytes(m_prefix);
    if (m_name->text() != prefix && m_name->text() != m_proposed)
        return;
    const PastedValue judged = judgePasted(m_value->toPlainText().toUtf8());
    if (judged.name.isEmpty())
        return;
    m_proposed = prefix + escapedFromBytes(judged.name);
    m_name->setText(m_proposed);
}

void AddKeyDialog::setKind(ValueKind kind)
{
    m_kind->setCurrent(QString::fromLatin1(typeNameOf(kind)));
    m_values->setCurrentWidget(isText(kind) ? static_cast<QWidget *>(m_value) : m_elements);
    if (!isText(kind))
        m_elements->setKind(kind);
    m_valueLabel->setText(isText(kind)                    ? tr("Value")
                              : kind == ValueKind::Stream ? tr("First entry")
                                                          : tr("First elements"));
    preview();
}

void AddKeyDialog::applyTemplate()
{
    const QVariant id = m_template->currentData();
    m_proposed.clear();
    if (!id.isValid()) {
        m_name->setText(escapedFromBytes(m_prefix));
        m_placeholders->setPlaceholders({});
        return;
    }
    const KeyTemplate &chosen = keyTemplate(static_cast<KeyTemplate::Id>(id.toInt()));
    const WallTime now = m_actions->session()->serverClock()->now();
    setKind(valueKindOf(chosen.typeName));
    m_name->setText(QString::fromUtf8(chosen.name));
    QList<std::pair<QByteArray, QByteArray>> proposals;
    for (const QByteArray &placeholder : placeholdersOf(chosen.name))
        proposals.append({placeholder, proposalFor(placeholder, now)});
    m_placeholders->setPlaceholders(proposals);
    m_value->setPlainText(QString::fromUtf8(chosen.text));
    m_elements->setElements(chosen.elements);
    setTtl(chosen.ttl);
    preview();
    m_placeholders->focusFirstEmpty();
}

QByteArray AddKeyDialog::name() const
{
    return filledName(bytesFromEscaped(m_name->text()), m_placeholders->values());
}

std::optional<Milliseconds> AddKeyDialog::ttl() const
{
    if (m_expiry->current() != "in"_L1)
        return {};
    return std::chrono::seconds(qint64(m_amount->value()) * m_unit->currentData().toInt());
}

void AddKeyDialog::setTtl(std::optional<Milliseconds> ttl)
{
    m_expiry->setCurrent(ttl ? u"in"_s : u"never"_s);
    if (!ttl)
        return;
    const qint64 seconds = std::chrono::duration_cast<std::chrono::seconds>(*ttl).count();
    int unit = int(std::size(units)) - 1;
    while (unit > 0 && seconds % units[unit].seconds != 0)
        --unit;
    m_unit->setCurrentIndex(unit);
    m_amount->setValue(int(seconds / units[unit].seconds));
}

NewKey AddKeyDialog::newKey() const
{
    NewKey key;
    key.name = name();
    key.kind = valueKindOf(m_kind->current().toLatin1());
    if (isText(key.kind)) {
        QString text = m_value->document()->toRawText();
        text.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
        key.text = text.toUtf8();
    } else {
        key.elements = m_elements->elements();
    }
    key.ttl = ttl();
    return key;
}

QString AddKeyDialog::whatIsMissing(const NewKey &key) const
{
    const QList<QByteArray> open = m_placeholders->missing();
    for (const QByteArray &placeholder : open) {
        if (key.name.contains('{' + placeholder + '}'))
            return tr("Fill in %1.").arg(displayText(placeholder, 24));
    }
    const std::optional<NewKeyProblem> problem = problemOf(key);
    if (!problem)
        return {};
    switch (*problem) {
    case NewKeyProblem::NoName:
        return tr("A key needs a name.");
    case NewKeyProblem::NoElements:
        return tr("This type cannot be empty: add one element at least.");
    case NewKeyProblem::TooManyElements:
        return tr("At most 1,000 elements at once.");
    case NewKeyProblem::ScoreIsNoNumber:
        return tr("A score must be a number.");
    case NewKeyProblem::NotJson:
        return tr("This is not JSON yet.");
    }
    return {};
}

void AddKeyDialog::preview()
{
    const bool mayExpire = m_expiry->current() == "in"_L1;
    m_amount->setVisible(mayExpire);
    m_unit->setVisible(mayExpire);
    const NewKey key = newKey();
    const bool isFilled = m_placeholders->isVisibleTo(this);
    m_becomes->setVisible(isFilled);
    m_becomes->setText(tr("Becomes %1").arg(displayText(key.name, 200)));
    const QString missing = whatIsMissing(key);
    m_valueHint->setText(missing);
    NewKey shown = key;
    shown.text = shown.text.left(200);
    m_commands->setCommands(newKeyCommands(shown));
    setFooterNote(
        key.kind == ValueKind::String
            ? tr("1 command · only if no key has this name")
            : tr("One request, up to %1 · only if no key has this name").arg(valueWords::commands(key.ttl ? 4 : 3)));
    m_result->hide();
    m_open->hide();
    const bool mayWrite = m_actions->session()->writeLock()->mayWrite();
    primary()->setEnabled(!m_saving && mayWrite && missing.isEmpty());
    setPlainToolTip(primary(), mayWrite ? QString() : valueWords::readOnlyTip());
}

void AddKeyDialog::create()
{
    if (m_saving)
        return;
    m_saving = true;
    primary()->setEnabled(false);
    const NewKey key = newKey();
    QCoro::connect(m_actions->create(key), this, [this, key](const Result<CreateOutcome> &outcome) {
        m_saving = false;
        preview();
        if (!outcome && outcome.error().kind == Error::Kind::Unsupported) {
            setResult(tr("This database does not know this type. Nothing was written."));
        } else if (!outcome) {
            setResult(valueWords::error(outcome.error()));
            m_open->setVisible(outcome.error().kind == Error::Kind::UnknownOutcome);
        } else if (*outcome == CreateOutcome::Exists) {
            setResult(tr("Exists already. Nothing was changed."));
            m_open->show();
        } else {
            emit openRequested(key.name);
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
