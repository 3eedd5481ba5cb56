// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/statusstrip.h"

#include "models/base/bytetext.h"
#include "models/session/commandmeter.h"
#include "models/session/session.h"
#include "ui/shell/quotawording.h"
#include "ui/theme/theme.h"
#include "ui/widgets/environmenttag.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QLocale>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

struct StateLook {
    QString text;
    QString icon;
    Token ink;
};

StateLook lookOf(Session::State state)
{
    switch (state) {
    case Session::State::Idle:
        return {StatusStrip::tr("Ready"), u"circle-check"_s, Token::Text3};
    case Session::State::Online:
        return {StatusStrip::tr("Connected"), u"circle-check"_s, Token::SuccessText};
    case Session::State::Offline:
        return {StatusStrip::tr("Offline"), u"unplug"_s, Token::WarningText};
    case Session::State::TokenRejected:
        return {StatusStrip::tr("Token refused"), u"key-round"_s, Token::DangerText};
    case Session::State::QuotaUsedUp:
        return {StatusStrip::tr("Quota used up"), u"ban"_s, Token::DangerText};
    }
    Q_UNREACHABLE();
}

QString durationText(std::chrono::microseconds duration)
{
    const double ms = double(duration.count()) / 1000.0;
    return ms < 10000 ? StatusStrip::tr("%1 ms").arg(QLocale().toString(ms, 'f', ms < 10 ? 1 : 0))
                      : StatusStrip::tr("%1 s").arg(QLocale().toString(ms / 1000, 'f', 1));
}

/// "40 B", "1.4 KB", "1.2 MB"; base 1024.
QString sizeText(qint64 bytes)
{
    if (bytes < 1024)
        return StatusStrip::tr("%1 B").arg(QLocale().toString(bytes));
    const double kilo = double(bytes) / 1024;
    const auto digits = [](double value) {
        return QLocale().toString(value, 'f', value < 100 ? 1 : 0);
    };
    if (kilo < 1024)
        return StatusStrip::tr("%1 KB").arg(digits(kilo));
    if (kilo < 1024.0 * 1024)
        return StatusStrip::tr("%1 MB").arg(digits(kilo / 1024));
    return StatusStrip::tr("%1 GB").arg(digits(kilo / 1024 / 1024));
}

/// One pixel between two cells, over the whole height.
class Divider final : public QWidget {
public:
    Divider(const Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedWidth(1);
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), m_theme->color(Token::Border)); }

private:
    const Theme *m_theme;
};

} // namespace

StatusStrip::StatusStrip(const Theme *theme, QWidget *parent)
    : QStatusBar(parent)
    , m_theme(theme)
    , m_row(new QWidget(this))
    , m_environment(new EnvironmentBlock(theme, Environment::Development, EnvironmentBlock::Shape::Square, m_row))
    , m_stateIcon(new PlainLabel(m_row))
{
    setObjectName("statusBar"_L1);
    setSizeGripEnabled(false);
    auto *row = new QHBoxLayout(m_row);
    row->setContentsMargins(0, 1, 0, 0); // the first pixel is the top edge
    row->setSpacing(0);

    m_environment->setObjectName("statusEnvironment"_L1);
    m_environment->setIconShown(false);
    row->addWidget(m_environment);
    m_sessionCells.append(m_environment);

    auto *state = new QWidget(m_row);
    auto *stateRow = new QHBoxLayout(state);
    stateRow->setContentsMargins(12, 0, 12, 0);
    stateRow->setSpacing(6);
    stateRow->addWidget(m_stateIcon);
    m_state = plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, state);
    m_state->setObjectName("statusState"_L1);
    stateRow->addWidget(m_state);
    row->addWidget(state);
    m_sessionCells.append(state);
    row->addWidget(m_sessionCells.emplace_back(new Divider(theme, m_row)));

    m_refresh = addCell(row, u"statusRefresh"_s);
    m_refresh->hide();
    m_cells = new QHBoxLayout;
    row->addLayout(m_cells);
    row->addStretch(1);

    row->addWidget(m_sessionCells.emplace_back(new Divider(theme, m_row)));
    auto *last = new QWidget(m_row);
    auto *lastRow = new QHBoxLayout(last);
    lastRow->setContentsMargins(12, 0, 12, 0);
    lastRow->setSpacing(6);
    m_lastName = plainLabel(theme, TextStyle::Mono, Token::Text2, {}, last);
    m_lastName->setObjectName("statusLastCommand"_L1);
    m_last = plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, last);
    m_last->setObjectName("statusLastCost"_L1);
    lastRow->addWidget(m_lastName);
    lastRow->addWidget(m_last);
    row->addWidget(last);
    m_sessionCells.append(last);
    row->addWidget(m_sessionCells.emplace_back(new Divider(theme, m_row)));
    m_cost = addCell(row, u"statusSession"_s);
    m_sessionCells.append(m_cost);
    m_version = addCell(row, u"statusVersion"_s);
    m_version->setText(tr("Stashdeck %1").arg(QLatin1String(STASHDECK_VERSION)));

    connect(theme, &Theme::changed, this, &StatusStrip::updateTheme);
    updateTheme();
    setSession(nullptr);
}

PlainLabel *StatusStrip::addCell(QBoxLayout *row, const QString &name)
{
    auto *label = plainLabel(m_theme, TextStyle::Secondary, Token::Text2, {}, m_row);
    label->setObjectName(name);
    label->setContentsMargins(12, 0, 12, 0);
    row->addWidget(label);
    return label;
}

void StatusStrip::setSession(Session *session)
{
    if (m_session) {
        m_session->disconnect(this);
        m_session->meter()->disconnect(this);
    }
    m_session = session;
    for (QWidget *cell : std::as_const(m_sessionCells))
        cell->setVisible(session != nullptr);
    m_version->setVisible(session == nullptr);
    m_refresh->setVisible(session != nullptr && !m_refresh->text().isEmpty());
    m_lastName->clear();
    m_last->clear();
    if (session) {
        m_environment->setEnvironment(session->profile().environment);
        connect(session, &Session::stateChanged, this, &StatusStrip::refresh);
        connect(session, &Session::exchanged, this, &StatusStrip::showLast);
        connect(session->meter(), &CommandMeter::changed, this, &StatusStrip::refresh);
    }
    refresh();
    m_row->layout()->activate();
}

void StatusStrip::setRefreshText(const QString &text)
{
    m_refresh->setText(text);
    m_refresh->setVisible(m_session && !text.isEmpty());
}

void StatusStrip::addCell(QWidget *cell)
{
    m_cells->addWidget(cell);
}

void StatusStrip::refresh()
{
    if (!m_session)
        return;
    const StateLook look = lookOf(m_session->state());
    const int side = m_theme->scaled(12);
    m_stateIcon->setPixmap(m_theme->pixmap(look.icon, side, look.ink, devicePixelRatioF()));
    m_state->setText(look.text);
    m_state->setAccessibleName(tr("Connection: %1").arg(look.text));
    const CommandMeter *meter = m_session->meter();
    const QString commands = commandCountText(meter->commands());
    m_cost->setText(tr("Session: %1 · %2").arg(commands, sizeText(meter->bytesIn() + meter->bytesOut())));
}

void StatusStrip::showLast(const ExchangeRecord &record)
{
    m_lastName->setText(displayText(record.commandName, 32));
    const QString cost = commandCountText(record.commands);
    m_last->setText(record.answered ? tr("%1 · %2").arg(durationText(record.duration), cost)
                                    : tr("no answer · %1").arg(cost));
}

void StatusStrip::resizeEvent(QResizeEvent *event)
{
    // QStatusBar keeps a margin around its own items; this row reaches the edges.
    QStatusBar::resizeEvent(event);
    m_row->setGeometry(rect());
}

void StatusStrip::updateTheme()
{
    setFixedHeight(m_theme->scaled(24));
    refresh();
}

} // namespace stashdeck
