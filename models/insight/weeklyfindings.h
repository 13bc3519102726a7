// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/weekly.h"

namespace outlay::insight {

/// The models with calls of unknown cost in the week of `week.filter`. Errors: as Cube::query.
base::Result<void> addUnpriced(Weekly &week, const cube::Cube &cube);

/// What could be saved in it; `byFeature` is its spend. Errors: as Cube::query.
base::Result<void> addSavings(Weekly &week, const cube::Cube &cube, const cube::Table &byFeature);

/// The unusual days of it. Errors: as Cube::query.
base::Result<void> addAnomalies(Weekly &week, const cube::Cube &cube,
                                const std::vector<base::PlannedDay> &planned);

/// The budgets that need looking at. Errors: as Cube::query.
base::Result<void> addBudgetsAtRisk(Weekly &week, const cube::Cube &cube,
                                    const std::vector<base::Budget> &budgets);

} // namespace outlay::insight
