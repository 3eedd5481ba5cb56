// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QList>
#include <QWidget>

class QAbstractButton;

namespace stashdeck {

/// A few choices of which exactly one is on ("Table", "JSON", "Raw"). One tab stop; arrow keys choose.
class SegmentedControl final : public QWidget {
    Q_OBJECT

public:
    SegmentedControl(const Theme *theme, const QString &accessibleName, QWidget *parent = nullptr);

    /// `iconName` may be empty. The first segment is on until another is chosen.
    void addSegment(const QString &id, const QString &text, const QString &iconName = {});
    void setSegmentEnabled(const QString &id, bool enabled, const QString &whyNot = {});
    void setSegmentVisible(const QString &id, bool visible);
    void setSmall(bool small);
    /// Once chosen it is filled with the environment's colour and shows its icon.
    void setSegmentEnvironment(const QString &id, Environment environment);
    /// Segments of equal width over the whole width given.
    void setExpanding(bool expanding);

    [[nodiscard]] QString current() const { return m_current; }
    void setCurrent(const QString &id);
    [[nodiscard]] QStringList ids() const;
    [[nodiscard]] QAbstractButton *segment(const QString &id) const;

signals:
    /// The user chose; not sent by setCurrent().
    void currentChanged(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Segment;
    [[nodiscard]] Segment *find(const QString &id) const;
    void choose(Segment *segment, bool byUser);
    void move(Segment *from, int step);

    const Theme *m_theme;
    QList<Segment *> m_segments;
    QString m_current;
    bool m_small = false;
};

} // namespace stashdeck
