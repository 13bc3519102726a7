// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/displayrate.h"
#include "base/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::base {

/// What a dollar was in a currency on a day.
struct DatedRate
{
    Day day{};
    std::string currency;
    std::int64_t picosPerDollar = 0;
    std::string source; ///< name of the file that has it

    bool operator==(const DatedRate &) const = default;
};

/// Dated rates of currencies. One of a day holds until the next: of weekends there are none.
class RateTable
{
public:
    enum class Put
    {
        Added,
        Changed,
        Known
    };

    /// Takes the place of the one of that day.
    Put put(const DatedRate &rate);
    /// The latest on or before a day; none: it is not known what a dollar was.
    std::optional<DatedRate> latest(const std::string &currency, Day onOrBefore) const;
    std::size_t remove(const std::string &currency); ///< returns how many there were

    std::vector<std::string> currencies() const;                     ///< ascending
    std::vector<DatedRate> rates(const std::string &currency) const; ///< by day ascending
    std::size_t size() const;

    /// As a store keeps it.
    std::string toText() const;
    /// Errors: Corrupt.
    static Result<RateTable> parse(std::string_view text);

    bool operator==(const RateTable &) const = default;

private:
    struct Kept
    {
        std::int64_t picosPerDollar = 0;
        std::string source;

        bool operator==(const Kept &) const = default;
    };

    std::map<std::string, std::map<Day, Kept>> m_rates;
};

/// What to show dollars in when the last day shown is `shownTo`: the currency that is asked for at its latest
/// rate on or before that day, else dollars, and that there is no rate.
DisplayRate displayRate(const RateTable &table, const std::string &currency, Day shownTo);

} // namespace outlay::base
