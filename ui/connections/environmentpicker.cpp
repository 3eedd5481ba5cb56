// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/environmentpicker.h"

#include "ui/theme/theme.h"
#include "ui/widgets/painting.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

class Segment final : public QAbstractButton {
public:
    Segment(const Theme *theme, Environment environment, QWidget *parent)
        : QAbstractButton(parent)
        , m_theme(theme)
        , m_environment(environment)
    {
        setCheckable(true);
        setText(environmentName(environment));
        setAccessibleName(text());
        setObjectName(u"environment-%1"_s.arg(Theme::environment(environment).name));
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        const QFontMetrics metrics(m_theme->font(TextStyle::BodySemibold));
        return {metrics.horizontalAdvance(text()) + 44, m_theme->controlHeight() - 2};
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const EnvironmentStyle style = Theme::environment(m_environment);
        Token ink = Token::Text2;
        // The outer ends follow the frame's round corners.
        const bool isFirst = x() <= 2;
        const bool isLast = geometry().right() >= parentWidget()->width() - 3;
        painter.setClipRect(rect());
        const QRectF shape = QRectF(rect()).adjusted(isFirst ? 0 : -8, 0, isLast ? 0 : 8, 0);
        if (isChecked()) {
            paintBox(&painter, shape, 5, m_theme->color(style.fill), m_theme->color(style.fill));
            ink = style.on;
        } else if (underMouse()) {
            paintBox(&painter, shape, 5, m_theme->color(Token::ControlHover), m_theme->color(Token::ControlHover));
        }
        const QFont font = m_theme->font(isChecked() ? TextStyle::BodySemibold : TextStyle::Body);
        const int textWidth = QFontMetrics(font).horizontalAdvance(text());
        const int icon = isChecked() ? 14 + 6 : 0;
        int x = (width() - textWidth - icon) / 2;
        if (isChecked()) {
            paintIcon(&painter, QRect(x, 0, 14, height()), style.icon, 14, ink, *m_theme);
            x += icon;
        }
        painter.setFont(font);
        painter.setPen(m_theme->color(ink));
        painter.drawText(QRect(x, 0, textWidth + 2, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
        if (hasFocus())
            paintFocusRing(&painter, QRectF(rect()).adjusted(1, 1, -1, -1), 4, *m_theme);
    }

private:
    const Theme *m_theme;
    Environment m_environment;
};

} // namespace

QString environmentName(Environment environment)
{
    switch (environment) {
    case Environment::Production:
        return EnvironmentPicker::tr("Production");
    case Environment::Staging:
        return EnvironmentPicker::tr("Staging");
    case Environment::Development:
        return EnvironmentPicker::tr("Dev");
    case Environment::Sandbox:
        return EnvironmentPicker::tr("Sandbox");
    case Environment::Temporary:
        break;
    }
    return EnvironmentPicker::tr("Temporary");
}

EnvironmentPicker::EnvironmentPicker(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_group(new QButtonGroup(this))
{
    setAccessibleName(tr("Environment"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(1);
    m_group->setExclusive(true);
    for (int i = 0; i < environmentCount; ++i) {
        auto *segment = new Segment(theme, Environment(i), this);
        segment->setVisible(i < int(Environment::Sandbox));
        m_group->addButton(segment, i);
        row->addWidget(segment);
    }
    m_group->button(0)->setChecked(true);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { emit picked(Environment(id)); });
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void EnvironmentPicker::setCurrent(Environment environment)
{
    for (const int id : {int(Environment::Sandbox), int(Environment::Temporary)})
        m_group->button(id)->setVisible(id == int(environment));
    m_group->button(int(environment))->setChecked(true);
}

Environment EnvironmentPicker::current() const
{
    return Environment(m_group->checkedId());
}

QAbstractButton *EnvironmentPicker::segment(Environment environment) const
{
    return m_group->button(int(environment));
}

QSize EnvironmentPicker::sizeHint() const
{
    return {layout()->sizeHint().width(), m_theme->controlHeight()};
}

void EnvironmentPicker::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(&painter, rect(), 6, m_theme->color(Token::Surface), m_theme->color(Token::ControlBorder));
    painter.setPen(m_theme->color(Token::Border));
    for (int i = 1; i < environmentCount; ++i) {
        const QAbstractButton *segment = m_group->button(i);
        if (segment->isVisible() && !segment->isChecked() && !m_group->button(i - 1)->isChecked())
            painter.drawLine(segment->x() - 1, 1, segment->x() - 1, height() - 2);
    }
}

} // namespace stashdeck
