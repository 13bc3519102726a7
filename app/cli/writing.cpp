// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QString>

#include "app/cli/writing.h"

#include <fstream>
#include <iostream>
#include <sstream>

namespace outlay::cli {

using base::ErrorKind;

namespace {

/// `file`: not open yet. QSaveFile::commit() alone does not tell of what could not be flushed.
bool writeAll(QFileDevice &file, const std::string &text)
{
    const auto size = static_cast<qint64>(text.size());
    return file.open(QIODevice::WriteOnly) && file.write(text.data(), size) == size && file.flush();
}

} // namespace

bool isStandardOutput(const std::string &path)
{
    return path.empty() || path == "-";
}

base::Result<std::string> contentOf(const std::string &path)
{
    std::ostringstream text;
    if (path == "-") {
        text << std::cin.rdbuf();
        return text.str();
    }
    std::ifstream file(path, std::ios::binary);
    text << file.rdbuf();
    if (!file)
        return base::fail(base::ErrorKind::Unreadable, path, "cannot be read");
    return text.str();
}

base::Result<void> writeOutput(const std::string &path, const std::string &text)
{
    if (isStandardOutput(path)) {
        std::cout << text; // the program tells if that fails
        return {};
    }
    const QString name = QFile::decodeName(path.c_str());
    const auto failed = [&path](const QFileDevice &file) {
        return base::fail(ErrorKind::Unwritable, path,
                          "could not be written: " + file.errorString().toStdString());
    };
    if (const QFileInfo target(name);
        target.exists() && !target.isFile()) { // a device or a pipe stays what it is
        QFile file(name);
        return writeAll(file, text) ? base::Result<void>() : failed(file);
    }
    QSaveFile file(name);
    return writeAll(file, text) && file.commit() ? base::Result<void>() : failed(file);
}

base::Result<std::string> readInput(const std::string &path)
{
    std::ostringstream text;
    if (path == "-") {
        text << std::cin.rdbuf();
        return text.str();
    }
    std::ifstream file(path, std::ios::binary);
    text << file.rdbuf();
    if (!file)
        return base::fail(ErrorKind::Unreadable, path, "cannot be read");
    return text.str();
}

} // namespace outlay::cli
