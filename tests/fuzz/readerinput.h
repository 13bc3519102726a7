// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "input.h"

#include "ingest/excerpt.h"
#include "ingest/fieldnames.h"
#include "ingest/jsonobject.h"
#include "ingest/reader.h"
#include "ingest/rowbuilder.h"
#include "ingest/tally.h"
#include "ingest/textcodec.h"

#include <string>
#include <vector>

/// What reading a text as the lines of a file comes to, in one piece or cut in two.
struct ReadText
{
    inline static const outlay::ingest::FieldMap map = outlay::ingest::FieldMap::costEvent().value();
    outlay::ingest::FieldNames names{map};
    outlay::ingest::RowBuilder rows{map, names, {}};
    outlay::ingest::Tally tally{"fuzz"};

    void consumeAll(outlay::ingest::Reader &reader, std::string_view text, std::size_t cut,
                    bool isFile = true)
    {
        if (isFile)
            rows.beginFile("fuzz");
        cut = std::min(cut, text.size());
        const auto give = [&](std::string_view part, bool atEnd) {
            std::string padded(part); // behind the text only blanks, so that reading too far shows
            padded.append(outlay::ingest::kPadding, ' ');
            return reader.consume(std::string_view(padded).substr(0, part.size()), atEnd);
        };
        const std::size_t used = give(text.substr(0, cut), false);
        require(used <= cut);
        require(give(text.substr(used), true) == text.size() - used);
    }

    /// What is stored or shown is UTF-8 and within bounds, and every row points to what is there.
    void check()
    {
        using namespace outlay;
        for (const base::Attribution &attribution : rows.batch().newAttributions) {
            for (const auto &value : attribution.fixed)
                require(!value || ingest::isUtf8(*value));
            for (const auto &[name, value] : attribution.custom)
                require(ingest::isUtf8(name) && ingest::isUtf8(value) && !name.empty());
        }
        for (const std::string &extra : rows.batch().extras)
            require(ingest::isUtf8(extra));
        for (const base::EventRow &row : rows.batch().rows) {
            require(row.attribution < rows.batch().newAttributions.size());
            require(row.extra < static_cast<std::int32_t>(rows.batch().extras.size()));
            require(row.inputTokens == base::kAbsent || row.inputTokens >= 0);
            require(row.atUs > 0);
        }
        for (const base::Reject &reject : tally.rejects()) {
            require(!reject.reason.empty() && ingest::isUtf8(reject.reason));
            require(reject.excerpt.size() <= ingest::kMaxExcerptBytes && ingest::isUtf8(reject.excerpt));
        }
        require(tally.events() == static_cast<std::int64_t>(rows.batch().rows.size()));
    }
};
