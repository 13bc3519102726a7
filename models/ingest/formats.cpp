// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/formats.h"

#include "embeddedformats.h"
#include "ingest/maplookup.h"
#include "ingest/mapmistake.h"

#include <algorithm>

namespace outlay::ingest {

namespace {

/// Nothing to say where the zone of a format is known, or it has none.
std::optional<base::Error> zoneProblem(const Mapping &map, const ZoneLookup &zones, std::string_view text)
{
    if (map.zone.empty() || ZoneClock(zones).knows(map.zone))
        return std::nullopt;
    return base::Error{base::ErrorKind::BadInput, map.id + ".json",
                       "\"" + map.zone + "\", the zone of the format \"" + map.format +
                           "\", is not known; write a name such as Europe/Berlin, UTC, or +02:00",
                       lineOfEntry(text, {"zone"})};
}

} // namespace

base::Result<Formats> Formats::load(const std::vector<std::pair<std::string, std::string>> &own,
                                    const ZoneLookup &zones)
{
    std::vector<std::pair<std::string, std::string>> files = own;
    for (const auto &format : kFormats) {
        const auto isIt = [&](const auto &file) { return file.first == format.first; };
        if (std::none_of(own.begin(), own.end(), isIt))
            files.emplace_back(format.first, format.second);
    }
    Formats formats;
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto map = Mapping::parse(files[i].first, files[i].second, files);
        if (!map)
            return tl::unexpected(map.error());
        if (auto problem = zoneProblem(*map, zones, files[i].second))
            return tl::unexpected(*std::move(problem));
        map->isOwn = i < own.size();
        if (map->isOwn) // what a user taught the program is tried first
            map->order -= 1000;
        formats.m_formats.push_back(std::move(*map));
    }
    std::stable_sort(formats.m_formats.begin(), formats.m_formats.end(),
                     [](const Mapping &a, const Mapping &b) { return a.order < b.order; });
    return formats;
}

const Mapping *Formats::find(std::string_view id) const
{
    const auto found =
        std::find_if(m_formats.begin(), m_formats.end(), [&](const Mapping &map) { return map.id == id; });
    return found == m_formats.end() ? nullptr : &*found;
}

const Mapping *Formats::ofColumns(const std::vector<std::string> &columns) const
{
    JsonTree header;
    header.clear();
    for (const std::string &column : columns)
        header.add(0, column, NodeKind::Text);
    const auto found = std::find_if(m_formats.begin(), m_formats.end(), [&](const Mapping &map) {
        return map.csv && Mapper::recognises(map, header, 0);
    });
    return found == m_formats.end() ? nullptr : &*found;
}

void Formats::Vote::show(JsonTree &tree, NodeId document)
{
    for (std::size_t i = 0; i < m_votes.size(); ++i) {
        const Mapping &map = m_formats.m_formats[i];
        if (!map.json)
            continue;
        m_votes[i] += Mapper::recognises(map, tree, document) ? 1 : 0;
        if (map.recognise.empty())
            continue;
        const std::vector<MapPath> &together = map.recognise.front().together;
        m_together[i].resize(together.size());
        for (std::size_t path = 0; path < together.size(); ++path) {
            if (!m_together[i][path] && findNode(tree, {document, document}, together[path]) != kNoNode)
                m_together[i][path] = true;
        }
    }
}

/// Of what records have between them, that all is there is one vote, even if no record has all of it.
std::vector<int> Formats::Vote::counted() const
{
    std::vector<int> votes = m_votes;
    for (std::size_t i = 0; i < votes.size(); ++i) {
        const std::vector<bool> &seen = m_together[i];
        if (votes[i] == 0 && !seen.empty() && std::find(seen.begin(), seen.end(), false) == seen.end())
            votes[i] = 1;
    }
    return votes;
}

const Mapping *Formats::Vote::winner() const
{
    const std::vector<int> votes = counted();
    for (const bool own : {true, false}) {
        const Mapping *best = nullptr;
        int most = 0;
        for (std::size_t i = 0; i < votes.size(); ++i) {
            const Mapping &map = m_formats.m_formats[i];
            if (map.isOwn == own && votes[i] > most) {
                best = &map;
                most = votes[i];
            }
        }
        if (best != nullptr)
            return best;
    }
    return nullptr;
}

} // namespace outlay::ingest
