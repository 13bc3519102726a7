// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/valuefiles.h"

#include "ingest/filetext.h"
#include "ingest/foundlogs.h"
#include "ingest/importer.h"
#include "ingest/valuetable.h"

#include <filesystem>

namespace outlay::ingest {

using base::ErrorKind;

namespace {

constexpr std::size_t kValueHeadBytes = std::size_t{16} * 1024;

base::Error noValueFile(const std::string &path)
{
    return {ErrorKind::NotALog, path,
            "is no value file and was left out; that has columns date or month, feature and amount", 0};
}

/// Takes one file of several: what is none, or cannot be read, is told beside.
void takeOne(FoundValues &found, const std::string &path, const base::Result<std::string> &text)
{
    if (!text) {
        found.others.push_back(text.error());
        return;
    }
    if (!beginsAsValues(std::string_view(*text).substr(0, kValueHeadBytes))) {
        found.others.push_back(noValueFile(path));
        return;
    }
    auto reading = readValues(*text, path);
    if (reading)
        found.files.push_back(*std::move(reading));
    else
        found.others.push_back(reading.error());
}

/// `isOneOfMany`: of a folder, or of an archive.
base::Result<void> takeFile(FoundValues &found, const std::string &path, bool isOneOfMany,
                            const std::stop_token &stop)
{
    auto source = Source::open(path);
    if (!source)
        return tl::unexpected(source.error());
    return forEachLog(**source, stop, [&](const FoundLog &log) -> base::Result<void> {
        const auto text = log.error ? base::Result<std::string>(tl::unexpected(*log.error))
                                    : textUpTo(*log.bytes, kMostValueBytes + 1, stop);
        if (!text && text.error().kind == ErrorKind::Cancelled)
            return tl::unexpected(text.error());
        if (isOneOfMany || log.path != path) {
            takeOne(found, log.path, text);
            return {};
        }
        if (!text)
            return tl::unexpected(text.error());
        auto reading = readValues(*text, path);
        if (!reading)
            return tl::unexpected(reading.error());
        found.files.push_back(*std::move(reading));
        return {};
    });
}

} // namespace

base::Result<FoundValues> readValueFiles(const std::string &path, const std::stop_token &stop)
{
    FoundValues found;
    const std::vector<std::string> paths = expandPaths({path});
    for (const std::string &each : paths) {
        auto taken = takeFile(found, each, paths.size() > 1 || each != path, stop);
        if (!taken && (each == path || taken.error().kind == ErrorKind::Cancelled))
            return tl::unexpected(taken.error());
        if (!taken)
            found.others.push_back(taken.error());
    }
    if (found.files.empty())
        return base::fail(ErrorKind::NotALog, path,
                          "has no value file in it; that has columns date or month, feature and amount");
    return found;
}

std::string fileNameOf(const std::string &path)
{
    return path.substr(path.find_last_of('/') + 1);
}

ValueContent valueContentOf(const std::string &path, const std::stop_token &stop)
{
    std::error_code unknown;
    if (!std::filesystem::is_regular_file(path, unknown)) // what is read from a pipe is gone
        return ValueContent::None;
    if (std::filesystem::file_size(path, unknown) > kMostValueBytes || unknown)
        return ValueContent::None;
    auto source = Source::open(path);
    if (!source)
        return ValueContent::None;
    bool hasValues = false;
    bool hasOthers = false;
    const auto walked = forEachLog(**source, stop, [&](const FoundLog &log) -> base::Result<void> {
        const auto head = log.error ? base::Result<std::string>(tl::unexpected(*log.error))
                                    : textUpTo(*log.bytes, kValueHeadBytes, stop);
        const bool isOne = head && beginsAsValues(*head);
        hasValues = hasValues || isOne;
        hasOthers = hasOthers || !isOne;
        if (hasValues && hasOthers)
            return base::fail(ErrorKind::Cancelled, path, "is known well enough");
        return {};
    });
    if (!hasValues)
        return ValueContent::None;
    return hasOthers || !walked ? ValueContent::Some : ValueContent::All;
}

} // namespace outlay::ingest
