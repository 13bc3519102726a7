// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "input.h"

#include "ingest/joinfile.h"
#include "ingest/textcodec.h"

#include <algorithm>
#include <sys/mman.h>
#include <unistd.h>

namespace {

using namespace outlay;

void checkShape(const ingest::JoinShape &shape)
{
    require(!shape.names.empty() && !shape.samples.empty());
    for (const std::string &name : shape.names)
        require(ingest::isUtf8(name));
    for (const auto &sample : shape.samples)
        require(sample.size() == shape.names.size());
    // Nothing is guessed that is not there.
    for (const auto &[column, dimension] : shape.guess.dimensions)
        require(std::ranges::count(shape.names, column) > 0 && !dimension.empty());
}

/// All that is kept is UTF-8 and within bounds, and every row points to what is there.
void checkReading(const ingest::JoinReading &reading)
{
    const base::JoinLog &log = reading.log;
    require(!log.rows.empty() && !log.fingerprint.empty() && !log.dimensions.empty());
    require(reading.rejects.size() <= base::kMaxRejectsKept);
    require(reading.rejected >= static_cast<std::int64_t>(reading.rejects.size()));
    for (const base::Reject &reject : reading.rejects)
        require(reject.line > 0 && !reject.reason.empty() && ingest::isUtf8(reject.reason));
    for (const std::string &model : log.models)
        require(ingest::isUtf8(model));
    for (const auto &values : log.values) {
        require(values.size() == log.dimensions.size());
        require(std::ranges::all_of(values, [](const std::string &text) { return ingest::isUtf8(text); }));
    }
    for (const base::JoinRow &row : log.rows) {
        require(row.values < log.values.size() && row.model < log.models.size() && row.line > 0);
        require(row.call != 0 || row.chain != 0 || (row.atUs != base::kAbsent && row.model != 0));
        require(row.inputTokens == base::kAbsent || row.inputTokens >= 0);
        require(row.outputTokens == base::kAbsent || row.outputTokens >= 0);
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const int file = memfd_create("fuzz", MFD_CLOEXEC);
    require(file >= 0 && write(file, data, size) == static_cast<ssize_t>(size));
    const std::string path = "/proc/self/fd/" + std::to_string(file);
    if (const auto shape = ingest::joinShapeOf(path, {})) {
        checkShape(*shape);
        const auto reading = ingest::readJoinFile(path, shape->guess, {}, {});
        require(reading || !base::sentence(reading.error()).empty());
        if (reading) {
            checkReading(*reading);
            const auto again = ingest::readJoinFile(path, shape->guess, {}, {});
            require(again && again->log == reading->log);
        }
    } else {
        require(!base::sentence(shape.error()).empty());
        require(!ingest::isJoinFile(path, {}));
    }
    close(file);
    return 0;
}
