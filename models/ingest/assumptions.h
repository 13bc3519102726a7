// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/importreport.h"
#include "ingest/amount.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace outlay::ingest {

class FieldNames;

/// What the reading of an event may take for granted.
enum class Assumed : std::uint8_t
{
    Utc,
    Zone, ///< the one that the format names
    CutDigits,
    UnixTime,
    NumberFromText,
    WrittenAmount,
    DecimalComma,
    ProviderFromModel,
    NoLatency,
    PromptIncludesCache,
    PromptBelowCache,
    TimeOfFile,
};
constexpr std::size_t kAssumed = 12;

/// What is assumed where an amount is understood that is no plain decimal.
constexpr Assumed assumedOf(DecimalMark mark)
{
    return mark == DecimalMark::Comma ? Assumed::DecimalComma : Assumed::WrittenAmount;
}

/// Several of them, as bits.
using AssumedSet = std::uint32_t;
constexpr AssumedSet bit(Assumed assumed)
{
    return AssumedSet{1} << static_cast<unsigned>(assumed);
}

/// Counts of one file.
class Assumptions
{
public:
    void count(AssumedSet set);
    void clear() { m_events.fill(0); }

    /// In plain words, with what the fields of the file have to say for themselves. `zone`: of Assumed::Zone.
    std::vector<base::Assumption> said(const FieldNames &names, const std::string &zone) const;

private:
    std::array<std::int64_t, kAssumed> m_events{};
};

} // namespace outlay::ingest
