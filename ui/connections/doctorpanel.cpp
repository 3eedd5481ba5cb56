// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/doctorpanel.h"

#include "ui/connections/linkbutton.h"
#include "ui/connections/separator.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/property.h"
#include "ui/widgets/statetag.h"

#include <QAccessible>
#include <QBoxLayout>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

using Id = DoctorFinding::Id;
using Severity = DoctorFinding::Severity;

Token inkOf(Severity severity)
{
    switch (severity) {
    case Severity::Ok:
        return Token::SuccessText;
    case Severity::Fixed:
    case Severity::Warning:
        return Token::WarningText;
    case Severity::Info:
        return Token::InfoText;
    case Severity::Error:
        break;
    }
    return Token::DangerText;
}

// Of no interest while all is well.
bool isRoutine(Id id)
{
    return id == Id::TokenFormGood || id == Id::ClockGood || id == Id::StandardToken;
}

} // namespace

DoctorPanel::DoctorPanel(const Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_icon(new IconLabel(theme, u"stethoscope"_s, 16, Token::SuccessText, this))
    , m_title(plainLabel(theme, TextStyle::BodySemibold, Token::Text, QString(), this))
    , m_cost(plainLabel(theme, TextStyle::Secondary, Token::Text2, QString(), this))
    , m_lines(new QVBoxLayout)
{
    setObjectName("doctorPanel"_L1);
    setAccessibleName(tr("Connection test"));
    setProperty("card", true);
    m_title->setObjectName("doctorTitle"_L1);
    m_cost->setObjectName("doctorCost"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(12, 9, 12, 9);
    header->setSpacing(8);
    header->addWidget(m_icon);
    header->addWidget(m_title, 1);
    header->addWidget(m_cost);
    column->addLayout(header);
    m_lines->setSpacing(0);
    column->addLayout(m_lines);
}

void DoctorPanel::setHeading(const QString &text)
{
    m_heading = text;
}

void DoctorPanel::setReport(const DoctorReport &report, bool running, bool allChecks)
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // a click on its link may have brought us here
        }
        delete item;
    }
    m_title->setText(m_heading.isEmpty() || running ? doctorTitle(report, running) : m_heading);
    m_cost->setText(running ? QString() : doctorCost(report));
    const bool failed = !running && !report.passed && !report.findings.isEmpty();
    m_icon->setIconName(u"stethoscope"_s,
                        failed                          ? Token::DangerText
                            : running || !report.passed ? Token::Text2
                                                        : Token::SuccessText);
    for (const DoctorFinding &finding : report.findings) {
        if (!allChecks && report.passed && isRoutine(finding.id))
            continue;
        FindingText text = findingText(finding);
        if (finding.id == Id::Reached && report.passed && report.url.scheme() == "https"_L1)
            text.detail = tr("TLS is valid.");
        addLine(finding, text);
        if (finding.id == Id::TokenOfOtherDatabase && finding.severity == Severity::Error) {
            FindingText anyway;
            anyway.iconName = u"key-round"_s;
            anyway.title = tr("The same token for this address?");
            anyway.detail = tr("A token is never sent to a host it was not given for, unless you say so.");
            anyway.actionText = tr("Send it anyway");
            anyway.action = FindingAction::SendAnyway;
            DoctorFinding info = finding;
            info.severity = Severity::Info;
            addLine(info, anyway);
        }
    }
    setAccessibleDescription(m_title->text());
    if (!running && isVisible()) {
        QAccessibleEvent event(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    }
}

void DoctorPanel::addLine(const DoctorFinding &finding, const FindingText &text)
{
    auto *line = new QWidget(this);
    line->setObjectName(u"finding-%1"_s.arg(findingWord(finding.id)));
    auto *column = new QVBoxLayout(line);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Separator(m_theme, line));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(12, 7, 12, 7);
    row->setSpacing(9);
    auto *icon = new IconLabel(m_theme, text.iconName, 16, inkOf(finding.severity), line);
    row->addWidget(icon, 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    auto *title = plainLabel(m_theme, TextStyle::BodySemibold, Token::Text, text.title, line);
    title->setObjectName("findingTitle"_L1);
    title->setWordWrap(true);
    texts->addWidget(title);
    if (!text.detail.isEmpty()) {
        auto *detail = plainLabel(m_theme, TextStyle::Secondary, Token::Text2, text.detail, line);
        detail->setObjectName("findingDetail"_L1);
        detail->setWordWrap(true);
        texts->addWidget(detail);
    }
    row->addLayout(texts, 1);
    if (finding.severity == Severity::Fixed) {
        row->addWidget(new StateTag(m_theme, Tone::Warning, tr("fixed"), QString(), line), 0, Qt::AlignTop);
    } else if (text.action != FindingAction::None) {
        auto *link = new LinkButton(m_theme, text.actionText, line);
        link->setObjectName("findingAction"_L1);
        connect(link, &QAbstractButton::clicked, this,
                [this, action = text.action, profile = finding.profile] { emit actionRequested(action, profile); });
        row->addWidget(link, 0, Qt::AlignTop);
    }
    column->addLayout(row);
    m_lines->addWidget(line);
}

} // namespace stashdeck
