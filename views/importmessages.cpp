// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/importmessages.h"

#include "views/errortext.h"
#include "views/format.h"

#include <QtCore/QCoreApplication>

namespace outlay::views {

namespace {

constexpr int kProblemsShown = 5;

struct ImportWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::views::ImportMessages)
};

} // namespace

ImportMessage importMessage(const base::ImportReport &report)
{
    const base::FileReport totals = report.totals();
    QStringList lines;
    lines << (report.anyRead() ? ImportWords::tr("%1 events added, %2 already present, %3 rejected.")
                                     .arg(format::count(totals.added), format::count(totals.duplicates),
                                          format::count(totals.rejected))
                               : ImportWords::tr("Nothing was imported."));
    int problems = 0;
    bool noLogs = false;
    for (const base::FileReport &file : report.files) {
        noLogs = noLogs || (file.error && file.error->kind == base::ErrorKind::NotALog);
        if (file.error && ++problems <= kProblemsShown)
            lines << errorText(*file.error);
    }
    if (problems > kProblemsShown)
        lines << ImportWords::tr("%1 more files could not be read.").arg(problems - kProblemsShown);

    // Where nothing was read, what can be mapped has been asked about before.
    if (noLogs && report.anyRead())
        lines << ImportWords::tr(
            "What has columns or JSON objects can be mapped: choose it with File, Import.");

    ImportMessage message;
    message.text = lines.join(QLatin1Char('\n'));
    if (!report.anyRead())
        message.mood = MessageBar::Mood::Bad;
    else if (problems > 0 || totals.rejected > 0)
        message.mood = MessageBar::Mood::Info;
    return message;
}

QString assumptionsText(const base::FileReport &report)
{
    QStringList lines;
    for (const base::Assumption &assumption : report.assumptions)
        lines << QStringLiteral("• %1 (%2)")
                     .arg(QString::fromStdString(assumption.text), format::count(assumption.events));
    if (report.redacted > 0)
        lines << QStringLiteral("• ") +
                     ImportWords::tr(
                         "%1 e-mail addresses, card or social security numbers were replaced before storing")
                         .arg(format::count(report.redacted));
    if (report.unpriced > 0)
        lines << QStringLiteral("• ") +
                     ImportWords::tr("%1 events have no cost in the log; they count as requests, not as $0")
                         .arg(format::count(report.unpriced));
    return lines.join(QLatin1Char('\n'));
}

QString rejectsText(const std::vector<base::Reject> &rejects, int shown)
{
    QStringList lines;
    for (const base::Reject &reject : rejects)
        if (lines.size() < shown)
            lines << ImportWords::tr("⚠ Line %1: %2")
                         .arg(format::count(reject.line), QString::fromStdString(reject.reason));
    const auto more = static_cast<qint64>(rejects.size()) - lines.size();
    if (more > 0)
        lines << ImportWords::tr("⚠ and %1 lines more").arg(format::count(more));
    return lines.join(QLatin1Char('\n'));
}

} // namespace outlay::views
