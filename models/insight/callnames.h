// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pricing/pricebook.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace outlay::insight {

/// A model as logs and bills are brought together by it. Models that differ in a date alone are one.
struct CallName
{
    std::string provider; ///< the book's id, else as written, in lower case; empty: nobody said
    std::string model;    ///< in lower case; empty: nobody said

    auto operator<=>(const CallName &) const = default;
};

/// Finds the one name for what logs and bills call differently, as prices are found. Used by one thread.
class CallNames
{
public:
    explicit CallNames(std::shared_ptr<const pricing::PriceBook> book);

    /// Good as long as this.
    const CallName &of(std::string_view provider, std::string_view model);

private:
    CallName find(std::string_view provider, std::string_view model) const;

    std::shared_ptr<const pricing::PriceBook> m_book;
    std::map<std::pair<std::string, std::string>, CallName> m_known;
};

} // namespace outlay::insight
