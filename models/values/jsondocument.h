// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/jsoncompare.h"
#include "models/values/jsonsave.h"
#include "models/values/valuedocument.h"

#include <memory>

namespace stashdeck {

/// A JSON document: the server's text as it was loaded, the text as edited, and the tree over it. A change of the text
/// or of the tree is one and the same; the difference to what was loaded becomes a list of edits by path, and a save
/// writes those in one request that compares every place first. Long texts are read on a worker.
class JsonDocument final : public ValueDocument {
    Q_OBJECT

public:
    /// Why there is no document to be seen.
    enum class Absence { None, NoCommands, NotPermitted, TooLarge };
    Q_ENUM(Absence)
    enum class Choice { Mine, Theirs };
    using Conflict = JsonConflict;
    using TreePointer = JsonTreePointer;

    JsonDocument(Session *session, QByteArray key, QObject *parent = nullptr);
    ~JsonDocument() override;

    [[nodiscard]] ValueKind kind() const override { return ValueKind::Json; }
    [[nodiscard]] qint64 length() const override { return m_loaded.isEmpty() ? -1 : m_loaded.size(); }
    [[nodiscard]] bool isDirty() const override;
    [[nodiscard]] qsizetype editCount() const override { return std::max<qsizetype>(isDirty(), m_edits.size()); }
    [[nodiscard]] QList<Command> plannedCommands() const override;
    [[nodiscard]] qint64 plannedCost() const override;

    [[nodiscard]] Absence absence() const { return m_absence; }
    [[nodiscard]] const QByteArray &loadedText() const { return m_loaded; } ///< exactly as the server gave it
    [[nodiscard]] const QByteArray &text() const { return m_text; } ///< indented when it was loaded; as edited
    /// Over text(), or over the last text that was well-formed: isTreeCurrent(). Null before anything was loaded.
    [[nodiscard]] TreePointer tree() const { return m_tree; }
    [[nodiscard]] bool isTreeCurrent() const { return m_tree && !m_isReading && !m_issue; }
    [[nodiscard]] bool isReading() const { return m_isReading; } ///< a worker is at it
    [[nodiscard]] const std::optional<JsonIssue> &issue() const { return m_issue; } ///< of text()
    [[nodiscard]] const QList<JsonEdit> &edits() const { return m_edits; }
    [[nodiscard]] bool isEditable() const;
    /// The command that writes this place, for copying.
    [[nodiscard]] Command commandFor(int node) const;

    void setText(const QByteArray &text); ///< typed by a person
    /// The text after an edit in the tree; it is indented anew. What was edited is then the child `row` of the node
    /// `container`, or the container itself when `row` is negative.
    void setPatched(const QByteArray &text, int container, int row);

    [[nodiscard]] const QList<Conflict> &conflicts() const { return m_conflicts; }
    void resolve(const QList<Choice> &choices); ///< one for each conflict; the edits are then compared with theirs
    /// In Conflict of the whole document: `text` becomes the edit, compared against theirs.
    void acceptMerge(const QByteArray &text);
    void saveSoon(); ///< after resolve(): as soon as the edits are carried over

    void loadWhole(); ///< in Absence::TooLarge
    void cancelLoad();

    void take(const OpenedKey &opened) override;
    void discard() override;
    void save() override;
    void verify() override;
    void saveUnsafely() override;
    void createAgain() override;
    void keepMine() override;
    void loadTheirs() override;

signals:
    /// The text changed by other than setText(); `place` is the path of what was edited, or empty.
    void textReplaced(const QByteArray &place);
    void treeChanged(); ///< the tree, its being current, or the issue
    void progressed(qint64 received, qint64 total); ///< of loadWhole()

private:
    enum class Form { AsIs, Indented };
    struct Place {
        int container = JsonTree::none;
        int row = -1;
    };
    void read(const QByteArray &text, Form form, Place place);
    void finishReading(const JsonReading &reading, Form form, Place place);
    void replace(const QByteArray &loaded);
    void write(bool unsafely);
    void finishWrite(const Result<JsonSaveOutcome> &outcome);
    void look();
    void settle(const QByteArray &typeName, const QByteArray &theirs);
    void finishSaved(const QByteArray &text);
    void finishSettling(const JsonComparison &found, const QByteArray &theirs, bool wasWriting);
    template <typename Work, typename Done> void work(qsizetype size, Work work, Done done);
    void takeAgainstTheirs(const QByteArray &text, Form form);
    void rebase(const QByteArray &theirs, const QList<QByteArray> &minePaths);

    QByteArray m_loaded;
    TreePointer m_loadedTree;
    QByteArray m_text;
    TreePointer m_tree;
    std::optional<JsonIssue> m_issue;
    QList<JsonEdit> m_edits;
    QByteArray m_theirs;
    QList<Conflict> m_conflicts;
    std::optional<Error> m_refusal; ///< of the server, while the document is read again
    Absence m_absence = Absence::None;
    bool m_isReading = false;
    bool m_savesWhenRead = false;
    bool m_wroteAgain = false; ///< by itself, since a person pressed save
    int m_readNumber = 0;
    std::stop_source m_loadStop;
};

} // namespace stashdeck
