// SPDX-License-Identifier: GPL-3.0-or-later
// What nearly every file of ui/ includes. Keep it to headers that do not change.
#pragma once

#include "models/pch.h"

#include <QAbstractItemModel>
#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QDialog>
#include <QIcon>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QWidget>
