// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "base/zone.h"
#include "ingest/zone.h"

namespace outlay::jobs {

/// The time zones that the system knows, as a reading of logs wants them.
ingest::ZoneLookup timeZones();

/// The zone of an IANA name as the system knows it until 2100, with the changes of clocks that its rules
/// foresee. Errors: Misuse for names that are none; the sentence gives those that are near.
base::Result<base::Zone> reportingZone(const std::string &name);

} // namespace outlay::jobs
