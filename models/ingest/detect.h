// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/fieldmap.h"

#include <optional>
#include <string>
#include <string_view>

namespace outlay::ingest {

/// Why a file that begins with `head` can be no log of text, as the rest of a sentence; nothing if it may be
/// one. Judged by content alone.
std::optional<std::string> whyNoLog(std::string_view head);

/// Length of the byte order mark of UTF-8 at the start.
std::size_t byteOrderMark(std::string_view head);
/// Bytes of the line before a table that says to Excel what is between its cells ("sep=;").
std::size_t separatorLine(std::string_view head);

/// The first line that is not blank, if it is the header of a CSV log.
struct CsvHeader
{
    std::string line;
    char delimiter = ',';
};
std::optional<CsvHeader> csvHeader(std::string_view head, const FieldMap &map);

/// Why a log whose header is no UTF-8 cannot be read, as the rest of a sentence that begins with its name;
/// nothing if its first line that is not blank is.
std::optional<std::string> headerProblem(std::string_view head);

/// Why a log whose first line (that is not blank) is no UTF-8 cannot be read, as the rest of a sentence;
/// nothing if it is.
std::optional<std::string> headerProblem(std::string_view head);

/// True if `head` holds enough for the above.
bool hasFirstLine(std::string_view head);

constexpr std::size_t kHeadWanted = 4096;
constexpr std::size_t kHeadEnough = std::size_t{256} * 1024;

} // namespace outlay::ingest
