// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pricing/pricelist.h"

#include <string>
#include <string_view>
#include <vector>

namespace outlay::pricing {

/// Reads a price book in Outlay's own form, which resources/prices/README.md describes. Every list counts
/// before the ones after it. Errors: BadInput, naming the row, if anything in it is not understood: of a book
/// that a person wrote nothing is left out in silence.
base::Result<std::vector<PriceList>> parseBook(std::string_view json, const std::string &where);

/// The book as parseBook() reads it, one row a line.
std::string bookText(const std::vector<PriceList> &lists);

/// True if the text says that it is a book in Outlay's own form.
bool looksLikeBook(std::string_view json);

/// One row as it stands in a book: {"provider": …, "model": …, prices}. `withNames`: also its patterns and
/// the names that bills use, which the first row of a model carries.
std::string rowText(const ModelEntry &entry, const PriceRow &row, bool withNames);

} // namespace outlay::pricing
