// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/restpath.h"

namespace stashdeck::sandbox {
namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// Calls `part` for each piece between separators.
template <typename Function> void split(std::string_view whole, char separator, Function part)
{
    for (;;) {
        const size_t at = whole.find(separator);
        part(whole.substr(0, at));
        if (at == std::string_view::npos)
            return;
        whole.remove_prefix(at + 1);
    }
}

} // namespace

std::string percentDecoded(std::string_view part, bool plusIsSpace)
{
    std::string out;
    out.reserve(part.size());
    for (size_t i = 0; i < part.size(); ++i) {
        if (part[i] == '%' && i + 2 < part.size() && hexValue(part[i + 1]) >= 0 && hexValue(part[i + 2]) >= 0) {
            out += static_cast<char>(hexValue(part[i + 1]) * 16 + hexValue(part[i + 2]));
            i += 2;
        } else {
            out += plusIsSpace && part[i] == '+' ? ' ' : part[i];
        }
    }
    return out;
}

RestPath parseTarget(std::string_view target)
{
    RestPath path;
    const size_t question = target.find('?');
    std::string_view names = target.substr(0, question);
    if (!names.empty() && names.front() == '/')
        names.remove_prefix(1);
    if (!names.empty())
        split(names, '/', [&path](std::string_view part) { path.segments.push_back(percentDecoded(part, false)); });
    if (question == std::string_view::npos)
        return path;
    split(target.substr(question + 1), '&', [&path](std::string_view part) {
        if (part.empty())
            return;
        const size_t equals = part.find('=');
        std::string name = percentDecoded(part.substr(0, equals), true);
        std::string value = equals == std::string_view::npos ? "" : percentDecoded(part.substr(equals + 1), true);
        if (name == "_token") {
            path.token = std::move(value);
            return;
        }
        path.query.push_back(std::move(name));
        if (equals != std::string_view::npos)
            path.query.push_back(std::move(value));
    });
    return path;
}

} // namespace stashdeck::sandbox
