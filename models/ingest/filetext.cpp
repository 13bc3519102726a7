// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/filetext.h"

#include "ingest/source.h"
#include "ingest/textstream.h"

#include <algorithm>
#include <span>

namespace outlay::ingest {

base::Result<std::string> textUpTo(const std::string &path, std::size_t most, const std::stop_token &stop)
{
    auto source = Source::open(path);
    return source ? textUpTo(**source, most, stop) : tl::unexpected(source.error());
}

base::Result<std::string> textUpTo(ByteStream &bytes, std::size_t most, const std::stop_token &stop)
{
    auto stream = TextStream::open(bytes, stop);
    if (!stream)
        return tl::unexpected(stream.error());
    std::string text;
    while (text.size() < most) {
        constexpr std::size_t block = std::size_t{256} * 1024;
        const std::size_t had = text.size();
        text.resize(std::min(had + block, most));
        const auto got = (*stream)->read(std::span(text).subspan(had), stop);
        if (!got)
            return tl::unexpected(got.error());
        text.resize(had + *got);
        if (*got == 0)
            break;
    }
    return text;
}

} // namespace outlay::ingest
