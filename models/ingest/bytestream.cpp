// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/bytestream.h"

#include <algorithm>
#include <cstring>

namespace outlay::ingest {

namespace {

constexpr std::size_t kStepBytes = std::size_t{256} * 1024;

} // namespace

base::Result<std::size_t> ByteStream::pullOrFail(std::span<char> into, const std::stop_token &stop)
{
    if (stop.stop_requested())
        return base::fail(base::ErrorKind::Cancelled, m_name, "the import was stopped");
    if (m_failure)
        return tl::unexpected(*m_failure);
    if (m_hasEnded)
        return 0;
    auto got = pull(into, stop);
    if (!got)
        m_failure = got.error();
    m_hasEnded = got && *got == 0;
    return got;
}

void ByteStream::startAnew()
{
    m_ahead.clear();
    m_hasEnded = false;
}

base::Result<std::size_t> ByteStream::read(std::span<char> into, const std::stop_token &stop)
{
    std::size_t filled = std::min(into.size(), m_ahead.size());
    if (filled > 0) {
        std::memcpy(into.data(), m_ahead.data(), filled);
        m_ahead.erase(0, filled);
    }
    while (filled < into.size()) {
        const auto got = pullOrFail(into.subspan(filled, std::min(kStepBytes, into.size() - filled)), stop);
        if (!got && (filled == 0 || got.error().kind == base::ErrorKind::Cancelled))
            return got;
        if (!got || *got == 0)
            break;
        filled += *got;
    }
    return filled;
}

base::Result<std::string_view> ByteStream::peek(std::size_t bytes, const std::stop_token &stop)
{
    while (m_ahead.size() < bytes) {
        const std::size_t had = m_ahead.size();
        m_ahead.resize(bytes);
        const auto got = pullOrFail({m_ahead.data() + had, bytes - had}, stop);
        m_ahead.resize(had + got.value_or(0));
        if (!got && (had == 0 || got.error().kind == base::ErrorKind::Cancelled))
            return tl::unexpected(got.error());
        if (!got || *got == 0)
            break;
    }
    return std::string_view(m_ahead).substr(0, bytes);
}

} // namespace outlay::ingest
