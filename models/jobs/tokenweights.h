// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/bridge.h"
#include "pricing/pricebook.h"

#include <memory>

namespace outlay::jobs {

/// The prices of a book at noon UTC of a day, for calls of any size, as what tokens are worth. For one thread
/// at a time.
insight::WeightsOf tokenWeights(std::shared_ptr<const pricing::PriceBook> book);

} // namespace outlay::jobs
