// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/copypanel.h"

#include "models/base/bytetext.h"
#include "models/session/session.h"
#include "models/session/writelock.h"
#include "ui/bulk/bulktargets.h"
#include "ui/bulk/tagicon.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

CopyPanel::CopyPanel(const Theme *theme, BulkTargets *targets, const QUuid &source, QWidget *parent)
    : BulkPanel(parent)
    , m_theme(theme)
    , m_targets(targets)
    , m_act(new SegmentedControl(theme, tr("Copy or move"), this))
    , m_into(new QComboBox(this))
    , m_prefix(new QLineEdit(this))
    , m_ifExists(new SegmentedControl(theme, tr("When a key already exists"), this))
    , m_banner(new Banner(theme, Tone::Warning, u"lock"_s, this))
    , m_unlock(m_banner->addAction(tr("Unlock for 15 minutes")))
{
    m_act->setObjectName(u"bulkCopyAct"_s);
    m_act->addSegment(u"copy"_s, tr("Copy"), u"copy"_s);
    m_act->addSegment(u"move"_s, tr("Move"), u"arrow-right"_s);
    m_into->setObjectName(u"bulkInto"_s);
    m_into->addItem(tr("Choose a database"));
    QSize widest;
    const QList<Profile> all = targets ? targets->databases() : QList<Profile>();
    for (const Profile &profile : all) {
        if (profile.id == source)
            continue;
        m_databases.append(profile);
        m_into->addItem(tagIcon(profile.environment, *theme), displayText(profile.name.toUtf8(), 80));
        widest = widest.expandedTo(tagSize(profile.environment, *theme));
    }
    if (!widest.isEmpty())
        m_into->setIconSize(widest);
    m_prefix->setObjectName(u"bulkPrefix"_s);
    m_prefix->setProperty("mono", true);
    m_ifExists->setObjectName(u"bulkIfExists"_s);
    m_ifExists->addSegment(u"skip"_s, tr("Skip it"));
    m_ifExists->addSegment(u"replace"_s, tr("Replace it"));
    m_ifExists->addSegment(u"fail"_s, tr("Count as failed"));
    m_banner->setObjectName(u"bulkTargetBanner"_s);
    m_unlock->setObjectName(u"bulkUnlockTarget"_s);

    auto *fields = new QHBoxLayout;
    fields->setSpacing(10);
    fields->addWidget(new FormRow(theme, tr("Into"), m_into, this), 1);
    fields->addWidget(new FormRow(theme, tr("Add a prefix"), m_prefix, this), 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(m_act, 0, Qt::AlignLeft);
    column->addLayout(fields);
    column->addWidget(plainLabel(theme, TextStyle::Secondary, Token::Text2, tr("When a key already exists"), this));
    column->addWidget(m_ifExists, 0, Qt::AlignLeft);
    column->addWidget(m_banner);
    connect(m_act, &SegmentedControl::currentChanged, this, &BulkPanel::changed);
    connect(m_ifExists, &SegmentedControl::currentChanged, this, &CopyPanel::showState);
    connect(m_prefix, &QLineEdit::textChanged, this, &BulkPanel::changed);
    connect(m_into, &QComboBox::currentIndexChanged, this, &CopyPanel::choose);
    connect(m_unlock, &QAbstractButton::clicked, this, [this] {
        if (m_target)
            m_target->writeLock()->unlock();
    });
    showState();
}

void CopyPanel::choose()
{
    m_target.reset();
    m_openProblem.clear();
    const quint64 asked = ++m_asked;
    const int index = m_into->currentIndex() - 1;
    if (index >= 0 && index < m_databases.size()) {
        m_targets->open(m_databases[index].id, this,
                        [this, asked](std::shared_ptr<Session> session, const QString &problem) {
                            if (asked != m_asked)
                                return;
                            m_target = std::move(session);
                            m_openProblem = problem;
                            if (m_target)
                                connect(m_target->writeLock(), &WriteLock::modeChanged, this, &CopyPanel::showState);
                            showState();
                        });
    }
    showState();
}

void CopyPanel::showState()
{
    const bool isLocked = m_target && !m_target->writeLock()->mayWrite();
    const bool replaces = m_ifExists->current() == "replace"_L1;
    m_banner->setVisible(isLocked || !m_openProblem.isEmpty() || replaces);
    m_unlock->setVisible(isLocked && m_target->writeLock()->mode() != WriteLock::Mode::ReadOnlyToken);
    if (!m_openProblem.isEmpty()) {
        m_banner->setTone(Tone::Danger, u"circle-alert"_s);
        m_banner->setMessage(tr("It could not be opened."), m_openProblem);
    } else if (isLocked) {
        m_banner->setTone(Tone::Warning, u"lock"_s);
        const QString name = displayText(m_target->profile().name.toUtf8(), 80);
        if (m_target->writeLock()->mode() == WriteLock::Mode::ReadOnlyToken)
            m_banner->setMessage(tr("%1 has a read-only token.").arg(name));
        else
            m_banner->setMessage(tr("%1 is read-only here.").arg(name));
    } else if (replaces) {
        m_banner->setTone(Tone::Warning, u"triangle-alert"_s);
        m_banner->setMessage({}, tr("What is there is overwritten and cannot be brought back."));
    }
    emit changed();
}

void CopyPanel::writeTo(BulkPlan &plan) const
{
    plan.act = m_act->current() == "move"_L1 ? BulkAct::Move : BulkAct::Copy;
    const int index = m_into->currentIndex() - 1;
    if (index >= 0 && index < m_databases.size()) {
        plan.copy.target = m_databases[index].id;
        plan.copy.targetName = m_databases[index].name;
    }
    plan.copy.prefix = bytesFromEscaped(m_prefix->text());
    const QString ifExists = m_ifExists->current();
    plan.copy.ifExists = ifExists == "replace"_L1 ? CopyChoices::IfExists::Replace
        : ifExists == "fail"_L1                   ? CopyChoices::IfExists::Fail
                                                  : CopyChoices::IfExists::Skip;
}

QString CopyPanel::problem() const
{
    if (m_databases.isEmpty())
        return tr("There is no other saved database.");
    if (m_into->currentIndex() <= 0)
        return tr("Choose the database to copy to.");
    if (!m_openProblem.isEmpty())
        return m_openProblem;
    if (!m_target)
        return tr("It is being opened…");
    return m_target->writeLock()->mayWrite() ? QString() : tr("The other database is read-only here.");
}

} // namespace stashdeck
