// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "readerinput.h"

#include "ingest/formats.h"
#include "ingest/readerchoice.h"

namespace {

using namespace outlay::ingest;

const Formats &formats()
{
    static const Formats loaded = Formats::load().value();
    return loaded;
}

/// Reads `text` as a file that is recognised by its content, in pieces of `pieceBytes` (0: as one).
void readAsFile(ReadText &reading, std::string_view text, std::size_t pieceBytes)
{
    Hierarchy hierarchy;
    const IntakeParts parts{reading.map, reading.names, reading.rows, hierarchy};
    const std::string padded = std::string(text) + std::string(kPadding, ' ');
    FileBeginning file;
    file.head = std::string_view(padded).substr(0, text.size());
    file.whole = true;
    file.fileTimeUs = 1'780'000'000'000'000;
    const ReaderChoice choice = chooseReader(file, formats(), parts, reading.tally);
    reading.consumeAll(*choice.reader, text, pieceBytes);
    choice.reader->finish(true);
    reading.check();
}

} // namespace

/// Every format but Outlay's own, as its files are told apart.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text = textOf(data, size);
    ReadText whole;
    readAsFile(whole, text, 0);
    ReadText pieces;
    readAsFile(pieces, text, size / 2);
    require(pieces.rows.batch().rows == whole.rows.batch().rows);
    require(pieces.rows.batch().billing == whole.rows.batch().billing);
    require(pieces.tally.rejected() == whole.tally.rejected());
    return 0;
}
