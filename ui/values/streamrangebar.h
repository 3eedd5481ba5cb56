// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/streamrows.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLineEdit;

namespace stashdeck {

class Button;
class PlainLabel;

/// Asks which part of a stream is shown, by IDs or local times, and where to go in it.
class StreamRangeBar final : public QWidget {
    Q_OBJECT

public:
    explicit StreamRangeBar(const Theme *theme, QWidget *parent = nullptr);

    void focusFrom();

signals:
    void rangeChosen(stashdeck::StreamId from, stashdeck::StreamId to); ///< the whole stream when both fields are empty
    void jumpRequested(stashdeck::StreamId place);

private:
    void check();
    void choose();
    void jump();

    QLineEdit *m_from;
    QLineEdit *m_to;
    QLineEdit *m_place;
    Button *m_show;
    Button *m_all;
    Button *m_jump;
    PlainLabel *m_hint;
};

} // namespace stashdeck
