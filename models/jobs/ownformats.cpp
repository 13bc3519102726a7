// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/ownformats.h"

#include "base/ascii.h"
#include "ingest/formats.h"
#include "ingest/importer.h"
#include "jobs/timezones.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>
#include <QtCore/QStandardPaths>

#include <algorithm>

namespace outlay::jobs {

using base::ErrorKind;
using base::Result;

namespace {

/// Hundred times the longest that is built in.
constexpr qint64 kMaxFormatBytes = qint64{1024} * 1024;

std::string pathOf(const std::string &folder, const std::string &id)
{
    return folder + "/" + id + ".json";
}

bool isFileName(const std::string &id)
{
    return !id.empty() && id.size() <= 128 &&
           std::all_of(id.begin(), id.end(), [](char c) { return base::isAlnum(c) || c == '-' || c == '_'; });
}

bool isBuiltIn(const std::string &id)
{
    const auto formats = ingest::Formats::load();
    return id == ingest::kCostEventId || !formats || formats->find(id) != nullptr;
}

Result<std::string> readFormat(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::fail(ErrorKind::Unreadable, path.toStdString(),
                          "cannot be read: " + file.errorString().toStdString() +
                              "; make it readable, or take it out of this folder of formats");
    const QByteArray text = file.read(kMaxFormatBytes + 1);
    if (text.size() > kMaxFormatBytes)
        return base::fail(ErrorKind::BadInput, path.toStdString(),
                          "is larger than 1 MiB, which no format is; take it out of this folder of formats");
    return text.toStdString();
}

/// The mistakes of formats name their file alone; `of` says where it lies.
base::Error located(base::Error error, const std::string &folder, const OwnFormats &of)
{
    const auto isIt = [&](const auto &format) { return error.where == format.first + ".json"; };
    if (std::any_of(of.begin(), of.end(), isIt)) {
        error.where = folder + "/" + error.where;
        error.detail += "; correct this format of your own, or delete its file";
    }
    return error;
}

} // namespace

std::string ownFormatsFolder()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    return (folder + QStringLiteral("/formats")).toStdString();
}

Result<OwnFormats> readOwnFormats(const std::string &folder)
{
    const QDir files(QString::fromStdString(folder));
    OwnFormats formats;
    for (const QFileInfo &file :
         files.entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name | QDir::LocaleAware)) {
        auto text = readFormat(file.filePath());
        if (!text)
            return tl::unexpected(text.error());
        formats.emplace_back(file.completeBaseName().toStdString(), *std::move(text));
    }
    if (const auto loaded = ingest::Formats::load(formats, timeZones()); !loaded)
        return tl::unexpected(located(loaded.error(), folder, formats));
    return formats;
}

Result<void> saveOwnFormat(const std::string &folder, const std::string &id, const std::string &json)
{
    if (!isFileName(id))
        return base::fail(ErrorKind::Misuse, "\"" + id + "\"",
                          "cannot be the name of a format; give it one with a letter or a digit");
    if (isBuiltIn(id))
        return base::fail(ErrorKind::Misuse, "\"" + id + "\"",
                          "is a format that comes with Outlay; give yours another name");
    if (const auto loaded = ingest::Formats::load({{id, json}}, timeZones()); !loaded)
        return tl::unexpected(loaded.error());
    const QString path = QString::fromStdString(pathOf(folder, id));
    QDir().mkpath(QString::fromStdString(folder));
    QSaveFile file(path);
    const QByteArray bytes = QByteArray::fromStdString(json);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush() ||
        !file.commit())
        return base::fail(ErrorKind::Unwritable, path.toStdString(),
                          "cannot be written: " + file.errorString().toStdString());
    return {};
}

Result<void> removeOwnFormat(const std::string &folder, const std::string &id)
{
    const std::string path = pathOf(folder, id);
    QFile file(QString::fromStdString(path));
    if (!isFileName(id) || !file.exists())
        return base::fail(ErrorKind::NotFound, path, "there is no such format");
    if (!file.remove())
        return base::fail(ErrorKind::Unwritable, path,
                          "cannot be removed: " + file.errorString().toStdString());
    return {};
}

} // namespace outlay::jobs
