// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/usermap.h"

#include <QtTest>

// Shapes of logs and what is guessed of them, as texts to compare.

inline const outlay::ingest::FieldMap &fields()
{
    static const outlay::ingest::FieldMap map = outlay::ingest::FieldMap::costEvent().value();
    return map;
}

inline outlay::ingest::LogShape shape(const std::string &log)
{
    const std::stop_token never;
    auto found = outlay::ingest::shapeOf(log, never);
    if (!found)
        qFatal("%s", outlay::base::sentence(found.error()).c_str());
    return *found;
}

inline std::string text(const outlay::ingest::ColumnUse &use)
{
    return use.field + (use.unit.empty() ? "" : " " + use.unit) + (use.why.empty() ? "" : " by " + use.why);
}

inline std::string useOf(const outlay::ingest::UserMap &map, const std::string &column)
{
    for (const outlay::ingest::ColumnUse &use : map.columns) {
        if (use.column == column)
            return text(use);
    }
    return "none";
}
