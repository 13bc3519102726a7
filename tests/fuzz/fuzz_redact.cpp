// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "input.h"

#include "ingest/excerpt.h"
#include "ingest/redact.h"
#include "ingest/textcodec.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace outlay::ingest;
    const std::string_view text = textOf(data, size);
    const std::string safe = redacted(text);
    require(!isUtf8(text) || isUtf8(safe));
    static const FieldMap map = FieldMap::costEvent().value();
    const std::string shown = excerptOfObject(text, map);
    require(shown.size() <= kMaxExcerptBytes && isUtf8(shown));
    return 0;
}
