// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/valuefile.h"

#include "ingest/amount.h"
#include "ingest/decimal.h"
#include "ingest/filetext.h"
#include "ingest/textcodec.h"
#include "ingest/valuedays.h"
#include "ingest/valuetable.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace outlay::ingest {

using base::ErrorKind;
using base::ValueRow;

namespace {

constexpr std::size_t kLongestValueName = 256;
constexpr int kValueDecimals = 9;

std::string contentMark(const std::string &text)
{
    const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
    std::array<char, 40> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx%016llx",
                  static_cast<unsigned long long>(hash.high64), static_cast<unsigned long long>(hash.low64));
    return digits.data();
}

bool isReadable(const ValueText &cell, DecimalMark mark)
{
    return (mark == DecimalMark::Point && isDecimal(cell.text)) ||
           !writtenAmount(cell.text, mark, AmountOf::Dollars).plain.empty();
}

/// What stands between units and tenths: what some number of the file can only be read with, and no other one
/// cannot.
DecimalMark decimalMarkOf(const std::vector<ValueRecord> &records)
{
    bool needsPoint = false;
    bool needsComma = false;
    for (const ValueRecord &record : records) {
        for (const ValueColumn column : {ValueColumn::Amount, ValueColumn::Rate}) {
            const ValueText &cell = record[column];
            if (cell.isNumber || isMissingAmount(cell.text))
                continue;
            const bool byPoint = isReadable(cell, DecimalMark::Point);
            const bool byComma = isReadable(cell, DecimalMark::Comma);
            needsPoint = needsPoint || (byPoint && !byComma);
            needsComma = needsComma || (byComma && !byPoint);
        }
    }
    if (needsPoint == needsComma)
        return DecimalMark::Unsaid;
    return needsPoint ? DecimalMark::Point : DecimalMark::Comma;
}

/// A currency that is not US dollars, as a unit.
bool isForeignCurrency(std::string_view unit)
{
    constexpr std::array<std::string_view, 20> codes = {"eur", "gbp", "jpy", "cny", "chf", "cad", "aud",
                                                        "nzd", "inr", "krw", "brl", "mxn", "sek", "nok",
                                                        "dkk", "pln", "sgd", "hkd", "€",   "£"};
    return std::ranges::find(codes, unit) != codes.end();
}

/// kDollars for what says so.
std::string unitOfValues(const std::string &written)
{
    const std::string unit = lowered(written);
    constexpr std::array<std::string_view, 6> dollars = {"usd",     "$",          "us$",
                                                         "dollars", "us dollars", "dollar"};
    if (std::ranges::find(dollars, unit) != dollars.end() || isMissingAmount(unit))
        return std::string(base::kDollars);
    return unit;
}

std::string attributedTo(const std::string &written)
{
    return base::isDefaultLabel(written) ? std::string(base::kUnattributed) : written;
}

/// Makes rows of records, all by what the whole file tells of how it writes.
class RowMaker
{
public:
    explicit RowMaker(const ValueTable &table)
        : m_dates(valueDatesOf(table.records))
        , m_mark(decimalMarkOf(table.records))
        , m_isInDollars(table.isAmountInDollars)
    {
    }

    /// Nothing where why() says what is wrong with the record and what to do.
    std::optional<ValueRow> rowOf(const ValueRecord &record)
    {
        m_why.clear();
        ValueRow row;
        row.line = record.line;
        const auto days = valueDaysOf(record, m_dates, m_why);
        if (!days || !takeNames(record, row) || !takeUnit(record, row))
            return std::nullopt;
        row.days = *days;
        const auto amount = nanosOf(record[ValueColumn::Amount], row.isMoney(), "amount");
        if (!amount || !takeRate(record, row))
            return std::nullopt;
        row.amountNanos = *amount;
        if ((row.isMoney() || row.rate) && !base::worthOf(row)) {
            m_why = "amount × rate is more dollars than can be counted here";
            return std::nullopt;
        }
        return row;
    }
    const std::string &why() const { return m_why; }
    DecimalMark mark() const { return m_mark; }
    DateOrder order() const { return m_dates.order; }

private:
    bool refuse(std::string why)
    {
        m_why = std::move(why);
        return false;
    }

    bool takeNames(const ValueRecord &record, ValueRow &row)
    {
        row.feature = attributedTo(record[ValueColumn::Feature].text);
        row.segment = attributedTo(record[ValueColumn::Segment].text);
        if (row.feature.size() > kLongestValueName || row.segment.size() > kLongestValueName)
            return refuse("the name of its feature or segment is longer than 256 bytes; is a quote missing?");
        return true;
    }

    bool takeUnit(const ValueRecord &record, ValueRow &row)
    {
        row.unit = unitOfValues(record[ValueColumn::Unit].text);
        const std::string currency = unitOfValues(record[ValueColumn::Currency].text);
        if (row.unit.size() > kLongestValueName)
            return refuse("its unit is longer than 256 bytes; is a quote missing?");
        if (!currency.empty() && !row.isMoney())
            return refuse("it has the unit " + row.unit + " and the currency " + currency +
                          "; leave out one");
        if (!currency.empty())
            row.unit = currency;
        if (m_isInDollars && !row.isMoney())
            return refuse("its amount is in dollars by the name of the column, but its unit is " + row.unit +
                          "; call the column amount");
        return true;
    }

    bool takeRate(const ValueRecord &record, ValueRow &row)
    {
        const ValueText &cell = record[ValueColumn::Rate];
        if (isMissingAmount(cell.text)) {
            if (isForeignCurrency(row.unit))
                return refuse(
                    "its amount is in " + row.unit +
                    ", and Outlay knows no rates of exchange; convert it to US dollars, or give the "
                    "dollars of one in a column rate");
            return true;
        }
        if (row.isMoney())
            return refuse("its amount is in dollars already, and has a rate; leave the rate out, or say in a "
                          "column unit what is counted");
        const auto rate = nanosOf(cell, true, "rate");
        if (!rate)
            return false;
        if (*rate < 0)
            return refuse("its rate is below 0; write amounts that are taken back with a minus instead");
        row.rate = base::Money::fromNanos(*rate);
        return true;
    }

    std::optional<std::int64_t> nanosOf(const ValueText &cell, bool isMoney, const char *what)
    {
        std::string plain;
        std::string_view why;
        if (cell.isNumber || (m_mark != DecimalMark::Comma && isDecimal(cell.text))) {
            plain = cell.text;
        } else {
            auto written = writtenAmount(cell.text, m_mark, isMoney ? AmountOf::Dollars : AmountOf::Number);
            plain = std::move(written.plain);
            why = written.why;
        }
        const std::string quoted = std::string(what) + " \"" + std::string(clipped(cell.text, 40)) + "\"";
        if (!plain.empty()) {
            const auto decimal = readDecimal(plain, kValueDecimals);
            if (!decimal)
                refuse(quoted + " is more than can be counted here (9.2 billion)");
            return decimal ? std::optional(decimal->value) : std::nullopt;
        }
        const bool isTwofold = m_mark == DecimalMark::Unsaid && cell.text.find(',') != std::string::npos &&
                               isReadable(cell, DecimalMark::Comma);
        if (isTwofold)
            refuse(quoted + ": its comma may be the decimal mark or part thousands; write it as 1234.50");
        else
            refuse(quoted + ": " + std::string(why) + "; write it as 1234.50");
        return std::nullopt;
    }

    ValueDates m_dates;
    DecimalMark m_mark;
    bool m_isInDollars;
    std::string m_why;
};

void tellAssumptions(const ValueTable &table, const RowMaker &maker, ValueReading &reading)
{
    const auto rows = static_cast<std::int64_t>(reading.file.rows.size());
    for (const std::string &name : table.ignored)
        reading.assumptions.push_back(
            {"column \"" + std::string(clipped(name, 40)) + "\" is not read", rows});
    if (maker.mark() == DecimalMark::Comma)
        reading.assumptions.push_back({"numbers are read with a decimal comma", rows});
    if (maker.order() != DateOrder::Unsaid)
        reading.assumptions.push_back({maker.order() == DateOrder::DayFirst
                                           ? "dates are read with the day first"
                                           : "dates are read with the month first",
                                       rows});
    const auto isFirstOfMonth = [](const ValueRow &row) {
        return row.days.days() == 1 && row.days.first == base::periodOf(base::monthOf(row.days.first)).first;
    };
    if (rows > 1 && std::ranges::all_of(reading.file.rows, isFirstOfMonth))
        reading.assumptions.push_back(
            {"all dates are the first of a month, and count as that day alone; write "
             "2026-05 for what is of a whole month",
             rows});
}

} // namespace

base::Result<ValueReading> readValueFile(const std::string &path, const std::stop_token &stop)
{
    const auto text = textUpTo(path, kMostValueBytes + 1, stop);
    return text ? readValues(*text, path) : tl::unexpected(text.error());
}

base::Result<ValueReading> readValues(const std::string &text, const std::string &path)
{
    if (text.size() > kMostValueBytes)
        return base::fail(ErrorKind::BadInput, path, "is bigger than 64 MiB, which no value file is");
    if (trimmed(text).empty())
        return base::fail(ErrorKind::NotALog, path, "is empty");
    const auto table = readValueTable(text, path);
    if (!table)
        return tl::unexpected(table.error());
    ValueReading reading;
    reading.file.path = path;
    reading.file.fingerprint = contentMark(text);
    RowMaker maker(*table);
    for (const ValueRecord &record : table->records) {
        if (record.problem.empty() && isMissingAmount(record[ValueColumn::Amount].text)) {
            ++reading.withoutAmount;
            continue;
        }
        auto row = record.problem.empty() ? maker.rowOf(record) : std::nullopt;
        if (row) {
            reading.file.rows.push_back(*std::move(row));
            continue;
        }
        if (reading.rejected++ < base::kMaxRejectsKept)
            reading.rejects.push_back(
                {path, record.line, record.problem.empty() ? maker.why() : record.problem, {}});
    }
    tellAssumptions(*table, maker, reading);
    return reading;
}

} // namespace outlay::ingest
