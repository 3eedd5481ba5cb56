// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/profile.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace stashdeck {

class Disclosure;
class FormRow;
class PlanFields;
class Theme;

/// What a saved database has besides name, address and token: how it opens, what its own polling may cost, and under
/// "More" its group, its plan and a certificate file.
class ProfileOptions final : public QWidget {
    Q_OBJECT

public:
    /// `groups` are offered for the group; any other can be typed.
    ProfileOptions(const Theme *theme, const QStringList &groups, QWidget *parent = nullptr);

    /// Shows these; "More" is open when something in it is not as usual.
    void setProfile(const Profile &profile);
    /// Writes what is entered into `profile`; everything else in it stays.
    void apply(Profile *profile) const;
    /// Why it cannot be saved, as a sentence; empty when it can.
    [[nodiscard]] QString problem() const;

    /// The box of a new database follows its environment until the person has touched it.
    void suggestReadOnly(bool readOnly);
    void setReadOnly(bool readOnly);
    /// With "~" for the home folder resolved; empty for none.
    [[nodiscard]] QString caFile() const;

signals:
    void edited();
    void caFileChanged();

private:
    QWidget *buildOpening(const Theme *theme);
    QWidget *buildMore(const Theme *theme, const QStringList &groups);
    void caFileEdited();
    void checkCaFile();
    void pickCaFile();
    enum class CaState { None, Reading, Fine, Broken };
    void setCaState(CaState state, const QString &text);
    void follow();

    QCheckBox *m_readOnly = nullptr;
    QCheckBox *m_askDelete = nullptr;
    QSpinBox *m_budget = nullptr;
    Disclosure *m_more;
    QComboBox *m_group = nullptr;
    PlanFields *m_plan = nullptr;
    QLineEdit *m_caFile = nullptr;
    FormRow *m_caRow = nullptr;
    QTimer m_checkSoon;
    QString m_savedCaFile;
    CaState m_caState = CaState::None;
    bool m_readOnlyIsTouched = false;
};

} // namespace stashdeck
