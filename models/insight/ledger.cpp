// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/ledger.h"

namespace outlay::insight {

std::string_view nameOf(BillKind kind)
{
    constexpr std::array<std::string_view, kBillKinds> names = {"input",  "cache read", "cache write",
                                                                "output", "other",      "all"};
    return names[static_cast<std::size_t>(kind)];
}

bool areDaysOf(const BillZones &zones, const base::Zone &zone)
{
    return zones.empty() && zone == base::Zone();
}

base::Zone zoneOf(const BillZones &zones, const std::string &provider)
{
    const auto found = zones.find(provider);
    return found == zones.end() ? base::Zone() : found->second;
}

Amounts &Amounts::operator+=(const Amounts &other)
{
    if (other.cost)
        addCost(*other.cost);
    if (other.tokens)
        addTokens(*other.tokens);
    return *this;
}

} // namespace outlay::insight
