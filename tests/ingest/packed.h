// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <vector>

/// A file to be packed: `content`, and `filler` behind it so many times.
struct ToPack
{
    QByteArray path;
    QByteArray content;
    QByteArray filler = {};
    int fillers = 0;
};

/// `content` by itself in a format of compression: gzip, zstd, xz, bzip2, lz4.
QByteArray compressed(const QByteArray &content, const char *filter);
QByteArray compressed(const ToPack &file, const char *filter);

/// An archive: zip, 7zip, ustar, pax, gnutar, v7tar, with a filter over all of it or none. With a passphrase
/// it is encrypted. Paths that end in a slash are folders.
QByteArray archived(const std::vector<ToPack> &files, const char *format, const char *filter = nullptr,
                    const char *passphrase = nullptr);
