// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>

namespace stashdeck {

/// What this server and this token can do, learned from the first answer to a command that may be missing, and
/// remembered for the session. Asking costs nothing: an operation tries, then tells.
class Capabilities : public QObject {
    Q_OBJECT

public:
    enum class Feature {
        ScanWithType, ///< SCAN … WITHTYPE
        KeyListing, ///< SCAN at all: read-only tokens may not
        SetIfEqual, ///< SET … IFEQ
        Scripts, ///< EVAL
        Dump, ///< DUMP and RESTORE
        MemoryUsage,
        ObjectEncoding,
        HashFieldTtl, ///< HEXPIRE family
        HashSetEx, ///< HSETEX
        Json, ///< JSON.*
        EventStreams,
    };
    Q_ENUM(Feature)
    enum class Support { Unknown, Available, Missing, NotPermitted };
    Q_ENUM(Support)

    using QObject::QObject;

    [[nodiscard]] Support support(Feature feature) const { return m_support.value(feature, Support::Unknown); }
    /// True unless it is known to be missing or forbidden: worth a try.
    [[nodiscard]] bool mayUse(Feature feature) const
    {
        const Support known = support(feature);
        return known == Support::Unknown || known == Support::Available;
    }
    void learn(Feature feature, Support support)
    {
        if (m_support.value(feature, Support::Unknown) == support)
            return;
        m_support.insert(feature, support);
        emit learned(feature, support);
    }

signals:
    void learned(stashdeck::Capabilities::Feature feature, stashdeck::Capabilities::Support support);

private:
    QHash<Feature, Support> m_support;
};

} // namespace stashdeck
