// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/source.h"

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace outlay::ingest {

using base::ErrorKind;

namespace {

constexpr int kPollMs = 100;

std::string systemText(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return "there is no such file";
    case EACCES:
    case EPERM:
        return "cannot be read: you have no permission to";
    case EISDIR:
        return "is a folder without files that could be logs";
    default:
        return "cannot be read: " + std::generic_category().message(error);
    }
}

tl::unexpected<base::Error> failure(const std::string &path, int error)
{
    const bool missing = error == ENOENT || error == ENOTDIR;
    return base::fail(missing ? ErrorKind::NotFound : ErrorKind::Unreadable, path, systemText(error));
}

} // namespace

base::Result<std::unique_ptr<Source>> Source::open(const std::string &path)
{
    const bool standardInput = path == "-";
    // A pipe that nobody writes to yet is waited for where a stop is heard of, not in here.
    const int descriptor =
        standardInput ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return failure(path, errno);
    std::unique_ptr<Source> source(new Source(path, descriptor, !standardInput));
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0)
        return failure(path, errno);
    if (S_ISDIR(status.st_mode))
        return failure(path, EISDIR);
    // Standard input may be a file, but where it stands in it is somebody else's business.
    source->m_isFile = S_ISREG(status.st_mode) && !standardInput;
    if (source->m_isFile) {
        source->m_size = status.st_size;
        source->m_modifiedUs =
            status.st_mtim.tv_sec * std::int64_t{1'000'000} + status.st_mtim.tv_nsec / 1000;
    }
    return source;
}

Source::~Source()
{
    if (m_owned)
        ::close(m_descriptor);
}

bool Source::waitForData(const std::stop_token &stop) const
{
    pollfd waiting = {m_descriptor, POLLIN, 0};
    while (!stop.stop_requested()) {
        const int ready = ::poll(&waiting, 1, kPollMs);
        if (ready > 0 || (ready < 0 && errno != EINTR))
            return true;
    }
    return false;
}

base::Result<std::size_t> Source::pull(std::span<char> into, const std::stop_token &stop)
{
    for (;;) {
        if (!m_isFile && !waitForData(stop))
            return base::fail(ErrorKind::Cancelled, name(), "the import was stopped");
        const ssize_t got = ::read(m_descriptor, into.data(), into.size());
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got < 0)
            return failure(name(), errno);
        m_offset += got;
        return static_cast<std::size_t>(got);
    }
}

base::Result<void> Source::seek(std::int64_t offset)
{
    if (::lseek(m_descriptor, offset, SEEK_SET) < 0)
        return failure(name(), errno);
    startAnew();
    m_offset = offset;
    return {};
}

} // namespace outlay::ingest
