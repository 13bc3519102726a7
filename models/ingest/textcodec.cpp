// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/textcodec.h"

#include <simdjson.h>

#include <array>

namespace outlay::ingest {

namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;

/// Windows-1252 from 0x80 to 0x9F; the five places that it leaves open stand for themselves.
constexpr std::array<std::uint16_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// Exactly `count` hex digits at `pos`, which moves past them.
std::optional<std::uint32_t> takeHex(std::string_view raw, std::size_t &pos, std::size_t count)
{
    if (raw.size() < pos + count)
        return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i, ++pos) {
        const int digit = hexValue(raw[pos]);
        if (digit < 0)
            return std::nullopt;
        value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    return value;
}

/// "uXXXX" whose four digits begin at `pos`, with the second half of a pair if there is one.
bool takeUtf16(std::string_view raw, std::size_t &pos, std::string &out)
{
    const auto first = takeHex(raw, pos, 4);
    if (!first)
        return false;
    std::uint32_t code = *first;
    if (code >= 0xD800 && code < 0xDC00 && raw.substr(pos, 2) == "\\u") {
        std::size_t next = pos + 2;
        const auto second = takeHex(raw, next, 4);
        if (second && *second >= 0xDC00 && *second < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (*second - 0xDC00);
            pos = next;
        }
    }
    appendUtf8(code, out);
    return true;
}

/// The character that follows a backslash, for the escapes of one letter that both dialects share; 0 if none.
char simpleEscape(char c)
{
    switch (c) {
    case '"':
    case '\\':
        return c;
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    default:
        return 0;
    }
}

bool takeJsonEscape(std::string_view raw, std::size_t &pos, std::string &out)
{
    const char c = raw[pos++];
    if (c == 'u')
        return takeUtf16(raw, pos, out);
    const char plain = c == '/' ? '/' : simpleEscape(c);
    if (plain == 0)
        return false;
    out += plain;
    return true;
}

bool takePythonEscape(std::string_view raw, std::size_t &pos, std::string &out)
{
    const char c = raw[pos++];
    if (c == 'u')
        return takeUtf16(raw, pos, out);
    if (c == 'x' || c == 'U') {
        const auto code = takeHex(raw, pos, c == 'x' ? 2 : 8);
        if (!code || *code > 0x10FFFF)
            return false;
        appendUtf8(*code, out);
        return true;
    }
    if (c >= '0' && c <= '7') {
        std::uint32_t code = static_cast<std::uint32_t>(c - '0');
        for (int i = 0; i < 2 && pos < raw.size() && raw[pos] >= '0' && raw[pos] <= '7'; ++i)
            code = code * 8 + static_cast<std::uint32_t>(raw[pos++] - '0');
        appendUtf8(code, out);
        return true;
    }
    if (c == 'a' || c == 'v') {
        out += c == 'a' ? '\a' : '\v';
        return true;
    }
    const char plain = c == '\'' ? '\'' : simpleEscape(c);
    if (plain != 0) {
        out += plain;
        return true;
    }
    // Python keeps the backslash of what is no escape; \N{…} is never written by repr().
    out += '\\';
    out += c;
    return c != 'N';
}

void undoubleQuotes(std::string_view raw, std::string &out)
{
    for (std::size_t i = 0; i < raw.size(); ++i) {
        out += raw[i];
        if (raw[i] == '"')
            ++i;
    }
}

/// Length of the valid UTF-8 character at the start of `text`, or 0.
std::size_t characterLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80)
        return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length)
        return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80)
            return 0;
    }
    const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
    const bool outside = (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF4 && byte(1) > 0x8F);
    return overlong || outside ? 0 : length;
}

} // namespace

bool unescape(std::string_view raw, Dialect dialect, std::string &out)
{
    out.clear();
    if (dialect == Dialect::Csv) {
        undoubleQuotes(raw, out);
        return true;
    }
    std::size_t pos = 0;
    while (pos < raw.size()) {
        const std::size_t backslash = std::min(raw.find('\\', pos), raw.size());
        out.append(raw, pos, backslash - pos);
        pos = backslash;
        if (pos == raw.size())
            break;
        if (++pos == raw.size())
            return false;
        if (!(dialect == Dialect::Json ? takeJsonEscape(raw, pos, out) : takePythonEscape(raw, pos, out)))
            return false;
    }
    return true;
}

std::optional<std::string_view> textOf(const RawField &field, Dialect dialect, std::string &scratch)
{
    switch (field.kind) {
    case ValueKind::True:
        return "true";
    case ValueKind::False:
        return "false";
    case ValueKind::EscapedText:
        if (!unescape(field.raw, dialect, scratch))
            return std::nullopt;
        return scratch;
    default:
        return field.raw;
    }
}

bool isUtf8(std::string_view text)
{
    return simdjson::validate_utf8(text);
}

void repairUtf8(std::string_view text, std::string &out)
{
    out.clear();
    for (std::size_t i = 0; i < text.size();) {
        if (const std::size_t length = characterLength(text.substr(i, 4))) {
            out.append(text, i, length);
            i += length;
            continue;
        }
        const auto byte = static_cast<unsigned char>(text[i++]);
        appendUtf8(byte < 0xA0 ? kWindows1252[byte - 0x80] : byte, out);
    }
}

std::string_view clipped(std::string_view text, std::size_t maxBytes)
{
    if (text.size() <= maxBytes)
        return text;
    std::size_t end = maxBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return text.substr(0, end);
}

void appendUtf8(std::uint32_t codePoint, std::string &out)
{
    if (codePoint > 0x10FFFF || (codePoint >= 0xD800 && codePoint < 0xE000))
        codePoint = kReplacement;
    const auto put = [&out](std::uint32_t byte) {
        out += static_cast<char>(static_cast<unsigned char>(byte));
    };
    if (codePoint < 0x80) {
        put(codePoint);
    } else if (codePoint < 0x800) {
        put(0xC0 | (codePoint >> 6));
        put(0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
        put(0xE0 | (codePoint >> 12));
        put(0x80 | ((codePoint >> 6) & 0x3F));
        put(0x80 | (codePoint & 0x3F));
    } else {
        put(0xF0 | (codePoint >> 18));
        put(0x80 | ((codePoint >> 12) & 0x3F));
        put(0x80 | ((codePoint >> 6) & 0x3F));
        put(0x80 | (codePoint & 0x3F));
    }
}

void appendJsonString(std::string_view text, std::string &out)
{
    constexpr std::string_view hex = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            out += "\\u00";
            out += hex[byte >> 4];
            out += hex[byte & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n\v\f";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    for (char &c : result)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
}

} // namespace outlay::ingest
