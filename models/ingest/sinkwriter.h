// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/eventsink.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace outlay::ingest {

/// Prices batches and gives them to a sink on a thread of its own, while the caller reads on. A few batches
/// wait at most. The sink is used by one thread at a time: beginFile() and endFile() wait for what came
/// before.
class SinkWriter
{
public:
    /// `pricer`: null if nobody computes costs. Both must outlive the writer.
    SinkWriter(base::EventSink &sink, base::EventPricer *pricer);
    /// What still waits is not written.
    ~SinkWriter();
    SinkWriter(const SinkWriter &) = delete;
    SinkWriter &operator=(const SinkWriter &) = delete;

    base::Result<void> beginFile(const std::string &name, std::int64_t resumed);
    /// Takes what is in the batch and leaves an empty one. Errors: the sink's, be it of an earlier batch.
    base::Result<void> add(base::EventBatch &batch);
    base::Result<void> endFile(base::FileReport &report, std::span<const base::Reject> rejects,
                               const base::FileFingerprint *fingerprint);

private:
    void run();
    base::Result<void> wait();
    base::Result<void> outcome() const;

    base::EventSink &m_sink;
    base::EventPricer *m_pricer;
    std::mutex m_mutex; ///< of all that follows
    std::condition_variable m_changed;
    std::deque<base::EventBatch> m_waiting;
    std::vector<base::EventBatch> m_empty; ///< to be filled again, with the memory that they have
    std::optional<base::Error> m_failure;
    bool m_isWriting = false;
    bool m_isEnding = false;
    std::thread m_thread; ///< from the first batch on
};

} // namespace outlay::ingest
