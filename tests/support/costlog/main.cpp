// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/costlog/callstream.h"
#include "support/costlog/linewriter.h"
#include "support/costlog/logs.h"

#include <charconv>
#include <cstdio>
#include <optional>
#include <string_view>

using namespace outlay::costlog;

namespace {

constexpr const char *kUsage =
    "costlog_generator COUNT [--seed N] [--from 2025-01-01] [--days N] [--format jsonl|csv|python]\n"
    "    [--features N] [--segments N] [--models N] [--attributions N]   that many names, and combinations "
    "of them\n"
    "costlog_generator --guide [--format …]   the 50,950 calls of the attribution guide, May 2026\n"
    "costlog_generator --demo [--format …]    the sample data of the program\n"
    "Writes an invented log of LLM calls to standard output: the same bytes for the same arguments.\n";

template <typename Number>
std::optional<Number> numberOf(std::string_view text)
{
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return {};
    return value;
}

std::optional<std::chrono::sys_days> dayOf(std::string_view text)
{
    using namespace std::chrono;
    if (text.size() != 10)
        return {};
    const auto y = numberOf<int>(text.substr(0, 4));
    const auto m = numberOf<unsigned>(text.substr(5, 2));
    const auto d = numberOf<unsigned>(text.substr(8, 2));
    if (!y || !m || !d || !year_month_day{year{*y}, month{*m}, day{*d}}.ok())
        return {};
    return sys_days{year{*y} / month{*m} / day{*d}};
}

std::optional<Format> formatOf(std::string_view text)
{
    if (text == "jsonl")
        return Format::JsonLines;
    if (text == "csv")
        return Format::Csv;
    if (text == "python")
        return Format::Python;
    return {};
}

/// `target` from the option's value; false when there is none or it is no such thing.
template <typename Value>
bool take(Value &target, const std::optional<Value> &value)
{
    if (value)
        target = *value;
    return value.has_value();
}

/// `option` names a size of the vocabulary, and the value is one.
bool takeSize(std::optional<VocabularySize> &vocabulary, std::string_view option, std::string_view value)
{
    VocabularySize size = vocabulary.value_or(VocabularySize());
    if (!((option == "--features" && take(size.features, numberOf<int>(value))) ||
          (option == "--segments" && take(size.segments, numberOf<int>(value))) ||
          (option == "--models" && take(size.models, numberOf<int>(value))) ||
          (option == "--attributions" && take(size.attributions, numberOf<std::int64_t>(value)))))
        return false;
    vocabulary = size;
    return true;
}

struct Arguments
{
    std::string_view log;
    StreamOptions stream;
    Format format = Format::JsonLines;
};

std::optional<Arguments> parse(int argc, char **argv)
{
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        bool good = false;
        if (word == "--guide" || word == "--demo") {
            arguments.log = word;
            good = true;
        } else if (!word.starts_with("--")) {
            good = take(arguments.stream.count, numberOf<std::int64_t>(word));
        } else if (++i < argc) {
            const std::string_view value = argv[i];
            good = (word == "--seed" && take(arguments.stream.seed, numberOf<std::uint64_t>(value))) ||
                   (word == "--days" && take(arguments.stream.days, numberOf<int>(value))) ||
                   (word == "--from" && take(arguments.stream.from, dayOf(value))) ||
                   (word == "--format" && take(arguments.format, formatOf(value))) ||
                   takeSize(arguments.stream.vocabulary, word, value);
        }
        if (!good)
            return {};
    }
    if (arguments.stream.vocabulary && (!arguments.log.empty() || !arguments.stream.vocabulary->isPossible()))
        return {};
    if (arguments.stream.days < 1 || arguments.stream.count < 0 ||
        arguments.log.empty() == (arguments.stream.count == 0))
        return {};
    return arguments;
}

} // namespace

int main(int argc, char **argv)
{
    const auto arguments = parse(argc, argv);
    if (!arguments) {
        std::fputs(kUsage, stderr);
        return 2;
    }
    LineWriter writer(stdout, arguments->format);
    if (arguments->log.empty()) {
        CallStream stream(arguments->stream);
        for (Call call; stream.next(call);)
            writer.write(call);
    } else {
        for (const Call &call : arguments->log == "--guide" ? guideLog() : demoLog())
            writer.write(call);
    }
    if (!writer.flush()) {
        std::perror("costlog_generator");
        return 1;
    }
    return 0;
}
