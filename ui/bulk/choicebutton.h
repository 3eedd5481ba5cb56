// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/button.h"

#include <QWidget>

class QMenu;

namespace stashdeck {

/// "Type: any ⌄": a small button whose menu has choices, several of which may be on.
class ChoiceButton final : public QWidget {
    Q_OBJECT

public:
    enum class Choice { Single, Multi };
    ChoiceButton(const Theme *theme, const QString &title, Choice choice, QWidget *parent = nullptr);

    /// With Multi nothing chosen means any; with Single the first is on.
    void addChoice(int id, const QString &text);
    [[nodiscard]] QList<int> chosen() const;
    void setChosen(const QList<int> &ids);
    [[nodiscard]] QMenu *menu() const { return m_menu; }

signals:
    void changed();

private:
    void updateText();

    QString m_title;
    Choice m_choice;
    Button *m_button;
    QMenu *m_menu;
};

} // namespace stashdeck
