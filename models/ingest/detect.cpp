// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/detect.h"

#include "ingest/csvreader.h"
#include "ingest/textcodec.h"

#include <algorithm>
#include <array>

namespace outlay::ingest {

namespace {

using namespace std::string_view_literals;

struct Magic
{
    std::string_view bytes;
    std::string_view what;
};

constexpr std::array kMagics = {
    Magic{"\xFF\xFE\0\0"sv, "is UTF-32 text; save it as UTF-8 first"},
    Magic{"\x1F\x9D"sv, "is compressed (compress); unpack it first"},
    Magic{"Rar!\x1A\x07"sv, "is a RAR archive; unpack it first"},
    Magic{"%PDF-"sv, "is a PDF document, not a log"},
    Magic{"\x89PNG"sv, "is an image, not a log"},
    Magic{"\xFF\xD8\xFF"sv, "is an image, not a log"},
    Magic{"GIF8"sv, "is an image, not a log"},
    Magic{"SQLite format 3\0"sv, "is an SQLite database, not a log"},
    Magic{"PAR1"sv, "is a Parquet file; export it as CSV or JSON lines first"},
    Magic{"\x7F"
          "ELF"sv,
          "is a program, not a log"},
};

bool isBinary(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\v' && c != '\f' && c != '\x1B';
}

std::string_view firstLine(std::string_view head)
{
    while (!head.empty()) {
        const std::size_t newline = std::min(head.find('\n'), head.size());
        const std::string_view line = head.substr(0, newline);
        if (!trimmed(line).empty())
            return line;
        head.remove_prefix(std::min(newline + 1, head.size()));
    }
    return {};
}

} // namespace

std::optional<std::string> whyNoLog(std::string_view head)
{
    const auto magic = std::find_if(kMagics.begin(), kMagics.end(),
                                    [head](const Magic &m) { return head.starts_with(m.bytes); });
    if (magic != kMagics.end())
        return std::string(magic->what);
    head = head.substr(0, kHeadWanted);
    if (static_cast<std::size_t>(std::count_if(head.begin(), head.end(), isBinary)) * 16 > head.size())
        return "is a binary file, not a log";
    return std::nullopt;
}

std::size_t byteOrderMark(std::string_view head)
{
    return head.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

std::size_t separatorLine(std::string_view head)
{
    constexpr std::string_view mark = "sep=";
    const std::size_t newline = head.substr(0, kHeadWanted).find('\n');
    const bool isIt = head.starts_with(mark) && newline != std::string_view::npos &&
                      trimmed(head.substr(mark.size(), newline - mark.size())).size() <= 1;
    return isIt ? newline + 1 : 0;
}

std::optional<CsvHeader> csvHeader(std::string_view head, const FieldMap &map)
{
    const std::string_view line = firstLine(head);
    const std::string_view text = trimmed(line);
    if (text.empty() || text[0] == '{' || !isUtf8(line))
        return std::nullopt;
    const auto delimiter = delimiterOf(line, map);
    if (!delimiter)
        return std::nullopt;
    return CsvHeader{std::string(line), *delimiter};
}

std::optional<std::string> headerProblem(std::string_view head)
{
    if (!hasFirstLine(head) || isUtf8(firstLine(head)))
        return std::nullopt;
    return "is no log that Outlay can read: in its first line, " + std::string(kNoUtf8);
}

bool hasFirstLine(std::string_view head)
{
    const std::string_view line = firstLine(head);
    return !line.empty() && line.data() + line.size() < head.data() + head.size();
}

} // namespace outlay::ingest
