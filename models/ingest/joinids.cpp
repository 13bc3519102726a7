// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/joinids.h"

#include "ingest/columnwords.h"
#include "ingest/redact.h"
#include "ingest/sortedfields.h"
#include "ingest/valueobject.h"

#include <sodium.h>

#include <algorithm>

namespace outlay::ingest {

namespace {

constexpr std::string_view kMarkPurpose = "outlay join mark 1";

constexpr std::array<std::string_view, 24> kCallIds = {"request_id",
                                                       "call_id",
                                                       "logical_call_id",
                                                       "idempotency_key",
                                                       "id",
                                                       "generation_id",
                                                       "response_id",
                                                       "message_id",
                                                       "completion_id",
                                                       "event_id",
                                                       "observation_id",
                                                       "span_id",
                                                       "uuid",
                                                       "custom_request_id",
                                                       "custom_id",
                                                       "x_request_id",
                                                       "llm_request_id",
                                                       "llm_call_id",
                                                       "api_request_id",
                                                       "provider_request_id",
                                                       "litellm_call_id",
                                                       "requestid",
                                                       "log_id",
                                                       "callid"};
constexpr std::array<std::string_view, 10> kChainIds = {
    "session_id", "conversation_id", "thread_id",   "chain_id",       "request_chain_id",
    "trace_id",   "run_id",          "workflow_id", "correlation_id", "chat_id"};

const unsigned char *bytesIn(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

} // namespace

JoinId joinIdOf(std::string_view name)
{
    const std::string words = wordsOf(name).whole;
    if (std::ranges::find(kCallIds, words) != kCallIds.end())
        return JoinId::Call;
    return std::ranges::find(kChainIds, words) != kChainIds.end() ? JoinId::Chain : JoinId::None;
}

IdMarks::IdMarks(const std::array<unsigned char, 32> &key)
{
    static_assert(sizeof(m_key) == crypto_shorthash_KEYBYTES);
    [[maybe_unused]] const int chosen = sodium_init();
    crypto_generichash(m_key.data(), m_key.size(), bytesIn(kMarkPurpose), kMarkPurpose.size(), key.data(),
                       key.size());
}

std::uint64_t IdMarks::of(std::string_view id) const
{
    std::string safe;
    if (id.size() > kMaxTextBytes || base::isDefaultLabel(id) || redact(id, safe) > 0)
        return 0;
    std::uint64_t mark = 0;
    static_assert(sizeof(mark) == crypto_shorthash_BYTES);
    crypto_shorthash(reinterpret_cast<unsigned char *>(&mark), bytesIn(id), id.size(), m_key.data());
    return mark == 0 ? 1 : mark;
}

base::CallIds IdMarks::in(std::string_view fields) const
{
    base::CallIds ids;
    if (fields.empty())
        return ids;
    for (const auto &[name, value] : readValueObject(fields).members) {
        const JoinId kind = joinIdOf(name);
        const std::uint64_t mark = kind == JoinId::None ? 0 : of(value.text);
        if (mark != 0)
            (kind == JoinId::Call ? ids.calls : ids.chains).push_back(mark);
    }
    return ids;
}

} // namespace outlay::ingest
