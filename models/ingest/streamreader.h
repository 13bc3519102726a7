// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/intake.h"
#include "ingest/reader.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace outlay::ingest {

/// True if a file that begins like this is a dump of server-sent events of an LLM's answer, or the chunks of
/// one without the protocol around them.
bool looksLikeStream(std::string_view head);

/// Reads dumps of streamed answers. A stream says what it used once, near its end; one that was cut off
/// before is a call without usage.
class StreamReader : public Reader
{
public:
    StreamReader(std::unique_ptr<Intake> intake, std::int64_t linesBefore);

    std::size_t consume(std::string_view data, bool atEnd) override;
    void rejectOverlong(std::string_view beginning) override;
    void finish(bool whole) override;
    std::int64_t lines() const override { return m_lines; }

private:
    void readLine(std::string_view line);
    void readEvent(std::string_view json);
    void keepChunk(std::string_view json, NodeId id, NodeId usage);
    void keepResponse(std::string_view json, std::string_view type);
    void endStream();

    std::unique_ptr<Intake> m_intake;
    JsonTree m_tree;
    std::int64_t m_lines;
    std::int64_t m_firstLine = 0; ///< of the stream that is being read
    std::string m_id;
    std::string m_answer; ///< JSON: the chunk, message or response that says most so far
    std::string m_final;  ///< JSON: Anthropic's last message_delta
    bool m_hasUsage = false;
};

} // namespace outlay::ingest
