// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "store/store.h"

#include <stop_token>

namespace outlay::cli {

/// Posts the alerts that wait for their webhooks, and says on stderr what is waited for and what failed.
base::Result<void> postAlerts(store::Store &store, const std::stop_token &stop);

} // namespace outlay::cli
