// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/secretstore.h"

#include <QWidget>

class QLineEdit;

namespace stashdeck {

class PlainLabel;
class Theme;

/// A line for a token: hidden but while its eye is held, with a word on where it is kept.
class TokenField final : public QWidget {
    Q_OBJECT

public:
    explicit TokenField(const Theme *theme, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *edit() const { return m_edit; }
    void setPersistence(Persistence persistence);

private:
    QLineEdit *m_edit;
    PlainLabel *m_keeps;
};

} // namespace stashdeck
