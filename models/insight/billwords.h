// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "insight/ledger.h"

#include <string>
#include <string_view>

namespace outlay::insight {

/// What a line of a bill is for, told by the words that its format has for that.
struct BillWords
{
    std::string model; ///< as written, without the words around it; empty: it names none
    BillKind kind = BillKind::All;
    /// The quantity is one of tokens: how many each of its units is; 0: it is none.
    std::int64_t tokensPerUnit = 0;
};

BillWords billWords(const base::Attribution &attribution, std::string_view unit);
/// What a text says that it charges for: "cache_creation.ephemeral_5m_input_tokens" is written to a cache.
BillKind billKindOf(std::string_view text);
/// What a line says by a name of its own; empty: nothing.
std::string_view customOf(const base::Attribution &attribution, std::string_view name);
/// The line is of a service of a cloud that is not about language models.
bool isOtherService(const base::Attribution &attribution);

} // namespace outlay::insight
