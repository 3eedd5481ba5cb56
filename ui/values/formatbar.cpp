// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/formatbar.h"

#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QMenu>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int margin = 16;
constexpr int gap = 8;
/// What the words at the left keep at least, as long as a format has to go for it.
constexpr int wordsWidth = 190;
constexpr int leastWidth = 300;

} // namespace

FormatBar::FormatBar(const Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_row(new QHBoxLayout(this))
    , m_title(plainLabel(theme, TextStyle::Mono, Token::SynKey, {}, this))
    , m_detected(plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, this))
    , m_segments(new SegmentedControl(theme, tr("Show the value as"), this))
    , m_more(new Button(theme, tr("More"), Button::Kind::Quiet, this))
    , m_menu(new QMenu(m_more))
    , m_formatButton(new Button(theme, tr("Format"), Button::Kind::Default, this))
    , m_minifyButton(new Button(theme, tr("Minify"), Button::Kind::Quiet, this))
{
    setObjectName(u"formatBar"_s);
    m_title->setObjectName(u"valueTitle"_s);
    m_title->setElide(Qt::ElideMiddle);
    m_title->hide();
    m_detected->setObjectName(u"detectedFormat"_s);
    m_detected->setElide(Qt::ElideRight);
    m_segments->setObjectName(u"formatControl"_s);
    m_segments->setSmall(true);
    m_more->setObjectName(u"formatMore"_s);
    m_more->setAccessibleName(tr("More formats"));
    m_more->setMenu(m_menu);
    m_menu->setObjectName(u"formatMenu"_s);
    m_formatButton->setObjectName(u"formatJson"_s);
    m_formatButton->setAccessibleName(tr("Format: indent the stored JSON"));
    m_minifyButton->setObjectName(u"minifyJson"_s);
    m_minifyButton->setAccessibleName(tr("Minify: store the JSON on one line"));
    for (Button *button : {m_more, m_formatButton, m_minifyButton})
        button->setButtonSize(Button::Size::Small);
    m_formatButton->hide();
    m_minifyButton->hide();

    m_row->setContentsMargins(margin, 5, margin, 5);
    m_row->setSpacing(gap);
    m_row->setSizeConstraint(QLayout::SetNoConstraint);
    m_row->addWidget(m_title);
    m_row->addWidget(m_detected, 1);
    m_row->addWidget(m_segments);
    m_row->addWidget(m_more);
    m_row->addWidget(m_formatButton);
    m_row->addWidget(m_minifyButton);

    connect(m_segments, &SegmentedControl::currentChanged, this, &FormatBar::formatChosen);
    connect(m_menu, &QMenu::aboutToShow, this, &FormatBar::fillMenu);
    connect(m_formatButton, &QAbstractButton::clicked, this, [this] { emit reformatRequested(true); });
    connect(m_minifyButton, &QAbstractButton::clicked, this, [this] { emit reformatRequested(false); });
    connect(theme, &Theme::changed, this, &FormatBar::arrange);
}

QSize FormatBar::minimumSizeHint() const
{
    return {m_theme->scaled(leastWidth), m_row->sizeHint().height()};
}

void FormatBar::addFormat(const QString &id, const QString &text, bool isRare)
{
    Format format;
    format.id = id;
    format.text = text;
    format.isRare = isRare;
    m_formats.append(format);
    m_segments->addSegment(id, text);
    if (m_current.isEmpty())
        m_current = id;
    arrange();
}

void FormatBar::setFormatEnabled(const QString &id, bool enabled, const QString &whyNot)
{
    for (Format &format : m_formats) {
        if (format.id != id)
            continue;
        format.isEnabled = enabled;
        format.whyNot = whyNot;
        m_segments->setSegmentEnabled(id, enabled, whyNot);
    }
}

void FormatBar::setCurrent(const QString &id)
{
    m_segments->setCurrent(id);
    if (m_current == id)
        return;
    m_current = id;
    arrange();
}

void FormatBar::setTitle(const QString &plain, bool mono)
{
    m_title->setLook(m_theme, mono ? TextStyle::Mono : TextStyle::Body, mono ? Token::SynKey : Token::Text);
    m_title->setText(plain);
    m_title->setVisible(!plain.isEmpty());
    arrange();
}

void FormatBar::setDetected(const QString &text)
{
    m_detected->setText(text);
}

void FormatBar::setJsonTools(bool visible, bool enabled, const QString &tip)
{
    for (Button *button : {m_formatButton, m_minifyButton}) {
        button->setEnabled(enabled);
        setPlainToolTip(button, tip);
    }
    if (m_jsonTools == visible)
        return;
    m_jsonTools = visible;
    arrange();
}

void FormatBar::setAutomatic(bool automatic)
{
    m_automatic = automatic;
}

void FormatBar::setWrap(bool wrapped, bool possible)
{
    m_wrapped = wrapped;
    m_canWrap = possible;
}

void FormatBar::addTool(QWidget *tool)
{
    m_tools.append(tool);
    m_row->insertWidget(m_row->indexOf(m_segments), tool);
    arrange();
}

void FormatBar::arrange()
{
    const auto widthOf = [](const QWidget *widget) {
        return widget->sizeHint().width() + gap;
    };
    int room = width() - 2 * margin - widthOf(m_more);
    for (const QWidget *tool : std::as_const(m_tools)) {
        if (!tool->isHidden())
            room -= widthOf(tool);
    }
    const int titleWidth = m_title->isHidden() ? 0 : std::min(m_title->sizeHint().width(), m_theme->scaled(160)) + gap;
    room -= m_theme->scaled(wordsWidth) + titleWidth;
    if (QAbstractButton *current = m_segments->segment(m_current))
        room -= current->sizeHint().width();
    // The buttons of JSON go before the formats do; both are in the menu as well.
    const bool showsFormat = m_jsonTools && room > widthOf(m_formatButton);
    if (showsFormat)
        room -= widthOf(m_formatButton);
    const bool showsMinify = showsFormat && room > widthOf(m_minifyButton) + m_theme->scaled(150);
    if (showsMinify)
        room -= widthOf(m_minifyButton);
    m_formatButton->setVisible(showsFormat);
    m_minifyButton->setVisible(showsMinify);
    bool isFull = false;
    for (Format &format : m_formats) {
        bool shown = format.id == m_current;
        if (!shown && !format.isRare && !isFull) {
            room -= m_segments->segment(format.id)->sizeHint().width();
            shown = room >= 0;
            isFull = !shown;
        }
        format.isShown = shown;
        m_segments->setSegmentVisible(format.id, shown);
    }
}

void FormatBar::fillMenu()
{
    m_menu->clear();
    QAction *automatic = m_menu->addAction(tr("Automatic"));
    automatic->setObjectName(u"formatMenu.auto"_s);
    automatic->setCheckable(true);
    automatic->setChecked(m_automatic);
    connect(automatic, &QAction::triggered, this, &FormatBar::automaticChosen);
    for (const Format &format : std::as_const(m_formats)) {
        if (format.isShown)
            continue;
        QAction *action = m_menu->addAction(format.text);
        action->setObjectName(u"formatMenu."_s + format.id);
        action->setEnabled(format.isEnabled);
        connect(action, &QAction::triggered, this, [this, id = format.id] { emit formatChosen(id); });
    }
    m_menu->addSeparator();
    QAction *wrap = m_menu->addAction(tr("Wrap long lines"));
    wrap->setObjectName(u"formatMenu.wrap"_s);
    wrap->setCheckable(true);
    wrap->setChecked(m_wrapped && m_canWrap);
    wrap->setEnabled(m_canWrap);
    connect(wrap, &QAction::triggered, this, &FormatBar::wrapToggled);
    if (m_jsonTools) {
        QAction *pretty = m_menu->addAction(tr("Format the stored JSON"));
        pretty->setObjectName(u"formatMenu.format"_s);
        QAction *minify = m_menu->addAction(tr("Minify the stored JSON"));
        minify->setObjectName(u"formatMenu.minify"_s);
        for (QAction *action : {pretty, minify})
            action->setEnabled(m_formatButton->isEnabled());
        connect(pretty, &QAction::triggered, this, [this] { emit reformatRequested(true); });
        connect(minify, &QAction::triggered, this, [this] { emit reformatRequested(false); });
    }
}

void FormatBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    arrange();
}

} // namespace stashdeck
