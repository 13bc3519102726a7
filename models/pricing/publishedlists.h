// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pricing/jsonvalue.h"
#include "pricing/pricelist.h"

#include <string>
#include <string_view>

namespace outlay::pricing {

/// The data of pydantic/genai-prices (v2, also as its packages ship it): a list of providers with their
/// models; prices in dollars a million tokens with dates, thresholds and times of day. Prices of other things
/// than text tokens are not read. Errors: BadInput, if it is something else or has no price that is
/// understood.
base::Result<ReadList> readGenaiPrices(const JsonValue &root, const std::string &where);

/// LiteLLM's model_prices_and_context_window.json: an object of models; prices in dollars a token, in
/// variants for tiers and thresholds. Models for images, sound and the like are not read. Where all of a
/// model's prices are 0 the list does not know them, but for models that say that they are free. Errors as
/// above.
base::Result<ReadList> readLiteLlm(const JsonValue &root, const std::string &where);

} // namespace outlay::pricing
