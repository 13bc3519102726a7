// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the columns of a log probably are.

#include "embeddedformats.h"
#include "ingest/columnwords.h"
#include "ingest/decimal.h"
#include "ingest/logtime.h"
#include "ingest/rowbuilder.h"
#include "ingest/textcodec.h"
#include "ingest/usermap.h"

#include <algorithm>
#include <array>
#include <set>

namespace outlay::ingest {

namespace {

/// More different values than a person would want as groups.
constexpr std::int64_t kFewValues = 30;
constexpr std::size_t kLongestGroup = 64;

/// A column that may be a field; of several the one with the smallest rank is.
struct Candidate
{
    std::size_t column = 0;
    Role role = Role::Custom;
    int rank = 0;
    std::string_view why;
};
constexpr int kUsualRank = 1000;    ///< behind the names of CostEvent
constexpr int kStemRank = 2000;     ///< behind names that are whole
constexpr int kTellingRank = 900;   ///< values that hardly anything else has
constexpr int kByValuesRank = 9000; ///< when no name says it

std::string_view fieldOf(Role role)
{
    switch (role) {
    case Role::Timestamp:
        return "timestamp";
    case Role::User:
        return "user";
    case Role::InputTokens:
        return "input_tokens";
    case Role::PromptTokens:
        return "prompt_tokens";
    case Role::OutputTokens:
        return "output_tokens";
    case Role::CacheReadTokens:
        return "cache_read_tokens";
    case Role::CacheWriteTokens:
    case Role::CacheWrite5mTokens:
    case Role::CacheWrite1hTokens:
        return "cache_write_tokens";
    case Role::Cost:
        return "cost_usd";
    case Role::LatencyMs:
    case Role::LatencyS:
        return "latency_ms";
    default:
        break;
    }
    const auto dimension = dimensionOf(role);
    return dimension ? base::nameOf(*dimension) : std::string_view();
}

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool isTokenField(std::string_view field)
{
    return field.ends_with("_tokens");
}

template <class Test>
bool allSamples(const ShapeColumn &column, Test &&test)
{
    return std::all_of(column.samples.begin(), column.samples.end(), test);
}

bool isNumber(const std::string &text)
{
    return readDecimal(text, 0).has_value();
}

bool isTime(const std::string &text)
{
    TimeReader times;
    const auto time = times.read(text);
    return time && isPlausibleTime(time->atUs);
}

/// In which unit the values are, by the name, the values themselves, and what the role is used for elsewhere.
std::string unitOf(const ShapeColumn &column, Role role, const ColumnWords &words)
{
    const std::string_view field = fieldOf(role);
    const auto number = [](const std::string &text, int decimals) {
        const auto read = readDecimal(text, decimals);
        return read ? read->value : 0;
    };
    if (field == "timestamp") {
        if (column.samples.empty() || !allSamples(column, isNumber))
            return "iso";
        const std::int64_t size = number(column.samples.front(), 0);
        return size < 100'000'000'000 ? "unix_s" : size < 100'000'000'000'000 ? "unix_ms" : "unix_us";
    }
    if (isTokenField(field))
        return words.has("thousand") ? "thousand_tokens" : "tokens";
    if (field == "cost_usd")
        return words.has("cents")   ? "cents"
               : words.has("micro") ? "micro_usd"
               : words.has("nano")  ? "nano_usd"
                                    : "usd";
    if (field != "latency_ms")
        return {};
    if (words.has("ms") || words.has("s") || words.has("us") || words.has("micro"))
        return words.has("ms") ? "ms" : words.has("s") ? "s" : "us";
    constexpr std::int64_t longCallMs = 300'000; // five minutes, in thousandths of a second
    const bool isLong =
        !allSamples(column, [&](const std::string &text) { return number(text, 3) <= longCallMs; });
    const bool isWhole = allSamples(column, [&](const std::string &text) {
        const auto read = readDecimal(text, 0);
        return read && read->exact;
    });
    return isLong || (isWhole && role == Role::LatencyMs) ? "ms" : "s";
}

/// Whether the values, as far as they were seen, can be this.
bool canBe(const ShapeColumn &column, std::string_view field, const std::string &unit)
{
    const auto isAmount = [](const std::string &text) { return readDecimal(text, 9).has_value(); };
    const auto isCount = [&](const std::string &text) {
        const auto read = readDecimal(text, unit == "thousand_tokens" ? 3 : 0);
        return read && read->value >= 0 && read->exact;
    };
    if (field == "timestamp")
        return allSamples(column, isTime);
    if (isTokenField(field))
        return allSamples(column, isCount);
    if (field == "cost_usd")
        return allSamples(column, isAmount);
    if (field == "latency_ms")
        return allSamples(column, [&](const std::string &text) { return isAmount(text) && text[0] != '-'; });
    if (field == "cached")
        return allSamples(column, [](const std::string &text) {
            return isOneOf(lowered(text),
                           {"true", "false", "1", "0", "yes", "no", "hit", "miss", "cached", "fresh"});
        });
    if (field == "user" || field == "outcome")
        return true;
    // Names of things are neither numbers with a fraction nor times.
    return allSamples(column, [&](const std::string &text) {
        return !(isAmount(text) && !isCount(text)) && !isTime(text);
    });
}

class Guess
{
public:
    Guess(const LogShape &shape, const FieldMap &fields, const FieldMap &usual)
        : m_shape(shape)
        , m_fields(fields)
        , m_usual(usual)
        , m_uses(shape.columns.size())
    {
    }

    UserMap run()
    {
        for (std::size_t i = 0; i < m_shape.columns.size(); ++i) {
            m_uses[i].column = m_shape.columns[i].name;
            addByName(i);
            addByValues(i);
        }
        std::stable_sort(m_candidates.begin(), m_candidates.end(),
                         [](const Candidate &a, const Candidate &b) { return a.rank < b.rank; });
        for (const Candidate &candidate : m_candidates)
            take(candidate);
        for (std::size_t i = 0; i < m_uses.size(); ++i) {
            if (m_uses[i].field.empty())
                m_uses[i].field = restOf(m_shape.columns[i]);
        }
        UserMap map;
        map.inputIncludesCache = m_taken.count("prompt_tokens") > 0 && m_taken.count("cache_read_tokens") > 0;
        map.columns = std::move(m_uses);
        return map;
    }

private:
    /// By the names that CostEvent knows, then by usual ones; with the unit, then without.
    void addByName(std::size_t i)
    {
        const ColumnWords words = wordsOf(m_shape.columns[i].name);
        add(i, m_fields.match(m_shape.columns[i].name), 0);
        add(i, m_fields.match(words.whole), 1);
        const bool isContent = m_fields.match(m_shape.columns[i].name).role == Role::Content;
        if (isContent && m_shape.columns[i].samples.empty())
            return; // it may be a text as well
        add(i, m_usual.match(words.whole), kUsualRank);
        if (words.units.empty())
            return;
        add(i, m_fields.match(words.stem), kStemRank);
        add(i, m_usual.match(words.stem), kStemRank + kUsualRank);
    }

    void add(std::size_t i, const FieldMatch &match, int rank)
    {
        if (isCanonical(match.role))
            m_candidates.push_back({i, match.role, rank + match.rank, "name"});
    }

    void addByValues(std::size_t i)
    {
        const ShapeColumn &column = m_shape.columns[i];
        if (column.samples.empty())
            return;
        if (allSamples(column, isTime))
            m_candidates.push_back({i, Role::Timestamp, kByValuesRank, "values"});
        if (allSamples(column, [&](const std::string &text) { return !m_fields.providerOf(text).empty(); }))
            m_candidates.push_back({i, Role::Model, kByValuesRank, "values"});
        if (allSamples(column, [](const std::string &text) {
                return isOneOf(lowered(text), {"prod", "production", "staging", "stage", "preprod", "dev",
                                               "development", "test", "testing", "qa", "sandbox", "local"});
            }))
            m_candidates.push_back({i, Role::Environment, kTellingRank, "values"});
    }

    void take(const Candidate &candidate)
    {
        const ShapeColumn &column = m_shape.columns[candidate.column];
        ColumnUse &use = m_uses[candidate.column];
        const std::string_view field = fieldOf(candidate.role);
        const bool isTaken = m_taken.count(field) > 0 ||
                             (field == "input_tokens" && m_taken.count("prompt_tokens") > 0) ||
                             (field == "prompt_tokens" && m_taken.count("input_tokens") > 0);
        const std::string unit = unitOf(column, candidate.role, wordsOf(column.name));
        if (!use.field.empty() || isTaken || !canBe(column, field, unit))
            return;
        m_taken.insert(field);
        use.field = field;
        use.unit = unit;
        use.why = candidate.why;
    }

    /// What nobody knows: few texts are groups, ids and figures stay with their event.
    std::string restOf(const ShapeColumn &column) const
    {
        const FieldMatch known = m_fields.match(column.name);
        if (known.role == Role::Content)
            return std::string(kUseIgnore);
        const auto distinct = std::max(column.distinct, static_cast<std::int64_t>(column.samples.size()));
        const bool isFew = distinct > 0 && distinct <= kFewValues &&
                           (distinct <= 3 || distinct * 2 <= column.filled || column.filled == 0);
        const bool isName = known.role != Role::PerEvent &&
                            m_usual.match(column.name).role != Role::PerEvent &&
                            m_usual.match(wordsOf(column.name).whole).role != Role::PerEvent;
        const bool isText = allSamples(column, [](const std::string &text) {
            return !isDecimal(text) && !isTime(text) && text.size() <= kLongestGroup;
        });
        return std::string(isFew && isName && isText ? kUseDimension : kUsePerEvent);
    }

    const LogShape &m_shape;
    const FieldMap &m_fields;
    const FieldMap &m_usual;
    std::vector<Candidate> m_candidates;
    std::vector<ColumnUse> m_uses;
    std::set<std::string_view> m_taken;
};

} // namespace

UserMap guessMap(const LogShape &shape, const FieldMap &fields)
{
    const auto usual = FieldMap::parse(kUsualNames);
    return Guess(shape, fields, usual ? *usual : fields).run();
}

} // namespace outlay::ingest
