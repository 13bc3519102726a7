// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/backfill.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace outlay::ingest {

/// What a column or field is the id of, by its name.
enum class JoinId : std::uint8_t
{
    None,
    Call,  ///< a request: request_id, call_id, generation_id, …
    Chain, ///< what several requests share: trace_id, session_id, conversation_id, …
};
JoinId joinIdOf(std::string_view name);

/// Turns ids into numbers that cannot be turned back without the store's key, in the same way for the calls
/// of the store and for another log.
class IdMarks
{
public:
    explicit IdMarks(const std::array<unsigned char, 32> &key);

    /// 0 for what is no id: nothing, a word for that, what is too long, or what had to be redacted.
    std::uint64_t of(std::string_view id) const;
    /// Those in the fields that belong to one event alone, a JSON object of texts.
    base::CallIds in(std::string_view fields) const;

private:
    std::array<unsigned char, 16> m_key{};
};

} // namespace outlay::ingest
