// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"
#include "models/values/elementrows.h"

#include <QHash>
#include <QPointer>

#include <map>
#include <vector>

namespace stashdeck {

/// Which part of a sorted set is shown, and from which end. Limits are as the server takes them: "10", "(10", "-inf";
/// "[a", "(b", "+".
struct ElementRange {
    enum class By { Rank, Score, Lex };
    By by = By::Rank;
    QByteArray min; ///< Score and Lex
    QByteArray max;
    bool highestFirst = true; ///< a list: from its tail
    friend bool operator==(const ElementRange &, const ElementRange &) = default;
};

/// The command for the elements `first` to `last` of a range of a list or sorted set.
[[nodiscard]] Command windowCommand(ValueKind kind, const QByteArray &key, const ElementRange &range, qint64 first,
                                    qint64 last);
/// How many elements the range holds.
[[nodiscard]] Command rangeCountCommand(ValueKind kind, const QByteArray &key, const ElementRange &range);
/// The answer to `windowCommand`; `total` is needed for a list from its tail (it is asked for by negative indexes).
[[nodiscard]] Result<std::vector<CollectionRow>> decodeWindow(ValueKind kind, const Reply &reply,
                                                              const ElementRange &range, qint64 first, qint64 total);

/// A list or sorted set as a person scrolls in it: all rows exist at once, those on screen are read by one command,
/// wherever the person is. At most some 40,000 rows are kept.
class WindowRows final : public ElementRows {
    Q_OBJECT

public:
    WindowRows(ValueKind kind, Session *session, QByteArray key, QObject *parent = nullptr);
    ~WindowRows() override;

    /// Takes over what was read with the key: the beginning by rank, highest first (a list: from its head).
    void take(std::vector<CollectionRow> firstRows, qint64 total);
    [[nodiscard]] const ElementRange &range() const { return m_range; }
    /// Shows another part: one pipeline of two commands when the count has to be asked for.
    void setRange(const ElementRange &range);
    /// What is loaded may be out of date: what is on screen is read again, with the count.
    void refresh();

    [[nodiscard]] qint64 total() const { return m_total; } ///< of the range; -1 until it is known
    [[nodiscard]] int count() const override;
    [[nodiscard]] const CollectionRow *at(int row) const override;
    [[nodiscard]] int rowOf(const QByteArray &name) const override;
    void want(int first, int last) override;
    [[nodiscard]] bool hasMore() const override { return false; }
    void showMore() override { }
    [[nodiscard]] bool isLoading() const override { return m_loading; }
    [[nodiscard]] const Error *error() const override { return m_error ? &*m_error : nullptr; }
    void setKey(const QByteArray &key) override { m_key = key; }
    void setValue(const QByteArray &name, const QByteArray &value) override;
    void remove(const QByteArray &name) override;
    void add(CollectionRow row) override;
    void retry(); ///< after an error

private:
    using Page = std::vector<CollectionRow>;
    void request();
    void keep(qint64 first, std::vector<CollectionRow> rows);
    void setTotal(qint64 total);
    void forgetFarPages();

    const ValueKind m_kind;
    QPointer<Session> m_session;
    QByteArray m_key;
    ElementRange m_range;
    qint64 m_total = -1;
    std::map<int, Page> m_pages;
    int m_wantedFirst = 0;
    int m_wantedLast = 0;
    bool m_stale = false; ///< the count has to be asked for, and pages are to be read again
    bool m_loading = false;
    std::optional<Error> m_error;
    std::stop_source m_stop;
};

} // namespace stashdeck
