// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QFile>
#include <QSaveFile>
#include <QString>

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/tableformat.h"
#include "app/pdfreport.h"
#include "jobs/storeimport.h"

#include <iostream>

namespace outlay::cli {

using base::ErrorKind;

namespace {

std::vector<std::string> split(const std::string &text, char separator)
{
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t to = text.find(separator); to != std::string::npos; to = text.find(separator, from)) {
        parts.push_back(text.substr(from, to - from));
        from = to + 1;
    }
    parts.push_back(text.substr(from));
    return parts;
}

/// "feature=chat,summarize" or "environment!=staging"; a default label stands for the unattributed.
base::Result<void> addCondition(base::Filter &filter, const std::string &text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        return base::fail(ErrorKind::Misuse, "--where " + text, "is not of the form DIM=VALUE[,VALUE]");
    const bool exclude = text[equals - 1] == '!';
    base::ValueSet &set = filter.where[text.substr(0, equals - (exclude ? 1 : 0))];
    set.exclude = exclude;
    for (const std::string &value : split(text.substr(equals + 1), ','))
        set.values.insert(base::isDefaultLabel(value) ? std::string(base::kUnattributed) : value);
    return {};
}

base::Result<base::Filter> filterOf(const ReportArguments &arguments)
{
    const auto period = base::parsePeriod(arguments.period);
    if (!period)
        return tl::unexpected(period.error());
    base::Filter filter{*period, {}};
    for (const base::CostBasis basis : {base::CostBasis::Reported, base::CostBasis::Computed})
        if (arguments.cost == base::nameOf(basis))
            filter.basis = basis;
    if (arguments.count == base::nameOf(base::Counting::CompletedOnly))
        filter.counting = base::Counting::CompletedOnly;
    for (const std::string &condition : arguments.where)
        if (const auto added = addCondition(filter, condition); !added)
            return tl::unexpected(added.error());
    return filter;
}

base::Result<void> write(const std::string &path, const std::string &text)
{
    if (path.empty()) {
        std::cout << text << std::flush;
        if (!std::cout)
            return base::fail(ErrorKind::Unwritable, "standard output", "could not be written to");
        return {};
    }
    QSaveFile file(QFile::decodeName(path.c_str()));
    const auto size = static_cast<qint64>(text.size());
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), size) != size || !file.commit())
        return base::fail(ErrorKind::Unwritable, path,
                          "could not be written: " + file.errorString().toStdString());
    return {};
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

    base::Result<void> written;
    if (arguments.format == "pdf")
        written = app::writePdfReport(**store, *cube, *filter, *table, arguments.output);
    else if (arguments.format == "csv")
        written = write(arguments.output, toCsv(*table));
    else if (arguments.format == "json")
        written = write(arguments.output, toJson(*table, *filter));
    else
        written = write(arguments.output, toText(*table, *filter));
    return written ? Ok : complain(written.error());
}

} // namespace outlay::cli
