// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the columns of a log probably are.

#include "base/parts.h"
#include "ingest/amount.h"
#include "ingest/columnroles.h"
#include "ingest/columnwords.h"
#include "ingest/decimal.h"
#include "ingest/logtime.h"
#include "ingest/rowbuilder.h"
#include "ingest/textcodec.h"
#include "ingest/usermap.h"
#include "ingest/writtendate.h"

#include <algorithm>
#include <optional>
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
constexpr int kTellingRank = 900;    ///< values that hardly anything else has
constexpr int kByValuesRank = 9000;  ///< when no name says it
constexpr int kOutsideRank = 20'000; ///< of what a document says of all its records: these say it better

/// What all records of a document may have in common. Its sums are no record's.
bool canBeOfDocument(Role role)
{
    return role == Role::Timestamp || role == Role::User || dimensionOf(role).has_value();
}

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
    if (isPart(role))
        return base::kPartNames[static_cast<std::size_t>(role) -
                                static_cast<std::size_t>(Role::CachedAudioTokens)];
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

/// How many of a column's samples must fit: where its name says what it is, what does not fit is a mistake.
enum class Need
{
    All,
    Most
};

template <class Test>
bool fits(const ShapeColumn &column, Need need, Test &&test)
{
    const std::size_t all = column.samples.size();
    const auto fitting =
        static_cast<std::size_t>(std::count_if(column.samples.begin(), column.samples.end(), test));
    return need == Need::Most && all > 0 ? fitting * 2 > all : fitting == all;
}

/// How the numbers of a log are written.
struct Writing
{
    DecimalMark mark = DecimalMark::Point;
    bool json = false; ///< which has numbers of its own, written with a point

    std::optional<Decimal> number(const std::string &text, AmountOf of, int decimals) const
    {
        if ((json || mark != DecimalMark::Comma) && isDecimal(text))
            return readDecimal(text, decimals);
        return readDecimal(writtenAmount(text, mark, of).plain, decimals);
    }
};

bool isPlain(const std::string &text)
{
    return readDecimal(text, 0).has_value();
}

DateOrder orderOf(std::string_view unit)
{
    return unit == "day_first"     ? DateOrder::DayFirst
           : unit == "month_first" ? DateOrder::MonthFirst
                                   : DateOrder::Unsaid;
}

/// `unit`: of ColumnUse.
bool isTimeIn(const std::string &text, std::string_view unit)
{
    TimeReader times;
    auto time = times.read(text);
    if (!time)
        time = readWrittenDate(text, orderOf(unit));
    return time && isPlausibleTime(time->atUs);
}

bool isTime(const std::string &text)
{
    return isTimeIn(text, "day_first") || isTimeIn(text, "month_first");
}

std::string unitOfTime(const ShapeColumn &column)
{
    if (column.samples.empty())
        return "iso";
    if (fits(column, Need::Most, wantsDateOrder)) {
        const bool dayFirst =
            std::any_of(column.samples.begin(), column.samples.end(), [](const std::string &text) {
                return wantsDateOrder(text) && !readWrittenDate(text, DateOrder::MonthFirst);
            });
        return dayFirst ? "day_first" : "month_first";
    }
    if (!fits(column, Need::Most, isPlain))
        return "iso";
    const auto first = std::find_if(column.samples.begin(), column.samples.end(), isPlain);
    const std::int64_t size = readDecimal(*first, 0)->value;
    return size < 100'000'000'000 ? "unix_s" : size < 100'000'000'000'000 ? "unix_ms" : "unix_us";
}

/// By the name, else by the values that are numbers, and what the role is used for elsewhere.
std::string unitOfLatency(const ShapeColumn &column, Role role, const ColumnWords &words,
                          const Writing &writing)
{
    if (words.has("ms") || words.has("s") || words.has("us") || words.has("micro"))
        return words.has("ms") ? "ms" : words.has("s") ? "s" : "us";
    constexpr std::int64_t longCallMs = 300'000; // five minutes, in thousandths of a second
    const bool isLong =
        std::any_of(column.samples.begin(), column.samples.end(), [&](const std::string &text) {
            const auto read = writing.number(text, AmountOf::Number, 3);
            return read && read->value > longCallMs;
        });
    const bool isWhole = fits(column, Need::All, [&](const std::string &text) {
        const auto read = writing.number(text, AmountOf::Number, 0);
        return !read || read->exact;
    });
    return isLong || (isWhole && role == Role::LatencyMs) ? "ms" : "s";
}

/// In which unit the values are.
std::string unitOf(const ShapeColumn &column, Role role, const ColumnWords &words, const Writing &writing)
{
    const std::string_view field = fieldOf(role);
    if (field == "timestamp")
        return unitOfTime(column);
    if (isTokenField(field))
        return words.has("thousand") ? "thousand_tokens" : "tokens";
    if (field == "cost_usd")
        return words.has("cents")   ? "cents"
               : words.has("micro") ? "micro_usd"
               : words.has("nano")  ? "nano_usd"
                                    : "usd";
    return field == "latency_ms" ? unitOfLatency(column, role, words, writing) : std::string();
}

/// Whether the values, as far as they were seen, can be this.
bool canBe(const ShapeColumn &column, std::string_view field, const std::string &unit, const Writing &writing,
           Need need)
{
    const auto isAmount = [&](const std::string &text) {
        return writing.number(text, unit == "usd" ? AmountOf::Dollars : AmountOf::Number, 9).has_value();
    };
    const auto isCount = [&](const std::string &text) {
        const bool thousands = unit == "thousand_tokens";
        const auto read =
            writing.number(text, thousands ? AmountOf::Number : AmountOf::Whole, thousands ? 3 : 0);
        return read && read->value >= 0 && read->exact;
    };
    if (field == "timestamp")
        return fits(column, need, [&](const std::string &text) { return isTimeIn(text, unit); });
    if (isTokenField(field))
        return fits(column, need, isCount);
    if (field == "cost_usd")
        return fits(column, need, isAmount);
    if (field == "latency_ms")
        return fits(column, need, [&](const std::string &text) { return isAmount(text) && text[0] != '-'; });
    if (field == "cached")
        return fits(column, need, [](const std::string &text) {
            return isOneOf(lowered(text),
                           {"true", "false", "1", "0", "yes", "no", "hit", "miss", "cached", "fresh"});
        });
    if (field == "user" || field == "outcome")
        return true;
    // Names of things are neither numbers with a fraction nor times.
    return fits(column, need, [&](const std::string &text) {
        return !(isAmount(text) && !isCount(text)) && !isTime(text);
    });
}

/// True if the values are numbers with this mark, and one of them is none with the other.
bool tellsMark(const ShapeColumn &column, DecimalMark mark, Need need)
{
    const DecimalMark other = mark == DecimalMark::Comma ? DecimalMark::Point : DecimalMark::Comma;
    const auto isWith = [](const std::string &text, DecimalMark with) {
        return !writtenAmount(text, with, AmountOf::Dollars).plain.empty();
    };
    return fits(column, need, [&](const std::string &text) { return isWith(text, mark); }) &&
           std::any_of(column.samples.begin(), column.samples.end(),
                       [&](const std::string &text) { return isWith(text, mark) && !isWith(text, other); });
}

class Guess
{
public:
    Guess(const LogShape &shape, const FieldMap &fields)
        : m_shape(shape)
        , m_fields(fields)
        , m_roles(fields)
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
        m_writing = {markOf(), !m_shape.table};
        std::stable_sort(m_candidates.begin(), m_candidates.end(),
                         [](const Candidate &a, const Candidate &b) { return a.rank < b.rank; });
        for (const Candidate &candidate : m_candidates)
            take(candidate);
        for (std::size_t i = 0; i < m_uses.size(); ++i) {
            if (m_uses[i].field.empty())
                m_uses[i].field = restOf(m_shape.columns[i]);
        }
        UserMap map;
        map.decimal = m_writing.mark == DecimalMark::Comma ? "," : ".";
        map.records = m_shape.records;
        map.inputIncludesCache = m_taken.count("prompt_tokens") > 0 && m_taken.count("cache_read_tokens") > 0;
        map.columns = std::move(m_uses);
        return map;
    }

private:
    void addByName(std::size_t i)
    {
        const ShapeColumn &column = m_shape.columns[i];
        const bool isOutside = isOfDocument(column.name);
        for (const NamedRole &named : m_roles.of(pathWithin(column.name), !column.samples.empty())) {
            if (!isOutside || canBeOfDocument(named.role))
                m_candidates.push_back({i, named.role, named.rank + (isOutside ? kOutsideRank : 0), "name"});
        }
    }

    /// As the columns say whose names are those of numbers; if these do not, as all others do.
    DecimalMark markOf() const
    {
        for (const bool named : {true, false}) {
            std::ptrdiff_t commas = 0;
            std::ptrdiff_t points = 0;
            for (std::size_t i = 0; i < m_shape.columns.size(); ++i) {
                const ShapeColumn &column = m_shape.columns[i];
                if (named && !isNumberByName(i))
                    continue;
                const Need need = named ? Need::Most : Need::All;
                commas += tellsMark(column, DecimalMark::Comma, need) ? 1 : 0;
                points += tellsMark(column, DecimalMark::Point, need) ? 1 : 0;
            }
            if (commas + points > 0)
                return commas >= points ? DecimalMark::Comma : DecimalMark::Point;
        }
        return DecimalMark::Point;
    }

    bool isNumberByName(std::size_t i) const
    {
        return std::any_of(m_candidates.begin(), m_candidates.end(), [i](const Candidate &candidate) {
            const std::string_view field = fieldOf(candidate.role);
            return candidate.column == i &&
                   (isTokenField(field) || field == "cost_usd" || field == "latency_ms");
        });
    }

    void addByValues(std::size_t i)
    {
        const ShapeColumn &column = m_shape.columns[i];
        if (column.samples.empty() || isOfDocument(column.name))
            return;
        const std::string unit = unitOfTime(column);
        if (fits(column, Need::All, [&](const std::string &text) { return isTimeIn(text, unit); }))
            m_candidates.push_back({i, Role::Timestamp, kByValuesRank, "values"});
        if (fits(column, Need::All,
                 [&](const std::string &text) { return !m_fields.providerOf(text).empty(); }))
            m_candidates.push_back({i, Role::Model, kByValuesRank, "values"});
        if (fits(column, Need::All, [](const std::string &text) {
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
        const std::string unit = unitOf(column, candidate.role, wordsOf(pathWithin(column.name)), m_writing);
        const Need need = candidate.why == "name" ? Need::Most : Need::All;
        if (!use.field.empty() || isTaken || !canBe(column, field, unit, m_writing, need))
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
        if (known.role == Role::Content || isOfDocument(column.name))
            return std::string(kUseIgnore);
        const auto distinct = std::max(column.distinct, static_cast<std::int64_t>(column.samples.size()));
        const bool isFew = distinct > 0 && distinct <= kFewValues &&
                           (distinct <= 3 || distinct * 2 <= column.filled || column.filled == 0);
        const bool isName = !m_roles.isPerEvent(column.name);
        const bool isWords = fits(column, Need::All, [](const std::string &text) {
            return !isDecimal(text) && !isTime(text) && text.size() <= kLongestGroup;
        });
        return std::string(isFew && isName && isWords ? kUseDimension : kUsePerEvent);
    }

    const LogShape &m_shape;
    const FieldMap &m_fields;
    const ColumnRoles m_roles;
    Writing m_writing;
    std::vector<Candidate> m_candidates;
    std::vector<ColumnUse> m_uses;
    std::set<std::string_view> m_taken;
};

} // namespace

UserMap guessMap(const LogShape &shape, const FieldMap &fields)
{
    return Guess(shape, fields).run();
}

} // namespace outlay::ingest
