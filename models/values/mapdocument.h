// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/savemap.h"
#include "models/values/valuedocument.h"

#include <QHash>

#include <memory>

namespace stashdeck {

class ElementRows;
class FieldTtls;
class ScannedRows;
class WindowRows;

/// A hash, set or sorted set while somebody reads and edits it: what is loaded of it, and the edits that wait for
/// save(), by the element's name. Save writes all of them in one request, or none when one of the elements changed
/// meanwhile; then those are in conflict, each with what the server holds now, and a choice is made for each.
class MapDocument final : public ValueDocument {
    Q_OBJECT

public:
    /// What is staged for one element.
    struct Staged {
        std::optional<QByteArray> base; ///< on the server when it was edited; empty: it was not there
        std::optional<QByteArray> mine; ///< empty: it is to be removed
        QByteArray renamedFrom; ///< it is to be renamed from this element
        bool isConflict = false;
        std::optional<QByteArray> theirs; ///< in a conflict: on the server now
    };
    enum class Choice { Mine, Theirs };

    MapDocument(ValueKind kind, Session *session, QByteArray key, QObject *parent = nullptr);
    ~MapDocument() override;

    [[nodiscard]] ValueKind kind() const override { return m_kind; }
    [[nodiscard]] qint64 length() const override { return m_length; }
    [[nodiscard]] bool isDirty() const override { return !m_staged.isEmpty(); }
    [[nodiscard]] qsizetype editCount() const override;
    [[nodiscard]] QList<Command> plannedCommands() const override;
    [[nodiscard]] qint64 plannedCost() const override;

    /// What is loaded, in the order in which it is shown. A search or another order may replace it: rowsReplaced().
    [[nodiscard]] ElementRows *rows() const;
    [[nodiscard]] ScannedRows *scanned() const { return m_scanned.get(); }
    [[nodiscard]] WindowRows *window() const { return m_window.get(); } ///< sorted sets only
    /// When fields expire by themselves; hashes only, else nullptr.
    [[nodiscard]] FieldTtls *fieldTtls() const { return m_fieldTtls.get(); }
    /// Lets the server look for names that match; empty shows all again.
    void search(const QByteArray &pattern);
    [[nodiscard]] bool isSearching() const { return m_searching; }
    /// Reads one element, loaded or not, by one request of two commands, and shows it alone when it is there. Ends in
    /// lookedUp() or failed(). search() with an empty pattern shows all again.
    void lookUp(const QByteArray &name);

    /// What a person sees of this element: the edit, else what is loaded; empty when it is (to be) removed or unknown.
    [[nodiscard]] std::optional<QByteArray> valueOf(const QByteArray &name) const;
    [[nodiscard]] const Staged *staged(const QByteArray &name) const;
    /// New elements, the newest last; they have no row on the server.
    [[nodiscard]] const QList<QByteArray> &added() const { return m_added; }
    /// False while a save is on its way, or when nothing was loaded.
    [[nodiscard]] bool isEditable() const;

    void setValue(const QByteArray &name, const QByteArray &value); ///< of a loaded or new element
    /// False when an element of this name is loaded or staged already.
    bool add(const QByteArray &name, const QByteArray &value);
    void removeElement(const QByteArray &name);
    /// False when the new name is taken, as far as it is known. The field's own expiry comes along.
    bool rename(const QByteArray &from, const QByteArray &to);
    void revert(const QByteArray &name);
    /// Decides one conflict; with the last one the state is Ready again.
    void choose(const QByteArray &name, Choice choice);
    [[nodiscard]] QList<QByteArray> conflicts() const;

    void take(const OpenedKey &opened) override;
    void setKey(const QByteArray &key) override;
    void discard() override;
    void save() override;
    void verify() override;
    void saveUnsafely() override;
    void createAgain() override;
    void keepMine() override;
    void loadTheirs() override;

signals:
    void rowsReplaced();
    void elementChanged(const QByteArray &name); ///< its edit or conflict
    void addedChanged(); ///< other new elements
    void lookedUp(const QByteArray &name, bool exists);

private:
    void stage(const QByteArray &name, const Staged &edit);
    void unstage(const QByteArray &name);
    [[nodiscard]] std::optional<QByteArray> loadedValue(const QByteArray &name) const;
    [[nodiscard]] QList<MapEdit> edits() const;
    void write(bool unsafely);
    void finishWrite(const Result<MapSaveOutcome> &outcome);
    void finishSaved(const QList<MapValue> &scores);
    void look();
    void settle(const CurrentMap &now);
    void takeConflicts(const QList<MapValue> &values);
    void moveFieldTtls(const QList<MapEdit> &saved);
    void applyToRows(const QByteArray &name, const std::optional<QByteArray> &value);

    const ValueKind m_kind;
    std::unique_ptr<ScannedRows> m_scanned;
    std::unique_ptr<WindowRows> m_window;
    std::unique_ptr<FieldTtls> m_fieldTtls;
    QHash<QByteArray, Staged> m_staged;
    QList<QByteArray> m_order; ///< of m_staged, for a stable request
    QList<QByteArray> m_added;
    QList<MapEdit> m_sent; ///< of the write that is on its way
    qint64 m_length = -1;
    bool m_searching = false;
};

} // namespace stashdeck
