// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "input.h"

#include "ingest/pythonliteral.h"
#include "ingest/textcodec.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace outlay::ingest;
    const std::string_view text = textOf(data, size);
    static const FieldMap map = FieldMap::costEvent().value();
    FieldNames names(map);
    PythonLiteralReader reader(names);
    RawEvent event;
    const ObjectResult result = reader.read(text, event);
    require(result.end <= size);
    if (!result.ok())
        return 0;
    require(text[result.end - 1] == '}');
    std::string scratch;
    for (const RawField &field : event.fields) {
        require(field.raw.empty() || (field.raw.data() >= text.data() && field.raw.end() <= text.end()));
        const auto value = outlay::ingest::textOf(field, Dialect::Python, scratch);
        require(!value || !isUtf8(text) || isUtf8(*value));
    }
    return 0;
}
