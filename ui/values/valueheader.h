// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/keydocument.h"
#include "ui/theme/theme.h"

#include <QList>
#include <QPair>
#include <QWidget>

namespace stashdeck {

class Button;
class CopyButton;
class IconButton;
class MetaLine;
class PlainLabel;
class TtlChip;
class TypeBadge;

/// The top of an open key: type, name, what can be done with it, and what is known about it.
class ValueHeader final : public QWidget {
    Q_OBJECT

public:
    ValueHeader(const Theme *theme, KeyDocument *document, QWidget *parent = nullptr);

    void refresh();
    void setMayWrite(bool may);
    void openCopyAs(); ///< the menu of what the key can be copied as
    [[nodiscard]] int autoRefreshSeconds() const { return m_seconds; }

signals:
    void reloadRequested();
    void autoRefreshChanged(int seconds); ///< 0 for off
    void renameRequested();
    void deleteRequested();
    void expiryRequested();
    void copied(const QString &words); ///< by "Copy as"
    void expired();

private:
    const Theme *m_theme;
    KeyDocument *m_document;
    TypeBadge *m_badge;
    PlainLabel *m_name;
    CopyButton *m_copy;
    IconButton *m_copyAs;
    Button *m_reload;
    IconButton *m_auto;
    Button *m_rename;
    Button *m_delete;
    TtlChip *m_ttl;
    MetaLine *m_meta;
    PlainLabel *m_loaded;
    int m_seconds = 0;
    bool m_mayWrite = true;
};

} // namespace stashdeck
