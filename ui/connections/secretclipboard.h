// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

class QClipboard;

namespace stashdeck {

/// The one way by which a token gets onto the clipboard: marked for clipboard histories and clouds to leave out, gone
/// after a while, and at the end of the program, unless something else was copied meanwhile.
class SecretClipboard final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds keepTime{30};

    explicit SecretClipboard(QClipboard *clipboard, QObject *parent = nullptr,
                             std::chrono::milliseconds keep = keepTime);
    ~SecretClipboard() override;

    void copy(const QString &text);
    /// Now, if the clipboard still holds what was copied here.
    void clear();

signals:
    void cleared();

private:
    QClipboard *m_clipboard;
    std::chrono::milliseconds m_keep;
    QTimer m_timer;
    QByteArray m_fingerprint; ///< of what was copied; the text itself is not kept
};

} // namespace stashdeck
