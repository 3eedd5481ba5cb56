// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/connectiondoctor.h"
#include "ui/connections/connectionservices.h"
#include "ui/connections/findingtext.h"
#include "ui/widgets/dialogshell.h"

namespace stashdeck {

class DoctorPanel;

/// Why a saved database could not be opened: says what the first error was, lets the doctor look, and leads on.
class CouldNotConnectDialog final : public DialogShell {
    Q_OBJECT

public:
    CouldNotConnectDialog(const Theme *theme, const ConnectionServices &services, const Profile &profile,
                          const Error &error, QWidget *parent = nullptr);
    /// The keychain did not give the token.
    CouldNotConnectDialog(const Theme *theme, const ConnectionServices &services, const Profile &profile,
                          const SecretError &error, QWidget *parent = nullptr);
    ~CouldNotConnectDialog() override;

signals:
    void editTokenRequested(const QUuid &profile);
    void openRequested(const QUuid &profile); ///< this one again, or the one the token belongs to

private:
    void build(const QString &title, const QString &explanation);
    void examine();
    void showReport();
    void runAction(FindingAction action, const QUuid &profile);

    ConnectionServices m_services;
    Profile m_profile;
    ConnectionDoctor m_doctor;
    std::stop_source m_stop;
    DoctorQuestion m_question;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_explanation = nullptr;
    DoctorPanel *m_panel = nullptr;
    Button *m_copy = nullptr;
    Button *m_edit = nullptr;
};

/// Why the keychain did not give or keep a token, and what to do.
struct SecretText {
    QString title;
    QString explanation;
};
[[nodiscard]] SecretText secretErrorText(const SecretError &error);

} // namespace stashdeck
