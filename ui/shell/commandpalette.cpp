// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandpalette.h"

#include "ui/shell/fuzzymatch.h"
#include "ui/shell/palettefooter.h"
#include "ui/shell/palettelist.h"
#include "ui/shell/palettemodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/plainlabel.h"

#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

constexpr int edge = 2;
constexpr int rowsOfAGroup = 8;
constexpr int rowsOfTheOnlyGroup = 50;

struct Query {
    std::optional<PaletteSource::Kind> only;
    QString text;
};

Query parse(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return {};
    switch (text.front().unicode()) {
    case u'>':
        return {PaletteSource::Kind::Actions, text.mid(1).trimmed()};
    case u':':
        return {PaletteSource::Kind::Keys, text.mid(1).trimmed()};
    case u'@':
        return {PaletteSource::Kind::Databases, text.mid(1).trimmed()};
    case u'?':
        return {PaletteSource::Kind::Help, text.mid(1).trimmed()};
    default:
        return {std::nullopt, text};
    }
}

} // namespace

CommandPalette::CommandPalette(const Theme *theme, QWidget *window)
    : QFrame(window)
    , m_theme(theme)
    , m_window(window)
    , m_field(new QLineEdit(this))
    , m_model(new PaletteModel(this))
    , m_list(new PaletteList(theme, m_model, this))
{
    setObjectName("commandPalette"_L1);
    setAccessibleName(tr("Find a key or command"));

    m_field->setObjectName("paletteField"_L1);
    m_field->setAccessibleName(tr("Find a key or command"));
    m_field->setPlaceholderText(tr("Find a key or command"));
    m_field->setStyleSheet(u"QLineEdit, QLineEdit:focus { border: 0; padding: 0; background: transparent; }"_s);
    m_field->setMaxLength(1024);
    m_field->installEventFilter(this);
    m_hint = plainLabel(theme, TextStyle::Caption, Token::Text3, tr("> actions · : keys · @ databases · ? help"), this);
    m_list->setObjectName("paletteList"_L1);
    m_list->setAccessibleName(tr("Results"));
    m_empty = plainLabel(theme, TextStyle::Body, Token::Text2, tr("Nothing matches."), this);
    m_empty->setObjectName("paletteEmpty"_L1);
    m_empty->setAlignment(Qt::AlignCenter);
    m_footer = new PaletteFooter(theme, this);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(14 + 16 + 10, 0, 14, 0); // the icon is painted
    top->setSpacing(10);
    top->addWidget(m_field, 1);
    top->addWidget(m_hint);
    auto *head = new QWidget(this);
    head->setObjectName("paletteHead"_L1);
    head->setLayout(top);
    head->setFixedHeight(46);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(edge, edge, edge, edge);
    column->setSpacing(0);
    column->addWidget(head);
    column->addSpacing(1);
    column->addWidget(m_list);
    column->addWidget(m_empty);
    column->addSpacing(6);
    column->addWidget(m_footer);

    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &PaletteList::rowClicked, this, &CommandPalette::run);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CommandPalette::updateFooter);
    connect(theme, &Theme::changed, this, [this] {
        updateTheme();
        place();
    });
    updateTheme();
    window->installEventFilter(this);
    hide();
}

CommandPalette::~CommandPalette() = default;

void CommandPalette::updateTheme()
{
    QFont font = m_theme->font(TextStyle::Section);
    font.setWeight(QFont::Normal);
    m_field->setFont(font);
}

void CommandPalette::addSource(std::unique_ptr<PaletteSource> source)
{
    // Keys, then what can be done, then databases: the order of the enumeration would put actions first.
    const auto rank = [](PaletteSource::Kind kind) {
        return kind == PaletteSource::Kind::Keys ? -1 : int(kind);
    };
    const auto after = std::find_if(m_sources.cbegin(), m_sources.cend(),
                                    [&](const auto &other) { return rank(other->kind()) > rank(source->kind()); });
    m_sources.insert(after, std::move(source));
}

void CommandPalette::setTop(int y)
{
    m_top = y;
    place();
}

void CommandPalette::open(const QString &text)
{
    if (!isVisible())
        m_opener = QApplication::focusWidget();
    m_field->setText(text);
    search();
    show();
    place();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->deselect(); // what was handed in is a beginning, not to be typed over
    m_field->end(false);
}

void CommandPalette::dismiss()
{
    if (!isVisible())
        return;
    ++m_generation; // answers that are under way come too late
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    hide();
    if (hadFocus && m_opener && m_opener->isVisible())
        m_opener->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::search()
{
    const Query query = parse(m_field->text());
    const quint64 generation = ++m_generation;
    QList<PaletteSource *> asked;
    for (const auto &source : m_sources) {
        const PaletteSource::Kind kind = source->kind();
        if (query.only ? kind == *query.only : kind != PaletteSource::Kind::Help)
            asked.append(source.get());
    }
    m_model->setGroupCount(int(asked.size()));
    const int most = asked.size() == 1 ? rowsOfTheOnlyGroup : rowsOfAGroup;
    for (int group = 0; group < asked.size(); ++group) {
        const QString title = asked.at(group)->groupTitle();
        asked.at(group)->items(
            query.text, most,
            [self = QPointer(this), generation, group, most, title, text = query.text](QList<PaletteItem> items) {
                if (!self || generation != self->m_generation)
                    return; // the text has changed since, or the palette is closed
                if (items.size() > most)
                    items.resize(most);
                self->take(group, title, text, std::move(items));
            });
    }
    showResults();
}

void CommandPalette::take(int group, const QString &title, const QString &query, QList<PaletteItem> items)
{
    for (PaletteItem &item : items) {
        if (item.matched.isEmpty() && !query.isEmpty()) {
            if (const auto match = fuzzyMatch(query, item.text))
                item.matched = match->positions;
        }
    }
    m_model->setGroup(group, title, items);
    showResults();
}

void CommandPalette::showResults()
{
    m_empty->setVisible(m_model->rowCount() == 0);
    m_list->setVisible(m_model->rowCount() > 0);
    if (!m_model->item(m_list->currentIndex()) || m_list->currentIndex().row() <= 1)
        m_list->selectFirst(); // better rows may have come above; a choice further down is the person's
    place();
    updateFooter();
}

void CommandPalette::place()
{
    const int width = std::min(m_theme->scaled(660), m_window->width() - 40);
    const int rest = m_window->height() - m_top - 48;
    const int fixed = 2 * edge + 46 + 1 + 6 + m_footer->sizeHint().height();
    const int body = m_model->rowCount() > 0 ? m_list->wantedHeight(std::max(100, rest - fixed)) : m_theme->scaled(64);
    m_list->setFixedHeight(std::max(1, body));
    m_empty->setFixedHeight(m_theme->scaled(64));
    setGeometry((m_window->width() - width) / 2, m_top, width, fixed + body);
}

void CommandPalette::run(const QModelIndex &index, bool alternate)
{
    const PaletteItem *item = m_model->item(index);
    if (!item)
        return;
    // A copy: what it does may change the rows.
    const std::function<void()> action = alternate && item->alternate ? item->alternate : item->activate;
    dismiss();
    if (action)
        action();
}

void CommandPalette::openRowMenu()
{
    const QPersistentModelIndex index(m_list->currentIndex());
    const PaletteItem *item = m_model->item(index);
    if (!item)
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName("paletteRowMenu"_L1);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *open = menu->addAction(tr("Open"));
    open->setShortcut(Qt::Key_Return);
    connect(open, &QAction::triggered, this, [this, index] { run(index, false); });
    if (item->alternate) {
        QAction *other = menu->addAction(item->alternateText);
        other->setShortcut(Qt::CTRL | Qt::Key_Return);
        connect(other, &QAction::triggered, this, [this, index] { run(index, true); });
    }
    const QRect row = m_list->visualRect(index);
    menu->popup(m_list->viewport()->mapToGlobal(QPoint(row.left() + 14, row.bottom())));
}

void CommandPalette::updateFooter()
{
    const PaletteItem *item = m_model->item(m_list->currentIndex());
    m_footer->setAlternate(item && item->alternate ? item->alternateText : QString());
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_window && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_field)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut) {
        // A click elsewhere closes it; its own menu, and another window in front, do not.
        const auto reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason)
            QMetaObject::invokeMethod(this, &CommandPalette::dismiss, Qt::QueuedConnection);
        return QFrame::eventFilter(watched, event);
    }
    if (event->type() == QEvent::ShortcutOverride) {
        // These keys are ours while the palette is open, whatever the window does with them.
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::KeyPress) {
        auto *press = static_cast<QKeyEvent *>(event);
        switch (press->key()) {
        case Qt::Key_Escape:
            dismiss();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            run(m_list->currentIndex(), press->modifiers().testFlag(Qt::ControlModifier));
            return true;
        case Qt::Key_Tab:
            openRowMenu();
            return true;
        case Qt::Key_Backtab:
            return true; // the field is the only stop
        default:
            if (m_list->move(press))
                return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(&painter, rect(), 8, m_theme->color(Token::Raised), m_theme->color(Token::Focus), edge);
    const int side = m_theme->scaled(16);
    const QRect icon(edge + 14, edge, side, 46);
    paintIcon(&painter, QStyle::visualRect(layoutDirection(), rect(), icon), u"search"_s, side, Token::Text2, *m_theme);
    painter.fillRect(QRect(edge, edge + 46, width() - 2 * edge, 1), m_theme->color(Token::Border));
}

} // namespace stashdeck
