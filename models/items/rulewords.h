// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QString>

#include "base/rule.h"

#include <vector>

namespace outlay::items {

/// A value of a dimension as it is shown; the unattributed has a word.
QString valueText(const base::Dimension &dimension, const std::string &value);
/// "feature = (unattributed) · model like gpt-4* · from 2026-05-01", or "all calls". Those of the dimensions
/// `first` come first, in their order, and what is not known comes last.
QString conditionsText(const base::Rule &rule, const std::vector<base::Dimension> &first = {});
/// "feature → chat", "split by cost over chat, search", "split over chat 60, search 40".
QString actionText(const base::Rule &rule);
/// The rule's name, or else what it does.
QString ruleTitle(const base::Rule &rule);

} // namespace outlay::items
