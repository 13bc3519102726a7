// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "ingest/jsontree.h"
#include "ingest/mapping.h"
#include "ingest/zone.h"

#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace outlay::ingest {

/// The formats that Outlay reads beside its own: those built into the program, and a user's.
class Formats
{
public:
    /// `own`: the user's formats, id and JSON; one with the id of a built-in format stands in its place.
    /// `zones`: what knows the zones that they name.
    /// Errors: BadInput, if one of them is none, or its zone is not known.
    static base::Result<Formats> load(const std::vector<std::pair<std::string, std::string>> &own = {},
                                      const ZoneLookup &zones = {});

    /// In the order in which they are tried.
    const std::deque<Mapping> &all() const { return m_formats; }
    /// Null if there is none of that id.
    const Mapping *find(std::string_view id) const;

    /// What a table with these columns is. Null if it is none of the formats.
    const Mapping *ofColumns(const std::vector<std::string> &columns) const;

    /// Counts, for each document shown, which formats know it.
    class Vote
    {
    public:
        explicit Vote(const Formats &formats)
            : m_formats(formats)
            , m_votes(formats.m_formats.size())
            , m_together(formats.m_formats.size())
        {
        }
        void show(JsonTree &tree, NodeId document);
        /// The format that knows the most; of several the one that is tried first. What a user taught the
        /// program goes before what is built in, however little it knows. Null if none knows any.
        const Mapping *winner() const;

    private:
        std::vector<int> counted() const;

        const Formats &m_formats;
        std::vector<int> m_votes;
        std::vector<std::vector<bool>> m_together; ///< of Condition::together, what was seen
    };

private:
    std::deque<Mapping> m_formats;
};

} // namespace outlay::ingest
