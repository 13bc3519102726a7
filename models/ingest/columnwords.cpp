// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/columnwords.h"

#include "base/ascii.h"
#include "ingest/textcodec.h"

#include <algorithm>
#include <array>

namespace outlay::ingest {

namespace {

struct UnitWord
{
    std::string_view word;
    std::string_view unit;
};

constexpr std::array kUnitWords = {
    UnitWord{"cents", "cents"},
    UnitWord{"cent", "cents"},
    UnitWord{"micros", "micro"},
    UnitWord{"micro", "micro"},
    UnitWord{"nanos", "nano"},
    UnitWord{"nano", "nano"},
    UnitWord{"usd", "usd"},
    UnitWord{"dollars", "usd"},
    UnitWord{"dollar", "usd"},
    UnitWord{"ms", "ms"},
    UnitWord{"msec", "ms"},
    UnitWord{"millis", "ms"},
    UnitWord{"milliseconds", "ms"},
    UnitWord{"s", "s"},
    UnitWord{"sec", "s"},
    UnitWord{"secs", "s"},
    UnitWord{"seconds", "s"},
    UnitWord{"us", "us"},
    UnitWord{"usec", "us"},
    UnitWord{"microseconds", "us"},
    UnitWord{"k", "thousand"},
    UnitWord{"thousand", "thousand"},
    UnitWord{"thousands", "thousand"},
};

/// Signs that say a word.
struct SignWord
{
    std::string_view sign;
    std::string_view word;
};
constexpr std::array kSignWords = {SignWord{"$", " usd "}, SignWord{"¢", " cents "}, SignWord{"µs", " us "},
                                   SignWord{"μs", " us "}};

std::string withSignsAsWords(std::string_view name)
{
    std::string text;
    while (!name.empty()) {
        const auto sign = std::find_if(kSignWords.begin(), kSignWords.end(),
                                       [&](const SignWord &known) { return name.starts_with(known.sign); });
        if (sign != kSignWords.end()) {
            text += sign->word;
            name.remove_prefix(sign->sign.size());
        } else {
            text += name.front();
            name.remove_prefix(1);
        }
    }
    return text;
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/// "LLMCost" and "costUsd" are two words each; letters that are not ASCII belong to words.
bool beginsWord(std::string_view text, std::size_t i)
{
    if (i == 0 || !isUpper(text[i]))
        return false;
    const bool afterSmall = base::isAlnum(text[i - 1]) && !isUpper(text[i - 1]);
    const bool beforeSmall = i + 1 < text.size() && base::isLetter(text[i + 1]) && !isUpper(text[i + 1]);
    return afterSmall || (isUpper(text[i - 1]) && beforeSmall);
}

std::vector<std::string> splitWords(std::string_view text)
{
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isOfWord = base::isAlnum(text[i]) || static_cast<unsigned char>(text[i]) >= 0x80;
        if ((!isOfWord || beginsWord(text, i)) && !words.back().empty())
            words.emplace_back();
        if (isOfWord)
            words.back() += text[i];
    }
    if (words.back().empty())
        words.pop_back();
    for (std::string &word : words)
        word = lowered(word);
    return words;
}

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text.append(text.empty() ? "" : "_").append(word);
    return text;
}

/// Tokens are often called by half their name.
std::string wholeWord(const std::string &word)
{
    for (const std::string_view half : {"tok", "toks", "tkn", "tkns"}) {
        if (word == half || (word.size() == half.size() + 1 && word[0] == 'k' && word.ends_with(half)))
            return word == half ? "tokens" : "ktokens";
    }
    return word;
}

std::string_view unitOfWord(std::string_view word)
{
    const auto found = std::find_if(kUnitWords.begin(), kUnitWords.end(),
                                    [&](const UnitWord &known) { return known.word == word; });
    return found == kUnitWords.end() ? std::string_view() : found->unit;
}

} // namespace

bool ColumnWords::has(std::string_view unit) const
{
    return std::find(units.begin(), units.end(), unit) != units.end();
}

ColumnWords wordsOf(std::string_view name)
{
    ColumnWords result;
    const std::size_t dot = name.rfind('.');
    const bool isPath = dot != std::string_view::npos && dot + 1 < name.size();
    std::vector<std::string> words = splitWords(withSignsAsWords(isPath ? name.substr(dot + 1) : name));
    for (std::string &word : words)
        word = wholeWord(word);
    result.whole = joined(words);
    for (std::string &word : words) {
        if (word == "ktokens") {
            result.units.push_back("thousand");
            word = "tokens";
        }
    }
    std::size_t end = words.size(); // behind it are nothing but units
    while (end > 0 && !unitOfWord(words[end - 1]).empty())
        --end;
    std::vector<std::string> stem;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view unit = unitOfWord(words[i]);
        if (i >= end || unit == "thousand") // the k of thousand tokens stands anywhere
            result.units.push_back(unit);
        else if (words[i] != "in" || i + 1 < end || end == words.size()) // "cost in USD", but not "tokens in"
            stem.push_back(words[i]);
    }
    result.stem = joined(stem);
    return result;
}

} // namespace outlay::ingest
