// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/mapmistake.h"

#include "pricing/jsonvalue.h"

namespace outlay::ingest {

std::int64_t lineOfEntry(std::string_view json, const std::vector<std::string> &trail)
{
    const auto root = pricing::parseJson(json, {});
    if (!root)
        return root.error().line;
    const pricing::JsonValue *at = &*root;
    for (const std::string &name : trail) {
        const pricing::JsonValue *next = at->find(name);
        if (next == nullptr)
            break;
        at = next;
    }
    return at->line;
}

base::Error errorOf(const Mistake &mistake, std::string_view text, const std::string &where)
{
    std::string path;
    for (const std::string &name : mistake.trail)
        path += (path.empty() ? "" : " → ") + ("\"" + name + "\"");
    return {base::ErrorKind::BadInput, where,
            "is no format: " + path + (path.empty() ? "" : ": ") + mistake.what(),
            lineOfEntry(text, mistake.trail)};
}

base::Error notJson(std::string_view text, const std::string &where)
{
    const auto root = pricing::parseJson(text, where);
    return root ? base::Error{base::ErrorKind::BadInput, where, "is no valid JSON", 0} : root.error();
}

} // namespace outlay::ingest
