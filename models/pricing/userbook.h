// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pricing/pricebook.h"
#include "pricing/pricelist.h"

#include <memory>
#include <string>
#include <vector>

namespace outlay::pricing {

/// The lists of a person's own book; none if there is no such file. Errors: Unreadable, or as parseBook().
base::Result<std::vector<PriceList>> readUserBook(const std::string &path);

/// Replaces the file whole or leaves it as it was; makes the folder. Errors: Unwritable.
base::Result<void> writeUserBook(const std::string &path, const std::vector<PriceList> &lists);

/// The person's own lists over those that ship with Outlay. An empty path: those alone.
base::Result<std::shared_ptr<const PriceBook>> openBook(const std::string &userBook);

/// The lists of a file in one of the forms that Outlay knows (its own, genai-prices', LiteLLM's), told by the
/// content. Errors: NotFound, Unreadable, BadInput.
base::Result<std::vector<ReadList>> readPriceFile(const std::string &path);

/// The same for a text; `where` names it in errors.
base::Result<std::vector<ReadList>> parsePrices(std::string_view json, const std::string &where);

} // namespace outlay::pricing
