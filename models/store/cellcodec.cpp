// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/cellcodec.h"

#include <algorithm>
#include <array>

namespace outlay::store {

using base::Cell;
using base::CellColumns;
using base::kMeasureFields;
using base::Measures;

namespace {

enum class ColumnForm : std::uint8_t
{
    Zeros,
    AsRequests,
    Plain,
    LessThanRequests,
    BeyondCost,
};
constexpr auto kLastForm = static_cast<std::uint8_t>(ColumnForm::BeyondCost);

constexpr std::size_t kRequests = 0;
constexpr std::size_t kCost = 2;
// Stores have the measures in this order: another one in the program needs a new version of the store.
constexpr std::array kStoredOrder = {
    &Measures::requests,           &Measures::priced,
    &Measures::costNanos,          &Measures::inputTokens,
    &Measures::withInput,          &Measures::cacheReadTokens,
    &Measures::withCacheRead,      &Measures::cacheWrite5mTokens,
    &Measures::cacheWrite1hTokens, &Measures::withCacheWrite,
    &Measures::outputTokens,       &Measures::withOutput,
    &Measures::latencyUs,          &Measures::withLatency,
    &Measures::computedNanos,      &Measures::computed,
    &Measures::filledNanos,        &Measures::filled,
    &Measures::missingUsage,
};
static_assert(kStoredOrder == kMeasureFields);
static_assert(kMeasureFields.size() < 32, "a MeasureSet has a bit for each");

/// A column refers to one before it alone.
bool mayBe(ColumnForm form, std::size_t measure)
{
    switch (form) {
    case ColumnForm::AsRequests:
    case ColumnForm::LessThanRequests:
        return measure > kRequests;
    case ColumnForm::BeyondCost:
        return measure > kCost;
    default:
        return true;
    }
}

void appendNumber(std::string &bytes, std::uint64_t value)
{
    while (value >= 0x80) {
        bytes += static_cast<char>(value | 0x80);
        value >>= 7;
    }
    bytes += static_cast<char>(value);
}

/// Differences may leave 64 bits; they wrap round, and back.
std::uint64_t signless(std::uint64_t value)
{
    return value << 1 ^ (0 - (value >> 63));
}

std::uint64_t withSign(std::uint64_t stored)
{
    return stored >> 1 ^ (0 - (stored & 1));
}

std::uint64_t inForm(const Cell &cell, std::size_t measure, ColumnForm form)
{
    const auto value = static_cast<std::uint64_t>(cell.sums.*kMeasureFields[measure]);
    switch (form) {
    case ColumnForm::LessThanRequests:
        return signless(static_cast<std::uint64_t>(cell.sums.requests) - value);
    case ColumnForm::BeyondCost:
        return signless(value - static_cast<std::uint64_t>(cell.sums.costNanos));
    default:
        return signless(value);
    }
}

void encodeColumn(std::span<const Cell> cells, std::size_t measure, std::string &bytes)
{
    const auto field = kMeasureFields[measure];
    if (std::all_of(cells.begin(), cells.end(), [field](const Cell &c) { return c.sums.*field == 0; })) {
        bytes += static_cast<char>(ColumnForm::Zeros);
        return;
    }
    if (mayBe(ColumnForm::AsRequests, measure) &&
        std::all_of(cells.begin(), cells.end(),
                    [field](const Cell &c) { return c.sums.*field == c.sums.requests; })) {
        bytes += static_cast<char>(ColumnForm::AsRequests);
        return;
    }
    std::string best;
    auto bestForm = ColumnForm::Plain;
    for (const auto form : {ColumnForm::Plain, ColumnForm::LessThanRequests, ColumnForm::BeyondCost}) {
        if (!mayBe(form, measure))
            continue;
        std::string column;
        for (const Cell &cell : cells)
            appendNumber(column, inForm(cell, measure, form));
        if (best.empty() || column.size() < best.size()) {
            best = std::move(column);
            bestForm = form;
        }
    }
    bytes += static_cast<char>(bestForm);
    appendNumber(bytes, best.size());
    bytes += best;
}

/// Reads numbers from bytes that may end anywhere.
class NumberReader
{
public:
    explicit NumberReader(std::string_view bytes)
        : m_at(bytes.data())
        , m_end(bytes.data() + bytes.size())
    {
    }

    bool read(std::uint64_t &value)
    {
        value = 0;
        for (unsigned shift = 0; m_at < m_end && shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(*m_at++);
            value |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte < 0x80)
                return true;
        }
        return false;
    }

    bool readByte(std::uint8_t &byte)
    {
        if (m_at == m_end)
            return false;
        byte = static_cast<std::uint8_t>(*m_at++);
        return true;
    }

    bool take(std::uint64_t size, std::string_view &bytes)
    {
        if (size > static_cast<std::uint64_t>(m_end - m_at))
            return false;
        bytes = {m_at, static_cast<std::size_t>(size)};
        m_at += size;
        return true;
    }

    std::uint64_t left() const { return static_cast<std::uint64_t>(m_end - m_at); }

private:
    const char *m_at;
    const char *m_end;
};

bool decodeAttributions(NumberReader &reader, std::uint64_t count, std::vector<std::uint32_t> &to)
{
    std::uint64_t attribution = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        std::uint64_t step = 0;
        if (!reader.read(step) || step > UINT32_MAX || (attribution += step) > UINT32_MAX)
            return false;
        to.push_back(static_cast<std::uint32_t>(attribution));
    }
    return true;
}

bool decodeNumbers(std::string_view bytes, ColumnForm form, std::size_t from, std::size_t measure,
                   CellColumns &to)
{
    // A column that is not there is 0.
    const auto &base = to.measures[form == ColumnForm::LessThanRequests ? kRequests : kCost];
    std::vector<std::int64_t> &column = to.measures[measure];
    NumberReader reader(bytes);
    for (std::size_t i = from; i < column.size(); ++i) {
        std::uint64_t value = 0;
        if (!reader.read(value))
            return false;
        value = withSign(value);
        if (form != ColumnForm::Plain) { // else the other column may not have been read yet
            const auto other = base.empty() ? 0 : static_cast<std::uint64_t>(base[i]);
            value = form == ColumnForm::LessThanRequests ? other - value : value + other;
        }
        column[i] = static_cast<std::int64_t>(value);
    }
    return reader.left() == 0;
}

bool decodeColumn(NumberReader &reader, std::size_t from, std::size_t measure, bool isWanted, CellColumns &to)
{
    std::uint8_t number = 0;
    if (!reader.readByte(number) || number > kLastForm)
        return false;
    const auto form = static_cast<ColumnForm>(number);
    if (!mayBe(form, measure))
        return false;
    std::string_view bytes;
    std::uint64_t size = 0;
    if (form >= ColumnForm::Plain && (!reader.read(size) || !reader.take(size, bytes)))
        return false;
    std::vector<std::int64_t> &column = to.measures[measure];
    if (!isWanted || (form == ColumnForm::Zeros && column.empty()))
        return true;
    if (column.capacity() < to.attributions.capacity())
        column.reserve(to.attributions.capacity());
    column.resize(to.size(), 0);
    if (form >= ColumnForm::Plain)
        return decodeNumbers(bytes, form, from, measure, to);
    const auto &requests = to.measures[kRequests];
    if (form == ColumnForm::AsRequests && !requests.empty())
        std::copy(requests.begin() + static_cast<std::ptrdiff_t>(from), requests.end(),
                  column.begin() + static_cast<std::ptrdiff_t>(from));
    return true;
}

} // namespace

std::string encodeCells(std::span<const Cell> cells)
{
    std::string bytes;
    appendNumber(bytes, cells.size());
    std::uint32_t previous = 0;
    for (const Cell &cell : cells) {
        appendNumber(bytes, cell.attribution - previous);
        previous = cell.attribution;
    }
    for (std::size_t m = 0; m < kMeasureFields.size(); ++m)
        encodeColumn(cells, m, bytes);
    return bytes;
}

bool decodeCells(std::string_view bytes, base::Day day, CellColumns &to, MeasureSet wanted)
{
    NumberReader reader(bytes);
    std::uint64_t count = 0;
    const std::size_t from = to.size();
    if (!reader.read(count) || count > reader.left() || !decodeAttributions(reader, count, to.attributions))
        return false;
    // What others are written as differences to is read, wanted or not.
    constexpr MeasureSet needed = 1U << kRequests | 1U << kCost;
    const MeasureSet taken = wanted == kRequestsAlone ? wanted : wanted | needed;
    for (std::size_t m = 0; m < kMeasureFields.size(); ++m) {
        if (!decodeColumn(reader, from, m, (taken >> m & 1) != 0, to))
            return false;
    }
    if (to.runs.empty() || to.runs.back().day != day)
        to.runs.push_back({day, 0});
    to.runs.back().end = to.size();
    return reader.left() == 0;
}

} // namespace outlay::store
