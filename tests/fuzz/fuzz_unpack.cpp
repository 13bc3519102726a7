// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "input.h"

#include "ingest/foundlogs.h"
#include "ingest/textcodec.h"
#include "ingest/textstream.h"

#include <sys/mman.h>
#include <unistd.h>
#include <vector>

namespace {

using namespace outlay;
using ingest::FoundLog;

constexpr std::size_t kMostOfLog = std::size_t{1024} * 1024;
constexpr std::size_t kMostLogs = 32;

/// The beginnings of the logs that a file is or holds, read in pieces of that size.
std::vector<std::string> logsIn(int descriptor, std::size_t piece)
{
    std::vector<std::string> logs;
    auto source = ingest::Source::open("/proc/self/fd/" + std::to_string(descriptor));
    require(source.has_value());
    const auto visit = [&](const FoundLog &log) -> base::Result<void> {
        require(ingest::isUtf8(log.path) && ingest::isUtf8(log.source));
        require((log.bytes == nullptr) == log.error.has_value());
        std::string &read = logs.emplace_back(log.path + "\n");
        if (log.error)
            return {};
        auto text = ingest::TextStream::open(*log.bytes, {});
        std::vector<char> buffer(piece);
        for (std::size_t got = 1; text && got > 0 && read.size() < kMostOfLog;) {
            const auto more = (*text)->read(buffer, {});
            got = more.value_or(0);
            require(got <= piece);
            read.append(buffer.data(), got);
        }
        if (logs.size() == kMostLogs)
            return base::fail(base::ErrorKind::Cancelled, {}, "that is enough");
        return {};
    };
    const auto walked = ingest::forEachLog(**source, {}, visit);
    require(walked || !walked.error().detail.empty());
    return logs;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const int file = memfd_create("fuzz", MFD_CLOEXEC);
    require(file >= 0 && write(file, data, size) == static_cast<ssize_t>(size));
    const auto whole = logsIn(file, kMostOfLog);
    const auto pieces = logsIn(file, 1000);
    require(whole.size() == pieces.size());
    for (std::size_t i = 0; i < whole.size(); ++i)
        require(std::string_view(whole[i]).substr(0, kMostOfLog) ==
                std::string_view(pieces[i]).substr(0, kMostOfLog));
    close(file);

    // A pipe takes that much without a reader.
    int ends[2];
    constexpr std::size_t pipeBytes = 65536;
    if (size > pipeBytes || pipe(ends) != 0)
        return 0;
    require(write(ends[1], data, size) == static_cast<ssize_t>(size));
    close(ends[1]);
    logsIn(ends[0], kMostOfLog);
    close(ends[0]);
    return 0;
}
