// SPDX-License-Identifier: GPL-3.0-or-later
// What nearly every file of models/ includes. Keep it to headers that do not change.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QCoreApplication>
#include <qcoro/qcorocore.h>
#include <qcoro/qcoronetworkreply.h>
#include <qcoro/qcorotask.h>
#include <QHash>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>
#include <QUrl>

#include <tl/expected.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>
