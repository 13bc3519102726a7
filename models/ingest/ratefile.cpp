// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/ratefile.h"

#include "base/scaled.h"
#include "ingest/csvreader.h"
#include "ingest/filetext.h"
#include "ingest/textcodec.h"
#include "ingest/writtendate.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <set>

namespace outlay::ingest {

using base::DatedRate;
using base::ErrorKind;
using base::Int128;

namespace {

/// All that the ECB has ever published is a tenth of it.
constexpr std::size_t kMostRateBytes = std::size_t{16} * 1024 * 1024;
constexpr std::string_view kWhatRateFilesHave =
    "it has to have date, currency and rate (units of the currency for a dollar)";

enum class RateColumn : std::uint8_t
{
    Date,
    Currency,
    Base,
    Rate,
    DollarsPerUnit,
    Other
};
constexpr std::size_t kRateColumns = 5;

struct RateColumnName
{
    std::string_view name;
    RateColumn column;
};
/// The first of a column is what it is called in messages.
constexpr std::array kRateNames = {
    RateColumnName{"date", RateColumn::Date},
    RateColumnName{"day", RateColumn::Date},
    RateColumnName{"time_period", RateColumn::Date}, // of the ECB's data portal, as others below
    RateColumnName{"currency", RateColumn::Currency},
    RateColumnName{"quote", RateColumn::Currency},
    RateColumnName{"quote_currency", RateColumn::Currency},
    RateColumnName{"to", RateColumn::Currency},
    RateColumnName{"target", RateColumn::Currency},
    RateColumnName{"currency_code", RateColumn::Currency},
    RateColumnName{"base", RateColumn::Base},
    RateColumnName{"base_currency", RateColumn::Base},
    RateColumnName{"from", RateColumn::Base},
    RateColumnName{"currency_denom", RateColumn::Base},
    RateColumnName{"rate", RateColumn::Rate},
    RateColumnName{"obs_value", RateColumn::Rate},
    RateColumnName{"exchange_rate", RateColumn::Rate},
    RateColumnName{"units_per_usd", RateColumn::Rate},
    RateColumnName{"rate_per_usd", RateColumn::Rate},
    RateColumnName{"usd_per_unit", RateColumn::DollarsPerUnit},
};

RateColumn rateColumnOf(std::string_view name)
{
    std::string plain = lowered(trimmed(name));
    std::ranges::replace(plain, ' ', '_');
    const auto *const known = std::ranges::find(kRateNames, plain, &RateColumnName::name);
    return known == kRateNames.end() ? RateColumn::Other : known->column;
}

/// The columns of a file: either one of each kind, or, `currencies`, one of each currency.
struct RateHeader
{
    std::array<std::optional<std::size_t>, kRateColumns> at;
    std::vector<std::pair<std::size_t, std::string>> currencies; ///< units for a euro

    const std::optional<std::size_t> &operator[](RateColumn column) const
    {
        return at[static_cast<std::size_t>(column)];
    }
};

base::Result<RateHeader> rateHeaderOf(const std::vector<std::string> &names, const std::string &path)
{
    RateHeader header;
    bool isOfCurrencies = true;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const RateColumn column = rateColumnOf(names[i]);
        const auto code = base::currencyCode(trimmed(names[i]));
        if (column == RateColumn::Other) {
            if (code)
                header.currencies.emplace_back(i, *code);
            isOfCurrencies = isOfCurrencies && (code || trimmed(names[i]).empty());
            continue;
        }
        isOfCurrencies = isOfCurrencies && column == RateColumn::Date;
        std::optional<std::size_t> &at = header.at[static_cast<std::size_t>(column)];
        if (at)
            return base::fail(
                ErrorKind::BadInput, path,
                "has two columns that could be the " +
                    std::string(std::ranges::find(kRateNames, column, &RateColumnName::column)->name) +
                    "; leave out the one that is not meant",
                1);
        at = i;
    }
    const bool hasDollars =
        std::ranges::find(header.currencies, base::kLedgerCurrency,
                          [](const auto &entry) { return entry.second; }) != header.currencies.end();
    if (!isOfCurrencies || !hasDollars)
        header.currencies.clear();
    const bool isLong =
        header[RateColumn::Currency] && (header[RateColumn::Rate] || header[RateColumn::DollarsPerUnit]);
    if (!header[RateColumn::Date] || (!isLong && header.currencies.empty()))
        return base::fail(ErrorKind::NotALog, path,
                          "is no file of exchange rates: " + std::string(kWhatRateFilesHave), 1);
    return header;
}

/// Lines of a file as rates.
class RateLines
{
public:
    RateLines(RateHeader header, char delimiter, RateReading &reading)
        : m_header(std::move(header))
        , m_delimiter(delimiter)
        , m_reading(reading)
    {
    }

    /// Why a line is none; empty if it is.
    std::string read(const std::vector<std::string> &cells)
    {
        const auto day = dayIn(cellOf(cells, m_header[RateColumn::Date]));
        if (!day)
            return "\"" + std::string(clipped(cellOf(cells, m_header[RateColumn::Date]), 40)) +
                   "\" is no date; write one such as 2026-05-29";
        return m_header.currencies.empty() ? readOne(*day, cells) : readEuros(*day, cells);
    }

private:
    static std::string_view cellOf(const std::vector<std::string> &cells,
                                   const std::optional<std::size_t> &at)
    {
        return at && *at < cells.size() ? trimmed(cells[*at]) : std::string_view();
    }

    static std::optional<base::Day> dayIn(std::string_view text)
    {
        if (const auto day = base::parseDay(text))
            return day;
        const auto written = readWrittenDate(text, DateOrder::Unsaid);
        if (!written)
            return std::nullopt;
        return std::chrono::floor<std::chrono::days>(base::Instant{std::chrono::microseconds{written->atUs}});
    }

    /// In 10⁻¹²; nothing if it is no rate.
    std::optional<std::int64_t> amountIn(std::string_view text) const
    {
        std::string plain(text);
        if (m_delimiter == ';' && plain.find('.') == std::string::npos)
            std::ranges::replace(plain, ',', '.');
        const auto picos = base::parseScaled(plain, base::kRateDecimals);
        return picos && *picos > 0 && *picos <= base::kMostPicos ? picos : std::nullopt;
    }

    /// units ÷ per; nothing if it is no rate.
    static std::optional<std::int64_t> ratio(std::int64_t units, std::int64_t per)
    {
        const Int128 scaled = Int128(units) * base::kPicosPerUnit;
        if (scaled / per >= base::kMostPicos)
            return std::nullopt;
        const std::int64_t picos = base::divideHalfEven(scaled, per);
        return picos > 0 ? std::optional(picos) : std::nullopt;
    }

    static std::string notARate(std::string_view text)
    {
        return "\"" + std::string(clipped(text, 40)) +
               "\" is no rate; write a number above 0, and at most 1,000,000, such as 0.9213";
    }

    void take(base::Day day, const std::string &currency, std::int64_t picos)
    {
        if (!m_seen.emplace(day, currency).second)
            ++m_reading.repeated;
        m_reading.rates.push_back({day, currency, picos, m_reading.name});
    }

    std::string readOne(base::Day day, const std::vector<std::string> &cells)
    {
        const std::string_view said = cellOf(cells, m_header[RateColumn::Currency]);
        auto currency = base::currencyCode(said);
        if (!currency)
            return "\"" + std::string(clipped(said, 40)) +
                   "\" is no currency; write its three letters, such as EUR";
        const bool hasRate = m_header[RateColumn::Rate].has_value();
        const std::string_view text =
            cellOf(cells, m_header[hasRate ? RateColumn::Rate : RateColumn::DollarsPerUnit]);
        bool isInverse = !hasRate;
        if (m_header[RateColumn::Base]) {
            const auto against = base::currencyCode(cellOf(cells, m_header[RateColumn::Base]));
            if (!against || (*against != base::kLedgerCurrency && *currency != base::kLedgerCurrency))
                return "neither of its currencies is USD, which the ledger is in";
            if (*against != base::kLedgerCurrency) {
                currency = against;
                isInverse = !isInverse;
            }
        }
        auto picos = amountIn(text);
        if (picos && isInverse)
            picos = ratio(base::kPicosPerUnit, *picos);
        if (!picos)
            return notARate(text);
        if (*currency == base::kLedgerCurrency)
            return *picos == base::kPicosPerUnit ? ""
                                                 : "a dollar is one dollar; leave USD out, or give its base";
        take(day, *currency, *picos);
        return {};
    }

    /// A line of the ECB's table. "N/A" or nothing: there is no rate.
    std::string readEuros(base::Day day, const std::vector<std::string> &cells)
    {
        std::optional<std::int64_t> dollars;
        for (const auto &[at, currency] : m_header.currencies)
            if (currency == base::kLedgerCurrency)
                dollars = amountIn(cellOf(cells, at));
        const auto euros = dollars ? ratio(base::kPicosPerUnit, *dollars) : std::nullopt;
        if (!euros)
            return "it has no rate of USD, which the others are counted by";
        std::vector<std::pair<std::string, std::int64_t>> found{{"EUR", *euros}};
        for (const auto &[at, currency] : m_header.currencies) {
            const std::string_view text = cellOf(cells, at);
            if (currency == base::kLedgerCurrency || currency == "EUR" || text.empty() || text == "N/A" ||
                text == "-")
                continue;
            const auto units = amountIn(text);
            const auto picos = units ? ratio(*units, *dollars) : std::nullopt;
            if (!picos)
                return currency + ": " + notARate(text);
            found.emplace_back(currency, *picos);
        }
        for (const auto &[currency, picos] : found)
            take(day, currency, picos);
        return {};
    }

    RateHeader m_header;
    char m_delimiter;
    RateReading &m_reading;
    std::set<std::pair<base::Day, std::string>> m_seen;
};

char rateDelimiterOf(std::string_view line)
{
    for (const char delimiter : {';', '\t', ','})
        if (line.find(delimiter) != std::string_view::npos)
            return delimiter;
    return ',';
}

} // namespace

base::Result<RateReading> readRateFile(const std::string &path, const std::stop_token &stop)
{
    const auto text = textUpTo(path, kMostRateBytes + 1, stop);
    return text ? readRates(*text, path) : tl::unexpected(text.error());
}

base::Result<RateReading> readRates(std::string_view text, const std::string &path)
{
    if (text.size() > kMostRateBytes)
        return base::fail(ErrorKind::BadInput, path,
                          "is bigger than 16 MiB; leave out years that have no calls");
    constexpr std::string_view byteOrder = "\xEF\xBB\xBF";
    text.remove_prefix(text.starts_with(byteOrder) ? byteOrder.size() : 0);
    const auto takeLine = [&text] {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        return line;
    };
    const std::string_view first = takeLine();
    const char delimiter = rateDelimiterOf(first);
    auto header = rateHeaderOf(columnsOf(first, delimiter), path);
    if (!header)
        return tl::unexpected(header.error());
    RateReading reading;
    reading.name = std::filesystem::path(path).filename().string();
    RateLines lines(*std::move(header), delimiter, reading);
    for (std::int64_t number = 2; !text.empty(); ++number) {
        const std::string_view line = takeLine();
        if (trimmed(line).empty())
            continue;
        const std::string reason =
            isUtf8(line) ? lines.read(columnsOf(line, delimiter)) : std::string(kNoUtf8);
        if (!reason.empty() && reading.rejected++ < base::kMaxRejectsKept)
            reading.rejects.push_back({path, number, reason, {}});
    }
    return reading;
}

} // namespace outlay::ingest
