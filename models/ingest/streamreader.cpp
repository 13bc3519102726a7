// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/streamreader.h"

#include "ingest/jsonobject.h"
#include "ingest/maplookup.h"
#include "ingest/textcodec.h"

namespace outlay::ingest {

namespace {

constexpr std::string_view kData = "data:";

std::string_view textAt(JsonTree &tree, std::string_view name)
{
    const NodeId node = tree.entry(tree.root(), name);
    return node == kNoNode ? std::string_view() : tree.text(node);
}

} // namespace

bool looksLikeStream(std::string_view head)
{
    while (!head.empty()) {
        const std::size_t newline = std::min(head.find('\n'), head.size());
        const std::string_view line = trimmed(head.substr(0, newline));
        head.remove_prefix(std::min(newline + 1, head.size()));
        if (line.empty() || line[0] == ':' || line[0] == '#')
            continue;
        if (line[0] == '{')
            return line.find("\"chat.completion.chunk\"") != std::string_view::npos;
        return line.starts_with("event:") || line.starts_with("data: {") || line.starts_with("data:{");
    }
    return false;
}

StreamReader::StreamReader(std::unique_ptr<Intake> intake, std::int64_t linesBefore)
    : m_intake(std::move(intake))
    , m_lines(linesBefore)
{
}

std::size_t StreamReader::consume(std::string_view data, bool atEnd)
{
    std::size_t pos = 0;
    while (pos < data.size()) {
        const std::size_t newline = data.find('\n', pos);
        if (newline == std::string_view::npos && !atEnd)
            break;
        const std::size_t end = std::min(newline, data.size());
        readLine(trimmed(data.substr(pos, end - pos)));
        m_lines += newline == std::string_view::npos ? 0 : 1;
        pos = std::min(end + 1, data.size());
    }
    return pos;
}

void StreamReader::rejectOverlong(std::string_view beginning)
{
    m_intake->reject(beginning.substr(0, 160), m_lines + 1, "the line is longer than 16 MiB");
    ++m_lines;
}

void StreamReader::finish(bool whole)
{
    if (whole)
        endStream();
    m_intake->end();
}

void StreamReader::readLine(std::string_view line)
{
    if (line.starts_with(kData))
        line = trimmed(line.substr(kData.size()));
    if (line == "[DONE]")
        return endStream();
    if (line.starts_with('{'))
        readEvent(line);
}

void StreamReader::readEvent(std::string_view text)
{
    if (const std::string problem = m_tree.parse(text); !problem.empty())
        return m_intake->reject(text, m_lines + 1, problem);
    const std::string_view type = textAt(m_tree, "type");
    if (type == "message_start") {
        endStream();
        m_firstLine = m_lines + 1;
        m_answer = text;
        return;
    }
    if (type == "message_delta" && !m_answer.empty()) {
        m_final = text;
        m_hasUsage = true;
        return;
    }
    if (type == "message_stop")
        return endStream();
    if (type.starts_with("response."))
        return keepResponse(text, type);
    if (textAt(m_tree, "object") == "chat.completion.chunk")
        keepChunk(text, m_tree.entry(m_tree.root(), "id"), m_tree.entry(m_tree.root(), "usage"));
}

void StreamReader::keepChunk(std::string_view text, NodeId id, NodeId usage)
{
    const std::string_view name = id == kNoNode ? std::string_view() : m_tree.text(id);
    if (name != m_id || m_answer.empty()) {
        endStream();
        m_firstLine = m_lines + 1;
        m_id = name;
    }
    const bool has = !isEmptyNode(m_tree, usage);
    if (has || !m_hasUsage)
        m_answer = text;
    m_hasUsage = m_hasUsage || has;
}

void StreamReader::keepResponse(std::string_view text, std::string_view type)
{
    if (type == "response.created") {
        endStream();
        m_firstLine = m_lines + 1;
    }
    if (m_tree.entry(m_tree.root(), "response") != kNoNode)
        m_answer = text;
    if (type == "response.completed" || type == "response.incomplete" || type == "response.failed")
        endStream();
}

void StreamReader::endStream()
{
    if (!m_answer.empty()) {
        std::string record = "{\"stream\":" + m_answer;
        if (!m_final.empty())
            record += ",\"final\":" + m_final;
        record += '}';
        const std::size_t size = record.size();
        record.append(kPadding, ' ');
        m_intake->takeJson(std::string_view(record).substr(0, size), m_firstLine);
    }
    m_answer.clear();
    m_final.clear();
    m_id.clear();
    m_hasUsage = false;
}

} // namespace outlay::ingest
