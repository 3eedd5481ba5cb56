// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace stashdeck {

/// A token or an API key: bytes that must not reach a log, a setting, an error or a window by accident. There is no
/// conversion and no stream operator; `reveal()` is the one way out, so that every use can be found by its name.
/// The destructor overwrites the bytes; a copy is a deep copy.
class Secret {
public:
    Secret() = default;
    explicit Secret(QByteArray bytes);
    Secret(const Secret &other);
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret other) noexcept;
    ~Secret();

    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    [[nodiscard]] const QByteArray &reveal() const { return m_bytes; }
    /// "AaD3…QxN4": the first and last four characters of a secret of at least 20, else only dots.
    [[nodiscard]] QString masked() const;
    /// Takes the same time wherever the two differ.
    friend bool operator==(const Secret &a, const Secret &b);

private:
    QByteArray m_bytes;
};

} // namespace stashdeck
