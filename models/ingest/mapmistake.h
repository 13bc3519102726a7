// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::ingest {

/// A mistake in a format's file, with the entries that lead to it. Never leaves mapping.cpp.
struct Mistake : std::runtime_error
{
    using std::runtime_error::runtime_error;
    std::vector<std::string> trail;
};

/// What `read` gives; a mistake in it is one in the entry `name`.
template <class Read>
auto within(const std::string &name, Read read)
{
    try {
        return read();
    } catch (Mistake &mistake) {
        mistake.trail.insert(mistake.trail.begin(), name);
        throw;
    } catch (const nlohmann::json::exception &) {
        Mistake mistake("something in it is of the wrong kind, such as a number for a text");
        mistake.trail.push_back(name);
        throw mistake;
    }
}

/// The line of the entry that `trail` leads to, or of as much of it as is there. `json` is valid.
std::int64_t lineOfEntry(std::string_view json, const std::vector<std::string> &trail);

/// The mistake as an error in `text`, the file `where`.
base::Error errorOf(const Mistake &mistake, std::string_view text, const std::string &where);

/// Where and how `text` is no JSON; `where` is its file.
base::Error notJson(std::string_view text, const std::string &where);

} // namespace outlay::ingest
