// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/textstream.h"

#include <algorithm>

namespace outlay::ingest {

namespace {

constexpr std::size_t kHeadBytes = 4096;
constexpr std::size_t kBlockBytes = std::size_t{64} * 1024;

/// A text of old Macintosh style has returns and nothing else. One at the very end may be cut from its feed.
bool hasReturnsAlone(std::string_view head, bool isWhole)
{
    const std::size_t carriage = head.find('\r');
    return carriage != std::string_view::npos && (isWhole || carriage + 1 < head.size()) &&
           head.find('\n') == std::string_view::npos;
}

/// Makes line feeds of the returns in `text`. A feed behind a return belongs to it.
void unifyLineEnds(std::string &text, bool &afterReturn)
{
    const auto unified = [&afterReturn](char c) {
        const bool isSecond = c == '\n' && afterReturn;
        afterReturn = c == '\r';
        return isSecond;
    };
    text.erase(std::remove_if(text.begin(), text.end(), unified), text.end());
    std::replace(text.begin(), text.end(), '\r', '\n');
}

} // namespace

base::Result<std::unique_ptr<TextStream>> TextStream::open(ByteStream &bytes, const std::stop_token &stop)
{
    std::unique_ptr<TextStream> text(new TextStream(bytes));
    if (auto begun = text->begin(stop); !begun)
        return tl::unexpected(begun.error());
    return text;
}

base::Result<void> TextStream::begin(const std::stop_token &stop)
{
    const auto head = m_bytes.peek(kHeadBytes, stop);
    if (!head)
        return tl::unexpected(head.error());
    const bool isWhole = head->size() < kHeadBytes;
    const auto form = utf16FormOf(*head);
    if (!form) {
        m_hasReturnsAlone = hasReturnsAlone(*head, isWhole);
        return {};
    }
    std::string beginning;
    Utf16Decoder(form->isBigEndian).decode(head->substr(form->markBytes), beginning);
    m_hasReturnsAlone = hasReturnsAlone(beginning, isWhole);
    m_utf16.emplace(form->isBigEndian);
    std::vector<char> mark(form->markBytes);
    if (auto passed = m_bytes.read(mark, stop); !passed)
        return tl::unexpected(passed.error());
    return {};
}

base::Result<std::size_t> TextStream::pull(std::span<char> into, const std::stop_token &stop)
{
    if (isAsWritten())
        return m_bytes.read(into, stop);
    while (m_taken == m_text.size() && !m_atEnd) {
        if (auto more = readMore(stop); !more)
            return tl::unexpected(more.error());
    }
    const std::size_t got = m_text.copy(into.data(), into.size(), m_taken);
    m_taken += got;
    return got;
}

base::Result<void> TextStream::readMore(const std::stop_token &stop)
{
    m_raw.resize(kBlockBytes);
    const auto got = m_bytes.read(m_raw, stop);
    if (!got)
        return tl::unexpected(got.error());
    m_atEnd = *got == 0;
    m_text.clear();
    m_taken = 0;
    const std::string_view bytes(m_raw.data(), *got);
    if (!m_utf16)
        m_text = bytes;
    else if (m_atEnd)
        m_utf16->finish(m_text);
    else
        m_utf16->decode(bytes, m_text);
    if (m_hasReturnsAlone)
        unifyLineEnds(m_text, m_afterReturn);
    return {};
}

std::vector<base::Assumption> TextStream::assumptions(std::int64_t events) const
{
    std::vector<base::Assumption> list;
    if (m_utf16)
        list.push_back({"the file is read as UTF-16", events});
    if (m_utf16 && m_utf16->replaced() > 0)
        list.push_back(
            {"halves of UTF-16 characters without their other half are read as U+FFFD", m_utf16->replaced()});
    if (m_hasReturnsAlone)
        list.push_back({"carriage returns alone are read as the ends of lines", events});
    return list;
}

} // namespace outlay::ingest
