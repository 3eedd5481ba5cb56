// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QFrame>

namespace stashdeck {

class Button;
class PlainLabel;

/// The bar under an edited value: what was edited and what a save will run, Discard, Preview commands, Save.
class SaveBar final : public QFrame {
    Q_OBJECT

public:
    SaveBar(const Theme *theme, Environment environment, QWidget *parent = nullptr);

    void setTexts(const QString &edited, const QString &cost);
    /// `whyNot` is the tool tip of a Save that cannot be pressed.
    void setCanSave(bool can, const QString &whyNot);
    void setBusy(bool busy);
    /// Offers to save invalid JSON as it stands.
    void setOffersText(bool offers);
    [[nodiscard]] QWidget *previewButton() const;

signals:
    void saveRequested();
    void saveAsTextRequested();
    void discardRequested();
    void previewRequested();

private:
    const Theme *m_theme;
    PlainLabel *m_edited;
    PlainLabel *m_cost;
    Button *m_discard;
    Button *m_preview;
    Button *m_asText;
    Button *m_save;
    bool m_canSave = true;
    bool m_busy = false;
};

} // namespace stashdeck
