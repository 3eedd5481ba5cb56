// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/openkey.h"

#include <QAbstractTableModel>
#include <QSet>

namespace stashdeck {

/// The elements of a hash, list, set, sorted set or stream, read only, page by page. Texts are display texts (escaped
/// and capped); the bytes are under BytesRole. Scores are shown exactly as the server prints them.
class CollectionModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role { BytesRole = Qt::UserRole + 1, IsNumberRole };

    explicit CollectionModel(Session *session, QObject *parent = nullptr);
    ~CollectionModel() override;

    /// Takes over a freshly opened key; a view keeps its place when only cells differ.
    void take(const QByteArray &key, const OpenedKey &opened);
    void setKey(QByteArray key) { m_key = std::move(key); }
    [[nodiscard]] ValueKind kind() const { return m_kind; }
    [[nodiscard]] qint64 length() const { return m_length; } ///< on the server when it was opened
    [[nodiscard]] bool hasMore() const { return !m_next.isEmpty(); }
    [[nodiscard]] bool isLoading() const { return m_loading; }
    [[nodiscard]] const Error *error() const { return m_error ? &*m_error : nullptr; } ///< of the last page
    /// Reads the next page: one command. Does nothing while one is on its way.
    void showMore();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void pagingChanged(); ///< hasMore(), isLoading() or error()

private:
    [[nodiscard]] QByteArray cell(const CollectionRow &row, int column) const;
    [[nodiscard]] std::vector<CollectionRow> withoutRepeats(std::vector<CollectionRow> rows);
    void append(CollectionPage page);

    QPointer<Session> m_session;
    QByteArray m_key;
    ValueKind m_kind = ValueKind::None;
    std::vector<CollectionRow> m_rows;
    QSet<QByteArray> m_names; ///< of hashes and sets: a scan may return an element twice
    QByteArray m_next;
    qint64 m_length = -1;
    bool m_loading = false;
    std::optional<Error> m_error;
    std::stop_source m_stop;
};

} // namespace stashdeck
