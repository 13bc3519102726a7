// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/valuetable.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace outlay::ingest {

/// The members of a JSON object that are texts and numbers, which keep every digit; null is an empty text.
struct ValueObject
{
    std::vector<std::pair<std::string, ValueText>> members;
    std::string problem; ///< why it cannot be read; empty if it can
};

ValueObject readValueObject(std::string_view text);

} // namespace outlay::ingest
