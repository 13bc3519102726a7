// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace outlay::cli {

/// Members in the order in which they were added.
using Json = nlohmann::ordered_json;

/// With amounts as they are shown beside dollars; indented by two; bytes that are no UTF-8 are replaced.
std::string jsonText(const Json &json);

} // namespace outlay::cli
