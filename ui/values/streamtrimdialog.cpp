// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/streamtrimdialog.h"

#include "ui/values/commandview.h"
#include "ui/values/streamwording.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLineEdit>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

StreamTrimDialog::StreamTrimDialog(const Theme *theme, Environment environment, StreamDocument *document,
                                   QWidget *parent)
    : DialogShell(theme, tr("Trim stream"), parent)
    , m_document(document)
    , m_by(new SegmentedControl(theme, tr("What stays"), this))
    , m_limit(new QLineEdit(this))
    , m_about(new QCheckBox(tr("About so many are enough: the server works less"), this))
    , m_commands(new CommandView(theme, this))
    , m_preview(plainLabel(theme, TextStyle::Body, Token::Text, {}, this))
    , m_look(new Button(theme, {}, Button::Kind::Default, this))
{
    setObjectName(u"streamTrimDialog"_s);
    setEnvironment(environment);
    setMinimumWidth(560);
    m_by->setObjectName(u"streamTrimBy"_s);
    m_by->addSegment(u"length"_s, tr("Keep the newest"));
    m_by->addSegment(u"id"_s, tr("Delete what is before"));
    m_limit->setObjectName(u"streamTrimLimit"_s);
    m_limit->setProperty("mono", true);
    m_limitRow = new FormRow(theme, tr("Limit"), m_limit, this);
    m_about->setObjectName(u"streamTrimAbout"_s);
    m_preview->setObjectName(u"streamTrimPreview"_s);
    m_preview->setWordWrap(true);
    m_look->setObjectName(u"streamTrimLook"_s);
    m_look->setAutoDefault(false);
    auto *line = new QHBoxLayout;
    line->addWidget(m_preview, 1);
    line->addWidget(m_look);
    auto *choice = new QHBoxLayout;
    choice->addWidget(m_by);
    choice->addStretch(1);
    body()->addLayout(choice);
    body()->addWidget(m_limitRow);
    body()->addWidget(m_about);
    body()->addLayout(line);
    body()->addWidget(m_commands);
    Button *primary = setPrimary(tr("Trim"), Button::Kind::Danger);
    primary->setObjectName(u"streamTrimButton"_s);
    connect(primary, &QAbstractButton::clicked, this, [this] {
        const std::optional<StreamTrim> trimming = trim();
        if (!trimming || !m_seen)
            return;
        const TrimPreview seen = *m_seen;
        accept();
        emit chosen(*trimming, seen);
    });
    connect(m_look, &QAbstractButton::clicked, this, &StreamTrimDialog::preview);
    connect(m_limit, &QLineEdit::textChanged, this, &StreamTrimDialog::check);
    connect(m_limit, &QLineEdit::returnPressed, this, &StreamTrimDialog::preview);
    connect(m_about, &QAbstractButton::toggled, this, &StreamTrimDialog::check);
    connect(m_by, &SegmentedControl::currentChanged, this, [this] {
        m_limit->clear();
        check();
    });
    check();
    m_limit->setFocus();
}

StreamTrimDialog::~StreamTrimDialog()
{
    m_stop.request_stop();
}

std::optional<StreamTrim> StreamTrimDialog::trim() const
{
    StreamTrim trim;
    trim.isExact = !m_about->isChecked();
    if (m_by->current() == u"length") {
        bool isNumber = false;
        trim.by = StreamTrim::By::Length;
        trim.length = m_limit->text().trimmed().toLongLong(&isNumber);
        return isNumber && trim.length >= 0 ? std::optional(trim) : std::nullopt;
    }
    const std::optional<StreamId> place = streamPlace(m_limit->text(), StreamEdge::From);
    if (!place)
        return {};
    trim.by = StreamTrim::By::Id;
    trim.id = *place;
    return trim;
}

void StreamTrimDialog::check()
{
    if (!m_document)
        return;
    m_stop.request_stop(); // a preview of something else is of no use
    m_stop = {};
    m_seen.reset();
    const bool byLength = m_by->current() == u"length";
    const std::optional<StreamTrim> trimming = trim();
    m_limit->setPlaceholderText(byLength ? tr("a number of entries: 1000") : tr("an ID, or 2026-11-24 14:00"));
    m_limitRow->setHint(trimming || m_limit->text().isEmpty() ? QString()
                            : byLength                        ? tr("That is not a number of entries.")
                                                              : tr("That is no ID and no date."),
                        Tone::Danger);
    m_preview->setText(tr("See first how many entries that deletes."));
    m_look->setText(tr("Preview · %1").arg(valueWords::commands(byLength ? 1 : 2)));
    m_look->setEnabled(trimming.has_value());
    primary()->setEnabled(false);
    StreamAct act;
    act.kind = StreamAct::Kind::Trim;
    act.key = m_document->key();
    act.trim = trimming.value_or(StreamTrim());
    m_commands->setCommands({streamActCommand(act)});
    m_commands->setVisible(trimming.has_value());
    setFooterNote(streamWords::price(act));
}

void StreamTrimDialog::preview()
{
    const std::optional<StreamTrim> trimming = trim();
    if (!trimming || !m_document)
        return;
    m_look->setEnabled(false);
    const std::stop_token stop = m_stop.get_token();
    auto task = previewTrim(m_document->session(), m_document->key(), *trimming, stop);
    QCoro::connect(std::move(task), this, [this, stop, trimming](const Result<TrimPreview> &seen) {
        if (stop.stop_requested())
            return;
        m_look->setEnabled(true);
        if (!seen) {
            m_preview->setText(valueWords::error(seen.error()));
            return;
        }
        m_seen = *seen;
        const QString number = streamWords::entries(seen->deletes);
        const QString all = QLocale().toString(seen->length);
        if (seen->deletes == 0)
            m_preview->setText(tr("Deletes nothing: the stream has %1.").arg(streamWords::entries(seen->length)));
        else if (!trimming->isExact)
            m_preview->setText(tr("Deletes at most %1 of %2.").arg(number, all));
        else if (seen->isLowerBound)
            m_preview->setText(tr("Deletes %1 or more of %2.").arg(number, all));
        else
            m_preview->setText(tr("Deletes %1 of %2.").arg(number, all));
        primary()->setEnabled(seen->deletes > 0 && m_document && m_document->mayAct());
        primary()->setText(tr("Trim…"));
    });
}

} // namespace stashdeck
