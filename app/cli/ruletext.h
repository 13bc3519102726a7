// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/rulepreview.h"

#include <string>
#include <vector>

namespace outlay::cli {

/// What a preview says for a terminal: moves per month, how far each rule reaches, and conflicts.
std::string previewText(const cube::RulePreview &preview, const std::vector<base::Rule> &rules);
/// The same as JSON, with exact dollars.
std::string previewJson(const cube::RulePreview &preview, const std::vector<base::Rule> &rules);

} // namespace outlay::cli
