// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/rule.h"
#include "store/connection.h"

#include <string>
#include <vector>

namespace outlay::store {

base::Result<std::vector<base::Rule>> readRules(const Connection &connection);
base::Result<void> writeRules(const Connection &connection, const std::vector<base::Rule> &rules,
                              base::Instant now, const std::string &who);
base::Result<std::vector<base::RuleChange>> readRuleChanges(const Connection &connection);

} // namespace outlay::store
