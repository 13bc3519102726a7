// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <optional>
#include <string>

namespace outlay::jobs {
class Session;
}

namespace outlay::app {

/// Why what needs a store for itself cannot be begun now; nothing if it can. `then`: what to do when the
/// import that hinders is done ("reprice").
std::optional<base::Error> hindranceOf(const jobs::Session &session, const std::string &then);

} // namespace outlay::app
