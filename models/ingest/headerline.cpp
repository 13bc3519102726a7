// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/headerline.h"

#include "ingest/csvreader.h"
#include "ingest/detect.h"
#include "ingest/textcodec.h"

#include <algorithm>

namespace outlay::ingest {

std::string_view firstLineIn(std::string_view text)
{
    return text.substr(0, text.find('\n'));
}

std::string_view withoutMarks(std::string_view text, char &delimiter)
{
    text.remove_prefix(byteOrderMark(text));
    if (const std::size_t size = separatorLine(text); size > 0) {
        const std::string_view mark = trimmed(text.substr(0, size));
        delimiter = mark.size() > 4 ? mark[4] : '\t';
        text.remove_prefix(size);
    }
    return text;
}

char delimiterFor(std::string_view line, const std::function<bool(const std::string &name)> &isKnown)
{
    char best = ',';
    std::ptrdiff_t most = 0;
    for (const char delimiter : {',', ';', '\t', '|'}) {
        const auto known = std::ranges::count_if(columnsOf(line, delimiter), isKnown);
        if (known > most) {
            most = known;
            best = delimiter;
        }
    }
    return best;
}

} // namespace outlay::ingest
