// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/linereader.h"

#include "ingest/excerpt.h"
#include "ingest/jsonsplit.h"
#include "ingest/jsontoken.h"
#include "ingest/textcodec.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace outlay::ingest {

namespace {

/// Where an object with a first name begins: "{" and a quote, with nothing but blanks between.
std::size_t objectStart(std::string_view line)
{
    for (std::size_t brace = line.find('{'); brace != std::string_view::npos;
         brace = line.find('{', brace + 1)) {
        const auto next = line.find_first_not_of(" \t", brace + 1);
        if (next != std::string_view::npos && (line[next] == '"' || line[next] == '\''))
            return brace;
    }
    return std::string_view::npos;
}

/// Behind the brace that closes the JSON object at the start of `text`; npos if none does.
std::size_t objectEnd(std::string_view text)
{
    int depth = 0;
    bool inText = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inText) {
            i += c == '\\' ? 1 : 0;
            inText = c != '"';
        } else if (c == '"') {
            inText = true;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}' && --depth == 0) {
            return i + 1;
        }
    }
    return std::string_view::npos;
}

/// What may follow an object: nothing, or what parts the elements of an array that has one object per line.
bool isHarmlessRest(std::string_view rest)
{
    return rest.find_first_not_of(" \t\r,]") == std::string_view::npos;
}

/// A broken object is the business of this program if it names what only an LLM call has.
bool namesAnEvent(std::string_view line)
{
    constexpr std::array<std::string_view, 8> names = {"tokens\"", "tokens'", "\"feature", "'feature",
                                                       "\"cost",   "'cost",   "\"model\"", "'model'"};
    return std::any_of(names.begin(), names.end(),
                       [line](std::string_view name) { return line.find(name) != std::string_view::npos; });
}

bool hasPythonWords(std::string_view text)
{
    constexpr std::array<std::string_view, 4> words = {"'", "None", "True", "False"};
    return std::any_of(words.begin(), words.end(),
                       [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

} // namespace

LineReader::LineReader(const FieldMap &map, FieldNames &names, RowBuilder &rows, Tally &tally,
                       std::int64_t linesBefore, std::unique_ptr<OtherFormats> others)
    : m_map(map)
    , m_names(names)
    , m_rows(rows)
    , m_tally(tally)
    , m_json(names)
    , m_python(names)
    , m_shapes(names)
    , m_others(std::move(others))
    , m_lines(linesBefore)
{
}

std::size_t LineReader::consume(std::string_view data, bool atEnd)
{
    std::size_t pos = 0;
    while (pos < data.size()) {
        if (const std::size_t known = readKnownShape(data.substr(pos)); known > 0) {
            ++m_lines;
            pos += known;
            continue;
        }
        const auto *newline =
            static_cast<const char *>(std::memchr(data.data() + pos, '\n', data.size() - pos));
        if (newline == nullptr) {
            if (atEnd) {
                readLine(data.substr(pos), true);
                pos = data.size();
            }
            break;
        }
        const auto end = static_cast<std::size_t>(newline - data.data());
        readLine(data.substr(pos, end - pos), false);
        ++m_lines;
        pos = end + 1;
    }
    return pos;
}

void LineReader::readObjectAt(std::int64_t line, std::string_view object, std::int64_t number)
{
    m_lines = line - 1;
    m_number = number;
    readLine(object, false);
}

void LineReader::rejectAt(std::int64_t line, std::string_view text, std::string reason)
{
    m_lines = line - 1;
    m_number = 0;
    reject(text, std::move(reason));
}

void LineReader::rejectOverlong(std::string_view beginning)
{
    reject(beginning, "the line is longer than 16 MiB");
    ++m_lines;
}

void LineReader::finish(bool /*whole*/)
{
    if (m_others != nullptr)
        m_others->end();
}

/// The size of the line that `data` begins with, if it is like one before; 0 if it is yet to be read.
std::size_t LineReader::readKnownShape(std::string_view data)
{
    LineShapes::Line line;
    if (!m_shapes.read(data, m_event, line))
        return 0;
    take(data.substr(0, line.size), data.substr(line.objectBegin, line.objectSize), line.saysUsage);
    return line.size;
}

void LineReader::readLine(std::string_view whole, bool isLast)
{
    const std::string_view line = trimmed(whole);
    if (line.empty())
        return;
    const std::size_t start = objectStart(line);
    if (start == std::string_view::npos) {
        if (line[0] == '[' && nestsTooDeep(line))
            return reject(line, std::string(kTooDeep));
        m_tally.notEvent();
        return;
    }
    m_event.shape = 0;
    const auto saysUsage = readObject(line, start, isLast);
    if (saysUsage && !isLast)
        m_shapes.learn({whole.data(), whole.size() + 1}, line.data() + start, m_event, *saysUsage);
}

/// Whether the line says what was used; nothing if it is not an object and nothing else.
std::optional<bool> LineReader::readObject(std::string_view line, std::size_t start, bool isLast)
{
    Object object = parse(line.substr(start));
    if (!object.result.ok()) {
        if (isLast && !line.ends_with('}')) // it may have been cut off within a character
            object.result.problem = "the last line is cut off";
        else if (!isUtf8(line.substr(start)))
            object.result.problem = kNoUtf8;
        else if (isLast)
            object.result.problem = "the last line is cut off";
        rejectBroken(line, start > 0, std::move(object.result.problem));
        return std::nullopt;
    }
    if (!isHarmlessRest(object.rest)) {
        if (m_event.dialect == Dialect::Json && holdsSeveral(line.substr(start))) {
            readSeveral(line.substr(start));
        } else if (m_rows.isLlmCall(m_event)) {
            m_tally.sawLog();
            reject(line, "there is more text after the object");
        } else {
            m_tally.notEvent();
        }
        return std::nullopt;
    }
    std::string_view text = line.substr(start);
    text.remove_suffix(object.rest.size());
    const bool saysUsage = saysWhatItUsed();
    take(line, text, saysUsage);
    return saysUsage;
}

/// Objects that share a line, each read for itself: to look for one's end must not take all of the line.
void LineReader::readSeveral(std::string_view line)
{
    std::int64_t lines = 0;
    m_number = 0;
    forEachValue(
        line, true, lines,
        [this](std::string_view object, std::string_view /*rest*/) {
            ++m_number;
            m_event.shape = 0;
            readObject(object, 0, false);
        },
        [this](std::string_view rest) {
            ++m_number;
            rejectBroken(rest, false, "the line is cut off in the middle of an object");
        });
    m_number = 0;
}

/// Makes of the event, which is `object` in `line`, what it is.
void LineReader::take(std::string_view line, std::string_view object, bool saysUsage)
{
    // A body in an envelope of time and model looks like a call without usage, which stands in the body.
    if (!saysUsage && isOfOtherFormat(object))
        return;
    const Verdict verdict = m_rows.add(m_event);
    if (saysUsage && (verdict == Verdict::NotAnEvent || verdict == Verdict::Rejected) &&
        isOfOtherFormat(object))
        return;
    switch (verdict) {
    case Verdict::Event:
        m_tally.event(m_event.dialect == Dialect::Json ? Form::JsonLines : Form::PythonLog);
        break;
    case Verdict::Billing:
        m_tally.billingRow();
        break;
    case Verdict::NotAnEvent:
        m_tally.notEvent();
        break;
    case Verdict::Rejected:
        m_tally.sawLog();
        reject(trimmed(line), m_rows.reason());
    }
}

bool LineReader::saysWhatItUsed() const
{
    return std::any_of(m_event.fields.begin(), m_event.fields.end(), [this](const RawField &field) {
        return field.name != kNoName && saysUsage(m_names[field.name].match.role);
    });
}

bool LineReader::isOfOtherFormat(std::string_view object)
{
    return m_others != nullptr && m_event.dialect == Dialect::Json && m_others->take(object, m_lines + 1);
}

/// `text` begins with the object's brace.
LineReader::Object LineReader::parse(std::string_view text)
{
    const auto python = [&] {
        Object object;
        if (!isUtf8(text)) {
            object.result.problem = kNoUtf8;
            return object;
        }
        if (text.find('\0') != std::string_view::npos) {
            object.result.problem = kNul;
            return object;
        }
        object.result = m_python.read(text, m_event);
        object.rest = text.substr(std::min(object.result.end, text.size()));
        return object;
    };
    if (text[text.find_first_not_of(" \t", 1)] == '\'')
        return python();
    Object json = parseJson(text);
    if (json.result.ok() || !hasPythonWords(text))
        return json;
    // str(dict) writes a name that holds an apostrophe in double quotes: this may be Python after all.
    Object second = python();
    return second.result.ok() ? second : json;
}

LineReader::Object LineReader::parseJson(std::string_view text)
{
    std::size_t size = text.size();
    while (size > 0 && (text[size - 1] == ' ' || text[size - 1] == ',' || text[size - 1] == ']'))
        --size;
    Object object;
    object.result = m_json.read(text.substr(0, size), m_event);
    object.rest = text.substr(size);
    if (object.result.ok())
        return object;
    const std::size_t end = objectEnd(text);
    if (end >= size)
        return object;
    Object shorter;
    shorter.result = m_json.read(text.substr(0, end), m_event);
    shorter.rest = text.substr(end);
    return shorter.result.ok() ? shorter : object;
}

void LineReader::rejectBroken(std::string_view line, bool hasPrefix, std::string problem)
{
    const bool event = namesAnEvent(line);
    if (hasPrefix && !event)
        return m_tally.notEvent();
    if (event)
        m_tally.sawLog();
    reject(line, std::move(problem));
}

void LineReader::reject(std::string_view line, std::string reason)
{
    m_tally.reject(m_lines + 1, LinePlaces::numbered(std::move(reason), m_number),
                   [&] { return excerptOfObject(line, m_map); });
}

} // namespace outlay::ingest
