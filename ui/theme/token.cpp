// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/token.h"

#include <algorithm>
#include <array>

namespace stashdeck {

namespace {

constexpr std::array<const char *, tokenCount> names = {
    "window",
    "rail",
    "surface",
    "surface-alt",
    "sunken",
    "raised",
    "border",
    "border-soft",
    "control-border",
    "control-hover",
    "control-press",
    "text",
    "text-2",
    "text-3",
    "text-disabled",
    "accent",
    "accent-hover",
    "accent-press",
    "on-accent",
    "accent-text",
    "accent-soft",
    "accent-line",
    "selection",
    "selection-text",
    "selection-inactive",
    "focus",
    "danger",
    "danger-hover",
    "on-danger",
    "danger-text",
    "danger-soft",
    "danger-line",
    "warning",
    "on-warning",
    "warning-text",
    "warning-soft",
    "warning-line",
    "success",
    "on-success",
    "success-text",
    "success-soft",
    "success-line",
    "info",
    "on-info",
    "info-text",
    "info-soft",
    "info-line",
    "toast",
    "toast-text",
    "toast-action",
    "env-production",
    "on-env-production",
    "env-production-soft",
    "env-staging",
    "on-env-staging",
    "env-staging-soft",
    "env-development",
    "on-env-development",
    "env-development-soft",
    "env-sandbox",
    "on-env-sandbox",
    "env-sandbox-soft",
    "env-temporary",
    "on-env-temporary",
    "env-temporary-soft",
    "env-production-text",
    "env-staging-text",
    "env-development-text",
    "env-sandbox-text",
    "env-temporary-text",
    "track",
    "type-string-bg",
    "type-string-fg",
    "type-hash-bg",
    "type-hash-fg",
    "type-list-bg",
    "type-list-fg",
    "type-set-bg",
    "type-set-fg",
    "type-zset-bg",
    "type-zset-fg",
    "type-stream-bg",
    "type-stream-fg",
    "type-json-bg",
    "type-json-fg",
    "chart-1",
    "chart-2",
    "chart-3",
    "chart-4",
    "chart-5",
    "chart-6",
    "chart-7",
    "chart-grid",
    "chart-axis",
    "chart-limit",
    "chart-band",
    "gold",
    "gold-soft",
    "silver",
    "silver-soft",
    "bronze",
    "bronze-soft",
    "syn-command",
    "syn-key",
    "syn-string",
    "syn-number",
    "syn-keyword",
    "syn-comment",
    "syn-danger",
};

} // namespace

QLatin1String tokenName(Token token)
{
    return QLatin1String(names.at(static_cast<size_t>(token)));
}

std::optional<Token> tokenFromName(QStringView name)
{
    const auto found
        = std::find_if(names.begin(), names.end(), [name](const char *each) { return name == QLatin1String(each); });
    if (found == names.end())
        return std::nullopt;
    return static_cast<Token>(found - names.begin());
}

} // namespace stashdeck
