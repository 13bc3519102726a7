// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/joincolumns.h"

#include "ingest/columnroles.h"
#include "ingest/columnwords.h"
#include "ingest/joinids.h"
#include "ingest/joinrecords.h"
#include "ingest/logtime.h"
#include "ingest/valuefiles.h"

#include <algorithm>
#include <filesystem>
#include <limits>

namespace outlay::ingest {

using base::ErrorKind;

namespace {

constexpr std::size_t kJoinSamples = 50;

const FieldMap *joinFields()
{
    static const auto fields = FieldMap::costEvent();
    return fields ? &*fields : nullptr;
}

int rankOfRole(const std::string &name, Role role)
{
    int best = std::numeric_limits<int>::max();
    if (const FieldMap *fields = joinFields())
        for (const NamedRole &named : ColumnRoles(*fields).of(name, true))
            if (named.role == role)
                best = std::min(best, named.rank);
    return best;
}

bool isTimeIn(const JoinShape &shape, std::size_t column)
{
    TimeReader times;
    std::size_t said = 0;
    std::size_t read = 0;
    for (const auto &row : shape.samples) {
        if (column >= row.size() || row[column].empty())
            continue;
        ++said;
        const auto time = times.read(row[column]);
        read += time && isPlausibleTime(time->atUs) ? 1 : 0;
    }
    return said > 0 && read * 2 > said;
}

/// The column whose name says a role best; empty: none.
std::string columnFor(const JoinShape &shape, Role role)
{
    std::string found;
    int best = std::numeric_limits<int>::max();
    for (std::size_t i = 0; i < shape.names.size(); ++i) {
        if (joinIdOf(shape.names[i]) != JoinId::None)
            continue;
        const int rank = rankOfRole(shape.names[i], role);
        if (rank < best && (role != Role::Timestamp || isTimeIn(shape, i))) {
            best = rank;
            found = shape.names[i];
        }
    }
    return found;
}

std::string columnFor(const JoinShape &shape, JoinId kind)
{
    const auto found =
        std::ranges::find(shape.names, kind, [](const std::string &name) { return joinIdOf(name); });
    return found == shape.names.end() ? std::string() : *found;
}

bool hasColumn(const JoinColumns &columns, const std::string &name)
{
    return std::ranges::find(columns.dimensions, name, [](const auto &one) { return one.first; }) !=
           columns.dimensions.end();
}

JoinColumns guessedColumns(const JoinShape &shape)
{
    JoinColumns columns;
    columns.call = columnFor(shape, JoinId::Call);
    columns.chain = columnFor(shape, JoinId::Chain);
    columns.time = columnFor(shape, Role::Timestamp);
    columns.model = columnFor(shape, Role::Model);
    columns.inputTokens = columnFor(shape, Role::InputTokens);
    if (columns.inputTokens.empty())
        columns.inputTokens = columnFor(shape, Role::PromptTokens);
    columns.outputTokens = columnFor(shape, Role::OutputTokens);
    constexpr std::array roles = {std::pair{Role::Feature, base::FixedDimension::Feature},
                                  std::pair{Role::Segment, base::FixedDimension::Segment},
                                  std::pair{Role::Environment, base::FixedDimension::Environment}};
    for (const auto &[role, dimension] : roles)
        if (const std::string name = columnFor(shape, role);
            !name.empty() && name != columns.model && !hasColumn(columns, name))
            columns.dimensions.emplace_back(name, base::nameOf(dimension));
    // What else is said of customers, but who they are.
    for (const std::string &name : shape.names) {
        const std::string words = wordsOf(name).whole;
        const bool isOfCustomer = words.starts_with("customer_") || words.starts_with("tenant_") ||
                                  words == "plan" || words == "region" || words == "tenant";
        if (isOfCustomer && !words.ends_with("_id") && !words.ends_with("_name") &&
            !hasColumn(columns, name) && columns.dimensions.size() < base::kMaxJoinDimensions)
            columns.dimensions.emplace_back(name, words);
    }
    return columns;
}

} // namespace

bool isJoinColumn(const std::string &name)
{
    if (joinIdOf(name) != JoinId::None)
        return true;
    const FieldMap *fields = joinFields();
    return fields && !ColumnRoles(*fields).of(name, true).empty();
}

base::Result<JoinShape> joinShapeOf(const std::string &path, const std::stop_token &stop)
{
    JoinShape shape;
    std::size_t seen = 0;
    const auto take = [&](const std::string &, const std::vector<std::string> &names,
                          const JoinRecord &record) {
        shape.names = names;
        if (record.problem.empty())
            shape.samples.push_back(record.cells);
        return ++seen < kJoinSamples;
    };
    if (const auto read = forEachJoinRecord(path, stop, isJoinColumn, take); !read)
        return tl::unexpected(read.error());
    if (shape.samples.empty())
        return base::fail(ErrorKind::NotALog, path,
                          "has no rows to join: it has to be CSV with a header, or JSON objects");
    for (auto &row : shape.samples)
        row.resize(shape.names.size());
    shape.guess = guessedColumns(shape);
    const bool hasInput = !shape.guess.inputTokens.empty();
    shape.hasUsage = (hasInput && !shape.guess.outputTokens.empty()) || !columnFor(shape, Role::Cost).empty();
    return shape;
}

bool isJoinFile(const std::string &path, const std::stop_token &stop)
{
    std::error_code unknown;
    if (!std::filesystem::is_regular_file(path, unknown))
        return false; // what is read from a pipe is gone
    const auto shape = joinShapeOf(path, stop);
    return shape && shape->guess.isComplete() && !shape->hasUsage &&
           valueContentOf(path, stop) == ValueContent::None;
}

base::Result<void> checkJoinColumns(const JoinColumns &columns, const std::string &path)
{
    if (columns.dimensions.empty())
        return base::fail(ErrorKind::NotALog, path,
                          "no column says a feature, a segment or the like; choose the one that does (on a "
                          "command line: --feature COLUMN, --dimension COLUMN=NAME)");
    if (!columns.hasIds() && !columns.hasTimes())
        return base::fail(
            ErrorKind::NotALog, path,
            "no column has ids of requests or chains, nor are there both times and models; choose those that "
            "do (on a command line: --id, --chain, --time, --model)");
    if (columns.dimensions.size() > base::kMaxJoinDimensions)
        return base::fail(ErrorKind::Misuse, path, "more than 16 dimensions cannot be joined at once");
    for (std::size_t i = 0; i < columns.dimensions.size(); ++i) {
        const base::Dimension &dimension = columns.dimensions[i].second;
        if (!base::canBeJoined(dimension))
            return base::fail(
                ErrorKind::Misuse, path,
                "\"" + dimension +
                    "\" cannot be joined: what a call was, when, and what became of it, only its "
                    "own log knows");
        for (std::size_t j = 0; j < i; ++j)
            if (columns.dimensions[j].second == dimension)
                return base::fail(ErrorKind::Misuse, path,
                                  "\"" + dimension + "\" is to come from two columns; leave one out");
    }
    return {};
}

} // namespace outlay::ingest
