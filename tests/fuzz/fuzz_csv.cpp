// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "readerinput.h"

#include "ingest/csvreader.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::string_view header = "timestamp,feature,user_id,input_tokens,cost_usd,note";
    const std::string_view text = textOf(data, size);
    ReadText whole;
    outlay::ingest::CsvReader reader(header, ',', false, whole.names, whole.rows, whole.tally, 1);
    whole.consumeAll(reader, text, 0);
    whole.check();

    ReadText pieces;
    outlay::ingest::CsvReader again(header, ',', false, pieces.names, pieces.rows, pieces.tally, 1);
    pieces.consumeAll(again, text, size / 2);
    require(pieces.rows.batch().rows == whole.rows.batch().rows);
    require(pieces.tally.rejected() == whole.tally.rejected());
    require(again.lines() == reader.lines());

    for (const char delimiter : {',', ';', '\t'}) {
        outlay::ingest::CsvRecord record(delimiter);
        if (record.read(text, true) == outlay::ingest::CsvRecord::State::Whole)
            require(record.size() <= size && !record.cells().empty());
    }
    outlay::ingest::delimiterOf(text, whole.map);
    return 0;
}
