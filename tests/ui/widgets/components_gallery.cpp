// SPDX-License-Identifier: GPL-3.0-or-later
// components_gallery FOLDER: every control and state of the design in light and dark, as PNG files to compare with the
// design's picture of the components.
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chiprow.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/environmenttag.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/property.h"
#include "ui/widgets/question.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/skeletonrows.h"
#include "ui/widgets/statetag.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/toggleswitch.h"
#include "ui/widgets/typebadge.h"

#include <QApplication>
#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QRadioButton>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QStyle>
#include <QTableView>
#include <QTabWidget>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;
using namespace stashdeck;

namespace {

/// Paints one row in the look that the delegate gives it, whatever the pointer does.
class RowPicture final : public QWidget {
public:
    RowPicture(const Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedHeight(6 * theme->treeRow() + 2);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        struct Row {
            const char *type;
            QString name;
            QString ttl;
            QString size;
            Token background;
            bool bar;
            bool gone;
        };
        const Row rows[] = {
            {"hash", u"7f3a91c2e4"_s, u"58m"_s, u"1.2 KB"_s, Token::Surface, false, false},
            {"string", u"deploy:sha"_s, u"6d"_s, u"40 B"_s, Token::ControlHover, false, false},
            {"zset", u"lb:weekly:2026-w47"_s, u"5d 9h"_s, u"1.6 MB"_s, Token::Selection, false, false},
            {"json", u"feature:flags"_s, u"∞"_s, u"3.6 KB"_s, Token::SelectionInactive, false, false},
            {"list", u"queue:emails"_s, u"∞"_s, u"41 KB"_s, Token::Surface, true, false},
            {"set", u"users:online"_s, u"gone"_s, QString(), Token::Surface, false, true},
        };
        QPainter painter(this);
        paintBox(&painter, rect(), 4, m_theme->color(Token::Surface), m_theme->color(Token::Border));
        const int height = m_theme->treeRow();
        int top = 1;
        for (const Row &row : rows) {
            const QRect line(1, top, width() - 2, height);
            painter.fillRect(line, m_theme->color(row.background));
            if (row.bar)
                painter.fillRect(QRect(line.topLeft(), QSize(3, height)), m_theme->color(Token::Accent));
            const QSize badge = badgeSize(*m_theme);
            paintBadge(&painter, QRect(QPoint(13, top + (height - badge.height()) / 2), badge), row.type, *m_theme);
            const QRect name = line.adjusted(60, 0, -220, 0);
            paintKeyText(&painter, name, row.name, 0, row.gone ? Token::Text3 : Token::Text, *m_theme);
            const int textWidth = QFontMetrics(m_theme->font(TextStyle::Mono)).horizontalAdvance(row.name);
            if (row.gone)
                painter.fillRect(QRect(name.left(), line.center().y() + 1, textWidth, 1), m_theme->color(Token::Text3));
            if (row.bar)
                paintIcon(&painter, QRect(name.left() + textWidth + 6, top, 12, height), u"pencil"_s, 12,
                          Token::AccentText, *m_theme);
            painter.setFont(m_theme->font(TextStyle::Secondary));
            painter.setPen(m_theme->color(Token::Text2));
            painter.drawText(line.adjusted(0, 0, -75, 0), Qt::AlignRight | Qt::AlignVCenter, row.ttl);
            painter.setPen(m_theme->color(Token::Text3));
            painter.drawText(line.adjusted(0, 0, -12, 0), Qt::AlignRight | Qt::AlignVCenter, row.size);
            top += height;
        }
    }

private:
    const Theme *m_theme;
};

class ChartPicture final : public QWidget {
public:
    ChartPicture(const Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedHeight(58);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const QList<qreal> dashes[] = {{}, {7, 3}, {2, 3}, {8, 3, 2, 3}, {12, 4}, {4, 2}, {1, 4}};
        QPainter painter(this);
        int left = 0;
        for (int i = 0; i < 7; ++i) {
            const auto token = static_cast<Token>(static_cast<int>(Token::Chart1) + i);
            paintBox(&painter, QRectF(left, 0, 86, 24), 3, m_theme->color(token), {});
            QPen pen(m_theme->color(token), 2);
            if (!dashes[i].isEmpty()) {
                QList<qreal> pattern;
                for (const qreal dash : dashes[i])
                    pattern.append(dash / 2);
                pen.setDashPattern(pattern);
                pen.setCapStyle(Qt::FlatCap);
            }
            painter.setPen(pen);
            painter.drawLine(left, 32, left + 86, 32);
            painter.setFont(m_theme->font(TextStyle::Caption));
            painter.setPen(m_theme->color(Token::Text2));
            painter.drawText(left, 52, u"chart-%1"_s.arg(i + 1));
            left += 96;
        }
    }

private:
    const Theme *m_theme;
};

/// Forces a state for the picture, as the design's picture does.
void pretendHover(QWidget *widget)
{
    widget->setAttribute(Qt::WA_UnderMouse);
}

QWidget *components(const Theme *theme, const QString &schemeName)
{
    auto *page = new QWidget;
    page->setFixedSize(720, 900);
    page->setAutoFillBackground(true);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(24, 15, 24, 14);
    column->setSpacing(6);
    const auto row = [&](QList<QWidget *> widgets, int spacing = 8) {
        auto *line = new QHBoxLayout;
        line->setSpacing(spacing);
        for (QWidget *widget : widgets)
            line->addWidget(widget);
        line->addStretch(1);
        column->addLayout(line);
        return line;
    };
    const auto heading = [&](const QString &text) {
        column->addSpacing(3);
        PlainLabel *label = plainLabel(theme, TextStyle::Caption, Token::Text3, text);
        QFont font = label->font();
        font.setWeight(QFont::DemiBold);
        label->setFont(font);
        column->addWidget(label);
    };

    auto *head = new QHBoxLayout;
    head->addWidget(new IconLabel(theme, u"mark"_s, 22, Token::Accent));
    head->addSpacing(4);
    head->addWidget(plainLabel(theme, TextStyle::Title, Token::Text, u"Stashdeck components"_s));
    head->addStretch(1);
    head->addWidget(plainLabel(theme, TextStyle::Secondary, Token::Text2, schemeName));
    column->addLayout(head);

    heading(u"Buttons"_s);
    auto *primary = new Button(theme, u"Primary"_s, Button::Kind::Primary);
    primary->setKeyCap(QKeySequence(u"Ctrl+S"_s));
    auto *deleteButton = new Button(theme, u"Delete"_s, Button::Kind::DangerQuiet);
    deleteButton->setIconName(u"trash-2"_s);
    row({primary, new Button(theme, u"Default"_s), new Button(theme, u"Quiet"_s, Button::Kind::Quiet),
         new Button(theme, u"Ghost"_s, Button::Kind::Ghost), deleteButton,
         new Button(theme, u"Delete 12 keys"_s, Button::Kind::Danger)});
    auto *write = new Button(theme, u"Save to production"_s, Button::Kind::Write);
    write->setEnvironment(Environment::Production);
    auto *disabled = new Button(theme, u"Disabled"_s);
    disabled->setEnabled(false);
    auto *hover = new Button(theme, u"Hover"_s);
    pretendHover(hover);
    auto *pressed = new Button(theme, u"Pressed"_s);
    pressed->setDown(true);
    auto *focus = new Button(theme, u"Focus"_s);
    focus->setObjectName("focusButton"_L1);
    row({write, disabled, hover, pressed, focus,
         new IconButton(theme, u"refresh-cw"_s, u"Reload"_s, nullptr, IconButton::Kind::Framed)});
    auto *live = new Button(theme, u"Live · 10 s"_s, Button::Kind::Quiet);
    live->setDot(Tone::Success);
    live->setMenu(new QMenu(live));
    auto *segments = new SegmentedControl(theme, u"View"_s);
    for (const QString &name : {u"Table"_s, u"JSON"_s, u"Raw"_s})
        segments->addSegment(name, name);
    row({live, segments});

    heading(u"Fields"_s);
    auto *search = new SearchField(theme, u"Placeholder"_s);
    search->setFixedWidth(134);
    auto *mono = new QLineEdit(u"session:*"_s);
    mono->setObjectName("focusField"_L1);
    mono->setFont(theme->font(TextStyle::Mono));
    mono->setFixedWidth(116);
    auto *invalid = new QLineEdit(u"{\"a\":1,}"_s);
    invalid->setFont(theme->font(TextStyle::Mono));
    invalid->setFixedWidth(116);
    setStyleProperty(invalid, "invalid", true);
    auto *off = new QLineEdit(u"Disabled"_s);
    off->setEnabled(false);
    off->setFixedWidth(108);
    auto *checked = new QCheckBox;
    checked->setChecked(true);
    auto *chosen = new QRadioButton;
    chosen->setAutoExclusive(false);
    chosen->setChecked(true);
    auto *unchosen = new QRadioButton;
    unchosen->setAutoExclusive(false);
    auto *on = new ToggleSwitch(theme, u"On"_s);
    on->setChecked(true);
    row({search, mono, invalid, off, checked, new QCheckBox, chosen, unchosen, on, new ToggleSwitch(theme, u"Off"_s)});

    heading(u"Types and environments"_s);
    QList<QWidget *> badges;
    for (const char *type : {"string", "hash", "list", "set", "zset", "stream", "json"})
        badges.append(new TypeBadge(theme, type));
    row(badges, 6);
    QList<QWidget *> tags;
    for (int i = 0; i < environmentCount; ++i)
        tags.append(new EnvironmentTag(theme, static_cast<Environment>(i)));
    row(tags, 6);

    heading(u"Chips, tags and pills"_s);
    auto *chips = new ChipRow(theme, ChipRow::Choice::Single, u"TTL"_s);
    chips->addChip(u"any"_s, u"Any TTL"_s);
    chips->addChip(u"hour"_s, u"< 1 h"_s);
    chips->setChecked({u"any"_s});
    chips->setFixedWidth(chips->sizeHint().width());
    row({chips, new StateTag(theme, Tone::Success, u"OK"_s, u"check"_s),
         new StateTag(theme, Tone::Warning, u"Near limit"_s, u"triangle-alert"_s),
         new StateTag(theme, Tone::Danger, u"Blocked"_s, u"ban"_s), new StateTag(theme, Tone::Info, u"Write"_s),
         new StateTag(theme, Tone::Neutral, u"1 command"_s), new KeyCap(theme, QKeySequence(u"Ctrl+K"_s))});
    auto *readOnly = new Pill(theme);
    readOnly->setIconName(u"lock"_s);
    readOnly->setParts(u"Read-only"_s);
    auto *unlocked = new Pill(theme);
    unlocked->setIconName(u"lock-open"_s);
    unlocked->setTone(Tone::Warning);
    unlocked->setParts(u"Writing allowed · 12:41"_s);
    auto *latency = new Pill(theme);
    latency->setIconName(u"activity"_s, Token::Accent);
    latency->setParts(u"23 ms"_s);
    auto *quota = new Pill(theme);
    quota->setFraction(0.34);
    quota->setParts(u"3,412"_s, u"of 10,000 today"_s);
    row({readOnly, unlocked, latency, quota});

    heading(u"Rows: normal, hover, selected, selected without focus, edited, missing"_s);
    column->addWidget(new RowPicture(theme, page));

    heading(u"Messages"_s);
    auto *changed = new Banner(theme, Tone::Warning, u"git-compare"_s);
    changed->setMessage(u"Changed on the server since you loaded it."_s, u"2 fields differ."_s);
    changed->addAction(u"Review"_s);
    column->addWidget(changed);
    auto *used = new Banner(theme, Tone::Danger, u"ban"_s);
    used->setMessage(u"Daily quota used up."_s, u"Commands work again at midnight UTC."_s);
    used->addAction(u"See usage"_s);
    column->addWidget(used);
    Notice notice;
    notice.text = u"Deleted"_s;
    notice.monoText = u"cart:88213"_s;
    notice.iconName = u"trash-2"_s;
    notice.actionText = u"Undo"_s;
    notice.shortcut = QKeySequence(u"Ctrl+Z"_s);
    row({new Toast(theme, notice, std::chrono::hours(1), page)});

    heading(u"Chart series, in order, with their line style"_s);
    column->addWidget(new ChartPicture(theme, page));

    heading(u"Type"_s);
    auto *type = row({plainLabel(theme, TextStyle::Metric, Token::Text, u"92.4%"_s),
                      plainLabel(theme, TextStyle::Title, Token::Text, u"Title 20"_s),
                      plainLabel(theme, TextStyle::Section, Token::Text, u"Section 15"_s),
                      plainLabel(theme, TextStyle::Body, Token::Text, u"Body 13"_s),
                      plainLabel(theme, TextStyle::Secondary, Token::Text2, u"Secondary 12"_s),
                      plainLabel(theme, TextStyle::Caption, Token::Text3, u"Caption 11"_s),
                      plainLabel(theme, TextStyle::Mono, Token::Text, u"session:eu:7f3a 12"_s)},
                     18);
    for (int i = 0; i < type->count(); ++i) {
        if (type->itemAt(i)->widget() != nullptr)
            type->itemAt(i)->setAlignment(Qt::AlignVCenter);
    }
    column->addStretch(1);
    return page;
}

/// The controls that the design's picture leaves to the style sheet.
QWidget *controls(const Theme *theme)
{
    auto *page = new QWidget;
    page->setFixedSize(720, 900);
    page->setAutoFillBackground(true);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(24, 14, 24, 14);
    column->setSpacing(10);
    auto *plain = new QHBoxLayout;
    for (const char *kind : {"", "primary", "quiet", "ghost", "dangerQuiet", "danger"}) {
        auto *button = new QPushButton(*kind == '\0' ? u"Plain"_s : QString::fromLatin1(kind));
        button->setProperty("kind", QString::fromLatin1(kind));
        plain->addWidget(button);
    }
    plain->addStretch(1);
    column->addLayout(plain);
    auto *fields = new QHBoxLayout;
    auto *combo = new QComboBox;
    combo->addItems({u"hours"_s, u"minutes"_s, u"seconds"_s});
    auto *quietCombo = new QComboBox;
    quietCombo->setProperty("kind", u"quiet"_s);
    quietCombo->addItems({u"Type: any"_s});
    auto *offCombo = new QComboBox;
    offCombo->addItems({u"Disabled"_s});
    offCombo->setEnabled(false);
    auto *spin = new QSpinBox;
    spin->setRange(1, 100000);
    spin->setValue(100);
    auto *partly = new QCheckBox(u"Partly"_s);
    partly->setTristate(true);
    partly->setCheckState(Qt::PartiallyChecked);
    auto *offCheck = new QCheckBox(u"Disabled"_s);
    offCheck->setChecked(true);
    offCheck->setEnabled(false);
    for (QWidget *widget : std::initializer_list<QWidget *>{combo, quietCombo, offCombo, spin})
        fields->addWidget(widget);
    fields->addStretch(1);
    column->addLayout(fields);
    auto *choices = new QHBoxLayout;
    for (QWidget *widget : std::initializer_list<QWidget *>{new QCheckBox(u"Save a copy first"_s), partly, offCheck,
                                                            new QRadioButton(u"One"_s)})
        choices->addWidget(widget);
    choices->addStretch(1);
    column->addLayout(choices);
    auto *typeChips = new ChipRow(theme, ChipRow::Choice::Multi, u"Types"_s);
    typeChips->addAllChip(u"All"_s);
    for (const char *type : {"string", "hash", "list", "set", "zset", "stream", "json"})
        typeChips->addTypeChip(type);
    typeChips->setChecked({u"json"_s});
    column->addWidget(typeChips);
    auto *small = new SegmentedControl(theme, u"Layout"_s);
    small->setSmall(true);
    small->addSegment(u"tree"_s, u"Tree"_s, u"list-tree"_s);
    small->addSegment(u"list"_s, u"List"_s, u"list"_s);
    auto *line = new ProgressLine(theme, u"Progress"_s);
    line->setFraction(0.41);
    auto *pattern = new SearchField(theme, u"all keys"_s);
    pattern->setMono(true);
    pattern->setText(u"cart:*"_s);
    pattern->addTrailing(u"history"_s, u"History"_s);
    auto *tools = new QHBoxLayout;
    tools->addWidget(pattern);
    tools->addWidget(small);
    tools->addWidget(line, 1);
    tools->addWidget(new EnvironmentBlock(theme, Environment::Production, EnvironmentBlock::Shape::RoundedLeft));
    column->addLayout(tools);
    auto *tabs = new QTabWidget;
    tabs->setDocumentMode(true);
    tabs->setTabsClosable(true);
    auto *table = new QTableView;
    auto *model = new QStandardItemModel(3, 3, table);
    model->setHorizontalHeaderLabels({u"Field"_s, u"Value"_s, u"Field TTL"_s});
    for (int i = 0; i < 9; ++i)
        model->setItem(i / 3, i % 3, new QStandardItem(u"cell %1"_s.arg(i)));
    table->setModel(model);
    table->setShowGrid(false);
    table->setItemDelegate(new RowDelegate(theme, RowDelegate::Row::Table, table));
    table->selectRow(1);
    tabs->addTab(table, u"feature:flags"_s);
    tabs->addTab(new SkeletonRows(theme, SkeletonRows::Shape::Tree), u"events:orders"_s);
    tabs->setFixedHeight(190);
    column->addWidget(tabs);
    auto *environments = new SegmentedControl(theme, u"Environment"_s);
    for (int i = 0; i < 3; ++i) {
        const QString id = QString::number(i);
        environments->addSegment(id, Theme::environment(static_cast<Environment>(i)).label);
        environments->setSegmentEnvironment(id, static_cast<Environment>(i));
    }
    environments->setExpanding(true);
    auto *form = new QHBoxLayout;
    auto *url = new FormRow(theme, u"REST URL"_s, new QLineEdit(u"redis://eu1-crisp-heron-41207.upstash.io"_s));
    url->setNote(u"In the keychain"_s);
    url->setHint(u"This is a Redis address. The REST address begins with https://."_s, Tone::Danger);
    form->addWidget(url, 1);
    form->addWidget(new FormRow(theme, u"Environment"_s, environments), 1);
    form->addWidget(new Button(theme, u"Rename"_s, Button::Kind::Link));
    column->addLayout(form);
    auto *tree = new QTreeView;
    auto *folders = new QStandardItemModel(tree);
    folders->setHorizontalHeaderLabels({u"Name"_s});
    auto *cache = new QStandardItem(u"cache:"_s);
    cache->appendRow(new QStandardItem(u"page"_s));
    folders->appendRow(cache);
    folders->appendRow(new QStandardItem(u"deploy:sha"_s));
    auto *closed = new QStandardItem(u"session:"_s);
    closed->appendRow(new QStandardItem(u"a"_s));
    folders->appendRow(closed);
    tree->setModel(folders);
    tree->expand(cache->index());
    tree->setFixedHeight(130);
    auto *side = new QHBoxLayout;
    side->addWidget(tree, 1);
    auto *menu = new QMenu(page);
    menu->addAction(theme->icon(u"copy"_s), u"Copy name"_s, QKeySequence(u"Ctrl+Shift+C"_s), page, [] {});
    menu->addAction(theme->icon(u"pencil"_s), u"Rename…"_s, QKeySequence(Qt::Key_F2), page, [] {});
    menu->addSeparator();
    QAction *live = menu->addAction(u"Refresh every 10 s"_s);
    live->setCheckable(true);
    live->setChecked(true);
    menu->addAction(u"Delete…"_s)->setEnabled(false);
    menu->setActiveAction(menu->actions().first());
    auto *picture = new QLabel;
    picture->setPixmap(menu->grab());
    side->addWidget(picture);
    column->addLayout(side);
    auto *states = new QHBoxLayout;
    auto *empty = new EmptyState(theme, u"database"_s, u"No keys yet"_s, u"Write one from your app, or start here."_s);
    Button *add = empty->addAction(u"Add key"_s, Button::Kind::Primary, u"plus"_s);
    add->setKeyCap(QKeySequence(u"Ctrl+Shift+N"_s));
    empty->addAction(u"Import keys…"_s);
    empty->addAction(u"Fill with sample data"_s);
    states->addWidget(empty, 1);
    states->addWidget(new SkeletonRows(theme, SkeletonRows::Shape::Tree), 1);
    column->addLayout(states, 1);
    return page;
}

Question productionQuestion()
{
    Question question;
    question.title = u"Delete from production"_s;
    question.heading = u"Delete 1,204 keys from prod-eu-main?"_s;
    question.text = u"Keys matching session:eu:7f3a9*. Those users are signed out."_s;
    question.facts = {{Tone::Success, u"A copy of 1.6 MB is saved first; undo stays on for 24 hours."_s},
                      {Tone::Neutral, u"Keys with a TTL are restored with the time they had left."_s},
                      {Tone::Warning, u"2,421 commands leave 4,167 of today’s 10,000."_s}};
    question.actionText = u"Delete 1,204 keys"_s;
    question.actionIcon = u"trash-2"_s;
    question.actionKind = Button::Kind::Danger;
    question.secondaryText = u"Show commands"_s;
    question.environment = Environment::Production;
    question.typeToConfirm = u"prod-eu-main"_s;
    question.typeToConfirmLabel = u"Type the database name to confirm"_s;
    return question;
}

/// Several widgets cannot have the focus at once; each picture is grabbed with it and laid over the page.
QPixmap grabWithFocus(QWidget *page, const QStringList &names)
{
    QPixmap picture = page->grab();
    for (const QString &name : names) {
        auto *widget = page->findChild<QWidget *>(name);
        widget->setFocus();
        QPixmap part = widget->grab();
        QPainter painter(&picture);
        painter.drawPixmap(widget->mapTo(page, QPoint()), part);
    }
    return picture;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (argc != 2)
        return 2;
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    if (!folder.mkpath(u"."_s))
        return 1;
    Theme theme;
    theme.setFontFamilies(u"Inter"_s, u"JetBrains Mono"_s);
    theme.apply(&application);
    for (const bool dark : {false, true}) {
        theme.setChoice(dark ? Theme::Choice::Dark : Theme::Choice::Light);
        const QString suffix = dark ? u"-dark.png"_s : u"-light.png"_s;
        const auto save = [&](QWidget *page, const QString &name, const QStringList &focused) {
            page->show();
            page->activateWindow();
            page->setFocus();
            QApplication::processEvents();
            const bool saved = grabWithFocus(page, focused).save(folder.filePath(name + suffix));
            delete page;
            return saved;
        };
        if (!save(components(&theme, dark ? u"Dark"_s : u"Light"_s), u"components"_s,
                  {u"focusButton"_s, u"focusField"_s})
            || !save(controls(&theme), u"controls"_s, {}))
            return 1;
        QDialog *dialog = ask(&theme, nullptr, productionQuestion(), {});
        dialog->findChild<QLineEdit *>(u"questionConfirmField"_s)->setText(u"prod-eu-main"_s);
        if (!save(dialog, u"question"_s, {}))
            return 1;
    }
    return 0;
}
