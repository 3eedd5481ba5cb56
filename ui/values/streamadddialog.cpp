// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/streamadddialog.h"

#include "models/base/bytetext.h"
#include "ui/values/commandview.h"
#include "ui/values/streamwording.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollArea>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype largestTyped = 16 * 1024;

QLineEdit *monoField(const QString &name, const QString &accessible, QWidget *parent)
{
    auto *field = new QLineEdit(parent);
    field->setObjectName(name);
    field->setAccessibleName(accessible);
    field->setProperty("mono", true);
    return field;
}

QByteArray typed(const QLineEdit *field)
{
    const QByteArray bytes = bytesFromEscaped(field->text());
    return bytes.isNull() ? QByteArray("") : bytes;
}

} // namespace

StreamAddDialog::StreamAddDialog(const Theme *theme, Environment environment, StreamDocument *document,
                                 const std::optional<CollectionRow> &original, QWidget *parent)
    : DialogShell(theme, original ? tr("Add a copy") : tr("Add entry"), parent)
    , m_document(document)
    , m_original(original ? original->name : QByteArray())
    , m_id(monoField(u"streamEntryId"_s, tr("ID"), this))
    , m_create(new QCheckBox(tr("Create the stream if it is gone"), this))
    , m_trim(new QComboBox(this))
    , m_limit(monoField(u"streamEntryLimit"_s, tr("Limit"), this))
    , m_exact(new QCheckBox(tr("Exactly"), this))
    , m_commands(new CommandView(theme, this))
    , m_result(plainLabel(theme, TextStyle::Secondary, Token::DangerText, {}, this))
{
    setObjectName(u"streamAddDialog"_s);
    setEnvironment(environment);
    setMinimumWidth(620);

    auto *lines = new QWidget(this);
    m_lineColumn = new QVBoxLayout(lines);
    m_lineColumn->setContentsMargins(0, 0, 0, 0);
    m_lineColumn->setSpacing(6);
    m_lineColumn->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(lines);
    scroll->setMinimumHeight(theme->scaled(120));
    auto *more = new Button(theme, tr("Add field"), Button::Kind::Quiet, this);
    more->setObjectName(u"streamAddField"_s);
    more->setIconName(u"plus"_s);
    more->setButtonSize(Button::Size::Small);
    more->setAutoDefault(false);
    connect(more, &QAbstractButton::clicked, this, [this] {
        addLine({}, {});
        m_lines.last().field->setFocus();
    });
    auto *heading = new QHBoxLayout;
    heading->addWidget(plainLabel(theme, TextStyle::Secondary, Token::Text2, tr("Fields and values"), this));
    heading->addStretch(1);
    heading->addWidget(more);
    body()->addLayout(heading);
    body()->addWidget(scroll, 1);

    m_id->setPlaceholderText(tr("* · the server gives the next one"));
    m_idRow = new FormRow(theme, tr("ID"), m_id, this);
    body()->addWidget(m_idRow);

    m_trim->setObjectName(u"streamEntryTrim"_s);
    m_trim->setAccessibleName(tr("Trim"));
    m_trim->addItem(tr("Keep all entries"));
    m_trim->addItem(tr("Then keep the newest"));
    m_trim->addItem(tr("Then delete what is before"));
    m_exact->setObjectName(u"streamEntryExact"_s);
    setPlainToolTip(m_exact, tr("Otherwise the server may keep some more, and works less."));
    auto *trimFields = new QWidget(this);
    auto *trimLine = new QHBoxLayout(trimFields);
    trimLine->setContentsMargins(0, 0, 0, 0);
    trimLine->setSpacing(8);
    trimLine->addWidget(m_trim);
    trimLine->addWidget(m_limit, 1);
    trimLine->addWidget(m_exact);
    trimFields->setFocusProxy(m_trim);
    m_trimRow = new FormRow(theme, tr("Trim"), trimFields, this);
    body()->addWidget(m_trimRow);
    m_create->setObjectName(u"streamEntryCreate"_s);
    m_create->setChecked(false);
    body()->addWidget(m_create);
    if (original) {
        m_removeOriginal = new QCheckBox(
            tr("Delete the original %1 when the copy is there · 1 more request").arg(QString::fromLatin1(m_original)),
            this);
        m_removeOriginal->setObjectName(u"streamRemoveOriginal"_s);
        body()->addWidget(m_removeOriginal);
        connect(m_removeOriginal, &QAbstractButton::toggled, this, &StreamAddDialog::check);
    }
    body()->addWidget(plainLabel(theme, TextStyle::Caption, Token::Text3,
                                 tr("\\n, \\xNN and \\\\ stand for bytes that cannot be typed. An entry cannot be "
                                    "changed later."),
                                 this));
    body()->addWidget(m_commands);
    m_result->setObjectName(u"streamAddResult"_s);
    m_result->setWordWrap(true);
    m_result->hide();
    body()->addWidget(m_result);

    Button *primary = setPrimary(original ? tr("Add copy") : tr("Add entry"), Button::Kind::Write);
    primary->setEnvironment(environment);
    primary->setObjectName(u"streamAddButton"_s);
    connect(primary, &QAbstractButton::clicked, this, &StreamAddDialog::add);
    connect(m_id, &QLineEdit::textChanged, this, &StreamAddDialog::check);
    connect(m_limit, &QLineEdit::textChanged, this, &StreamAddDialog::check);
    connect(m_trim, &QComboBox::currentIndexChanged, this, &StreamAddDialog::check);
    connect(m_exact, &QAbstractButton::toggled, this, &StreamAddDialog::check);
    connect(m_create, &QAbstractButton::toggled, this, &StreamAddDialog::check);
    connect(document, &StreamDocument::acted, this, &StreamAddDialog::takeOutcome);
    connect(document, &StreamDocument::actFailed, this, [this](const StreamAct &act, const Error &error) {
        if (act.kind == StreamAct::Kind::Add)
            fail(valueWords::error(error));
    });
    connect(document, &QObject::destroyed, this, [this] {
        this->primary()->setEnabled(false);
        fail(tr("The key is not a stream any more. What you typed is still here."));
    });
    connect(document, &ValueDocument::stateChanged, this, [this](ValueDocument::State state) {
        if (state == ValueDocument::State::UnknownOutcome)
            fail(tr("The answer was lost, and so was the next. It is not known whether the entry was added. Close this "
                    "and look again before adding it once more."));
        check();
    });

    for (qsizetype i = 0; original && i + 1 < original->fields.size(); i += 2)
        addLine(original->fields.at(i), original->fields.at(i + 1));
    if (m_lines.isEmpty())
        addLine({}, {});
    m_lines.first().field->setFocus();
    check();
}

void StreamAddDialog::addLine(const QByteArray &field, const QByteArray &value)
{
    Line line;
    line.widget = new QWidget(this);
    line.field = monoField(u"streamField"_s, tr("Field"), line.widget);
    line.field->setText(escapedFromBytes(field));
    line.field->setPlaceholderText(tr("field"));
    line.value = monoField(u"streamValue"_s, tr("Value"), line.widget);
    line.value->setPlaceholderText(tr("value"));
    if (value.size() > largestTyped) {
        line.kept = value;
        line.value->setReadOnly(true);
        line.value->setText(tr("%1, kept as it is").arg(valueWords::bytes(value.size())));
    } else {
        line.value->setText(escapedFromBytes(value));
    }
    line.value->setCursorPosition(0);
    auto *remove = new IconButton(theme(), u"x"_s, tr("Remove this field"), line.widget);
    remove->setObjectName(u"streamRemoveField"_s);
    auto *row = new QHBoxLayout(line.widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(line.field, 2);
    row->addWidget(line.value, 3);
    row->addWidget(remove);
    m_lineColumn->insertWidget(m_lineColumn->count() - 1, line.widget);
    m_lines.append(line);
    connect(line.field, &QLineEdit::textChanged, this, &StreamAddDialog::check);
    connect(line.value, &QLineEdit::textChanged, this, &StreamAddDialog::check);
    QWidget *const widget = line.widget;
    connect(remove, &QAbstractButton::clicked, this, [this, widget] { removeLine(widget); });
    check();
}

void StreamAddDialog::removeLine(QWidget *widget)
{
    const auto line
        = std::find_if(m_lines.begin(), m_lines.end(), [widget](const Line &one) { return one.widget == widget; });
    if (line == m_lines.end() || m_lines.size() == 1)
        return;
    const qsizetype row = line - m_lines.begin();
    m_lines.erase(line);
    widget->hide();
    widget->deleteLater(); // its own button was pressed
    m_lines.at(std::min(row, m_lines.size() - 1)).field->setFocus();
    check();
}

NewStreamEntry StreamAddDialog::entry() const
{
    NewStreamEntry entry;
    for (const Line &line : m_lines)
        entry.fields << typed(line.field) << line.kept.value_or(typed(line.value));
    const QString id = m_id->text().trimmed();
    if (!id.isEmpty() && id != u"*")
        entry.id = StreamId::parse(id.toUtf8());
    entry.createsKey = m_create->isChecked();
    entry.trim.isExact = m_exact->isChecked();
    if (m_trim->currentIndex() == 1) {
        entry.trim.by = StreamTrim::By::Length;
        entry.trim.length = m_limit->text().trimmed().toLongLong();
    } else if (m_trim->currentIndex() == 2) {
        entry.trim.by = StreamTrim::By::Id;
        entry.trim.id = streamPlace(m_limit->text(), StreamEdge::From).value_or(StreamId());
    }
    return entry;
}

void StreamAddDialog::check()
{
    if (!primary() || !m_document)
        return;
    const NewStreamEntry planned = entry();
    const QString id = m_id->text().trimmed();
    const bool goodId = id.isEmpty() || id == u"*" || (planned.id && *planned.id > StreamId::smallest());
    m_idRow->setHint(goodId ? QString() : tr("An ID is two numbers such as 1700000000000-0."), Tone::Danger);
    bool goodLimit = true;
    if (m_trim->currentIndex() == 1) {
        bool isNumber = false;
        goodLimit = m_limit->text().trimmed().toLongLong(&isNumber) > 0 && isNumber;
        m_limit->setPlaceholderText(tr("1000"));
    } else if (m_trim->currentIndex() == 2) {
        goodLimit = streamPlace(m_limit->text(), StreamEdge::From).has_value();
        m_limit->setPlaceholderText(tr("an ID, or 2026-11-24 14:00"));
    }
    m_limit->setVisible(m_trim->currentIndex() > 0);
    m_exact->setVisible(m_trim->currentIndex() > 0);
    m_trimRow->setHint(goodLimit || m_limit->text().isEmpty() ? QString() : tr("That is not a number, ID or date."),
                       Tone::Danger);
    StreamAct act;
    act.kind = StreamAct::Kind::Add;
    act.key = m_document->key();
    act.entry = planned;
    m_commands->setCommands({streamActCommand(act)});
    setFooterNote(streamWords::price(act));
    primary()->setEnabled(goodId && goodLimit && m_document->mayAct());
}

void StreamAddDialog::add()
{
    if (!m_document)
        return;
    m_result->hide();
    const QByteArray original = m_removeOriginal && m_removeOriginal->isChecked() ? m_original : QByteArray();
    // One click, one entry: check() keeps the button off while it is on its way.
    m_document->addCopy(entry(), original);
}

void StreamAddDialog::takeOutcome(const StreamAct &act, const StreamOutcome &outcome)
{
    if (act.kind != StreamAct::Kind::Add)
        return;
    switch (outcome.kind) {
    case StreamOutcome::Kind::Done:
        accept();
        break;
    case StreamOutcome::Kind::IdTooSmall:
        m_idRow->setHint(tr("The stream has this ID or a larger one."), Tone::Danger);
        m_id->setFocus();
        break;
    case StreamOutcome::Kind::Gone:
        fail(tr("The stream is gone. Nothing was added."));
        break;
    case StreamOutcome::Kind::Nothing:
    case StreamOutcome::Kind::GroupExists:
    case StreamOutcome::Kind::NoGroup:
    case StreamOutcome::Kind::NotDone:
        fail(tr("The request was lost on its way. Nothing was added."));
        break;
    }
}

void StreamAddDialog::fail(const QString &text)
{
    m_result->setText(text);
    m_result->show();
}

} // namespace stashdeck
