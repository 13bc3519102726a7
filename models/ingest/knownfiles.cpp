// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/knownfiles.h"

#include <algorithm>

namespace outlay::ingest {

using base::KnownFile;

KnownFiles::KnownFiles(std::vector<KnownFile> files, bool (*resumes)(std::string_view header))
    : m_files(std::move(files))
    , m_resumes(resumes)
{
    for (const KnownFile &file : m_files) {
        const base::FileFingerprint &print = file.fingerprint;
        if (print.bytes <= 0 || print.headBytes <= 0)
            continue;
        m_headBytes.insert(print.headBytes);
        m_byHead.emplace(print.headHash.low, &file);
    }
}

std::vector<const KnownFile *> KnownFiles::like(std::string_view head) const
{
    std::vector<const KnownFile *> fitting;
    for (const std::int64_t bytes : m_headBytes) {
        if (bytes > static_cast<std::int64_t>(head.size()))
            break;
        const base::Hash128 hash = byteHash(head.substr(0, static_cast<std::size_t>(bytes)));
        const auto [first, last] = m_byHead.equal_range(hash.low);
        for (auto entry = first; entry != last; ++entry) {
            const base::FileFingerprint &print = entry->second->fingerprint;
            if (print.headBytes == bytes && print.headHash == hash)
                fitting.push_back(entry->second);
        }
    }
    std::sort(fitting.begin(), fitting.end(), [](const KnownFile *a, const KnownFile *b) {
        return a->fingerprint.bytes != b->fingerprint.bytes ? a->fingerprint.bytes < b->fingerprint.bytes
                                                            : a->fileId < b->fileId;
    });
    return fitting;
}

bool KnownSearch::add(std::string_view text)
{
    if (!m_hasLooked) {
        const std::size_t taken = std::min(text.size(), kFingerprintHead - m_head.size());
        m_head += text.substr(0, taken);
        text.remove_prefix(taken);
        if (m_head.size() < kFingerprintHead)
            return true;
        look();
    }
    follow(text);
    return !m_candidates.empty() && m_seen <= m_candidates.back()->fingerprint.bytes;
}

void KnownSearch::finish()
{
    if (!m_hasLooked)
        look();
    if (m_maybe != nullptr && m_seen == m_maybe->fingerprint.bytes)
        take(*m_maybe);
}

void KnownSearch::take(const KnownFile &file)
{
    m_found = &file;
    m_foundHash = m_hash.copy();
}

void KnownSearch::look()
{
    m_hasLooked = true;
    m_candidates = m_known.like(m_head);
    std::erase_if(m_candidates, [this](const KnownFile *file) { return file->fingerprint.bytes > m_most; });
    follow(m_head);
}

/// Takes in the text in pieces that end where a candidate does.
void KnownSearch::follow(std::string_view text)
{
    m_seen += static_cast<std::int64_t>(text.size());
    for (; m_next < m_candidates.size(); ++m_next) {
        const KnownFile *candidate = m_candidates[m_next];
        const std::int64_t missing = candidate->fingerprint.bytes - m_hash.bytes();
        const auto taken = std::min(missing, static_cast<std::int64_t>(text.size()));
        m_hash.add(text.substr(0, static_cast<std::size_t>(taken)));
        text.remove_prefix(static_cast<std::size_t>(taken));
        if (taken < missing)
            return;
        if (m_hash.hash() != candidate->fingerprint.hash)
            continue;
        if (m_known.canResume(*candidate))
            take(*candidate);
        else
            m_maybe = candidate;
    }
}

base::Result<KnownPart> findKnown(Source &source, const KnownFiles &known, const std::stop_token &stop)
{
    if (known.empty())
        return KnownPart();
    KnownSearch search(known, source.size());
    std::vector<char> buffer(kFingerprintHead);
    bool goesOn = true;
    while (goesOn) {
        const auto got = source.read(buffer, stop);
        if (!got)
            return tl::unexpected(got.error());
        goesOn = search.add({buffer.data(), *got}) && *got > 0;
        if (goesOn)
            buffer.resize(kSearchBytes);
    }
    search.finish();
    KnownPart part{search.found(), search.takeHash()};
    if (const auto moved = source.seek(part.hash.bytes()); !moved)
        return tl::unexpected(moved.error());
    return part;
}

base::Result<KnownPart> passKnown(ByteStream &text, const KnownFile &file, const std::stop_token &stop)
{
    KnownPart part{&file, {}};
    std::vector<char> buffer(kSearchBytes);
    while (part.hash.bytes() < file.fingerprint.bytes) {
        const auto wanted =
            std::min(file.fingerprint.bytes - part.hash.bytes(), static_cast<std::int64_t>(buffer.size()));
        const auto got = text.read({buffer.data(), static_cast<std::size_t>(wanted)}, stop);
        if (!got)
            return tl::unexpected(got.error());
        if (*got == 0)
            break;
        part.hash.add({buffer.data(), *got});
    }
    if (part.hash.hash() != file.fingerprint.hash)
        return base::fail(base::ErrorKind::Unreadable, text.name(),
                          "changed while it was read; import it again");
    return part;
}

} // namespace outlay::ingest
