// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/fingerprint.h"
#include "ingest/source.h"

#include <limits>
#include <set>
#include <unordered_map>
#include <vector>

namespace outlay::ingest {

/// The files of earlier imports, found by how they begin. A file is known by its text as it is read, not by
/// its bytes: unpacked, and in UTF-8. So what was read from app.log is known again in app.log.gz.
class KnownFiles
{
public:
    /// `resumes`: whether a file with that FileFingerprint::header can be read on when it has grown; else
    /// it is known only if it has not changed.
    KnownFiles(std::vector<base::KnownFile> files, bool (*resumes)(std::string_view header));
    KnownFiles(const KnownFiles &) = delete;
    KnownFiles &operator=(const KnownFiles &) = delete;

    bool empty() const { return m_byHead.empty(); }

    /// Those that a text may begin with, smallest first, judged by its first kFingerprintHead bytes (all of a
    /// shorter one).
    std::vector<const base::KnownFile *> like(std::string_view head) const;
    bool canResume(const base::KnownFile &file) const { return m_resumes(file.fingerprint.header); }

private:
    const std::vector<base::KnownFile> m_files;
    bool (*const m_resumes)(std::string_view header);
    std::set<std::int64_t> m_headBytes;
    std::unordered_multimap<std::uint64_t, const base::KnownFile *> m_byHead;
};

/// Finds the largest known file that a text begins with, while the text goes by.
class KnownSearch
{
public:
    /// `most`: no text is longer than that, in bytes.
    explicit KnownSearch(const KnownFiles &known,
                         std::int64_t most = std::numeric_limits<std::int64_t>::max())
        : m_known(known)
        , m_most(most)
    {
    }

    /// False if what follows makes no difference.
    bool add(std::string_view text);
    /// The text is over, or of no more interest.
    void finish();

    /// Null if there is none.
    const base::KnownFile *found() const { return m_found; }
    /// The text is what was read of that file then, and nothing more.
    bool isWhole() const { return m_found != nullptr && m_seen == m_found->fingerprint.bytes; }
    /// Of the text as far as that file goes.
    StreamHash takeHash() { return std::move(m_foundHash); }

private:
    void look();
    void follow(std::string_view text);
    void take(const base::KnownFile &file);

    const KnownFiles &m_known;
    const std::int64_t m_most;
    std::string m_head;
    bool m_hasLooked = false;
    std::vector<const base::KnownFile *> m_candidates;
    std::size_t m_next = 0; ///< of the candidates
    StreamHash m_hash;
    std::int64_t m_seen = 0;
    const base::KnownFile *m_found = nullptr;
    StreamHash m_foundHash;
    const base::KnownFile *m_maybe = nullptr; ///< found, if nothing comes behind it
};

/// A part of a file that is known, and the hash of it.
struct KnownPart
{
    const base::KnownFile *file = nullptr; ///< null: nothing is known
    StreamHash hash;
};

/// Looks what `source`, a file, begins with, and leaves it standing behind that. Errors: as ByteStream.
base::Result<KnownPart> findKnown(Source &source, const KnownFiles &known, const std::stop_token &stop);

/// Reads past `file`, with which `text` begins. Errors: as ByteStream; Unreadable if it does not.
base::Result<KnownPart> passKnown(ByteStream &text, const base::KnownFile &file, const std::stop_token &stop);

constexpr std::size_t kSearchBytes = std::size_t{1024} * 1024;

} // namespace outlay::ingest
