// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "base/result.h"
#include "cube/cube.h"
#include "store/store.h"

#include <QtCore/QString>

namespace outlay::jobs {

/// Writes every event that passes the filter as CSV: the fields of the CostEvent schema, exact decimals, ISO
/// times, empty where nothing was logged; custom and other fields as JSON objects. In constant memory, whole
/// or not at all. Errors: Unwritable, and as the store's and the cube's.
base::Result<void> writeEventsCsv(const store::Store &store, const cube::Cube &cube,
                                  const base::Filter &filter, store::EventQuery::Order order,
                                  const QString &path);

} // namespace outlay::jobs
