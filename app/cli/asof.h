// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/jsontext.h"
#include "base/result.h"
#include "cube/cube.h"
#include "insight/clock.h"
#include "store/store.h"

#include <string>

namespace outlay::cli {

/// "Now" of a command: what --as-of asks for, empty when it was not given. Errors: Misuse for what is no day,
/// and for one after the last day with data.
base::Result<insight::Clock> clockAsOf(const std::string &asked, const store::Store &store,
                                       const cube::Cube &cube);

/// "Now" by what the list of imports says, for commands that need no cube.
base::Result<insight::Clock> clockOfImports(const store::Store &store);

/// What JSON says of the figures in it: {"zone", "as_of", "as_of_is_partial"}; the latter two of `clock`.
base::Result<Json> factsOf(const store::Store &store, const insight::Clock &clock);

} // namespace outlay::cli
