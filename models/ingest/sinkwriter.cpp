// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/sinkwriter.h"

#include <utility>

namespace outlay::ingest {

namespace {

/// More would only hold memory: one is written, one is ready, one is a reserve for uneven work.
constexpr std::size_t kMostWaiting = 24;

} // namespace

SinkWriter::SinkWriter(base::EventSink &sink, base::EventPricer *pricer)
    : m_sink(sink)
    , m_pricer(pricer)
{
}

SinkWriter::~SinkWriter()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

base::Result<void> SinkWriter::outcome() const
{
    if (m_failure)
        return tl::unexpected(*m_failure);
    return {};
}

base::Result<void> SinkWriter::wait()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_waiting.empty() && !m_isWriting; });
    return outcome();
}

base::Result<void> SinkWriter::beginFile(const std::string &name, std::int64_t resumed)
{
    return wait().and_then([&] { return m_sink.beginFile(name, resumed); });
}

base::Result<void> SinkWriter::endFile(base::FileReport &report, std::span<const base::Reject> rejects,
                                       const base::FileFingerprint *fingerprint)
{
    return wait().and_then([&] {
        if (m_pricer != nullptr)
            for (auto &[text, events] : m_pricer->takeRemarks())
                report.assumptions.push_back({std::move(text), events});
        return m_sink.endFile(report, rejects, fingerprint);
    });
}

base::Result<void> SinkWriter::add(base::EventBatch &batch)
{
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_waiting.size() < kMostWaiting; });
    if (m_failure)
        return outcome();
    m_waiting.push_back(std::exchange(batch, {}));
    if (!m_empty.empty()) {
        batch = std::move(m_empty.back());
        m_empty.pop_back();
    }
    lock.unlock();
    m_changed.notify_all();
    return {};
}

void SinkWriter::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_isEnding || !m_waiting.empty(); });
        if (m_isEnding)
            return;
        base::EventBatch batch = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_isWriting = true;
        lock.unlock();
        m_changed.notify_all();
        if (m_pricer != nullptr)
            m_pricer->price(batch);
        auto added = m_sink.addBatch(batch);
        batch.clear();
        lock.lock();
        m_isWriting = false;
        if (!added) {
            m_failure = std::move(added.error());
            m_waiting.clear();
        }
        m_empty.push_back(std::move(batch));
        m_changed.notify_all();
    }
}

} // namespace outlay::ingest
