// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/hashtextview.h"

#include "models/values/elementrows.h"
#include "ui/values/byteseditor.h"
#include "ui/values/formatbar.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QLocale>
#include <QtConcurrent>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

HashTextView::HashTextView(const Theme *theme, MapDocument *document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_note(plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, this))
    , m_bytes(new BytesEditor(theme, this))
{
    setObjectName(u"hashText"_s);
    m_note->setObjectName(u"hashTextNote"_s);
    m_note->setElide(Qt::ElideRight);
    m_bytes->setObjectName(u"hashTextBytes"_s);
    m_bytes->setEditable(false);
    m_bytes->bar()->hide(); // a text of ours has no other format
    auto *copy = new CopyButton(theme, tr("Copy the whole text"), this);
    copy->setObjectName(u"hashTextCopy"_s);
    copy->setSource([this] { return QString::fromUtf8(m_text.bytes); });
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 4, 16, 4);
    head->setSpacing(8);
    head->addWidget(m_note, 1);
    head->addWidget(copy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_bytes, 1);

    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &HashTextView::build);
    const auto changed = [this] {
        if (isVisible())
            m_soon.start();
    };
    const ElementRows *rows = document->rows();
    connect(rows, &ElementRows::reset, this, changed);
    connect(rows, &ElementRows::inserted, this, changed);
    connect(rows, &ElementRows::removed, this, changed);
    connect(rows, &ElementRows::rowsChanged, this, changed);
    connect(document, &ValueDocument::editsChanged, this, &HashTextView::showNote);
    connect(document, &ValueDocument::lengthChanged, this, &HashTextView::showNote);
    connect(&m_worker, &QFutureWatcher<HashText>::finished, this, [this] {
        if (!m_stop.stop_requested())
            take(m_worker.result());
    });
}

HashTextView::~HashTextView()
{
    m_stop.request_stop();
}

void HashTextView::setForm(HashTextForm form)
{
    m_form = form;
    m_bytes->setAccessibleName(form == HashTextForm::Json ? tr("The loaded fields as JSON")
                                                          : tr("The loaded fields as raw text"));
    if (isVisible())
        m_soon.start();
}

void HashTextView::openFind()
{
    m_bytes->openFind();
}

void HashTextView::focusText()
{
    m_bytes->focusEditor();
}

void HashTextView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_soon.start();
}

void HashTextView::build()
{
    m_stop.request_stop();
    m_stop = {};
    const ElementRows *rows = m_document->rows();
    QList<HashField> fields;
    fields.reserve(rows->count());
    for (int row = 0; row < rows->count(); ++row) {
        if (const CollectionRow *field = rows->at(row))
            fields.append({field->name, field->value}); // shared, not copied
    }
    m_fields = fields.size();
    m_worker.setFuture(
        QtConcurrent::run([fields, form = m_form, stop = m_stop.get_token()] { return hashText(fields, form, stop); }));
}

void HashTextView::take(const HashText &text)
{
    m_text = text;
    m_bytes->setFormat(m_form == HashTextForm::Json && text.bytes.size() <= wholeValueLimit ? u"json"_s : u"text"_s);
    m_bytes->setBytes(text.bytes);
    showNote();
}

void HashTextView::showNote()
{
    const QLocale locale;
    QStringList parts;
    const qint64 all = m_document->length();
    parts.append(
        all > m_fields
            ? tr("%1 of %2 fields: the rest is not loaded.").arg(locale.toString(m_fields), locale.toString(all))
            : tr("All %n field(s).", nullptr, int(m_fields)));
    if (m_document->isDirty())
        parts.append(tr("As on the server, without your edits."));
    if (m_text.encoded > 0)
        parts.append(tr("%n that are not text: base64.", nullptr, int(m_text.encoded)));
    m_note->setText(parts.join(u' '));
}

} // namespace stashdeck
