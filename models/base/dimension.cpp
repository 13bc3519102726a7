// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/dimension.h"

#include "base/ascii.h"
#include "base/words.h"

#include <algorithm>
#include <span>

namespace outlay::base {

namespace {

constexpr std::array<std::string_view, 10> kDefaultLabels = {
    "unknown", "none", "null", "undefined", "n/a", "na", "(unknown)", "(unattributed)", "(none)", "-"};
constexpr std::array<std::string_view, 12> kCompletedWords = {
    "completed", "complete", "success", "succeeded", "successful", "ok",
    "done",      "finished", "stop",    "length",    "tool_calls", "end_turn"};
constexpr std::array<std::string_view, 16> kFailedWords = {
    "failed",     "failure",      "fail",         "error",     "errored",  "exception",
    "timeout",    "timed_out",    "timedout",     "timed out", "rejected", "denied",
    "rate_limit", "rate_limited", "server_error", "overloaded"};
constexpr std::array<std::string_view, 12> kPartialWords = {
    "partial",  "streamed partial", "incomplete", "interrupted", "aborted",      "cancelled",
    "canceled", "truncated",        "broken",     "in_progress", "disconnected", "client_closed"};
constexpr std::array<std::string_view, 4> kSupersededWords = {"superseded attempt", "superseded",
                                                              "superseded_attempt", "retried"};

bool isSameWord(std::string_view a, std::string_view lowered)
{
    return std::equal(a.begin(), a.end(), lowered.begin(), lowered.end(), [](char x, char y) {
        return (x >= 'A' && x <= 'Z' ? static_cast<char>(x - 'A' + 'a') : x) == y;
    });
}

bool isAnyOf(std::string_view value, std::span<const std::string_view> lowered)
{
    return std::any_of(lowered.begin(), lowered.end(),
                       [value](std::string_view word) { return isSameWord(value, word); });
}

std::string_view withoutBlanks(std::string_view value)
{
    const auto first = value.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return value.substr(first, value.find_last_not_of(" \t\r\n") - first + 1);
}

bool isHttpStatus(std::string_view text)
{
    return text.size() == 3 && text[0] >= '1' && text[0] <= '5' && isDigit(text[1]) && isDigit(text[2]);
}

} // namespace

bool isTimeDimension(std::string_view name)
{
    return name == kMonth || name == kWeek || name == kDay;
}

bool isDefaultLabel(std::string_view value)
{
    value = withoutBlanks(value);
    return value.empty() || isAnyOf(value, kDefaultLabels);
}

std::span<const std::string_view> defaultLabels()
{
    return kDefaultLabels;
}

std::span<const std::string_view> outcomeWords(std::string_view outcome)
{
    if (outcome == kCompleted)
        return kCompletedWords;
    if (outcome == kFailed)
        return kFailedWords;
    if (outcome == kPartial)
        return kPartialWords;
    if (outcome == kSupersededAttempt)
        return kSupersededWords;
    return {};
}

std::string_view outcomeOf(std::string_view logged)
{
    const std::string_view word = withoutBlanks(logged);
    if (isHttpStatus(word))
        return word[0] == '2' ? kCompleted : kFailed;
    return isAnyOf(word, kCompletedWords)    ? kCompleted
           : isAnyOf(word, kFailedWords)     ? kFailed
           : isAnyOf(word, kPartialWords)    ? kPartial
           : isAnyOf(word, kSupersededWords) ? kSupersededAttempt
                                             : logged;
}

std::string_view unattributedLabel(std::string_view dimension)
{
    return dimension == nameOf(FixedDimension::Feature) ? "(unattributed)" : "(unknown)";
}

} // namespace outlay::base
