// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QFrame>
#include <QList>

class QHBoxLayout;
class QMenu;

namespace stashdeck {

class Button;
class PlainLabel;
class SegmentedControl;

/// The line over a value: whose value it is, what was found in it, and the formats it can be shown in. Formats that do
/// not fit are in the menu "More", so a narrow window loses nothing; the one that is on is always a segment.
class FormatBar final : public QFrame {
    Q_OBJECT

public:
    explicit FormatBar(const Theme *theme, QWidget *parent = nullptr);

    /// In the order of importance. `isRare` ones wait in the menu until they are chosen.
    void addFormat(const QString &id, const QString &text, bool isRare = false);
    void setFormatEnabled(const QString &id, bool enabled, const QString &whyNot = {});
    void setCurrent(const QString &id);
    /// Plain text, for example a field's name; empty for none.
    void setTitle(const QString &plain, bool mono);
    void setDetected(const QString &text);
    /// Format and Minify.
    void setJsonTools(bool visible, bool enabled, const QString &tip);
    /// The entry "Automatic" is marked while the format follows the value.
    void setAutomatic(bool automatic);
    void setWrap(bool wrapped, bool possible);
    /// A control of whoever uses this editor, left of the formats. The bar takes it over.
    void addTool(QWidget *tool);
    /// Call it when a tool was shown or hidden.
    void arrange();

    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void formatChosen(const QString &id);
    void automaticChosen();
    void reformatRequested(bool indented);
    void wrapToggled(bool wrapped);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Format {
        QString id;
        QString text;
        QString whyNot; ///< of one that is off
        bool isRare = false;
        bool isEnabled = true;
        bool isShown = true;
    };
    void fillMenu();

    const Theme *m_theme;
    QHBoxLayout *m_row;
    PlainLabel *m_title;
    PlainLabel *m_detected;
    SegmentedControl *m_segments;
    Button *m_more;
    QMenu *m_menu;
    Button *m_formatButton;
    Button *m_minifyButton;
    QList<QWidget *> m_tools;
    QList<Format> m_formats;
    QString m_current;
    bool m_jsonTools = false;
    bool m_automatic = true;
    bool m_wrapped = true;
    bool m_canWrap = true;
};

} // namespace stashdeck
