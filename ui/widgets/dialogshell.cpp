// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dialogshell.h"

#include "ui/widgets/dialogbody.h"
#include "ui/widgets/environmenttag.h"
#include "ui/widgets/plainlabel.h"

#include <QDialogButtonBox>
#include <QFrame>
#include <QScreen>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

DialogShell::DialogShell(const Theme *theme, const QString &title, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
    , m_left(new QHBoxLayout)
    , m_box(new QDialogButtonBox(this))
    , m_cancel(new Button(theme, tr("Cancel"), Button::Kind::Default, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);

    auto *scroller = new DialogBody(this);
    auto *area = new QFrame(scroller);
    area->setObjectName("dialogBody"_L1);
    m_body = new QVBoxLayout(area);
    m_body->setContentsMargins(20, 18, 20, 18);
    m_body->setSpacing(12);
    scroller->setWidget(area);
    m_column->addWidget(scroller, 1);

    auto *footer = new QFrame(this);
    footer->setObjectName("dialogFooter"_L1);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(20, 12, 20, 12);
    row->setSpacing(8);
    m_left->setSpacing(8);
    row->addLayout(m_left);
    row->addStretch(1);
    m_box->layout()->setSpacing(8);
    m_box->addButton(m_cancel, QDialogButtonBox::RejectRole);
    m_cancel->setObjectName("dialogCancel"_L1);
    connect(m_box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    row->addWidget(m_box);
    m_column->addWidget(footer);
}

Button *DialogShell::setPrimary(const QString &text, Button::Kind kind)
{
    if (m_primary == nullptr) {
        m_primary = new Button(m_theme, text, kind, this);
        m_primary->setObjectName("dialogPrimary"_L1);
        m_box->addButton(m_primary, QDialogButtonBox::AcceptRole); // accepted() leads nowhere on purpose
    }
    m_primary->setText(text);
    m_primary->setAccessibleName(text);
    m_primary->setKind(kind);
    const bool destructive = kind == Button::Kind::Danger || kind == Button::Kind::DangerQuiet;
    m_primary->setDefault(!destructive);
    m_primary->setAutoDefault(!destructive);
    m_cancel->setDefault(destructive);
    return m_primary;
}

Button *DialogShell::addSecondary(const QString &text, Button::Kind kind)
{
    auto *button = new Button(m_theme, text, kind, this);
    button->setObjectName(u"dialogSecondary%1"_s.arg(m_left->count()));
    m_left->addWidget(button);
    return button;
}

void DialogShell::setFooterNote(const QString &text)
{
    if (m_note == nullptr) {
        m_note = plainLabel(m_theme, TextStyle::Secondary, Token::Text2, text, this);
        m_note->setObjectName("dialogNote"_L1);
        m_left->addWidget(m_note);
    }
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void DialogShell::setEnvironment(Environment environment)
{
    if (m_line == nullptr) {
        m_line = new EnvironmentLine(m_theme, environment, this, 4);
        m_column->insertWidget(0, m_line);
    }
    m_line->setEnvironment(environment);
}

void DialogShell::showEvent(QShowEvent *event)
{
    // Qt measures wrapped labels at the preferred width and then widens the window: the rest would be empty.
    if (!testAttribute(Qt::WA_Resized)) {
        const int most = screen()->availableGeometry().height() - 32; // a frame's title bar
        resize(width(), qMin(layout()->totalHeightForWidth(width()), most));
        setAttribute(Qt::WA_Resized, false);
    }
    QDialog::showEvent(event); // puts it into the middle, by its size
}

} // namespace stashdeck
