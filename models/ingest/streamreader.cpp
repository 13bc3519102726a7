// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/streamreader.h"

#include "ingest/jsonobject.h"
#include "ingest/maplookup.h"
#include "ingest/textcodec.h"

namespace outlay::ingest {

namespace {

constexpr std::string_view kData = "data:";

NodeId nodeAt(const JsonTree &tree, const char *path)
{
    return findNode(tree, {tree.root(), tree.root()}, {0, false, path});
}

std::string_view textAt(JsonTree &tree, const char *path)
{
    const NodeId node = nodeAt(tree, path);
    return node == kNoNode ? std::string_view() : tree.text(node);
}

/// What tells the answers apart whose chunks follow one another. Gemini's of old have no id; their prompt
/// does not grow while they are written.
std::string idOfAnswer(JsonTree &tree)
{
    for (const char *path : {"responseId", "id", "usageMetadata.promptTokenCount"}) {
        if (const std::string_view id = textAt(tree, path); !id.empty())
            return std::string(id);
    }
    return {};
}

/// Groq says in a place of its own what a stream used.
NodeId usageOf(JsonTree &tree)
{
    const NodeId usage = nodeAt(tree, "usage");
    return isEmptyNode(tree, usage) ? nodeAt(tree, "x_groq.usage") : usage;
}

bool beginsStream(std::string_view line)
{
    if (line.find("\"chat.completion.chunk\"") != std::string_view::npos)
        return true;
    // Parsed only where the type may be in it: the line may be long, and of any log.
    for (const std::string_view first : {"message_start", "response.created"}) {
        JsonTree tree;
        if (line.find(first) != std::string_view::npos && tree.parse(line).empty() &&
            textAt(tree, "type") == first)
            return true;
    }
    return false;
}

} // namespace

bool looksLikeStream(std::string_view head)
{
    bool inHeaders = false;
    while (!head.empty()) {
        const std::size_t newline = std::min(head.find('\n'), head.size());
        const std::string_view line = trimmed(head.substr(0, newline));
        head.remove_prefix(std::min(newline + 1, head.size()));
        inHeaders = !line.empty() && (inHeaders || line.starts_with("HTTP/"));
        if (inHeaders || line.empty() || line[0] == ':' || line[0] == '#' || line.starts_with("id:") ||
            line.starts_with("retry:"))
            continue;
        if (line[0] == '{')
            return beginsStream(line);
        return line.starts_with("event:") || line.starts_with("data: {") || line.starts_with("data:{");
    }
    return false;
}

bool looksLikeEventList(std::string_view head)
{
    const JsonSlice first = nextValue(head, 0);
    JsonTree tree;
    if (!trimmed(head).starts_with('[') || !first.found ||
        !tree.parse(head.substr(first.begin, first.end - first.begin)).empty())
        return false;
    const std::string_view type = textAt(tree, "type");
    // Gemini's events say in the last one alone why they end; a whole answer says so itself.
    const bool isPart = !isEmptyNode(tree, nodeAt(tree, "usageMetadata")) &&
                        nodeAt(tree, "candidates[].content") != kNoNode &&
                        nodeAt(tree, "candidates[].finishReason") == kNoNode;
    return type == "message_start" || type == "response.created" ||
           textAt(tree, "object") == "chat.completion.chunk" || isPart;
}

StreamReader::StreamReader(std::unique_ptr<Intake> intake, std::unique_ptr<OtherFormats> others,
                           JsonLayout layout)
    : m_intake(std::move(intake))
    , m_others(std::move(others))
    , m_layout(layout)
{
}

std::size_t StreamReader::consume(std::string_view data, bool atEnd)
{
    if (m_isLost)
        return data.size();
    if (m_layout == JsonLayout::Document)
        return forEachValue(
            data, atEnd, m_lines, [this](std::string_view event, std::string_view) { readEvent(event); },
            [this](std::string_view rest) {
                m_intake->reject({rest, m_lines + 1}, "the file is cut off in the middle of an object");
            });
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
    m_isLost = m_layout == JsonLayout::Document;
    m_intake->reject({beginning.substr(0, 160), m_lines + 1},
                     m_isLost ? "the object is longer than 16 MiB; the rest of the file cannot be read"
                              : "the line is longer than 16 MiB");
    ++m_lines;
}

void StreamReader::finish(bool whole)
{
    if (whole)
        endStream();
    m_others->end();
    m_intake->end();
}

void StreamReader::readLine(std::string_view line)
{
    if (line.starts_with(kData))
        line = trimmed(line.substr(kData.size()));
    if (line == "[DONE]") {
        m_isDone = true;
        return endStream();
    }
    if (line.starts_with('{'))
        readEvent(line);
}

void StreamReader::readEvent(std::string_view text)
{
    if (const std::string problem = m_tree.parse(text); !problem.empty())
        return m_intake->reject({text, m_lines + 1}, problem);
    const std::string_view type = textAt(m_tree, "type");
    if (type == "message_start") {
        endStream();
        m_firstLine = m_lines + 1;
        m_answer = text;
        return;
    }
    if (type == "message_delta" && !m_answer.empty()) {
        if (m_final.empty() || !isEmptyNode(m_tree, nodeAt(m_tree, "usage")))
            m_final = text;
        return;
    }
    if (type == "message_stop")
        return endStream();
    if (type.starts_with("response."))
        return keepResponse(text, type);
    if (textAt(m_tree, "object") == "chat.completion.chunk")
        keepChunk(text, m_tree.entry(m_tree.root(), "id"), usageOf(m_tree));
    else if (type == "ping")
        return;
    else if (!type.starts_with("content_block") && m_others->knows(m_tree))
        keepOther(text);
    else
        keepUnknown(text);
}

void StreamReader::keepOther(std::string_view text)
{
    const std::string id = idOfAnswer(m_tree);
    if (m_other.empty() || id.empty() || id != m_id) {
        endStream();
        m_firstLine = m_lines + 1;
        m_id = id;
    }
    m_other = text;
}

void StreamReader::keepUnknown(std::string_view text)
{
    if (!m_answer.empty() || !m_other.empty() || !m_unknown.empty())
        return;
    m_unknown = text;
    m_unknownLine = m_lines + 1;
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
    m_isDone = m_isDone || !isEmptyNode(m_tree, nodeAt(m_tree, "choices[].finish_reason"));
}

void StreamReader::keepResponse(std::string_view text, std::string_view type)
{
    if (type == "response.created") {
        endStream();
        m_firstLine = m_lines + 1;
    }
    if (m_tree.entry(m_tree.root(), "response") != kNoNode)
        m_answer = text;
    else
        keepUnknown(text);
    if (type == "response.completed" || type == "response.incomplete" || type == "response.failed")
        endStream();
}

void StreamReader::endStream()
{
    if (!m_other.empty()) {
        const std::size_t size = m_other.size();
        m_other.append(kPadding, ' ');
        m_others->take(std::string_view(m_other).substr(0, size), m_firstLine);
    }
    if (!m_answer.empty())
        takeAnswer();
    else if (m_other.empty() && !m_unknown.empty())
        m_intake->reject({m_unknown, m_unknownLine},
                         "the stream says neither its model nor what it used in a way that is known");
    m_answer.clear();
    m_final.clear();
    m_other.clear();
    m_unknown.clear();
    m_id.clear();
    m_hasUsage = false;
    m_isDone = false;
}

void StreamReader::takeAnswer()
{
    std::string record = "{\"stream\":" + m_answer;
    if (!m_final.empty())
        record += ",\"final\":" + m_final;
    if (m_isDone)
        record += ",\"done\":true";
    if (hasGrown())
        record += ",\"grown\":true";
    record += '}';
    const std::size_t size = record.size();
    record.append(kPadding, ' ');
    m_intake->takeJson({std::string_view(record).substr(0, size), m_firstLine});
}

/// True if more was written to the cache than the beginning of Anthropic's stream says: then how much of it
/// was written for how long, which stands in the beginning, is not true any more.
bool StreamReader::hasGrown()
{
    JsonTree tree; // the event at hand is still being looked at
    const auto written = [&tree](std::string text, const char *path) {
        const std::size_t size = text.size();
        text.append(kPadding, ' ');
        const bool isSound = tree.parse(std::string_view(text).substr(0, size)).empty();
        return isSound ? std::string(textAt(tree, path)) : std::string();
    };
    const std::string last =
        m_final.empty() ? std::string() : written(m_final, "usage.cache_creation_input_tokens");
    return !last.empty() && last != written(m_answer, "message.usage.cache_creation_input_tokens");
}

} // namespace outlay::ingest
