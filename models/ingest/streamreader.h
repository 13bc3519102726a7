// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/intake.h"
#include "ingest/jsonsplit.h"
#include "ingest/otherformats.h"
#include "ingest/reader.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace outlay::ingest {

/// True if a file that begins like this is a dump of server-sent events of an LLM's answer, with the headers
/// of HTTP before them or not, or the chunks of one without the protocol around them. kPadding readable bytes
/// must follow.
bool looksLikeStream(std::string_view head);
/// The same of a list whose elements are the events of a stream.
bool looksLikeEventList(std::string_view head);

/// Reads dumps of streamed answers. A stream says what it used once, near its end; one that was cut off
/// before is a call without usage, and one that says nothing that is known is rejected. Events that are
/// records of another format (Gemini's) are taken by that: of one answer, the last counts.
class StreamReader : public Reader
{
public:
    /// `layout`: Document if the events are the elements of a list.
    StreamReader(std::unique_ptr<Intake> intake, std::unique_ptr<OtherFormats> others, JsonLayout layout);

    std::size_t consume(std::string_view data, bool atEnd) override;
    void rejectOverlong(std::string_view beginning) override;
    void finish(bool whole) override;
    std::int64_t lines() const override { return m_lines; }

private:
    void readLine(std::string_view line);
    void readEvent(std::string_view json);
    void keepChunk(std::string_view json, NodeId id, NodeId usage);
    void keepResponse(std::string_view json, std::string_view type);
    void keepOther(std::string_view json);
    void keepUnknown(std::string_view json);
    void endStream();
    void takeAnswer();
    bool hasGrown();

    std::unique_ptr<Intake> m_intake;
    std::unique_ptr<OtherFormats> m_others;
    JsonTree m_tree;
    const JsonLayout m_layout;
    std::int64_t m_lines = 0;
    std::int64_t m_firstLine = 0; ///< of the stream that is being read
    std::string m_id;
    std::string m_answer;  ///< JSON: the chunk, message or response that says most so far
    std::string m_final;   ///< JSON: Anthropic's last message_delta
    std::string m_other;   ///< JSON: the last event that is a record of another format …
    std::string m_unknown; ///< … and the first of a stream of which nothing else is known
    std::int64_t m_unknownLine = 0;
    bool m_hasUsage = false;
    bool m_isDone = false; ///< the stream says that it ends, or why
    bool m_isLost = false; ///< an element of a list was too long: where the next begins cannot be told
};

} // namespace outlay::ingest
