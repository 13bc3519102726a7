// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/redact.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <optional>

namespace outlay::ingest {

using base::isAlnum;
using base::isDigit;
using base::isLetter;

namespace {

constexpr std::size_t kMinCardDigits = 13;
constexpr std::size_t kMaxCardDigits = 19;

/// Something to replace: [begin, end) of the text.
struct Finding
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string_view mark;
};

bool isWide(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}

char at(std::string_view text, std::size_t i)
{
    return i < text.size() ? text[i] : '\0';
}

char before(std::string_view text, std::size_t i)
{
    return i > 0 ? text[i - 1] : '\0';
}

/// The address around the "@" (or "%40") at `sign`, not reaching back over `from`.
std::optional<Finding> emailAt(std::string_view text, std::size_t sign, std::size_t from,
                               std::size_t signSize = 1)
{
    constexpr std::string_view localMarks = ".!#$%&'*+/=?^_`{|}~-";
    std::size_t begin = sign;
    while (begin > from && (isAlnum(text[begin - 1]) || isWide(text[begin - 1]) ||
                            localMarks.find(text[begin - 1]) != std::string_view::npos))
        --begin;
    std::size_t end = sign + signSize;
    while (end < text.size() &&
           (isAlnum(text[end]) || isWide(text[end]) || text[end] == '.' || text[end] == '-'))
        ++end;
    while (end > sign + signSize && (text[end - 1] == '.' || text[end - 1] == '-'))
        --end;
    const std::string_view domain = text.substr(sign + signSize, end - sign - signSize);
    const auto dot = domain.rfind('.');
    if (begin == sign || dot == std::string_view::npos || dot == 0 || domain.size() - dot < 3)
        return std::nullopt;
    const std::string_view top = domain.substr(dot + 1);
    if (!std::all_of(top.begin(), top.end(),
                     [](char c) { return isLetter(c) || c == '-' || isWide(c) || isDigit(c); }) ||
        isDigit(top[0]))
        return std::nullopt;
    return Finding{begin, end, "[email]"};
}

int number(std::string_view digits)
{
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

/// NNN-NN-NNNN at `begin`, with a number that the administration gives out.
std::optional<Finding> ssnAt(std::string_view text, std::size_t begin)
{
    constexpr std::size_t length = 11;
    const std::string_view part = text.substr(begin, length);
    if (part.size() < length || part[3] != '-' || part[6] != '-')
        return std::nullopt;
    for (std::size_t i = 0; i < length; ++i) {
        if (i != 3 && i != 6 && !isDigit(part[i]))
            return std::nullopt;
    }
    const std::size_t end = begin + length;
    const bool runsOn = isAlnum(at(text, end)) || (at(text, end) == '-' && isAlnum(at(text, end + 1)));
    const bool runsIn = begin > 1 && text[begin - 1] == '-' && isDigit(text[begin - 2]);
    const int area = number(part.substr(0, 3));
    if (runsOn || runsIn || area == 0 || area == 666 || area >= 900 || part.substr(4, 2) == "00" ||
        part.substr(7) == "0000")
        return std::nullopt;
    return Finding{begin, end, "[ssn]"};
}

bool hasCheckDigit(std::string_view digits)
{
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int digit = digits[digits.size() - 1 - i] - '0';
        const int doubled = digit * 2;
        sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
}

/// The ranges of the large issuers, each with its lengths.
bool hasIssuer(std::string_view digits)
{
    struct Range
    {
        int first, last; // of the first four digits
        std::size_t shortest, longest;
    };
    constexpr std::array<Range, 13> ranges = {{{4000, 4999, 13, 13},
                                               {4000, 4999, 16, 16},
                                               {4000, 4999, 19, 19},
                                               {5100, 5599, 16, 16},
                                               {2221, 2720, 16, 16},
                                               {3400, 3499, 15, 15},
                                               {3700, 3799, 15, 15},
                                               {3000, 3059, 14, 19},
                                               {3600, 3699, 14, 19},
                                               {3528, 3589, 16, 19},
                                               {3800, 3999, 14, 19},
                                               {6440, 6599, 16, 19},
                                               {6200, 6299, 16, 19}}};
    const int head = number(digits.substr(0, 4));
    return (head == 6011 && digits.size() >= 16) ||
           std::any_of(ranges.begin(), ranges.end(), [&](const Range &range) {
               return head >= range.first && head <= range.last && digits.size() >= range.shortest &&
                      digits.size() <= range.longest;
           });
}

/// The digits of a possible card number: one run, or groups as cards print them (4 first, then 3 to 6),
/// parted by the same sign throughout. A UUID or a date is no such thing.
struct DigitRun
{
    std::array<char, kMaxCardDigits> digits{};
    std::array<std::size_t, kMaxCardDigits> ends{}; ///< where the text stands after each digit
    std::size_t count = 0;
};

DigitRun digitRunAt(std::string_view text, std::size_t begin)
{
    DigitRun run;
    char separator = 0;
    std::size_t group = 0;
    for (std::size_t i = begin; i < text.size() && run.count < kMaxCardDigits; ++i) {
        const char c = text[i];
        if (isDigit(c)) {
            if (++group > 6 && separator != 0) {
                run.count -= group - 1;
                break;
            }
            run.ends[run.count] = i + 1;
            run.digits[run.count++] = c;
            continue;
        }
        const bool parts =
            (c == ' ' || c == '-') && isDigit(at(text, i + 1)) && (separator == 0 || separator == c);
        if (!parts || (separator == 0 ? group != 4 : group < 3))
            break;
        separator = c;
        group = 0;
    }
    return run;
}

/// The longest card number that begins at `begin`.
std::optional<Finding> cardAt(std::string_view text, std::size_t begin)
{
    const DigitRun run = digitRunAt(text, begin);
    for (std::size_t count = run.count; count >= kMinCardDigits; --count) {
        const std::size_t end = run.ends[count - 1];
        const std::string_view candidate(run.digits.data(), count);
        const bool runsOn = isAlnum(at(text, end)) || (at(text, end) == '.' && isDigit(at(text, end + 1)));
        if (!runsOn && hasIssuer(candidate) && hasCheckDigit(candidate))
            return Finding{begin, end, "[card]"};
    }
    return std::nullopt;
}

bool isKeyCharacter(char c)
{
    return isAlnum(c) || c == '_' || c == '-';
}

/// How keys of services begin, and how many characters one has at least. All hold a digit.
struct KeyForm
{
    std::string_view begin;
    std::size_t shortest;
};
constexpr std::array kKeyForms = {
    KeyForm{"sk-", 19},         KeyForm{"sk_live_", 20}, KeyForm{"sk_test_", 20}, KeyForm{"rk_live_", 20},
    KeyForm{"AIza", 30},        KeyForm{"gsk_", 20},     KeyForm{"xai-", 20},     KeyForm{"hf_", 20},
    KeyForm{"ghp_", 20},        KeyForm{"gho_", 20},     KeyForm{"ghu_", 20},     KeyForm{"ghs_", 20},
    KeyForm{"ghr_", 20},        KeyForm{"npm_", 20},     KeyForm{"glpat-", 18},   KeyForm{"pplx-", 20},
    KeyForm{"github_pat_", 22}, KeyForm{"xoxa-", 15},    KeyForm{"xoxb-", 15},    KeyForm{"xoxp-", 15},
    KeyForm{"xoxr-", 15},       KeyForm{"xoxs-", 15},    KeyForm{"r8_", 20},      KeyForm{"ya29.", 20}};

std::size_t runOf(std::string_view text, std::string_view otherMarks)
{
    std::size_t size = 0;
    while (size < text.size() &&
           (isKeyCharacter(text[size]) || otherMarks.find(text[size]) != std::string_view::npos))
        ++size;
    return size;
}

/// The length of a key of a service at the start of `rest`; 0: there is none.
std::size_t serviceKeySize(std::string_view rest)
{
    const auto form = std::find_if(kKeyForms.begin(), kKeyForms.end(),
                                   [rest](const KeyForm &known) { return rest.starts_with(known.begin); });
    if (form == kKeyForms.end())
        return 0;
    const std::size_t size = form->begin.size() + runOf(rest.substr(form->begin.size()), {});
    const std::string_view key = rest.substr(0, size);
    return size >= form->shortest && std::any_of(key.begin(), key.end(), isDigit) ? size : 0;
}

/// The same for a JSON web token: three parts with dots between them, of which the first is an object.
std::size_t tokenSize(std::string_view rest)
{
    if (!rest.starts_with("eyJ"))
        return 0;
    const std::size_t size = runOf(rest, ".");
    return size >= 30 && std::count(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(size), '.') >= 1
               ? size
               : 0;
}

/// Keys, tokens and "Bearer …" at `begin`.
std::optional<Finding> secretAt(std::string_view text, std::size_t begin)
{
    const std::string_view rest = text.substr(begin);
    std::size_t size = std::max(serviceKeySize(rest), tokenSize(rest));
    if (rest.starts_with("AKIA")) {
        while (size < rest.size() && (isDigit(rest[size]) || (rest[size] >= 'A' && rest[size] <= 'Z')))
            ++size;
        size = size == 20 ? size : 0;
    }
    if (rest.starts_with("-----BEGIN ") && rest.find("PRIVATE KEY") != std::string_view::npos)
        size = rest.size(); // whatever follows is of the key
    if (rest.starts_with("Bearer ") || rest.starts_with("bearer ")) {
        constexpr std::size_t word = 7;
        size = word + runOf(rest.substr(word), ".~+/=");
        size = size >= word + 8 ? size : 0;
    }
    return size > 0 ? std::optional(Finding{begin, begin + size, "[secret]"}) : std::nullopt;
}

/// What begins at `i`; `from` is where the part begins that was not replaced yet.
std::optional<Finding> findingAt(std::string_view text, std::size_t i, std::size_t from)
{
    const char c = text[i];
    if (c == '@')
        return emailAt(text, i, from);
    if (c == '%' && text.substr(i).starts_with("%40"))
        return emailAt(text, i, from, 3);
    const char previous = before(text, i);
    if (isAlnum(previous))
        return std::nullopt;
    if (isDigit(c)) {
        const bool decimals = previous == '.' && i > 1 && isDigit(text[i - 2]);
        if (decimals)
            return std::nullopt;
        if (const auto ssn = ssnAt(text, i))
            return ssn;
        return cardAt(text, i);
    }
    constexpr std::string_view firsts = "sABbgxhnprey-";
    return firsts.find(c) != std::string_view::npos ? secretAt(text, i) : std::nullopt;
}

} // namespace

int redact(std::string_view text, std::string &out)
{
    constexpr std::size_t shortest = 5; // "a@b.c" and all else is longer
    if (text.size() < shortest)
        return 0;
    int count = 0;
    std::size_t copied = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto finding = findingAt(text, i, copied);
        if (!finding) {
            ++i;
            continue;
        }
        if (count++ == 0)
            out.clear();
        out.append(text, copied, finding->begin - copied);
        out.append(finding->mark);
        copied = i = finding->end;
    }
    if (count > 0)
        out.append(text, copied);
    return count;
}

std::string redacted(std::string_view text)
{
    std::string out;
    return redact(text, out) > 0 ? out : std::string(text);
}

} // namespace outlay::ingest
