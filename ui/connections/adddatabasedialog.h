// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/connectiondoctor.h"
#include "models/connections/connectiontext.h"
#include "ui/connections/connectionservices.h"
#include "ui/connections/findingtext.h"
#include "ui/widgets/dialogshell.h"

class QLineEdit;

namespace stashdeck {

class DoctorPanel;
class EnvironmentPicker;
class ProfileOptions;

/// A database as it was entered.
struct DatabaseEntry {
    Profile profile; ///< its id is null for a new one
    Secret token; ///< empty while editing means: keep the one that is saved
    Secret readOnlyToken; ///< found beside `token` in a pasted text; often empty
    bool isReadOnlyToken = false; ///< `token` may not write
    bool open = true;
};

/// Adds a database, or edits one. Tests by itself as soon as address and token are there; whatever the test says, the
/// database can be saved. The caller saves what `submitted` brings.
class AddDatabaseDialog final : public DialogShell {
    Q_OBJECT

public:
    AddDatabaseDialog(const Theme *theme, const ConnectionServices &services, QWidget *parent = nullptr);
    /// Edits this one. Its token is read from the keychain for the test and is not shown.
    AddDatabaseDialog(const Theme *theme, const ConnectionServices &services, const Profile &profile,
                      QWidget *parent = nullptr);
    ~AddDatabaseDialog() override;

    /// Anything pasted: fills the fields. False when nothing was found in it.
    bool takeText(const QString &text);
    void takeCandidate(const ConnectionCandidate &candidate);
    void focusToken();

signals:
    void submitted(const stashdeck::DatabaseEntry &entry);
    /// The text held several complete databases; the dialog closes by itself.
    void severalFound(const stashdeck::ConnectionText &found);
    void openOtherRequested(const QUuid &profile);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    QWidget *buildPasteBox();
    void loadSavedTokens();
    void addressEdited();
    void tokenEdited();
    void nameEdited();
    void environmentPicked();
    void scheduleTest();
    void test(bool sendAnyway = false);
    void showReport();
    void runAction(FindingAction action, const QUuid &profile);
    void submit();
    void updateButtons();
    void takeProfile(const Profile &profile);
    [[nodiscard]] QString tokenForTest() const;

    ConnectionServices m_services;
    Profile m_profile;
    bool m_isEditing = false;
    bool m_opensWhenAdded = true;
    ConnectionDoctor m_doctor;
    QTimer m_testSoon;
    std::stop_source m_stop;
    QList<SavedToken> m_saved;
    bool m_savedLoaded = false;
    bool m_testWaits = false;
    bool m_tokenIsTcpPassword = false;
    bool m_nameIsTyped = false;
    QString m_rawToken; ///< as pasted, so that the doctor can say what was removed
    QString m_rawAddress;
    Secret m_readOnlyToken;

    PlainLabel *m_pasteHint = nullptr;
    QLineEdit *m_name = nullptr;
    EnvironmentPicker *m_environment = nullptr;
    QLineEdit *m_address = nullptr;
    QLineEdit *m_token = nullptr;
    ProfileOptions *m_options = nullptr;
    DoctorPanel *m_panel = nullptr;
    Button *m_testButton = nullptr;
};

} // namespace stashdeck
