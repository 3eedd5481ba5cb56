// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/hashtext.h"
#include "models/values/mapdocument.h"
#include "ui/theme/theme.h"

#include <QFutureWatcher>
#include <QTimer>
#include <QWidget>

namespace stashdeck {

class BytesEditor;
class PlainLabel;

/// What is loaded of a hash as one text, read only: as the server has it, without the edits that wait, and with a word
/// about what is not in it. Made on a worker, and only while it is shown.
class HashTextView final : public QWidget {
    Q_OBJECT

public:
    HashTextView(const Theme *theme, MapDocument *document, QWidget *parent = nullptr);
    ~HashTextView() override;

    void setForm(HashTextForm form);
    void openFind();
    void focusText();
    [[nodiscard]] const QByteArray &text() const { return m_text.bytes; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void take(const HashText &text);
    void showNote();

    MapDocument *m_document;
    PlainLabel *m_note;
    BytesEditor *m_bytes;
    QFutureWatcher<HashText> m_worker;
    std::stop_source m_stop;
    QTimer m_soon;
    HashTextForm m_form = HashTextForm::Json;
    HashText m_text;
    qsizetype m_fields = 0;
};

} // namespace stashdeck
