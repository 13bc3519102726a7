// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QString>

#include "app/cli/asked.h"
#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/writing.h"
#include "app/offscreen.h"
#include "app/weekly/weeklyreport.h"
#include "jobs/storeimport.h"

#include <optional>

namespace outlay::cli {

using app::WeeklyFormat;
using base::ErrorKind;

namespace {

bool endsWith(const std::string &path, std::string_view ending)
{
    return QString::fromStdString(path).endsWith(QString::fromLatin1(ending.data(), qsizetype(ending.size())),
                                                 Qt::CaseInsensitive);
}

/// As it was asked for, else as the output is named, else a page.
base::Result<WeeklyFormat> weeklyFormatOf(const ReportArguments &report)
{
    std::string format = report.format;
    if (format.empty())
        format = endsWith(report.output, ".pdf") ? "pdf" : endsWith(report.output, ".eml") ? "eml" : "html";
    if (format == "html")
        return WeeklyFormat::Html;
    if (format == "eml")
        return WeeklyFormat::Mail;
    if (format != "pdf")
        return base::fail(ErrorKind::Misuse, "--format " + format,
                          "the weekly report comes as pdf, html or eml");
    if (isStandardOutput(report.output))
        return base::fail(ErrorKind::Misuse, "--format pdf", "needs a file to write to: -o FILE");
    return WeeklyFormat::Pdf;
}

/// The addresses of a message; other formats have none.
base::Result<void> addAddresses(app::WeeklyOrder &order, const WeeklyArguments &arguments)
{
    const bool isMail = order.format == WeeklyFormat::Mail;
    if (!isMail && (!arguments.from.empty() || !arguments.to.empty()))
        return base::fail(ErrorKind::Misuse, arguments.to.empty() ? "--from" : "--to",
                          "only a message has it: --format eml");
    if (!isMail)
        return {};
    if (arguments.to.empty())
        return base::fail(ErrorKind::Misuse, "--format eml", "needs a receiver: --to ann@example.com");
    if (arguments.from.empty())
        return base::fail(ErrorKind::Misuse, "--format eml", "needs a sender: --from outlay@example.com");
    const auto from = app::mailAddress(QStringLiteral("--from"), QString::fromStdString(arguments.from));
    if (!from)
        return tl::unexpected(from.error());
    order.from = *from;
    for (const std::string &text : arguments.to) {
        const auto to = app::mailAddress(QStringLiteral("--to"), QString::fromStdString(text));
        if (!to)
            return tl::unexpected(to.error());
        order.to << *to;
    }
    return {};
}

/// The Monday and the day that --week and --as-of name.
struct AskedWeek
{
    std::optional<base::Day> monday;
    std::optional<base::Day> asOf;
};

base::Result<AskedWeek> askedWeekOf(const WeeklyArguments &arguments)
{
    AskedWeek asked;
    asked.monday = base::parseWeek(arguments.week);
    if (!asked.monday && !arguments.week.empty())
        return base::fail(ErrorKind::Misuse, "--week " + arguments.week, "is no ISO week such as 2026-W19");
    asked.asOf = base::parseDay(arguments.asOf);
    if (!asked.asOf && !arguments.asOf.empty())
        return base::fail(ErrorKind::Misuse, "--as-of " + arguments.asOf, "is no day such as 2026-05-10");
    return asked;
}

/// What of the order comes from the store.
base::Result<void> addData(app::WeeklyOrder &order, const std::string &path, const AskedWeek &asked)
{
    const auto store = openForReading(path);
    if (!store)
        return tl::unexpected(store.error());
    const auto facts = (*store)->facts();
    if (!facts)
        return tl::unexpected(facts.error());
    order.fingerprint = QString::fromStdString(facts->fingerprint);
    auto budgets = (*store)->budgets();
    if (!budgets)
        return tl::unexpected(budgets.error());
    order.budgets = *std::move(budgets);
    auto planned = (*store)->plannedDays();
    if (!planned)
        return tl::unexpected(planned.error());
    order.planned = *std::move(planned);
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return tl::unexpected(cube.error());
    order.cube = *cube;
    const auto today = jobs::today(**store);
    if (!today)
        return tl::unexpected(today.error());
    order.zone = QString::fromStdString(facts->zone);
    const auto choice = insight::chooseWeek((*cube)->span(), *today, asked.monday, asked.asOf);
    if (!choice)
        return tl::unexpected(choice.error());
    order.choice = *choice;
    return app::addSavings(order, **store);
}

} // namespace

int runWeekly(const ReportArguments &report, const WeeklyArguments &arguments)
{
    app::WeeklyOrder order;
    const auto filter = filterOf(report);
    if (!filter)
        return complain(filter.error());
    order.filter = *filter;
    const auto currency = askedCurrency(report);
    if (!currency)
        return complain(currency.error());
    order.currency = *currency;
    const auto format = weeklyFormatOf(report);
    if (!format)
        return complain(format.error());
    order.format = *format;
    if (const auto added = addAddresses(order, arguments); !added)
        return complain(added.error());
    const auto asked = askedWeekOf(arguments);
    if (!asked)
        return complain(asked.error());
    if (const auto added = addData(order, report.store, *asked); !added)
        return complain(added.error());

    std::optional<app::OffscreenApplication> painting;
    if (order.format != WeeklyFormat::Html)
        painting.emplace();
    const auto made = app::weeklyReport(order);
    if (!made)
        return complain(made.error());
    const auto written = writeOutput(report.output, made->toStdString());
    return written ? Ok : complain(written.error());
}

} // namespace outlay::cli
