// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/codecs/valueview.h"
#include "models/values/openkey.h"
#include "ui/theme/theme.h"

#include <QFutureWatcher>
#include <QTimer>
#include <QWidget>

#include <optional>
#include <stop_token>

class QHBoxLayout;
class QStackedWidget;

namespace stashdeck {

class Button;
class CodeEditor;
class FindBar;
class FormatBar;
class HexView;
class PagedText;
class PlainLabel;
class ProgressLine;

/// Shows and edits one value as bytes: a string, a field of a hash, an element of a list. What it shows is made from
/// the bytes and gives exactly these back while nothing is typed. Packed values are unpacked and packed again, JSON
/// that is stored on one line is shown indented and goes back on one line, and what could not be written back without
/// loss is only shown. Long work happens on a worker; the window never waits for it.
///
/// It knows no document: hand it bytes with setBytes() and take what was typed from edited().
class BytesEditor final : public QWidget {
    Q_OBJECT

public:
    explicit BytesEditor(const Theme *theme, QWidget *parent = nullptr);
    ~BytesEditor() override;

    /// A value, whole. It is shown anew and what could be undone is forgotten. The format that the user chose stays as
    /// long as the bytes can be shown in it; else the one that fits is taken.
    void setBytes(const QByteArray &bytes);
    /// The beginning of a value of `wholeLength` bytes: text or hex, read only.
    void setBeginning(const QByteArray &bytes, qint64 wholeLength);
    /// The value as edited; what was typed in the last moment is in it after flush().
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    /// Takes over what was typed in the last moment: edited() is sent before it returns. Call it before saving,
    /// closing, or showing another value.
    void flush();
    /// What was typed cannot be stored in the format that is shown; the words for it, else empty. The bytes then are
    /// the text as typed.
    [[nodiscard]] QString problem() const { return m_problem; }

    /// The id of what is shown, see formatId(): "text", "json", "msgpack"; for what is in an envelope the outermost.
    [[nodiscard]] QString format() const { return m_format; }
    /// Until setAutomaticFormat(), also for the values that follow.
    void setFormat(const QString &format);
    void setAutomaticFormat();

    void setMayWrite(bool may); ///< the write lock
    void setEditable(bool editable); ///< anything else that keeps the owner from taking an edit at the moment
    /// Longer values are read only. Over `wholeValueLimit` they are edited as text or hex.
    void setEditLimit(qint64 bytes);
    /// What stands at the left of the bar, plain text: a field's name. Empty for none.
    void setTitle(const QString &plain, bool mono = true);
    /// A line of the owner under the bar, over the editor's own; empty for none.
    void setNotice(const QString &text);
    /// A button after the notice's text. The editor takes it over; the owner shows and hides it.
    void addNoticeButton(Button *button);
    /// Between 0 and 1 while the owner loads; empty hides the line.
    void setProgress(std::optional<double> fraction);
    /// A control of the owner in the bar, left of the formats. The editor takes it over.
    void addTool(QWidget *tool);
    [[nodiscard]] FormatBar *bar() const { return m_bar; }

    void openFind();
    void focusEditor();
    void reformat(bool indented); ///< Format and Minify
    void setWrapped(bool wrapped);

signals:
    void edited(const QByteArray &bytes); ///< by the user
    void problemChanged(const QString &problem);
    void formatChanged(const QString &format); ///< what is shown, chosen or found

private:
    void buildNotice();
    void showBytes();
    void take(const ValueView &view);
    void showView();
    void showNotice();
    void updateControls();
    void typed();
    void typedHex(const QByteArray &bytes);
    void takeEdited(const EditedValue &edited);
    void takeReformatted(const std::optional<QByteArray> &json);
    void change(const QByteArray &bytes);
    void find(const QString &text, bool backwards);
    void setProblem(const QString &problem, int line);
    [[nodiscard]] bool isWhole() const { return !m_wholeLength; }
    [[nodiscard]] bool isSmall() const { return isWhole() && m_bytes.size() <= m_editLimit; }
    /// Formats are looked for, and edits of them are checked, up to here without making anybody wait.
    [[nodiscard]] bool isDecodable() const { return isWhole() && m_bytes.size() <= wholeValueLimit; }
    [[nodiscard]] ValueView plainView() const;
    [[nodiscard]] bool isEditableNow() const;
    [[nodiscard]] QString noticeText() const;
    [[nodiscard]] bool mayForceEditor() const;
    void stopWork();

    const Theme *m_theme;
    FormatBar *m_bar;
    QWidget *m_noticeRow;
    QHBoxLayout *m_noticeLayout;
    PlainLabel *m_noticeLabel;
    Button *m_editAnyway;
    ProgressLine *m_progress;
    FindBar *m_find;
    QStackedWidget *m_stack;
    CodeEditor *m_code;
    PagedText *m_paged;
    HexView *m_hex;
    PlainLabel *m_problemLabel;

    QByteArray m_bytes;
    std::optional<qint64> m_wholeLength; ///< when `m_bytes` is only its beginning
    ValueView m_view;
    QFutureWatcher<ValueView> m_viewer;
    QFutureWatcher<EditedValue> m_checker;
    QFutureWatcher<std::optional<QByteArray>> m_reformatter;
    std::stop_source m_stop;
    QFutureWatcher<qint64> m_search;
    QTimer m_typing;
    QString m_format;
    std::optional<Format> m_chosen; ///< by the user; empty: the format follows the value
    QString m_problem;
    QString m_notice;
    qint64 m_editLimit;
    bool m_hasValue = false;
    bool m_mayWrite = true;
    bool m_editable = true;
    bool m_forceEditor = false;
    bool m_showing = false;
    bool m_emitting = false;
    bool m_pending = false; ///< typed text is with the worker
    bool m_wrapped = true;
    qint64 m_searchLength = 0;
    qint64 m_foundAt = -1;
};

} // namespace stashdeck
