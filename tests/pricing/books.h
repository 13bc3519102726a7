// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "pricing/bookformat.h"
#include "pricing/pricer.h"
#include "pricing/userbook.h"

#include <memory>
#include <string>

namespace outlay::pricing {

/// A book of Outlay's own form with these rows in one list.
inline std::string bookOf(const std::string &rows, const std::string &providers = "[]")
{
    return R"({"format": "outlay-prices", "version": 1, "lists": [{"name": "test", "version": "1", "providers": )" +
           providers + R"(, "rows": [)" + rows + "]}]}";
}

inline std::shared_ptr<const PriceBook> book(const std::string &json)
{
    auto lists = parseBook(json, "test.json");
    if (!lists)
        qFatal("%s", base::sentence(lists.error()).c_str());
    return std::make_shared<const PriceBook>(std::move(*lists));
}

/// The book that ships with Outlay.
inline std::shared_ptr<const PriceBook> shippedBook()
{
    auto opened = openBook({});
    if (!opened)
        qFatal("%s", base::sentence(opened.error()).c_str());
    return *opened;
}

/// "2026-05-01T12:00:00Z" in microseconds, "2026-05-01" as its first moment.
inline std::int64_t at(std::string_view time)
{
    const std::string whole = std::string(time) + (time.size() == 10 ? "T00:00:00Z" : "");
    return base::parseTimestamp(whole).value().at.time_since_epoch().count();
}

/// A call with input and output alone.
inline Call call(std::string_view provider, std::string_view model, std::string_view time, std::int64_t input,
                 std::int64_t output)
{
    Call made;
    made.provider = provider;
    made.model = model;
    made.atUs = at(time);
    made.tokens[indexOf(TokenKind::Input)] = input;
    made.tokens[indexOf(TokenKind::Output)] = output;
    return made;
}

} // namespace outlay::pricing
