// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/eventsink.h"
#include "ingest/importing.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

/// An event as an outsider sees it: the row with all that it points to.
struct SeenEvent
{
    outlay::base::EventRow row;
    outlay::base::Attribution attribution;
    std::string extra;

    bool operator==(const SeenEvent &other) const
    {
        auto a = row;
        auto b = other.row;
        a.attribution = b.attribution = 0;
        a.extra = b.extra = -1;
        return a == b && attribution == other.attribution && extra == other.extra;
    }
};

/// An EventSink that remembers everything that it was told, and fails when it is asked to.
class RecordingSink : public outlay::base::EventSink
{
public:
    struct File
    {
        std::string name;
        std::int64_t resumed = 0;
        std::vector<outlay::base::Reject> rejects;
        std::optional<outlay::base::FileFingerprint> fingerprint;
        std::int64_t events = 0;
    };

    std::vector<outlay::base::KnownFile> known;
    std::vector<File> files;
    std::vector<outlay::base::Attribution> attributions;
    std::vector<SeenEvent> events;
    std::map<std::int64_t, std::string> users;
    int commits = 0;
    int rollbacks = 0;
    int batches = 0;
    std::optional<outlay::base::Error> failBatch;

    outlay::base::Result<std::vector<outlay::base::KnownFile>> knownFiles() override { return known; }

    outlay::base::Result<void> beginFile(const std::string &name, std::int64_t resumed) override
    {
        files.push_back({name, resumed, {}, {}, 0});
        return {};
    }

    outlay::base::Result<void> addBatch(const outlay::base::EventBatch &batch) override
    {
        ++batches;
        if (failBatch)
            return tl::unexpected(*failBatch);
        attributions.insert(attributions.end(), batch.newAttributions.begin(), batch.newAttributions.end());
        for (const auto &[pseudonym, name] : batch.newUsers)
            users[pseudonym] = name;
        for (const auto &row : batch.rows) {
            const std::string extra =
                row.extra < 0 ? "" : batch.extras.at(static_cast<std::size_t>(row.extra));
            events.push_back({row, attributions.at(row.attribution), extra});
        }
        files.back().events += static_cast<std::int64_t>(batch.rows.size());
        return {};
    }

    outlay::base::Result<void> endFile(outlay::base::FileReport &report,
                                       std::span<const outlay::base::Reject> rejects,
                                       const outlay::base::FileFingerprint *fingerprint) override
    {
        File &file = files.back();
        file.rejects.assign(rejects.begin(), rejects.end());
        if (fingerprint != nullptr)
            file.fingerprint = *fingerprint;
        report.added = file.events;
        return {};
    }

    outlay::base::Result<std::int64_t> commit() override
    {
        ++commits;
        return files.empty() ? 0 : 7;
    }
    void rollback() noexcept override { ++rollbacks; }
};
