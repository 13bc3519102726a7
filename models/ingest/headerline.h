// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace outlay::ingest {

std::string_view firstLineIn(std::string_view text);

/// Without the marks that spreadsheets put before the header; `delimiter`: what they say that it is.
std::string_view withoutMarks(std::string_view text, char &delimiter);

/// What parts the cells of a header: that of which most columns are known; a comma where none is.
char delimiterFor(std::string_view line, const std::function<bool(const std::string &name)> &isKnown);

} // namespace outlay::ingest
