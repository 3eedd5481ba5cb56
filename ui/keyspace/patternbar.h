// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace stashdeck {

class Button;
class Favourites;
class IconButton;
class Keyspace;
class PlainLabel;
class RecentKeys;
class SearchField;

/// The pattern field with its history, Reload and "+ Key". Typing filters the loaded keys for nothing; Enter asks the
/// server: for one key when the text has no wildcard, else for the pattern. Below the field stands what it would cost.
class PatternBar final : public QWidget {
    Q_OBJECT

public:
    PatternBar(const Theme *theme, Keyspace *keyspace, QWidget *parent = nullptr);

    /// "" and "*" mean all keys.
    void setPattern(const QString &pattern);
    [[nodiscard]] QString pattern() const;
    void focusField();
    [[nodiscard]] Button *addKeyButton() const { return m_addKey; }
    [[nodiscard]] IconButton *reloadButton() const { return m_reload; }
    void search(); ///< asks the server for what is in the field
    void searchContains();
    void clear();
    /// What the history button shows beside the patterns; either may be null. Both outlive the bar.
    void setPlaces(Favourites *favourites, RecentKeys *recent);

signals:
    void patternChanged(); ///< other text in the field
    /// A favourite or recent key was chosen. `typeName` may be empty.
    void openRequested(const QByteArray &key, const QByteArray &typeName);

private:
    [[nodiscard]] QByteArray bytes() const;
    void textChanged();
    void searchExact();
    void showHistory();
    void updateOffer();

    const Theme *m_theme;
    Keyspace *m_keyspace;
    Favourites *m_favourites = nullptr;
    RecentKeys *m_recent = nullptr;
    SearchField *m_field;
    IconButton *m_history;
    IconButton *m_reload;
    Button *m_addKey;
    QWidget *m_offer;
    PlainLabel *m_offerText;
    Button *m_exact;
    Button *m_contains;
    Button *m_match;
    QString m_applied;
};

} // namespace stashdeck
