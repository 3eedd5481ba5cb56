// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/dropzone.h"

#include "ui/widgets/button.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QDropEvent>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

QString draggedFile(const QMimeData *mime)
{
    const QList<QUrl> urls = mime ? mime->urls() : QList<QUrl>();
    return urls.size() == 1 && urls.constFirst().isLocalFile() ? urls.constFirst().toLocalFile() : QString();
}

DropZone::DropZone(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new IconLabel(theme, u"file-up"_s, 20, Token::AccentText, this))
    , m_title(plainLabel(theme, TextStyle::BodySemibold, Token::Text, {}, this))
    , m_sentence(plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, this))
    , m_choose(new Button(theme, {}, Button::Kind::Quiet, this))
{
    setObjectName(u"importZone"_s);
    setAcceptDrops(true);
    m_title->setObjectName(u"importFileName"_s);
    m_title->setElide(Qt::ElideMiddle);
    m_sentence->setObjectName(u"importFileFacts"_s);
    m_sentence->setWordWrap(true);
    m_choose->setObjectName(u"importChoose"_s);
    m_choose->setAutoDefault(false);
    setFocusProxy(m_choose);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_title);
    words->addWidget(m_sentence);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 14, 12);
    row->setSpacing(10);
    row->addWidget(m_icon);
    row->addLayout(words, 1);
    row->addWidget(m_choose);
    connect(m_choose, &QAbstractButton::clicked, this, &DropZone::chooseRequested);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setEmpty();
}

void DropZone::show(const QString &icon, TextStyle style, const QString &title, const QString &sentence,
                    const QString &button)
{
    m_icon->setIconName(icon, Token::AccentText);
    m_title->setLook(m_theme, style);
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_choose->setText(button);
    m_choose->setAccessibleName(button);
}

void DropZone::setEmpty()
{
    show(u"file-up"_s, TextStyle::BodySemibold, tr("Drop a file here, or choose one"),
         tr("A Stashdeck archive, JSON lines, CSV, or Redis commands. Nothing is written before you say so."),
         tr("Choose a file"));
}

void DropZone::setFile(const QString &name, const QString &sentence)
{
    show(u"file-text"_s, TextStyle::Mono, name, sentence, tr("Choose another"));
}

void DropZone::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(m_theme->color(m_hovered ? Token::Accent : Token::ControlBorder), m_hovered ? 2 : 1, Qt::DashLine);
    pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.setBrush(m_hovered ? m_theme->color(Token::AccentSoft) : m_theme->color(Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
}

void DropZone::dragEnterEvent(QDragEnterEvent *event)
{
    if (draggedFile(event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    m_hovered = true;
    update();
}

void DropZone::dragLeaveEvent(QDragLeaveEvent * /*event*/)
{
    m_hovered = false;
    update();
}

void DropZone::dropEvent(QDropEvent *event)
{
    m_hovered = false;
    update();
    const QString path = draggedFile(event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    emit fileDropped(path);
}

} // namespace stashdeck
