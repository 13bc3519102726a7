// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "base/result.h"
#include "cube/cube.h"
#include "store/store.h"

#include <memory>
#include <string>

namespace outlay::app {

/// The PDF of `outlay report --format pdf`: charts of the filtered spend and the whole of `table`. Needs no
/// display. Errors: Unwritable, and as the store's and the cube's.
base::Result<void> writePdfReport(const store::Store &store, const std::shared_ptr<const cube::Cube> &cube,
                                  const base::Filter &filter, const cube::Table &table,
                                  const base::DisplayRate &rate, const std::string &path);

} // namespace outlay::app
