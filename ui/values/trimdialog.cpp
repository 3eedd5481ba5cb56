// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/trimdialog.h"

#include "ui/values/commandview.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QLocale>
#include <QSpinBox>

#include <algorithm>
#include <limits>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

TrimDialog::TrimDialog(const Theme *theme, ListDocument *document, Environment environment, QWidget *parent)
    : DialogShell(theme, tr("Trim list"), parent)
    , m_document(document)
    , m_end(new SegmentedControl(theme, tr("Which elements stay"), this))
    , m_count(new QSpinBox(this))
    , m_result(plainLabel(theme, TextStyle::Body, Token::Text, {}, this))
    , m_commands(new CommandView(theme, this))
{
    setObjectName(u"trimDialog"_s);
    setMinimumWidth(520);
    setEnvironment(environment);
    m_end->setObjectName(u"trimEnd"_s);
    m_end->addSegment(u"first"_s, tr("Keep the first"));
    m_end->addSegment(u"last"_s, tr("Keep the last"));
    m_count->setObjectName(u"trimCount"_s);
    m_count->setAccessibleName(tr("Elements that stay"));
    m_count->setRange(1, int(std::clamp<qint64>(document->length(), 1, std::numeric_limits<int>::max())));
    m_count->setValue(std::min(50, m_count->maximum()));
    m_count->setGroupSeparatorShown(true);
    m_result->setObjectName(u"trimResult"_s);
    m_result->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_end);
    row->addWidget(m_count);
    row->addStretch(1);
    body()->addLayout(row);
    body()->addWidget(m_result);
    body()->addWidget(m_commands);
    Button *primary = setPrimary({}, Button::Kind::Danger);
    primary->setObjectName(u"trimConfirm"_s);
    setFooterNote(valueWords::commands(4)); // the script, TYPE, LLEN and LTRIM
    connect(m_end, &SegmentedControl::currentChanged, this, &TrimDialog::preview);
    connect(m_count, &QSpinBox::valueChanged, this, &TrimDialog::preview);
    connect(primary, &QAbstractButton::clicked, this, [this] {
        if (m_document)
            m_document->trim(first(), last());
        accept();
    });
    preview();
}

qint64 TrimDialog::first() const
{
    return m_end->current() == "first"_L1 ? 0 : -qint64(m_count->value());
}

qint64 TrimDialog::last() const
{
    return m_end->current() == "first"_L1 ? m_count->value() - 1 : -1;
}

void TrimDialog::preview()
{
    if (!m_document)
        return;
    const qint64 removed = std::max<qint64>(0, m_document->length() - m_count->value());
    m_result->setText(removed == 0 ? tr("Nothing would be removed.")
                                   : tr("%1 of %2 elements are removed. This cannot be undone. If the list has changed "
                                        "meanwhile, nothing is removed.")
                                         .arg(QLocale().toString(removed), QLocale().toString(m_document->length())));
    m_commands->setCommands(trimCommands(m_document->key(), first(), last()));
    primary()->setText(tr("Remove %n element(s)", nullptr, int(std::min<qint64>(removed, 2'000'000'000))));
    primary()->setEnabled(removed > 0);
}

} // namespace stashdeck
