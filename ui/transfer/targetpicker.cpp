// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/targetpicker.h"

#include "models/base/bytetext.h"
#include "models/session/session.h"
#include "models/session/writelock.h"
#include "ui/bulk/bulktargets.h"
#include "ui/bulk/tagicon.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/painting.h"

#include <QComboBox>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

TargetPicker::TargetPicker(const Theme *theme, Session *own, BulkTargets *targets, QWidget *parent)
    : QObject(parent)
    , m_own(own)
    , m_targets(targets)
    , m_box(new QComboBox(parent))
    , m_banner(new Banner(theme, Tone::Warning, u"lock"_s, parent))
    , m_unlock(m_banner->addAction(tr("Unlock for 15 minutes")))
{
    m_box->setObjectName(u"importInto"_s);
    m_banner->setObjectName(u"importLocked"_s);
    m_unlock->setObjectName(u"importUnlock"_s);
    m_unlock->setAutoDefault(false);
    const QList<Profile> saved = targets ? targets->databases() : QList<Profile>();
    for (const Profile &profile : saved) {
        if (profile.id != own->profile().id)
            m_others.append(profile);
    }
    const auto fill = [this, theme] {
        if (!m_own)
            return;
        const Environment here = m_own->profile().environment;
        QSize widest = tagSize(here, *theme);
        for (const Profile &profile : std::as_const(m_others))
            widest = widest.expandedTo(tagSize(profile.environment, *theme));
        m_box->setItemIcon(0, tagIcon(here, *theme, widest));
        for (int i = 0; i < m_others.size(); ++i)
            m_box->setItemIcon(i + 1, tagIcon(m_others[i].environment, *theme, widest));
        m_box->setIconSize(widest);
    };
    m_box->addItem(displayText(own->profile().name.toUtf8(), 80));
    for (const Profile &profile : std::as_const(m_others))
        m_box->addItem(displayText(profile.name.toUtf8(), 80));
    fill();
    connect(theme, &Theme::changed, this, fill);
    connect(own->writeLock(), &WriteLock::modeChanged, this, &TargetPicker::show);
    connect(m_box, &QComboBox::currentIndexChanged, this, &TargetPicker::choose);
    connect(m_unlock, &QAbstractButton::clicked, this, [this] {
        if (Session *chosen = session())
            chosen->writeLock()->unlock();
    });
    show();
}

Banner *TargetPicker::banner() const
{
    return m_banner;
}

Session *TargetPicker::session() const
{
    return m_box->currentIndex() <= 0 ? m_own.data() : m_other.get();
}

bool TargetPicker::mayWrite() const
{
    const Session *chosen = session();
    return chosen && chosen->writeLock()->mayWrite();
}

void TargetPicker::choose()
{
    if (m_other)
        m_other->writeLock()->disconnect(this);
    m_other.reset();
    m_problem.clear();
    m_opening = false;
    const quint64 asked = ++m_asked;
    const int index = m_box->currentIndex() - 1;
    if (index >= 0 && index < m_others.size()) {
        m_opening = true;
        m_targets->open(m_others[index].id, this,
                        [this, asked](std::shared_ptr<Session> session, const QString &problem) {
                            if (asked != m_asked)
                                return;
                            m_opening = false;
                            m_other = std::move(session);
                            m_problem = problem;
                            if (m_other)
                                connect(m_other->writeLock(), &WriteLock::modeChanged, this, &TargetPicker::show);
                            emit targetChanged();
                            show();
                        });
    }
    emit targetChanged();
    show();
}

void TargetPicker::show()
{
    if (!m_banner)
        return;
    const Session *chosen = session();
    const bool isLocked = chosen && !chosen->writeLock()->mayWrite();
    const bool byToken = isLocked && chosen->writeLock()->mode() == WriteLock::Mode::ReadOnlyToken;
    m_unlock->setVisible(isLocked && !byToken);
    if (!m_problem.isEmpty()) {
        m_banner->setTone(Tone::Danger, u"circle-alert"_s);
        m_banner->setMessage(tr("It could not be opened."), m_problem);
    } else if (isLocked) {
        m_banner->setTone(Tone::Warning, u"lock"_s);
        const QString name = displayText(chosen->profile().name.toUtf8(), 80);
        m_banner->setMessage({},
                             byToken ? tr("The token of %1 may only read. Choose another database.").arg(name)
                                     : tr("Writing to %1 is locked. A dry run only reads.").arg(name));
    }
    m_banner->setVisible(isLocked || !m_problem.isEmpty());
    emit lockChanged();
}

} // namespace stashdeck
