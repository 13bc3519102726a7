// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/zone.h"

namespace outlay::jobs {

/// The time zones that the system knows, as a reading of logs wants them.
ingest::ZoneLookup timeZones();

} // namespace outlay::jobs
