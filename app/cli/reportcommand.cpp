// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QString>

#include "app/cli/asked.h"
#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/tableformat.h"
#include "app/pdfreport.h"
#include "jobs/storeimport.h"

#include <iostream>

namespace outlay::cli {

using base::ErrorKind;

namespace {

/// `file`: not open yet. QSaveFile::commit() alone does not tell of what could not be flushed.
bool writeAll(QFileDevice &file, const std::string &text)
{
    const auto size = static_cast<qint64>(text.size());
    return file.open(QIODevice::WriteOnly) && file.write(text.data(), size) == size && file.flush();
}

base::Result<void> write(const std::string &path, const std::string &text)
{
    if (path.empty()) {
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

} // namespace

int runReport(const ReportArguments &arguments)
{
    const auto filter = filterOf(arguments);
    if (!filter)
        return complain(filter.error());
    if (arguments.format == "pdf" && arguments.output.empty())
        return complain({ErrorKind::Misuse, "--format pdf", "needs a file to write to: -o FILE", 0});
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return complain(cube.error());

    const base::Grouping by = arguments.by.empty() ? base::Grouping{} : split(arguments.by, ',');
    const auto table = (*cube)->query(*filter, by);
    if (!table)
        return complain(table.error());

    const auto facts = (*store)->facts();
    if (!facts)
        return complain(facts.error());
    base::Result<void> written;
    if (arguments.format == "pdf")
        written = app::writePdfReport(**store, *cube, *filter, *table, arguments.output);
    else if (arguments.format == "csv")
        written = write(arguments.output, toCsv(*table));
    else if (arguments.format == "json")
        written = write(arguments.output, toJson(*table, *filter, facts->zone));
    else
        written = write(arguments.output, toText(*table, *filter, facts->zone));
    if (written && arguments.format == "csv" && facts->zone != base::Zone().name())
        std::cerr << "outlay: days in " << facts->zone << "\n"; // what machines read stays clean
    return written ? Ok : complain(written.error());
}

} // namespace outlay::cli
