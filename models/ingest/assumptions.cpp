// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/assumptions.h"

#include "ingest/fieldnames.h"

#include <bit>
#include <string>

namespace outlay::ingest {

namespace {

constexpr std::array<std::string_view, kAssumed> kTexts = {
    "times without a zone are taken as UTC",
    "times without a zone were taken as ",
    "digits below the microsecond are cut off",
    "times that are numbers are taken as Unix time",
    "numbers written as text are read as numbers",
    "amounts such as $1,234.50 are read as numbers",
    "amounts such as 1.234,50 are read as numbers, of which the format says that they have a decimal comma",
    "provider is taken from the model's name",
    "a latency that is negative or no number is left out",
    "prompt_tokens is taken to include tokens read from and written to the cache, which are taken off",
    "prompt_tokens is smaller than its tokens read from and written to the cache and is kept as it is",
    "the log does not say when; the time of the file's last change is taken",
};

std::string textOf(FieldNote note, const FieldName &field)
{
    const std::string name = "\"" + field.shown + "\" ";
    switch (note) {
    case FieldNote::Content:
        return name + "holds content and is not stored";
    case FieldNote::TooLong:
        return name + "is not stored where it is longer than 256 bytes";
    case FieldNote::List:
        return name + "is a list and is not stored";
    case FieldNote::TooDeep:
        return name + "is an object below the third level and is not stored";
    case FieldNote::Shadowed:
        return name + "is left out where another field says the same";
    case FieldNote::ManyValues:
        return name + "has more than 1,000 different values: it is kept with each event and is no dimension";
    case FieldNote::ManyFields:
        return name + "is one field more than the 32 that can be dimensions: it is kept with each event";
    case FieldNote::Renamed:
        break;
    }
    return "the log's own field \"" + field.name + "\" is called \"" + field.shown + "\"";
}

} // namespace

void Assumptions::count(AssumedSet set)
{
    for (; set != 0; set &= set - 1)
        ++m_events[static_cast<std::size_t>(std::countr_zero(set))];
}

std::vector<base::Assumption> Assumptions::said(const FieldNames &names, const std::string &zone) const
{
    std::vector<base::Assumption> list;
    for (std::size_t i = 0; i < kAssumed; ++i) {
        if (m_events[i] > 0)
            list.push_back(
                {std::string(kTexts[i]) + (i == static_cast<std::size_t>(Assumed::Zone) ? zone : ""),
                 m_events[i]});
    }
    for (std::uint32_t id = 0; id < names.size(); ++id) {
        for (std::size_t note = 0; note < kFieldNotes; ++note) {
            if (const std::int64_t events = names[id].notes[note]; events > 0)
                list.push_back({id == 0 ? "fields with a name that is content, or beyond the first 4,096 "
                                          "names, are not stored"
                                        : textOf(static_cast<FieldNote>(note), names[id]),
                                events});
        }
    }
    return list;
}

} // namespace outlay::ingest
