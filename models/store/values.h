// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "base/valuerow.h"

#include <string>
#include <vector>

namespace outlay::store {

class Connection;

base::Result<std::vector<base::ValueRow>> readValues(const Connection &connection);
base::Result<std::vector<base::ValueImport>> readValueImports(const Connection &connection);
base::Result<base::ValuesKept> keepValues(const Connection &connection, const base::ValueFile &file,
                                          base::Instant now, bool beside);
base::Result<std::int64_t> removeValues(const Connection &connection, std::int64_t id);

} // namespace outlay::store
