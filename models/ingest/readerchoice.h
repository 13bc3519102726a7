// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/fieldmap.h"
#include "ingest/formats.h"
#include "ingest/intake.h"
#include "ingest/reader.h"
#include "ingest/tally.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace outlay::ingest {

/// What a file is read with.
struct ReaderChoice
{
    std::unique_ptr<Reader> reader;
    /// What goes into FileFingerprint::header, so that a file that has grown is read on in the same way.
    std::string header;
    const Mapping *format = nullptr; ///< null: a CostEvent log
    bool table = false;
};

/// What a person says that a file is: a format, or a log of Outlay's own; neither: they say nothing.
struct Forced
{
    const Mapping *format = nullptr;
    bool isCostEvent = false;
};

/// What a file is judged by.
struct FileBeginning
{
    std::string_view head; ///< with kPadding readable bytes behind it, without a byte order mark
    bool whole = false;    ///< it is all of the file
    std::string path;
    std::int64_t linesBefore = 0; ///< before the head
    std::optional<std::int64_t> fileTimeUs;
    Forced forced;
};

/// True if more of the file must be read before it can be judged.
bool needsMore(const FileBeginning &file);

/// Chooses by content what reads a file from its first byte.
ReaderChoice chooseReader(const FileBeginning &file, const Formats &formats, const IntakeParts &parts,
                          Tally &tally);

/// What reads the rest of a file whose beginning was read before. `header`: ReaderChoice::header of then.
ReaderChoice resumeReader(std::string_view header, std::int64_t linesBefore, const FileBeginning &file,
                          const Formats &formats, const IntakeParts &parts, Tally &tally);

/// The header of a file that cannot be read on, whatever its reader says.
std::string headerOfWhole(std::string_view header);

/// True if a file with such a header can be read on when it has grown; else only if it has not changed.
bool canResume(std::string_view header);

} // namespace outlay::ingest
