// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/collectionpage.h"

#include <QObject>

#include <optional>

namespace stashdeck {

/// The elements of a collection on the server, as far as they are loaded. `count()` rows exist for a view; those that
/// are not loaded yet are nullptr. Every request of it is one command, or one pipeline.
class ElementRows : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual int count() const = 0;
    [[nodiscard]] virtual const CollectionRow *at(int row) const = 0;
    /// The row of a loaded element, by its name (hash, set, sorted set); -1 when it is not loaded.
    [[nodiscard]] virtual int rowOf(const QByteArray &name) const = 0;
    /// These rows are on screen: what is missing is read, by one request. Does nothing while one is on its way.
    virtual void want(int first, int last) = 0;
    /// True when there is more behind the last row.
    [[nodiscard]] virtual bool hasMore() const = 0;
    virtual void showMore() = 0;
    [[nodiscard]] virtual bool isLoading() const = 0;
    [[nodiscard]] virtual const Error *error() const = 0; ///< of the last request
    virtual void setKey(const QByteArray &key) = 0;

    // What an edit that was saved made of a loaded element. No command.
    virtual void setValue(const QByteArray &name, const QByteArray &value) = 0;
    virtual void remove(const QByteArray &name) = 0;
    virtual void add(CollectionRow row) = 0;

signals:
    void reset();
    void aboutToInsert(int first, int last);
    void inserted();
    void aboutToRemove(int first, int last);
    void removed();
    void rowsChanged(int first, int last);
    void pagingChanged(); ///< hasMore(), isLoading() or error()
};

} // namespace stashdeck
