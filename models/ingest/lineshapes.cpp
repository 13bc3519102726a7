// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/lineshapes.h"

#include "base/ascii.h"
#include "ingest/jsonobject.h"
#include "ingest/plaintext.h"
#include "ingest/sortedfields.h"

#include <algorithm>

namespace outlay::ingest {

namespace {

constexpr int kMostFailures = 8; ///< in a row
constexpr int kLinesLeftAlone = 64;
constexpr std::size_t kMostSteps = 2048;
constexpr int kMostOthers = 8; ///< steps to choose from
/// Lines of no known shape after which all is learned anew where there is no more room.
constexpr int kMostMissed = 4096;

/// Behind a number as JSON writes it; null if there is none.
const char *numberEnd(const char *p, const char *end)
{
    const auto digits = [&p, end] {
        const char *const begin = p;
        while (p < end && base::isDigit(*p))
            ++p;
        return p > begin;
    };
    p += p < end && *p == '-' ? 1 : 0;
    const bool isZero = p < end && *p == '0';
    const char *const whole = p;
    if (!digits() || (isZero && p - whole > 1))
        return nullptr;
    if (p < end && *p == '.') {
        ++p;
        if (!digits())
            return nullptr;
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        ++p;
        p += p < end && (*p == '+' || *p == '-') ? 1 : 0;
        if (!digits())
            return nullptr;
    }
    return p;
}

/// The same of the most usual ones: a few digits, with a point or without. Null if it may be another.
const char *usualNumberEnd(const char *p)
{
    const int whole = digitsAt(p);
    if (whole == 0 || whole == 16 || (*p == '0' && whole > 1))
        return nullptr;
    p += whole;
    if (*p == '.') {
        const int fraction = digitsAt(p + 1);
        if (fraction == 0 || fraction == 16)
            return nullptr;
        p += 1 + fraction;
    }
    return *p == ',' || *p == '}' ? p : nullptr;
}

const char *behindBlanks(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\t'))
        ++p;
    return p;
}

} // namespace

LineShapes::LineShapes(FieldNames &names)
    : m_names(names)
{
    static_assert(sizeof(Step) == 64);
    // What may be read behind a value: the text of a step, in pieces of 16, or both parts of a number.
    static_assert(kPadding >= 48);
    forget();
}

void LineShapes::forget()
{
    m_steps.assign(1, Step{});
    m_shapes.clear();
    m_isFull = false;
    m_missed = 0;
}

bool LineShapes::read(std::string_view data, RawEvent &event, Line &line)
{
    if (m_pause > 0) {
        --m_pause;
        return false;
    }
    const bool isRead = readSteps(data, event, line);
    m_failures = isRead ? 0 : m_failures + 1;
    if (m_failures >= kMostFailures) {
        m_failures = 0;
        m_pause = kLinesLeftAlone;
    }
    return isRead;
}

bool LineShapes::readSteps(std::string_view data, RawEvent &event, Line &line) const
{
    const char *const end = data.data() + data.size();
    const char *p = data.data();
    std::size_t fields = 0;
    for (const Step *step = follow(m_steps.front().next, p); step != nullptr; step = follow(step->next, p)) {
        p += step->size;
        if (p > end)
            return false;
        if (step->form == Form::End) {
            const Shape &shape = m_shapes[step->what];
            event.fields.resize(fields);
            event.dialect = shape.dialect;
            event.shape = shape.number;
            const auto size = static_cast<std::size_t>(p - data.data());
            line.size = size;
            line.objectBegin = shape.objectBegin;
            line.objectSize = size - shape.objectBegin - shape.behindObject;
            line.saysUsage = shape.saysUsage;
            return true;
        }
        if (fields == event.fields.size())
            event.fields.emplace_back();
        RawField &field = event.fields[fields++];
        field.name = step->what;
        p = readValue(*step, p, end, field);
        if (p == nullptr)
            return false;
    }
    return false;
}

const LineShapes::Step *LineShapes::follow(std::uint32_t first, const char *p) const
{
    for (std::uint32_t i = first; i != 0; i = m_steps[i].other) {
        const Step &step = m_steps[i];
        if (isSameText(p, step.text.data(), step.size))
            return &step;
    }
    return nullptr;
}

/// Behind the value at `p`: of a text, at its closing quote.
const char *LineShapes::readValue(const Step &step, const char *p, const char *end, RawField &field)
{
    if (step.form == Form::Text) {
        const char *const quote = plainTextEnd(p, end, step.text[step.size - 1U]);
        field.kind = ValueKind::Text;
        field.raw = {p, quote == nullptr ? 0 : static_cast<std::size_t>(quote - p)};
        return field.raw.size() <= kMaxTextBytes ? quote : nullptr;
    }
    if (step.form == Form::Null) {
        field.kind = ValueKind::Null;
        field.raw = {};
        return p;
    }
    return readBare(p, end, step.form, field);
}

const char *LineShapes::readBare(const char *p, const char *end, Form form, RawField &field)
{
    if (base::isDigit(*p) || *p == '-') {
        const char *behind = usualNumberEnd(p);
        if (behind == nullptr)
            behind = numberEnd(p, end);
        if (behind == nullptr || behind >= end)
            return nullptr;
        field.kind = ValueKind::Number;
        field.raw = {p, static_cast<std::size_t>(behind - p)};
        return behind;
    }
    const bool isPython = form == Form::PythonBare;
    field.raw = {};
    if (std::memcmp(p, isPython ? "True" : "true", 4) == 0) {
        field.kind = ValueKind::True;
        return p + 4 < end ? p + 4 : nullptr;
    }
    field.kind = ValueKind::False;
    return std::memcmp(p, isPython ? "False" : "false", 5) == 0 && p + 5 < end ? p + 5 : nullptr;
}

void LineShapes::learn(std::string_view line, const char *brace, const RawEvent &event, bool saysUsage)
{
    if (m_pause > 0 || (m_isFull && ++m_missed < kMostMissed))
        return;
    if (m_isFull)
        forget();
    if (!describe(line, brace, event))
        return;
    Shape shape;
    shape.dialect = event.dialect;
    shape.saysUsage = saysUsage;
    shape.objectBegin = static_cast<std::uint8_t>(brace - line.data());
    const auto behind = line.size() - line.rfind('}') - 1;
    shape.behindObject = static_cast<std::uint8_t>(behind);
    takeIn(shape);
}

/// Makes the steps of the line. False if it is not one of those that are read by their shape.
bool LineShapes::describe(std::string_view line, const char *brace, const RawEvent &event)
{
    const char *const end = line.data() + line.size();
    const char *begin = line.data(); // of what is between two values: at the closing quote of the first
    m_wanted.clear();
    if (event.fields.empty() || (event.dialect == Dialect::Python) != (*behindBlanks(brace + 1, end) == '\''))
        return false;
    for (const RawField &field : event.fields) {
        const bool wasText = !m_wanted.empty() && m_wanted.back().form == Form::Text;
        const char *const p = m_wanted.empty() ? brace : behindBlanks(begin + (wasText ? 1 : 0), end);
        if (p >= end || *p != (m_wanted.empty() ? '{' : ',') ||
            !describeField(begin, p + 1, end, event.dialect, field))
            return false;
    }
    const char *const p = behindBlanks(begin + (m_wanted.back().form == Form::Text ? 1 : 0), end);
    return p < end && *p == '}' && addStep(begin, end, Form::End, 0);
}

/// The step to one value, whose name is at `p` or behind blanks. `begin` moves behind the value.
bool LineShapes::describeField(const char *&begin, const char *p, const char *end, Dialect dialect,
                               const RawField &field)
{
    p = behindName(p, end, field.name);
    if (p == nullptr || p >= end)
        return false;
    const bool isPython = dialect == Dialect::Python;
    Step like;
    const char *text = p; // where what is the same in all lines ends
    if (field.kind == ValueKind::Null) {
        like.form = Form::Null;
        text = p += 4;
        if (p >= end || std::memcmp(p - 4, isPython ? "None" : "null", 4) != 0)
            return false;
    } else if (field.kind == ValueKind::Text) {
        like.form = Form::Text;
        text = ++p;
        like.text[0] = p[-1];
        like.size = 1;
        if (field.raw.data() != p || (p[-1] != '"' && !(isPython && p[-1] == '\'')))
            return false;
    } else if (field.kind == ValueKind::Number || field.kind == ValueKind::True ||
               field.kind == ValueKind::False) {
        like.form = isPython ? Form::PythonBare : Form::JsonBare;
    } else {
        return false;
    }
    RawField read;
    p = readValue(like, p, end, read);
    if (p == nullptr || read.kind != field.kind || read.raw != field.raw ||
        !addStep(begin, text, like.form, field.name))
        return false;
    begin = p;
    return true;
}

/// Where the value of a name begins; null if it is not this one.
const char *LineShapes::behindName(const char *p, const char *end, std::uint32_t name) const
{
    const std::string &text = m_names[name].name;
    p = behindBlanks(p, end);
    if (name == kNoName || !m_names[name].isPlain || static_cast<std::size_t>(end - p) < text.size() + 3 ||
        std::memcmp(p + 1, text.data(), text.size()) != 0 || p[text.size() + 1] != *p)
        return nullptr;
    p = behindBlanks(p + text.size() + 2, end);
    return p < end && *p == ':' ? behindBlanks(p + 1, end) : nullptr;
}

bool LineShapes::addStep(const char *begin, const char *end, Form form, std::uint32_t name)
{
    Step &step = m_wanted.emplace_back();
    const auto size = static_cast<std::size_t>(end - begin);
    if (size > step.text.size())
        return false;
    std::copy(begin, end, step.text.begin());
    step.size = static_cast<std::uint8_t>(size);
    step.form = form;
    step.what = name;
    return true;
}

/// Adds those of the steps that are wanted which are not there yet.
void LineShapes::takeIn(Shape shape)
{
    std::uint32_t at = 0;
    for (Step &wanted : m_wanted) {
        const bool isEnd = wanted.form == Form::End;
        const std::size_t before = m_steps.size();
        wanted.what = isEnd ? static_cast<std::uint32_t>(m_shapes.size()) : wanted.what;
        at = takeIn(at, wanted);
        if (at == 0)
            return;
        if (isEnd && m_steps.size() > before) {
            shape.number = m_names.newShape();
            m_shapes.push_back(shape);
        }
    }
}

/// The step like `wanted` behind another, which is made if there is none; 0 if there is no room.
std::uint32_t LineShapes::takeIn(std::uint32_t before, const Step &wanted)
{
    int others = 0;
    for (std::uint32_t i = m_steps[before].next; i != 0; i = m_steps[i].other, ++others) {
        const Step &step = m_steps[i];
        if (step.form == wanted.form && step.size == wanted.size && step.text == wanted.text &&
            (step.form == Form::End || step.what == wanted.what))
            return i;
    }
    m_isFull = others >= kMostOthers || m_steps.size() >= kMostSteps;
    if (m_isFull)
        return 0;
    const auto made = static_cast<std::uint32_t>(m_steps.size());
    m_steps.push_back(wanted);
    // The longer text first, which may begin with the shorter one: null is no number.
    std::uint32_t *place = &m_steps[before].next;
    while (*place != 0 && m_steps[*place].size >= wanted.size)
        place = &m_steps[*place].other;
    m_steps[made].other = *place;
    *place = made;
    return made;
}

} // namespace outlay::ingest
