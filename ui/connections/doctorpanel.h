// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/findingtext.h"

#include <QFrame>

class QVBoxLayout;

namespace stashdeck {

class IconLabel;
class PlainLabel;
class Theme;

/// What the connection doctor found, one line a finding with its fix at the end.
class DoctorPanel final : public QFrame {
    Q_OBJECT

public:
    explicit DoctorPanel(const Theme *theme, QWidget *parent = nullptr);

    /// `allChecks` shows what is in order as well, line by line.
    void setReport(const DoctorReport &report, bool running, bool allChecks = false);
    /// Another heading than the report's own.
    void setHeading(const QString &text);

signals:
    void actionRequested(stashdeck::FindingAction action, const QUuid &profile);

private:
    void addLine(const DoctorFinding &finding, const FindingText &text);

    const Theme *m_theme;
    IconLabel *m_icon;
    PlainLabel *m_title;
    PlainLabel *m_cost;
    QVBoxLayout *m_lines;
    QString m_heading;
};

} // namespace stashdeck
