// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "packed.h"

#include <QtGlobal>
#include <archive.h>
#include <archive_entry.h>
#include <memory>

namespace {

/// libarchive's writer into memory. Stops the test where it fails.
class Packer
{
public:
    Packer(const char *format, const char *filter)
        : m_archive(archive_write_new(), archive_write_free)
    {
        must(archive_write_set_format_by_name(a(), format));
        if (filter != nullptr)
            must(archive_write_add_filter_by_name(a(), filter));
        must(archive_write_set_bytes_in_last_block(a(), 1));
    }

    void encrypt(const char *passphrase)
    {
        must(archive_write_set_options(a(), "zip:encryption=zipcrypt"));
        must(archive_write_set_passphrase(a(), passphrase));
    }

    void open()
    {
        must(archive_write_open2(
            a(), &m_packed, nullptr,
            [](archive *, void *packed, const void *block, size_t size) {
                static_cast<QByteArray *>(packed)->append(static_cast<const char *>(block),
                                                          static_cast<qsizetype>(size));
                return static_cast<la_ssize_t>(size);
            },
            nullptr, nullptr));
    }

    void add(const ToPack &file)
    {
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                                  archive_entry_free);
        const bool isFolder = file.path.endsWith('/');
        archive_entry_copy_pathname(entry.get(), file.path.constData());
        archive_entry_set_filetype(entry.get(), isFolder ? AE_IFDIR : AE_IFREG);
        archive_entry_set_perm(entry.get(), isFolder ? 0755 : 0644);
        archive_entry_set_size(entry.get(), file.content.size() + file.filler.size() * file.fillers);
        must(archive_write_header(a(), entry.get()));
        put(file.content);
        for (int i = 0; i < file.fillers; ++i)
            put(file.filler);
    }

    QByteArray finish()
    {
        must(archive_write_close(a()));
        return m_packed;
    }

private:
    archive *a() const { return m_archive.get(); }

    void put(const QByteArray &bytes)
    {
        if (archive_write_data(a(), bytes.constData(), static_cast<size_t>(bytes.size())) != bytes.size())
            must(ARCHIVE_FATAL);
    }

    void must(int done) const
    {
        if (done < ARCHIVE_WARN)
            qFatal("cannot pack: %s", archive_error_string(a()));
    }

    std::unique_ptr<archive, decltype(&archive_write_free)> m_archive;
    QByteArray m_packed;
};

} // namespace

QByteArray compressed(const QByteArray &content, const char *filter)
{
    return compressed(ToPack{"data", content}, filter);
}

QByteArray compressed(const ToPack &file, const char *filter)
{
    Packer packer("raw", filter);
    packer.open();
    packer.add(file);
    return packer.finish();
}

QByteArray archived(const std::vector<ToPack> &files, const char *format, const char *filter,
                    const char *passphrase)
{
    Packer packer(format, filter);
    if (passphrase != nullptr)
        packer.encrypt(passphrase);
    packer.open();
    for (const ToPack &file : files)
        packer.add(file);
    return packer.finish();
}
