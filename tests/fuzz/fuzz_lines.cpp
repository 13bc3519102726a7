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
    return 0;
}
