// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/joinfile.h"

#include "ingest/decimal.h"
#include "ingest/joinids.h"
#include "ingest/joinrecords.h"
#include "ingest/logtime.h"
#include "ingest/redact.h"
#include "ingest/sortedfields.h"
#include "ingest/textcodec.h"
#include "pricing/modelnames.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>

namespace outlay::ingest {

using base::ErrorKind;
using base::JoinLog;
using base::JoinRow;

namespace {

/// What has more values than that is no dimension.
constexpr std::size_t kMostJoinValues = 10'000;
constexpr std::size_t kMostJoinRows = 20'000'000;

/// Makes rows of records.
class JoinRows
{
public:
    JoinRows(const JoinColumns &columns, const std::array<unsigned char, 32> &key, JoinReading &reading)
        : m_columns(columns)
        , m_marks(key)
        , m_reading(reading)
    {
        for (const auto &[column, dimension] : columns.dimensions)
            m_reading.log.dimensions.push_back(dimension);
        m_distinct.resize(columns.dimensions.size());
    }

    /// False: the rest need not be read.
    bool take(const std::string &file, const std::vector<std::string> &names, const JoinRecord &record);
    base::Result<void> finish(const std::string &path);

private:
    struct Places
    {
        std::optional<std::size_t> call, chain, time, model, input, output;
        std::vector<std::optional<std::size_t>> dimensions;
    };

    void findPlaces(const std::string &file, const std::vector<std::string> &names);
    bool isReadable(const JoinRecord &record, JoinRow &row, std::string &why);
    bool readJoinTime(const JoinRecord &record, JoinRow &row, std::string &why);
    bool readTokens(const JoinRecord &record, std::optional<std::size_t> place, const char *what,
                    std::int64_t &tokens, std::string &why) const;
    bool readTexts(const JoinRecord &record, std::vector<std::string> &texts, std::string &why);
    std::uint32_t modelOf(const std::string &text);
    std::string mark() const;

    static const std::string &cell(const JoinRecord &record, std::optional<std::size_t> place)
    {
        static const std::string none;
        return place && *place < record.cells.size() ? record.cells[*place] : none;
    }

    const JoinColumns &m_columns;
    const IdMarks m_marks;
    JoinReading &m_reading;
    std::string m_file;
    std::size_t m_namesSeen = 0;
    Places m_places;
    std::set<std::string> m_found; ///< columns that were there
    TimeReader m_times;
    std::unordered_map<std::string, std::uint32_t> m_models; ///< as they are written
    std::unordered_map<std::string, std::uint32_t> m_plainModels;
    std::unordered_map<std::string, std::uint32_t> m_sets;
    std::vector<std::set<std::string>> m_distinct;
    std::int64_t m_naive = 0;
    std::int64_t m_silent = 0;
    std::size_t m_crowded = std::string::npos; ///< a dimension with too many values
};

void JoinRows::findPlaces(const std::string &file, const std::vector<std::string> &names)
{
    if (file == m_file && names.size() == m_namesSeen)
        return;
    m_file = file;
    m_namesSeen = names.size();
    const auto placeOf = [&](const std::string &column) -> std::optional<std::size_t> {
        const auto found = std::ranges::find(names, column);
        if (column.empty() || found == names.end())
            return std::nullopt;
        m_found.insert(column);
        return static_cast<std::size_t>(found - names.begin());
    };
    m_places = {placeOf(m_columns.call),
                placeOf(m_columns.chain),
                placeOf(m_columns.time),
                placeOf(m_columns.model),
                placeOf(m_columns.inputTokens),
                placeOf(m_columns.outputTokens),
                {}};
    for (const auto &[column, dimension] : m_columns.dimensions)
        m_places.dimensions.push_back(placeOf(column));
}

bool JoinRows::take(const std::string &file, const std::vector<std::string> &names, const JoinRecord &record)
{
    findPlaces(file, names);
    JoinRow row;
    row.line = record.line;
    std::string why = record.problem;
    if (why.empty() && isReadable(record, row, why)) {
        m_reading.log.rows.push_back(row);
        return m_crowded == std::string::npos && m_reading.log.rows.size() <= kMostJoinRows;
    }
    if (m_reading.rejected++ < base::kMaxRejectsKept)
        m_reading.rejects.push_back({file, record.line, why, {}});
    return true;
}

bool JoinRows::isReadable(const JoinRecord &record, JoinRow &row, std::string &why)
{
    row.call = m_marks.of(cell(record, m_places.call));
    row.chain = m_marks.of(cell(record, m_places.chain));
    if (!readJoinTime(record, row, why) ||
        !readTokens(record, m_places.input, "input tokens", row.inputTokens, why) ||
        !readTokens(record, m_places.output, "output tokens", row.outputTokens, why))
        return false;
    row.model = modelOf(cell(record, m_places.model));
    if (row.call == 0 && row.chain == 0 && (row.atUs == base::kAbsent || row.model == 0)) {
        why = "it has no id of a request or chain, nor both a time and a model, so that no call can be found";
        return false;
    }
    std::vector<std::string> texts;
    if (!readTexts(record, texts, why))
        return false;
    std::string key;
    for (const std::string &text : texts)
        key.append(std::to_string(text.size())).append(":").append(text);
    const auto [known, isNew] =
        m_sets.try_emplace(key, static_cast<std::uint32_t>(m_reading.log.values.size()));
    m_silent += std::ranges::all_of(texts, &std::string::empty) ? 1 : 0;
    if (isNew)
        m_reading.log.values.push_back(std::move(texts));
    row.values = known->second;
    return true;
}

bool JoinRows::readJoinTime(const JoinRecord &record, JoinRow &row, std::string &why)
{
    const std::string &text = cell(record, m_places.time);
    if (text.empty())
        return true;
    const auto time = m_times.read(text);
    const std::string quoted = "time \"" + redacted(clipped(text, 40)) + "\" ";
    if (!time)
        why = quoted + "is not a time such as 2026-05-09T13:02:11Z";
    else if (!isPlausibleTime(time->atUs))
        why = quoted + "is before the year 2000 or after 2099";
    else
        row.atUs = time->atUs;
    m_naive += time && time->naive ? 1 : 0;
    return why.empty();
}

bool JoinRows::readTokens(const JoinRecord &record, std::optional<std::size_t> place, const char *what,
                          std::int64_t &tokens, std::string &why) const
{
    const std::string &text = cell(record, place);
    if (text.empty())
        return true;
    const auto number = isDecimal(text) ? readDecimal(text, 0) : std::nullopt;
    if (!number || !number->exact || number->value < 0) {
        why = std::string(what) + " \"" + redacted(clipped(text, 40)) + "\" are no whole number";
        return false;
    }
    tokens = number->value;
    return true;
}

bool JoinRows::readTexts(const JoinRecord &record, std::vector<std::string> &texts, std::string &why)
{
    for (std::size_t d = 0; d < m_places.dimensions.size(); ++d) {
        const std::string &text = cell(record, m_places.dimensions[d]);
        if (text.size() > kMaxTextBytes) {
            why = "its " + m_reading.log.dimensions[d] + " is longer than 256 bytes; is it another column?";
            return false;
        }
        texts.push_back(base::isDefaultLabel(text) ? std::string(base::kUnattributed) : redacted(text));
        if (!texts.back().empty() && m_distinct[d].insert(texts.back()).second &&
            m_distinct[d].size() > kMostJoinValues)
            m_crowded = d;
    }
    return true;
}

std::uint32_t JoinRows::modelOf(const std::string &text)
{
    if (base::isDefaultLabel(text))
        return 0;
    const auto [known, isNew] = m_models.try_emplace(text, 0);
    if (!isNew)
        return known->second;
    const std::string plain = pricing::plainestName(text);
    auto &models = m_reading.log.models;
    const auto [place, isFirst] = m_plainModels.try_emplace(plain, static_cast<std::uint32_t>(models.size()));
    if (isFirst)
        models.push_back(plain);
    return known->second = place->second;
}

/// Of all that the log says, as it was read.
std::string JoinRows::mark() const
{
    const JoinLog &log = m_reading.log;
    std::string texts;
    for (const auto *list : {&log.dimensions, &log.models})
        for (const std::string &text : *list)
            texts.append(text).push_back('\n');
    for (const auto &set : log.values)
        for (const std::string &text : set)
            texts.append(text).push_back('\n');
    static_assert(std::has_unique_object_representations_v<JoinRow>);
    const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(), XXH3_freeState);
    XXH3_128bits_reset(state.get());
    XXH3_128bits_update(state.get(), texts.data(), texts.size());
    XXH3_128bits_update(state.get(), log.rows.data(), log.rows.size() * sizeof(JoinRow));
    const XXH128_hash_t hash = XXH3_128bits_digest(state.get());
    std::array<char, 40> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx%016llx",
                  static_cast<unsigned long long>(hash.high64), static_cast<unsigned long long>(hash.low64));
    return digits.data();
}

base::Result<void> JoinRows::finish(const std::string &path)
{
    JoinLog &log = m_reading.log;
    std::vector<std::string> wanted = {m_columns.call,  m_columns.chain,       m_columns.time,
                                       m_columns.model, m_columns.inputTokens, m_columns.outputTokens};
    for (const auto &[column, dimension] : m_columns.dimensions)
        wanted.push_back(column);
    for (const std::string &column : wanted)
        if (!column.empty() && !m_found.contains(column) && !(log.rows.empty() && m_reading.rejected == 0))
            return base::fail(ErrorKind::Misuse, path, "there is no column \"" + column + "\"");
    if (m_crowded != std::string::npos)
        return base::fail(ErrorKind::BadInput, path,
                          "has more than 10,000 different values for " + log.dimensions[m_crowded] +
                              ", which is then no dimension to group by; name another column");
    if (log.rows.size() > kMostJoinRows)
        return base::fail(ErrorKind::BadInput, path, "has more than 20 million rows; join it in parts");
    if (log.rows.empty())
        return base::fail(ErrorKind::BadInput, path,
                          m_reading.rejects.empty()
                              ? "there is no row in it"
                              : "no row can be joined; of the first: " + m_reading.rejects.front().reason,
                          m_reading.rejects.empty() ? 0 : m_reading.rejects.front().line);
    log.fingerprint = mark();
    if (m_naive > 0)
        m_reading.assumptions.push_back({"times without a zone are taken as UTC", m_naive});
    if (m_silent > 0)
        m_reading.assumptions.push_back({"rows say nothing of what is to be joined", m_silent});
    return {};
}

} // namespace

base::Result<JoinReading> readJoinFile(const std::string &path, const JoinColumns &columns,
                                       const std::array<unsigned char, 32> &key, const std::stop_token &stop)
{
    if (const auto checked = checkJoinColumns(columns, path); !checked)
        return tl::unexpected(checked.error());
    JoinReading reading;
    reading.log.path = path;
    JoinRows rows(columns, key, reading);
    const auto isNamed = [&columns](const std::string &name) {
        return isJoinColumn(name) || name == columns.call || name == columns.chain || name == columns.time ||
               std::ranges::find(columns.dimensions, name, [](const auto &one) { return one.first; }) !=
                   columns.dimensions.end();
    };
    const auto read =
        forEachJoinRecord(path, stop, isNamed,
                          [&rows](const std::string &file, const std::vector<std::string> &names,
                                  const JoinRecord &record) { return rows.take(file, names, record); });
    if (!read)
        return tl::unexpected(read.error());
    if (const auto finished = rows.finish(path); !finished)
        return tl::unexpected(finished.error());
    return reading;
}

} // namespace outlay::ingest
