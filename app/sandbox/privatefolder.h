// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace stashdeck::sandbox {

/// A temporary folder of mode 0700 that goes away with us. One that a killed sandbox left behind is removed by the
/// next: a lock in it tells whether its owner still lives.
class PrivateFolder final {
public:
    PrivateFolder();
    ~PrivateFolder();
    PrivateFolder(const PrivateFolder &) = delete;
    PrivateFolder &operator=(const PrivateFolder &) = delete;

    [[nodiscard]] bool isValid() const { return m_lock >= 0; }
    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString errorString() const { return m_folder.errorString(); }

private:
    QTemporaryDir m_folder;
    int m_lock = -1;
};

} // namespace stashdeck::sandbox
