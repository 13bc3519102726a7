// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/formats.h"

#include "embeddedformats.h"
#include "ingest/mapper.h"

#include <algorithm>

namespace outlay::ingest {

base::Result<Formats> Formats::load(const std::vector<std::pair<std::string, std::string>> &own)
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
        if (i < own.size()) // what a user taught the program is tried first
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
        if (m_formats.m_formats[i].json && Mapper::recognises(m_formats.m_formats[i], tree, document))
            ++m_votes[i];
    }
}

const Mapping *Formats::Vote::winner() const
{
    const auto most = std::max_element(m_votes.begin(), m_votes.end());
    if (most == m_votes.end() || *most == 0)
        return nullptr;
    return &m_formats.m_formats[static_cast<std::size_t>(most - m_votes.begin())];
}

} // namespace outlay::ingest
