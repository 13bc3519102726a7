// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rollouts of the Codex CLI: lines {timestamp, type, payload}. What a call used is in event_msg/token_count:
// last_token_usage, or else the growth of total_token_usage, which is a running sum. The model is the one of
// the latest turn_context.

#include "ingest/recordshape.h"

#include "ingest/decimal.h"

#include <array>
#include <optional>

namespace outlay::ingest {

namespace {

constexpr std::array<std::string_view, 4> kCounts = {"input_tokens", "cached_input_tokens", "output_tokens",
                                                     "cache_write_input_tokens"};
using Counts = std::array<std::optional<std::int64_t>, kCounts.size()>;

class CodexShape : public RecordShape
{
public:
    bool isStateless() const override { return false; }

    void recordsOf(JsonTree &tree, std::vector<NodeId> &records) override
    {
        const NodeId line = tree.root();
        const std::string_view type = textOf(tree, tree.entry(line, "type"));
        const NodeId payload = tree.entry(line, "payload");
        if (type == "session_meta" || type == "turn_context")
            return remember(tree, payload);
        if (type != "event_msg" || textOf(tree, tree.entry(payload, "type")) != "token_count")
            return;
        const NodeId info = tree.entry(payload, "info");
        if (info == kNoNode || tree.kind(info) != NodeKind::Object || isReplay(tree, line))
            return;
        remember(tree, info);
        addCall(tree, line, info, records);
    }

private:
    static std::string_view textOf(JsonTree &tree, NodeId node)
    {
        return node == kNoNode ? std::string_view() : tree.text(node);
    }

    void remember(JsonTree &tree, NodeId payload)
    {
        for (const auto &[name, place] : {std::pair{"id", &m_session},
                                          {"model", &m_model},
                                          {"cwd", &m_folder},
                                          {"model_provider", &m_provider}}) {
            if (const std::string_view text = textOf(tree, tree.entry(payload, name)); !text.empty())
                *place = text;
        }
        const NodeId source = tree.entry(payload, "source");
        m_isSubagent = m_isSubagent || tree.entry(tree.entry(source, "subagent"), "thread_spawn") != kNoNode;
    }

    /// The file of a subagent begins with its parent's events, written again within one second.
    bool isReplay(JsonTree &tree, NodeId line)
    {
        if (!m_isSubagent)
            return false;
        const std::string_view second = textOf(tree, tree.entry(line, "timestamp")).substr(0, 19);
        if (m_replaySecond.empty())
            m_replaySecond = second;
        return second == m_replaySecond;
    }

    static Counts countsOf(JsonTree &tree, NodeId usage)
    {
        Counts counts;
        for (std::size_t i = 0; i < kCounts.size(); ++i) {
            const auto number = readDecimal(textOf(tree, tree.entry(usage, kCounts[i])), 0);
            if (number)
                counts[i] = number->value;
        }
        return counts;
    }

    void addCall(JsonTree &tree, NodeId line, NodeId info, std::vector<NodeId> &records)
    {
        const NodeId last = tree.entry(info, "last_token_usage");
        const Counts total = countsOf(tree, tree.entry(info, "total_token_usage"));
        const bool repeated = total[0] && total == m_total;
        Counts used = countsOf(tree, last);
        if (last == kNoNode || tree.kind(last) != NodeKind::Object) {
            used = total;
            for (std::size_t i = 0; i < used.size(); ++i) {
                if (used[i] && m_total[i])
                    *used[i] -= *m_total[i];
            }
        }
        if (total[0])
            m_total = total;
        const bool any = used[0].value_or(0) != 0 || used[2].value_or(0) != 0;
        if (repeated || !any)
            return;
        const NodeId call = tree.add(line, "call", NodeKind::Object);
        if (used[0] && used[1] && *used[1] > *used[0]) { // what is cached is part of the input
            tree.add(call, "logged_cached_input_tokens", NodeKind::Number,
                     tree.keep(std::to_string(*used[1])));
            used[1] = used[0];
        }
        for (std::size_t i = 0; i < used.size(); ++i) {
            if (used[i])
                tree.add(call, kCounts[i], NodeKind::Number, tree.keep(std::to_string(*used[i])));
        }
        const std::string sum =
            std::to_string(total[0].value_or(0)) + "+" + std::to_string(total[2].value_or(0)) + "@" +
            (total[0] ? std::string() : std::string(textOf(tree, tree.entry(line, "timestamp"))));
        for (const auto &[name, text] : {std::pair<std::string_view, std::string_view>{"session", m_session},
                                         {"model", m_model},
                                         {"cwd", m_folder},
                                         {"provider", m_provider},
                                         {"sum", sum}}) {
            if (!text.empty())
                tree.add(call, name, NodeKind::Text, tree.keep(std::string(text)));
        }
        records.push_back(line);
    }

    std::string m_session;
    std::string m_model;
    std::string m_folder;
    std::string m_provider;
    Counts m_total;
    bool m_isSubagent = false;
    std::string m_replaySecond;
};

} // namespace

std::unique_ptr<RecordShape> makeCodexShape()
{
    return std::make_unique<CodexShape>();
}

} // namespace outlay::ingest
