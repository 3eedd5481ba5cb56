// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/settingsdialog.h"

#include "models/navigation/placememory.h"
#include "ui/shell/shellsettings.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/toggleswitch.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QRegularExpressionValidator>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

/// A segmented control over an enum or a number: the segment's id is the stored number.
template <typename T>
SegmentedControl *choice(const Theme *theme, Settings *settings, const Setting<T> &setting, const QString &name,
                         const QList<std::pair<T, QString>> &options)
{
    auto *control = new SegmentedControl(theme, name);
    for (const auto &[value, text] : options)
        control->addSegment(QString::number(int(value)), text);
    const auto show = [control, settings, setting] {
        control->setCurrent(QString::number(int(settings->value(setting))));
    };
    show();
    QObject::connect(control, &SegmentedControl::currentChanged, settings,
                     [settings, setting](const QString &id) { settings->set(setting, T(id.toInt())); });
    QObject::connect(settings, &Settings::changed, control, [show, setting](const QString &key) {
        if (key == QLatin1StringView(setting.key))
            show();
    });
    return control;
}

ToggleSwitch *toggle(const Theme *theme, Settings *settings, const Setting<bool> &setting, const QString &name)
{
    auto *control = new ToggleSwitch(theme, name);
    control->setChecked(settings->value(setting));
    QObject::connect(control, &QAbstractButton::toggled, settings,
                     [settings, setting](bool on) { settings->set(setting, on); });
    QObject::connect(settings, &Settings::changed, control, [control, settings, setting](const QString &key) {
        if (key == QLatin1StringView(setting.key))
            control->setChecked(settings->value(setting));
    });
    return control;
}

} // namespace

SettingsDialog::SettingsDialog(const Theme *theme, Settings *settings, QWidget *parent)
    : DialogShell(theme, tr("Settings"), parent)
    , m_settings(settings)
{
    setObjectName("settingsDialog"_L1);
    setAccessibleName(tr("Settings"));
    setMinimumWidth(theme->scaled(560));
    addAppearance();
    body()->addSpacing(8);
    addBehaviour();
    body()->addStretch(1);
    cancelButton()->setText(tr("Close"));
    cancelButton()->setAccessibleName(tr("Close"));
    cancelButton()->setDefault(true);
    setFooterNote(tr("Changes act at once."));
}

void SettingsDialog::addHeading(const QString &text)
{
    body()->addWidget(plainLabel(theme(), TextStyle::Section, Token::Text, text, this));
}

void SettingsDialog::addRow(const QString &label, const QString &explanation, QWidget *field)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(20);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    PlainLabel *name = plainLabel(theme(), TextStyle::BodyMedium, Token::Text, label, this);
    name->setBuddy(field);
    words->addWidget(name);
    if (!explanation.isEmpty()) {
        PlainLabel *more = plainLabel(theme(), TextStyle::Secondary, Token::Text2, explanation, this);
        more->setWordWrap(true);
        words->addWidget(more);
        field->setAccessibleDescription(explanation);
    }
    row->addLayout(words, 1);
    row->addWidget(field, 0, Qt::AlignVCenter | Qt::AlignRight);
    body()->addLayout(row);
}

void SettingsDialog::addAppearance()
{
    addHeading(tr("Appearance"));
    auto *scheme = choice<Theme::Choice>(theme(), m_settings, ShellSettings::theme, tr("Theme"),
                                         {{Theme::Choice::Light, tr("Light")},
                                          {Theme::Choice::Dark, tr("Dark")},
                                          {Theme::Choice::System, tr("System")}});
    scheme->setObjectName("settingTheme"_L1);
    addRow(tr("Theme"), {}, scheme);
    auto *density = choice<Theme::Density>(theme(), m_settings, ShellSettings::density, tr("Density"),
                                           {{Theme::Density::Compact, tr("Compact")},
                                            {Theme::Density::Standard, tr("Standard")},
                                            {Theme::Density::Comfortable, tr("Comfortable")}});
    density->setObjectName("settingDensity"_L1);
    addRow(tr("Density"), tr("The height of rows in tables and trees."), density);
    auto *size = choice<int>(theme(), m_settings, ShellSettings::textSize, tr("Text size"),
                             {{12, u"12"_s}, {13, u"13"_s}, {14, u"14"_s}, {16, u"16"_s}});
    size->setObjectName("settingTextSize"_L1);
    addRow(tr("Text size"), tr("In pixels. Rows and controls grow with it."), size);
    auto *contrast = choice<ShellSettings::Contrast>(theme(), m_settings, ShellSettings::contrast, tr("High contrast"),
                                                     {{ShellSettings::Contrast::Off, tr("Off")},
                                                      {ShellSettings::Contrast::On, tr("On")},
                                                      {ShellSettings::Contrast::System, tr("System")}});
    contrast->setObjectName("settingHighContrast"_L1);
    addRow(tr("High contrast"), tr("Edges are as strong as text."), contrast);
    auto *motion = toggle(theme(), m_settings, ShellSettings::reducedMotion, tr("Reduced motion"));
    motion->setObjectName("settingReducedMotion"_L1);
    addRow(tr("Reduced motion"), tr("Messages appear at once and changed numbers show a bar."), motion);
}

void SettingsDialog::addBehaviour()
{
    addHeading(tr("Databases"));
    auto *readOnly
        = toggle(theme(), m_settings, ShellSettings::productionOpensReadOnly, tr("Production opens read-only"));
    readOnly->setObjectName("settingProductionReadOnly"_L1);
    addRow(tr("Production opens read-only"), tr("Unlock writing for 15 minutes at a time from the top bar."), readOnly);

    auto *place = toggle(theme(), m_settings, PlaceMemory::enabled, tr("Remember open keys"));
    place->setObjectName("settingRememberPlace"_L1);
    addRow(tr("Remember open keys"),
           tr("Tabs, pattern and recent keys of each database come back at the next start: names only, on this "
              "computer. Off forgets them."),
           place);

    auto *separator = new QLineEdit;
    separator->setObjectName("settingSeparator"_L1);
    separator->setAccessibleName(tr("Default separator"));
    separator->setFont(theme()->font(TextStyle::Mono));
    separator->setMaxLength(8);
    separator->setFixedWidth(theme()->scaled(90));
    separator->setPlaceholderText(tr("none"));
    separator->setText(m_settings->value(ShellSettings::defaultSeparator));
    connect(separator, &QLineEdit::textEdited, m_settings,
            [settings = m_settings](const QString &text) { settings->set(ShellSettings::defaultSeparator, text); });
    addRow(tr("Default separator"), tr("Splits key names into folders. Empty shows a plain list."), separator);
}

} // namespace stashdeck
