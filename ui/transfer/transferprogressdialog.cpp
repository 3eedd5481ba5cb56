// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transferprogressdialog.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressline.h"

#include <QBoxLayout>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int dialogWidth = 660;

QString iconOf(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
    case Tone::Info:
        return u"info"_s;
    case Tone::Success:
        return u"circle-check"_s;
    case Tone::Warning:
    case Tone::Danger:
        return u"circle-alert"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

TransferProgressDialog::TransferProgressDialog(const Theme *theme, const QString &title, QWidget *parent)
    : DialogShell(theme, title, parent)
    , m_icon(new IconLabel(theme, u"circle-check"_s, 20, Token::SuccessText, this))
    , m_heading(plainLabel(theme, TextStyle::BodySemibold, Token::Text, {}, this))
    , m_left(plainLabel(theme, TextStyle::Body, Token::Text2, {}, this))
    , m_progress(new ProgressLine(theme, tr("Progress"), this))
    , m_counts(new QWidget(this))
    , m_detail(plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, this))
    , m_text(plainLabel(theme, TextStyle::Body, Token::Text2, {}, this))
    , m_banner(new Banner(theme, Tone::Info, u"info"_s, this))
    , m_bannerAction(m_banner->addAction({}))
    , m_pause(new Button(theme, tr("Pause"), Button::Kind::Default, this))
{
    setMinimumWidth(theme->scaled(dialogWidth));
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_heading);
    words->addWidget(m_text);
    head->addLayout(words, 1);
    head->addWidget(m_left, 0, Qt::AlignTop);
    body()->addLayout(head);
    body()->addWidget(m_progress);
    auto *counts = new QHBoxLayout(m_counts);
    counts->setContentsMargins(0, 0, 0, 0);
    counts->setSpacing(5);
    m_done = counter(u"circle-check"_s, Token::SuccessText, u"transferDone"_s);
    m_untouched = counter(u"minus"_s, Token::Text3, u"transferUntouched"_s);
    m_failed = counter(u"circle-alert"_s, Token::Text3, u"transferFailed"_s);
    counts->addStretch(1);
    m_cost = plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, m_counts);
    m_cost->setObjectName(u"transferCost"_s);
    counts->addWidget(m_cost);
    body()->addWidget(m_counts);
    body()->addWidget(m_detail);
    body()->addWidget(m_banner);
    m_heading->setObjectName(u"transferHeading"_s);
    m_heading->setWordWrap(true);
    m_left->setObjectName(u"transferLeft"_s);
    m_progress->setObjectName(u"transferProgress"_s);
    m_detail->setObjectName(u"transferDetail"_s);
    m_detail->setElide(Qt::ElideMiddle);
    m_text->setObjectName(u"transferText"_s);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_banner->setObjectName(u"transferBanner"_s);
    m_bannerAction->setObjectName(u"transferBannerAction"_s);
    m_bannerAction->setAutoDefault(false);

    m_pause->setObjectName(u"transferPause"_s);
    m_pause->setAutoDefault(false);
    // Beside Stop, where Cancel is in other dialogs; closing is the window's own cross, and Esc.
    Button *primary = setPrimary(tr("Stop"), Button::Kind::Default);
    primary->setObjectName(u"transferStop"_s);
    primary->setDefault(false);
    primary->setAutoDefault(false);
    cancelButton()->setText(tr("Close"));
    cancelButton()->setDefault(true);
    placePause();
    connect(theme, &Theme::changed, this, &TransferProgressDialog::placePause);
    connect(m_pause, &QAbstractButton::clicked, this, [this] { pauseOrResume(); });
    connect(primary, &QAbstractButton::clicked, this, [this] {
        if (m_over)
            primaryAction();
        else
            stopWork();
    });
    connect(m_bannerAction, &QAbstractButton::clicked, this, [this] { noticeAction(); });
    m_soon.setSingleShot(true);
    m_soon.setInterval(100ms);
    connect(&m_soon, &QTimer::timeout, this, &TransferProgressDialog::refresh);
}

PlainLabel *TransferProgressDialog::counter(const QString &icon, Token token, const QString &name)
{
    auto *row = static_cast<QHBoxLayout *>(m_counts->layout());
    row->addWidget(new IconLabel(theme(), icon, 14, token, m_counts));
    auto *label = plainLabel(theme(), TextStyle::Body, token == Token::Text3 ? Token::Text2 : token, {}, m_counts);
    label->setObjectName(name);
    row->addWidget(label);
    row->addSpacing(14);
    return label;
}

void TransferProgressDialog::refreshSoon()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void TransferProgressDialog::refresh()
{
    m_soon.stop();
    const Look shown = look();
    m_over = shown.phase == Phase::Over;
    setWindowTitle(shown.title);
    m_icon->setVisible(m_over);
    m_icon->setIconName(iconOf(shown.tone), shown.tone == Tone::Neutral ? Token::Text2 : toneStyle(shown.tone).text);
    m_heading->setLook(theme(), m_over ? TextStyle::Section : TextStyle::BodySemibold);
    m_heading->setText(shown.heading);
    m_left->setText(shown.left);
    m_left->setVisible(!m_over);
    m_progress->setVisible(!m_over);
    m_progress->setFraction(shown.fraction);
    m_counts->setVisible(!m_over);
    m_done->setText(shown.done);
    m_untouched->setText(shown.untouched);
    m_failed->setText(shown.failed);
    m_cost->setText(shown.cost);
    m_detail->setText(shown.detail);
    m_detail->setVisible(!m_over && !shown.detail.isEmpty());
    m_text->setText(shown.text);
    m_text->setVisible(m_over && !shown.text.isEmpty());
    m_banner->setTone(shown.noticeTone, shown.noticeTone == Tone::Info ? u"info"_s : u"triangle-alert"_s);
    m_bannerAction->setText(shown.noticeAction);
    m_bannerAction->setAccessibleName(shown.noticeAction);
    m_bannerAction->setVisible(!shown.noticeAction.isEmpty());
    m_banner->setMessage({}, shown.notice);
    m_banner->setVisible(!shown.notice.isEmpty());
    showButtons(shown);
    refreshMore(shown);
    fitHeight();
}

void TransferProgressDialog::placePause()
{
    // The box arranges its own buttons anew when the style changes; others it forgets, and hides.
    const QWidget *box = primary()->parentWidget();
    auto *row = box ? qobject_cast<QBoxLayout *>(box->layout()) : nullptr;
    if (row && row->indexOf(m_pause) < 0) {
        row->insertWidget(row->indexOf(primary()), m_pause);
        m_pause->setVisible(!m_over);
    }
}

void TransferProgressDialog::showButtons(const Look &look)
{
    const bool paused = look.phase == Phase::Paused;
    m_pause->setVisible(!m_over);
    m_pause->setText(paused ? tr("Resume") : tr("Pause"));
    m_pause->setAccessibleName(m_pause->text());
    m_pause->setIconName(paused ? u"play"_s : u"pause"_s);
    m_pause->setEnabled(look.phase != Phase::Halting);
    primary()->setVisible(!m_over || !look.primary.isEmpty());
    primary()->setKind(m_over ? Button::Kind::Primary : Button::Kind::Default);
    primary()->setText(m_over ? look.primary : tr("Stop"));
    primary()->setAccessibleName(primary()->text());
    primary()->setIconName(m_over ? look.primaryIcon : u"square"_s);
    primary()->setEnabled(look.phase != Phase::Halting);
}

void TransferProgressDialog::fitHeight()
{
    if (isVisible() && layout()->hasHeightForWidth())
        resize(width(), layout()->totalHeightForWidth(width()));
}

} // namespace stashdeck
