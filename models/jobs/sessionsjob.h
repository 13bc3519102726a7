// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "cube/cube.h"
#include "insight/sessions.h"
#include "store/store.h"

#include <string>
#include <string_view>

namespace outlay::jobs {

/// The id by which calls are of one session, of a call's extras (a JSON object): the first there is of
/// session_id, conversation_id, thread_id, chain_id, request_chain_id and trace_id. Empty: none.
std::string sessionOf(std::string_view extras);

/// What sessions of the filter's calls cost, by `by`. Goes over the calls once. Of `walk` the period does not
/// matter. `ruled`: jobs::loadCube(); calls count as RuledCalls tells. Errors: Misuse for
/// an unknown dimension, Cancelled.
base::Result<insight::Sessions> sessionCosts(const store::Store &store, const cube::Cube &ruled,
                                             const base::Filter &filter, const base::Grouping &by,
                                             store::EventWalk walk);

} // namespace outlay::jobs
