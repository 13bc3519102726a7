// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/preview.h"
#include "ingest/usermap.h"
#include "jobs/ownformats.h"

#include <array>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace outlay::jobs {

/// What a person says of an import before it begins.
struct ImportChoices
{
    ingest::UserPolicy users = ingest::UserPolicy::Pseudonym;
    std::map<std::string, std::string> formatOf; ///< ingest::ImportOptions::formatOf
};

/// A format that a log may be read as.
struct NamedFormat
{
    std::string id;
    std::string title; ///< as shown
    bool own = false;  ///< the person's own
};

/// The columns of a log and what they are used as: guesses, or a map that is being changed.
struct MapDraft
{
    std::string log;
    ingest::LogShape shape;
    ingest::UserMap map;
};

/// An import's options by a person's choices, with the formats of their own that lie in `folder`.
/// Errors: as readOwnFormats.
base::Result<ingest::ImportOptions> optionsOf(const ImportChoices &choices, const std::string &folder);

/// The formats of the person's own, then all that are built in, each sorted by title.
/// Errors: as ingest::Formats::load.
base::Result<std::vector<NamedFormat>> namedFormats(const OwnFormats &own);

/// What a preview needs.
struct PreviewTask
{
    std::vector<std::string> paths;
    ImportChoices choices;
    std::string mapJson; ///< a map that is not saved yet, for all of the paths; empty: none
    std::string folder;  ///< of the formats of the person's own
    std::string userBook;
    std::array<unsigned char, 32> pseudonymKey{};
};

struct Previewed
{
    std::vector<ingest::FilePreview> files;
    std::vector<NamedFormat> formats;
};

/// Rows and prices as an import would have them now. Errors: as ingest::previewPaths, readOwnFormats and
/// pricing::openBook.
base::Result<Previewed> previewed(const PreviewTask &task, const std::stop_token &stop);

/// A draft for `log`: of the map `ownFormat`, with the columns that it does not know ignored; empty: guesses.
/// `records`: the list that a person says the records are in (ingest::LogShape::lists); a map that has them
/// elsewhere is then no help.
/// Errors: as ingest::shapeOf; NotFound if there is no such format; BadInput if no list of columns can show
/// it.
base::Result<MapDraft> drafted(const std::string &log, const std::string &ownFormat,
                               const std::string &folder, const std::stop_token &stop,
                               const std::optional<std::string> &records = std::nullopt);

/// Saves a map as a format of the person's own, in place of the one that it has the name of, and returns its
/// id. Errors: Misuse if something is missing that every format needs, or another format would be replaced;
/// as saveOwnFormat.
base::Result<std::string> savedMap(const ingest::UserMap &map, bool table, const std::string &folder);

constexpr std::size_t kPreviewRows = 200;

} // namespace outlay::jobs
