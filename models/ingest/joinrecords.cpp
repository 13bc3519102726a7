// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/joinrecords.h"

#include "ingest/csvreader.h"
#include "ingest/detect.h"
#include "ingest/foundlogs.h"
#include "ingest/headerline.h"
#include "ingest/jsonsplit.h"
#include "ingest/textcodec.h"
#include "ingest/textstream.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace outlay::ingest {

using base::ErrorKind;

namespace {

constexpr std::size_t kJoinBlock = std::size_t{1} << 20;
constexpr std::size_t kLongestJoinRecord = std::size_t{64} << 20;
constexpr std::size_t kMostJoinColumns = 1000;
constexpr int kDeepestJoinObject = 8;

/// The columns that were seen so far.
class JoinNames
{
public:
    const std::vector<std::string> &all() const { return m_names; }
    /// Nothing for one too many.
    std::optional<std::size_t> placeOf(const std::string &name)
    {
        if (const auto known = m_places.find(name); known != m_places.end())
            return known->second;
        if (m_names.size() == kMostJoinColumns)
            return std::nullopt;
        m_places.emplace(name, m_names.size());
        m_names.push_back(name);
        return m_names.size() - 1;
    }

private:
    std::vector<std::string> m_names;
    std::unordered_map<std::string, std::size_t> m_places;
};

/// Takes what an object says, but lists; numbers as they are written.
class JoinSax : public nlohmann::json_sax<nlohmann::json>
{
public:
    JoinSax(JoinNames &names, JoinRecord &record)
        : m_names(names)
        , m_record(record)
    {
    }

    bool null() override { return true; }
    bool boolean(bool value) override { return say(value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override { return say(std::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) override { return say(std::to_string(value)); }
    bool number_float(number_float_t, const string_t &written) override { return say(written); }
    bool string(string_t &value) override { return say(value); }
    bool binary(binary_t &) override { return false; }
    bool key(string_t &name) override
    {
        if (!m_path.empty())
            m_path.back() = name;
        return true;
    }
    bool start_object(std::size_t) override
    {
        m_path.emplace_back();
        return true;
    }
    bool end_object() override
    {
        m_path.pop_back();
        return true;
    }
    bool start_array(std::size_t) override
    {
        ++m_lists;
        return true;
    }
    bool end_array() override
    {
        --m_lists;
        return true;
    }
    bool parse_error(std::size_t, const std::string &, const nlohmann::detail::exception &) override
    {
        m_record.problem = "it is no JSON object";
        return false;
    }

private:
    bool say(std::string_view value)
    {
        if (m_lists > 0 || m_path.empty() || m_path.size() > kDeepestJoinObject)
            return true;
        std::string name = m_path.front();
        for (std::size_t i = 1; i < m_path.size(); ++i)
            name.append(".").append(m_path[i]);
        const auto place = m_names.placeOf(name);
        if (!place)
            return true;
        if (m_record.cells.size() <= *place)
            m_record.cells.resize(*place + 1);
        m_record.cells[*place] = trimmed(value);
        return true;
    }

    JoinNames &m_names;
    JoinRecord &m_record;
    std::vector<std::string> m_path; ///< name in each object around
    int m_lists = 0;
};

/// Where no name is known, the one that parts most: then a person says what the columns are.
char joinDelimiter(std::string_view line, const std::function<bool(const std::string &)> &isKnown)
{
    char best = delimiterFor(line, isKnown);
    if (std::ranges::any_of(columnsOf(line, best), isKnown))
        return best;
    for (const char delimiter : {';', '\t', '|'})
        if (columnsOf(line, delimiter).size() > columnsOf(line, best).size())
            best = delimiter;
    return best;
}

/// Reads one text that comes in pieces.
class JoinText
{
public:
    JoinText(std::string file, const std::function<bool(const std::string &)> &isKnown,
             const TakeJoinRecord &take)
        : m_file(std::move(file))
        , m_isKnown(isKnown)
        , m_take(take)
    {
    }

    /// How much of `text` has been dealt with.
    std::size_t consume(std::string_view text, bool atEnd);
    bool isEnough() const { return m_isEnough; }
    std::int64_t line() const { return m_line; }
    /// Why nothing of the text can be read.
    const std::optional<base::Error> &error() const { return m_error; }

private:
    enum class Form
    {
        Unknown,
        Table,
        Lines,
        Document,
    };

    std::size_t begin(std::string_view text, bool atEnd);
    std::size_t readTable(std::string_view text, bool atEnd);
    std::size_t readLines(std::string_view text, bool atEnd);
    std::size_t readDocument(std::string_view text, bool atEnd);
    void takeHeader(std::string_view bytes);
    void takeCells(const CsvRecord &record, std::string_view bytes);
    void takeObject(std::string_view text, std::int64_t line);
    void take(JoinRecord &record)
    {
        record.cells.resize(m_names.all().size());
        m_isEnough = m_isEnough || !m_take(m_file, m_names.all(), record);
    }

    const std::string m_file;
    const std::function<bool(const std::string &)> &m_isKnown;
    const TakeJoinRecord &m_take;
    JoinNames m_names;
    std::vector<std::size_t> m_columns; ///< places of a table's columns; those of no name are npos
    Form m_form = Form::Unknown;
    char m_delimiter = 0;
    std::int64_t m_line = 1;
    bool m_isEnough = false;
    std::optional<base::Error> m_error;
};

std::size_t JoinText::consume(std::string_view text, bool atEnd)
{
    std::size_t done = 0;
    if (m_form == Form::Unknown) {
        done = begin(text, atEnd);
        if (m_form == Form::Unknown)
            return done;
    }
    const std::string_view rest = text.substr(done);
    return done + (m_form == Form::Table   ? readTable(rest, atEnd)
                   : m_form == Form::Lines ? readLines(rest, atEnd)
                                           : readDocument(rest, atEnd));
}

std::size_t JoinText::begin(std::string_view text, bool atEnd)
{
    const std::string_view unmarked = text.substr(byteOrderMark(text));
    const auto layout = jsonLayout(unmarked, atEnd);
    if (!layout || (!atEnd && unmarked.find('\n') == std::string_view::npos && text.size() < kJoinBlock))
        return 0;
    if (*layout != JsonLayout::None) {
        m_form = *layout == JsonLayout::Lines ? Form::Lines : Form::Document;
        return text.size() - unmarked.size();
    }
    const std::string_view table = withoutMarks(text, m_delimiter);
    if (m_delimiter == 0)
        m_delimiter = joinDelimiter(firstLineIn(table), m_isKnown);
    const std::size_t marks = text.size() - table.size();
    m_line += std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(marks), '\n');
    m_form = Form::Table;
    return marks;
}

std::size_t JoinText::readTable(std::string_view text, bool atEnd)
{
    CsvRecord record(m_delimiter);
    std::size_t done = 0;
    while (done < text.size() && !m_isEnough) {
        const std::string_view rest = text.substr(done);
        const auto state = record.read(rest, atEnd);
        if (state == CsvRecord::State::NeedsMore)
            break;
        const bool isWhole = state == CsvRecord::State::Whole;
        const std::size_t newline = rest.find('\n');
        if (!isWhole && newline == std::string_view::npos && !atEnd)
            break;
        // Quotes that do not fit cannot be trusted: go on with the next line, whatever it is.
        const std::size_t size = isWhole ? record.size() : std::min(newline, rest.size() - 1) + 1;
        if (isWhole) {
            takeCells(record, rest.substr(0, size));
        } else {
            JoinRecord broken{m_line, {}, std::string(record.problem())};
            take(broken);
        }
        m_line += isWhole ? record.newlines() : 1;
        done += size;
    }
    return done;
}

void JoinText::takeHeader(std::string_view bytes)
{
    if (!isUtf8(bytes)) { // what the columns are cannot be known
        m_error = base::Error{ErrorKind::BadInput, m_file, std::string(kNoUtf8), m_line};
        m_isEnough = true;
        return;
    }
    const std::vector<std::string> names = columnsOf(bytes, m_delimiter);
    if (std::ranges::all_of(names, &std::string::empty))
        return; // the header is still to come
    for (const std::string &name : names) {
        const auto place = name.empty() ? std::nullopt : m_names.placeOf(name);
        m_columns.push_back(place.value_or(std::string::npos));
    }
}

void JoinText::takeCells(const CsvRecord &record, std::string_view bytes)
{
    if (m_columns.empty())
        return takeHeader(bytes);
    if (std::ranges::all_of(record.cells(),
                            [](const CsvRecord::Cell &cell) { return trimmed(cell.raw).empty(); }))
        return;
    JoinRecord row{m_line, {}, {}};
    row.cells.resize(m_names.all().size());
    if (!isUtf8(bytes))
        row.problem = kNoUtf8;
    else if (bytes.find('\0') != std::string_view::npos)
        row.problem = kNul;
    else if (record.cells().size() != m_columns.size())
        row.problem = "the line has " + std::to_string(record.cells().size()) + " cells, the header has " +
                      std::to_string(m_columns.size()) +
                      "; put quotes around cells that hold what parts them";
    for (std::size_t i = 0; i < m_columns.size() && row.problem.empty(); ++i) {
        if (m_columns[i] == std::string::npos)
            continue;
        const CsvRecord::Cell &cell = record.cells()[i];
        std::string plain;
        if (cell.doubled)
            unescape(cell.raw, Dialect::Csv, plain);
        row.cells[m_columns[i]] = trimmed(cell.doubled ? std::string_view(plain) : cell.raw);
    }
    take(row);
}

void JoinText::takeObject(std::string_view text, std::int64_t line)
{
    JoinRecord record{line, {}, {}};
    JoinSax sax(m_names, record);
    if (!isUtf8(text))
        record.problem = kNoUtf8;
    else if (!text.starts_with('{') || !nlohmann::json::sax_parse(text, &sax))
        record.problem = "it is no JSON object";
    take(record);
}

std::size_t JoinText::readLines(std::string_view text, bool atEnd)
{
    std::size_t done = 0;
    while (done < text.size() && !m_isEnough) {
        const std::size_t newline = text.find('\n', done);
        if (newline == std::string_view::npos && !atEnd)
            break;
        const std::size_t end = std::min(newline, text.size());
        if (const std::string_view line = trimmed(text.substr(done, end - done)); !line.empty())
            takeObject(line, m_line);
        ++m_line;
        done = std::min(end + 1, text.size());
    }
    return done;
}

std::size_t JoinText::readDocument(std::string_view text, bool atEnd)
{
    std::int64_t before = m_line - 1;
    const std::size_t done = forEachValue(
        text, atEnd, before,
        [&](std::string_view value, std::string_view) {
            if (!m_isEnough)
                takeObject(value, before + 1);
        },
        [&](std::string_view) {
            JoinRecord cut{before + 1, {}, "the object does not end; is the file cut off?"};
            take(cut);
        });
    m_line = before + 1;
    return done;
}

base::Result<bool> readJoinText(ByteStream &bytes, const std::stop_token &stop, JoinText &reader)
{
    auto stream = TextStream::open(bytes, stop);
    if (!stream)
        return tl::unexpected(stream.error());
    std::string buffer;
    for (bool atEnd = false; !atEnd && !reader.isEnough();) {
        const std::size_t had = buffer.size();
        buffer.resize(had + kJoinBlock);
        const auto got = (*stream)->read(std::span(buffer).subspan(had), stop);
        if (!got)
            return tl::unexpected(got.error());
        buffer.resize(had + *got);
        atEnd = *got == 0;
        buffer.erase(0, reader.consume(buffer, atEnd));
        if (buffer.size() > kLongestJoinRecord)
            return base::fail(ErrorKind::BadInput, bytes.name(),
                              "a record is longer than 64 MiB; is a quote or a bracket missing?",
                              reader.line());
    }
    if (reader.error())
        return tl::unexpected(*reader.error());
    return reader.isEnough();
}

} // namespace

base::Result<void> forEachJoinRecord(const std::string &path, const std::stop_token &stop,
                                     const std::function<bool(const std::string &name)> &isKnown,
                                     const TakeJoinRecord &take)
{
    auto source = Source::open(path);
    if (!source)
        return tl::unexpected(source.error());
    bool isEnough = false;
    const auto read = forEachLog(**source, stop, [&](const FoundLog &log) -> base::Result<void> {
        if (log.error)
            return tl::unexpected(*log.error);
        JoinText reader(log.path, isKnown, take);
        const auto enough = readJoinText(*log.bytes, stop, reader);
        if (!enough)
            return tl::unexpected(enough.error());
        isEnough = *enough;
        return isEnough ? base::fail(ErrorKind::Cancelled, path, "enough was seen") : base::Result<void>();
    });
    return isEnough ? base::Result<void>() : read;
}

} // namespace outlay::ingest
