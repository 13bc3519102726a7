// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rollouts of the Codex CLI: lines {timestamp, type, payload}. What a call used is in event_msg/token_count:
// last_token_usage, or else the growth of total_token_usage, which is a running sum. The model is the one of
// the latest turn_context.

#include "ingest/recordshape.h"

#include "ingest/decimal.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

namespace outlay::ingest {

namespace {

constexpr std::array<std::string_view, 4> kCounts = {"input_tokens", "cached_input_tokens", "output_tokens",
                                                     "cache_write_input_tokens"};
using Counts = std::array<std::optional<std::int64_t>, kCounts.size()>;

/// What a token_count says, for as long as it is not told whose it is.
struct CodexCall
{
    std::string at;
    Counts used;
    std::string cachedAsLogged; ///< where more was cached than went in
    std::string sum;            ///< tells it apart from the other calls of its session
    std::string model;
};

class CodexShape : public RecordShape
{
public:
    bool isStateless() const override { return false; }

    void recordsOf(JsonTree &tree, std::vector<NodeId> &records) override
    {
        const NodeId line = tree.root();
        const std::string_view type = textOf(tree, tree.entry(line, "type"));
        const NodeId payload = tree.entry(line, "payload");
        if (type == "session_meta")
            readSession(tree, line, payload);
        if (type == "session_meta" || type == "turn_context")
            return remember(tree, payload);
        if (type != "event_msg" || textOf(tree, tree.entry(payload, "type")) != "token_count")
            return;
        const NodeId info = tree.entry(payload, "info");
        if (info == kNoNode || tree.kind(info) != NodeKind::Object)
            return;
        remember(tree, info);
        if (const auto call = callOf(tree, line, info))
            take(tree, *call, records);
    }

    void recordsLeft(JsonTree &tree, std::vector<NodeId> &records) override
    {
        if (m_held)
            put(tree, *std::exchange(m_held, std::nullopt), false, records);
    }

private:
    static std::string_view textOf(JsonTree &tree, NodeId node)
    {
        return node == kNoNode ? std::string_view() : tree.text(node);
    }

    void remember(JsonTree &tree, NodeId payload)
    {
        for (const auto &[name, place] :
             {std::pair{"model", &m_model}, {"cwd", &m_folder}, {"model_provider", &m_provider}}) {
            if (const std::string_view text = textOf(tree, tree.entry(payload, name)); !text.empty())
                *place = text;
        }
    }

    /// The first is the file's own; those behind it are of the sessions that it was forked from, the eldest
    /// last.
    void readSession(JsonTree &tree, NodeId line, NodeId payload)
    {
        const std::string_view id = textOf(tree, tree.entry(payload, "id"));
        if (!m_start.empty()) {
            if (id != m_session && !id.empty())
                m_eldest = id;
            return;
        }
        m_session = id;
        m_written = textOf(tree, tree.entry(line, "timestamp")).substr(0, kSecondBytes);
        m_start = textOf(tree, tree.entry(payload, "timestamp")).substr(0, kSecondBytes);
        if (m_start.empty())
            m_start = m_written;
        const NodeId spawn =
            tree.entry(tree.entry(tree.entry(payload, "source"), "subagent"), "thread_spawn");
        m_isSubagent = spawn != kNoNode;
        m_parent = textOf(tree, tree.entry(payload, "forked_from_id"));
    }

    bool isFork() const { return m_isSubagent || !m_parent.empty() || !m_eldest.empty(); }

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

    /// Nothing if it repeats the one before, or nothing was used.
    std::optional<CodexCall> callOf(JsonTree &tree, NodeId line, NodeId info)
    {
        const NodeId last = tree.entry(info, "last_token_usage");
        const Counts total = countsOf(tree, tree.entry(info, "total_token_usage"));
        const bool repeated = total[0] && total == m_total;
        const auto hasFallen = [&](std::size_t i) {
            return total[i] && m_total[i] && *total[i] < *m_total[i];
        };
        if (hasFallen(0) || hasFallen(2)) {
            ++m_restarts; // it counts from zero again
            m_total = {};
        }
        CodexCall call;
        call.used = countsOf(tree, last);
        if (last == kNoNode || tree.kind(last) != NodeKind::Object) {
            call.used = total;
            for (std::size_t i = 0; i < total.size(); ++i) {
                if (total[i] && m_total[i])
                    *call.used[i] -= *m_total[i];
            }
        }
        if (total[0])
            m_total = total;
        auto &[input, cached, output, written] = call.used;
        if (repeated || (input.value_or(0) == 0 && output.value_or(0) == 0))
            return std::nullopt;
        if (input && cached && *cached > *input) { // what is cached is part of the input
            call.cachedAsLogged = std::to_string(*cached);
            cached = input;
        }
        call.at = textOf(tree, tree.entry(line, "timestamp"));
        call.sum = std::to_string(total[0].value_or(0)) + "+" + std::to_string(total[2].value_or(0)) + "@" +
                   (total[0] ? std::string() : call.at);
        if (m_restarts > 0)
            call.sum += "#" + std::to_string(m_restarts);
        call.model = m_model;
        return call;
    }

    /// The file of a fork may begin with its parent's events: with their times, or written again, all within
    /// one second, that in which the session began or in which there are two of them. Whether there are is
    /// known when the second comes.
    void take(JsonTree &tree, const CodexCall &call, std::vector<NodeId> &records)
    {
        const std::string second = call.at.substr(0, kSecondBytes);
        const bool isOfBefore = isFork() && !second.empty() && second < m_start;
        if (!isFork() || second.empty() || isOfBefore)
            return put(tree, call, isOfBefore, records);
        if (m_replaySecond.empty() && second == m_written)
            m_replaySecond = second;
        if (m_replaySecond.empty()) {
            m_replaySecond = second;
            m_held = call;
            return;
        }
        if (m_held)
            put(tree, *std::exchange(m_held, std::nullopt), second == m_replaySecond, records);
        put(tree, call, second == m_replaySecond, records);
    }

    /// What a subagent's file repeats is left aside. Another fork's parent may be gone: what it repeats
    /// counts as the parent's, once.
    void put(JsonTree &tree, const CodexCall &call, bool isCopy, std::vector<NodeId> &records)
    {
        if (isCopy && m_isSubagent)
            return;
        const bool ofParent = isCopy && m_eldest.empty();
        const std::string &owner = m_isSubagent ? m_session : ofParent ? m_parent : m_eldest;
        const NodeId record = tree.add(tree.root(), "record", NodeKind::Object);
        const auto addText = [&tree](NodeId to, std::string_view name, const std::string &text) {
            if (!text.empty())
                tree.add(to, name, NodeKind::Text, tree.keep(text));
        };
        addText(record, "timestamp", call.at);
        const NodeId made = tree.add(record, "call", NodeKind::Object);
        for (std::size_t i = 0; i < call.used.size(); ++i) {
            if (call.used[i])
                tree.add(made, kCounts[i], NodeKind::Number, tree.keep(std::to_string(*call.used[i])));
        }
        addText(made, "logged_cached_input_tokens", call.cachedAsLogged);
        addText(made, "session", m_session);
        addText(made, "owner", owner.empty() ? m_session : owner);
        addText(made, "model", call.model);
        addText(made, "cwd", m_folder);
        addText(made, "provider", m_provider);
        addText(made, "sum", call.sum);
        records.push_back(record);
    }

    static constexpr std::size_t kSecondBytes = std::string_view("2026-05-09T13:02:11").size();

    std::string m_session;
    std::string m_written; ///< second in which the file was begun …
    std::string m_start;   ///< … and the session
    std::string m_parent;  ///< that it was forked from
    std::string m_eldest;  ///< of the sessions that it was forked from, as far as the file has them
    bool m_isSubagent = false;
    std::string m_model;
    std::string m_folder;
    std::string m_provider;
    Counts m_total;
    int m_restarts = 0; ///< of the running sum
    std::string m_replaySecond;
    std::optional<CodexCall> m_held; ///< the first of a fork's calls
};

} // namespace

std::unique_ptr<RecordShape> makeCodexShape()
{
    return std::make_unique<CodexShape>();
}

} // namespace outlay::ingest
