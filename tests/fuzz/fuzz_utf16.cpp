// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "input.h"

#include "ingest/textcodec.h"
#include "ingest/utf16.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace outlay::ingest;
    const std::string_view bytes = textOf(data, size);
    const auto form = utf16FormOf(bytes);
    require(!form || form->markBytes <= size);
    for (const bool isBigEndian : {false, true}) {
        Utf16Decoder whole(isBigEndian);
        std::string text;
        whole.decode(bytes, text);
        whole.finish(text);
        require(isUtf8(text));
        // A unit becomes three bytes at most, and half a unit a sign of three.
        require(text.size() <= size / 2 * 3 + 3 && whole.replaced() <= static_cast<std::int64_t>(size));

        Utf16Decoder pieces(isBigEndian);
        std::string again;
        for (std::size_t at = 0; at < size; at += 1 + at % 3)
            pieces.decode(bytes.substr(at, 1 + at % 3), again);
        pieces.finish(again);
        require(again == text && pieces.replaced() == whole.replaced());
    }
    return 0;
}
