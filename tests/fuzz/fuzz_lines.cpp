// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "readerinput.h"

#include "ingest/linereader.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text = textOf(data, size);
    ReadText whole;
    outlay::ingest::LineReader reader(whole.map, whole.names, whole.rows, whole.tally, 0);
    whole.consumeAll(reader, text, 0);
    whole.check();

    // Where the text is cut makes no difference.
    ReadText pieces;
    outlay::ingest::LineReader again(pieces.map, pieces.names, pieces.rows, pieces.tally, 0);
    pieces.consumeAll(again, text, size / 2);
    require(pieces.rows.batch().rows == whole.rows.batch().rows);
    require(pieces.tally.rejected() == whole.tally.rejected());
    require(pieces.tally.notEvents() == whole.tally.notEvents());
    require(again.lines() == reader.lines());

    // Nor does it make one that a line is like one before, which is read by its shape.
    const std::string twice = std::string(text) + "\n" + std::string(text);
    ReadText known;
    outlay::ingest::LineReader third(known.map, known.names, known.rows, known.tally, 0);
    known.consumeAll(third, twice, 0);
    ReadText anew;
    for (std::size_t begin = 0; begin < twice.size();) {
        const std::size_t end = std::min(twice.find('\n', begin), twice.size() - 1) + 1;
        outlay::ingest::LineReader fresh(anew.map, anew.names, anew.rows, anew.tally, 0);
        anew.consumeAll(fresh, std::string_view(twice).substr(begin, end - begin), 0, begin == 0);
        begin = end;
    }
    require(anew.rows.batch().rows == known.rows.batch().rows);
    require(anew.rows.batch().newAttributions == known.rows.batch().newAttributions);
    require(anew.rows.batch().extras == known.rows.batch().extras);
    require(anew.tally.rejected() == known.tally.rejected());
    require(anew.tally.notEvents() == known.tally.notEvents());
    return 0;
}
