// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace outlay::ingest {

/// The next `quote`; null if a control character, a backslash or what is no ASCII comes before it, or `end`.
/// Reads up to 16 bytes further than that, which the padding of what is read allows.
inline const char *plainTextEnd(const char *p, const char *end, char quote)
{
#ifdef __SSE2__
    const __m128i quotes = _mm_set1_epi8(quote);
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i space = _mm_set1_epi8(' ');
    for (; p < end; p += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(p));
        // As signed numbers, bytes from 0x80 on are less than a blank, too.
        const __m128i others = _mm_or_si128(_mm_cmplt_epi8(bytes, space), _mm_cmpeq_epi8(bytes, backslash));
        const auto ends =
            static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(bytes, quotes), others)));
        if (ends == 0)
            continue;
        const char *const found = p + std::countr_zero(ends);
        return found < end && *found == quote ? found : nullptr;
    }
#else
    for (; p < end && *p >= ' ' && *p <= '~' && *p != '\\'; ++p) {
        if (*p == quote)
            return p;
    }
#endif
    return nullptr;
}

/// The first of three characters; `end` if there is none. Reads nothing behind `end`.
inline const char *firstOf(const char *p, const char *end, char a, char b, char c)
{
#ifdef __SSE2__
    const __m128i as = _mm_set1_epi8(a);
    const __m128i bs = _mm_set1_epi8(b);
    const __m128i cs = _mm_set1_epi8(c);
    for (; end - p >= 16; p += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(p));
        const __m128i found = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, as), _mm_cmpeq_epi8(bytes, bs)),
                                           _mm_cmpeq_epi8(bytes, cs));
        const auto places = static_cast<unsigned>(_mm_movemask_epi8(found));
        if (places != 0)
            return p + std::countr_zero(places);
    }
#endif
    while (p < end && *p != a && *p != b && *p != c)
        ++p;
    return p;
}

/// How many of the 16 bytes at `p` are decimal digits before the first that is none.
inline int digitsAt(const char *p)
{
#ifdef __SSE2__
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(p));
    const __m128i above = _mm_cmpgt_epi8(bytes, _mm_set1_epi8('0' - 1));
    const __m128i below = _mm_cmplt_epi8(bytes, _mm_set1_epi8('9' + 1));
    return std::countr_one(static_cast<unsigned>(_mm_movemask_epi8(_mm_and_si128(above, below))));
#else
    int digits = 0;
    while (digits < 16 && p[digits] >= '0' && p[digits] <= '9')
        ++digits;
    return digits;
#endif
}

/// True if the first `size` bytes at `p` and at `text` are the same. Of both, what is left of the last 16
/// must be readable.
inline bool isSameText(const char *p, const char *text, std::size_t size)
{
#ifdef __SSE2__
    for (std::size_t i = 0; i < size; i += 16) {
        const __m128i a = _mm_loadu_si128(reinterpret_cast<const __m128i *>(p + i));
        const __m128i b = _mm_loadu_si128(reinterpret_cast<const __m128i *>(text + i));
        const auto same = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(a, b)));
        const std::size_t left = size - i;
        const unsigned wanted = left >= 16 ? 0xFFFFU : (1U << left) - 1;
        if ((same & wanted) != wanted)
            return false;
    }
    return true;
#else
    return std::memcmp(p, text, size) == 0;
#endif
}

} // namespace outlay::ingest
