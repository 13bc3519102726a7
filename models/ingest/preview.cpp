// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/preview.h"

#include "ingest/importing.h"
#include "ingest/logshape.h"

#include <algorithm>
#include <unordered_map>

namespace outlay::ingest {

namespace {

constexpr std::size_t kPreviewChunkBytes = std::size_t{256} * 1024;

bool hasFigures(const base::EventRow &row)
{
    return !base::isUsageMissing(row) || row.costNanos != base::kAbsent;
}

/// Keeps what was read of each log, and nothing else.
class PreviewSink : public base::EventSink
{
public:
    struct Log
    {
        FilePreview preview;
        bool hasFigures = false; ///< tokens, a cost, or a quantity that a bill counts
    };

    explicit PreviewSink(std::size_t rowsWanted)
        : m_rowsWanted(rowsWanted)
    {
    }

    base::Result<std::vector<base::KnownFile>> knownFiles() override
    {
        return std::vector<base::KnownFile>();
    }
    base::Result<void> beginFile(const std::string & /*name*/, std::int64_t /*resumed*/) override
    {
        m_log = {};
        m_places.clear();
        return {};
    }
    base::Result<void> addBatch(const base::EventBatch &batch) override
    {
        for (const base::Attribution &logged : batch.newAttributions) {
            auto &outcome = m_attributions.emplace_back(logged)[base::FixedDimension::Outcome];
            if (outcome) // in the words that every answer has
                outcome = std::string(base::outcomeOf(*outcome));
        }
        for (const base::EventRow &row : batch.rows)
            add(batch, row, false);
        for (const base::BillingRow &bill : batch.billing) {
            add(batch, bill.sums, true);
            m_log.hasFigures =
                m_log.hasFigures || bill.quantityNanos != base::kAbsent || bill.requests != base::kAbsent;
        }
        const auto &gone = batch.retracted;
        const auto isGone = [&](const PreviewRow &row) {
            return row.row.key != 0 && std::find(gone.begin(), gone.end(), row.row.key) != gone.end();
        };
        if (!gone.empty()) {
            auto &rows = m_log.preview.rows;
            rows.erase(std::remove_if(rows.begin(), rows.end(), isGone), rows.end());
            m_places.clear(); // what is retracted is so at the end, when no rows follow
        }
        return {};
    }
    base::Result<void> endFile(base::FileReport &report, std::span<const base::Reject> rejects,
                               const base::FileFingerprint * /*fingerprint*/) override
    {
        FilePreview &preview = m_log.preview;
        if (preview.rows.size() > m_rowsWanted)
            preview.rows.resize(m_rowsWanted);
        if (report.error)
            preview.rows.clear();
        preview.report = report;
        preview.rejects.assign(rejects.begin(), rejects.end());
        m_logs.push_back(std::move(m_log));
        m_log = {};
        return {};
    }
    base::Result<std::int64_t> commit() override { return 0; }
    void rollback() noexcept override {}

    std::vector<Log> &logs() { return m_logs; }

private:
    /// Of the states of one call the best counts, and of equals the last, as in the store.
    void add(const base::EventBatch &batch, const base::EventRow &row, bool billing)
    {
        auto &rows = m_log.preview.rows;
        const std::string fields =
            row.extra < 0 ? std::string() : batch.extras[static_cast<std::size_t>(row.extra)];
        PreviewRow shown{billing, row, m_attributions[row.attribution], fields};
        m_log.hasFigures = m_log.hasFigures || hasFigures(row);
        const auto [place, isNew] =
            row.key == 0 ? std::pair(m_places.end(), true) : m_places.emplace(row.key, rows.size());
        if (isNew)
            rows.push_back(std::move(shown));
        else if (rows[place->second].row.rank <= row.rank)
            rows[place->second] = std::move(shown);
    }

    std::size_t m_rowsWanted;
    std::vector<base::Attribution> m_attributions;
    Log m_log;
    std::unordered_map<std::uint64_t, std::size_t> m_places; ///< of the rows that have a key
    std::vector<Log> m_logs;
};

bool isDoubtful(const FilePreview &preview, bool hasFigures)
{
    if (preview.report.error)
        return true;
    return preview.rows.empty() ? !preview.rejects.empty() : !hasFigures;
}

/// What is asked for by paths that are files, and of logs within archives the archives and their names.
std::vector<std::string> filesOf(const std::vector<std::string> &paths, Look &look)
{
    std::vector<std::string> files;
    for (const std::string &path : paths) {
        const std::string file = fileOf(path);
        const bool isNew = file == path || look.only.count(file) == 0;
        if (file != path)
            look.only[file].insert(path);
        if (isNew)
            files.push_back(file);
    }
    return files;
}

} // namespace

base::Result<std::vector<FilePreview>> previewPaths(const std::vector<std::string> &paths,
                                                    const ImportOptions &options, std::size_t rowsWanted,
                                                    const std::stop_token &stop)
{
    const auto fields = FieldMap::costEvent();
    if (!fields)
        return tl::unexpected(fields.error());
    PreviewSink sink(rowsWanted);
    ImportOptions limited = options;
    limited.stopAfter = static_cast<std::int64_t>(rowsWanted);
    std::set<std::string> mappable;
    Look look;
    look.chunkBytes = kPreviewChunkBytes;
    look.mostLogs = kMostPreviewed;
    look.headSeen = [&](const std::string &log, std::string_view head, bool whole) {
        if (!shapeOfHead(head, whole, *fields).columns.empty())
            mappable.insert(log);
    };
    const std::vector<std::string> files = filesOf(paths, look);
    auto report = importLooking(files, limited, sink, stop, {}, look);
    if (!report)
        return tl::unexpected(report.error());
    // In the order of the paths, with those that are no logs.
    std::vector<FilePreview> previews;
    auto read = sink.logs().begin();
    for (const base::FileReport &file : report->files) {
        bool figures = false;
        if (read != sink.logs().end() && read->preview.report.path == file.path) {
            figures = read->hasFigures;
            previews.push_back(std::move((read++)->preview));
        } else {
            previews.emplace_back().report = file;
        }
        FilePreview &preview = previews.back();
        preview.mappable = mappable.count(file.path) > 0;
        preview.doubtful = preview.mappable && isDoubtful(preview, figures);
    }
    return previews;
}

} // namespace outlay::ingest
