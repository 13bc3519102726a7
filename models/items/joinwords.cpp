// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/joinwords.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>

namespace outlay::items {

namespace {

constexpr std::size_t kConflictsTold = 5;
constexpr int kGivenTold = 100;
constexpr double kMicrosPerSecond = 1e6;

struct JoinWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::items::JoinWords)
};

QString joinCount(std::int64_t number)
{
    return QLocale().toString(static_cast<qlonglong>(number));
}

QString joinSeconds(std::int64_t us)
{
    return QLocale().toString(static_cast<double>(us) / kMicrosPerSecond, 'f', 3);
}

JoinLine joinLine(const QString &name, const insight::CallsAndCost &calls, const QString &note)
{
    return {name, calls.requests, calls.nanos, note};
}

/// Each dimension in all, then its dearest values, and the rest of them.
QList<JoinLine> givenLines(const insight::JoinQuality &quality)
{
    QList<JoinLine> lines;
    for (std::size_t d = 0; d < quality.dimensions.size(); ++d) {
        const QString name = QString::fromStdString(quality.dimensions[d]);
        const qsizetype all = lines.size();
        lines << joinLine(name, quality.filled[d], {});
        insight::CallsAndCost rest = quality.filled[d];
        int values = 0;
        for (const insight::JoinGiven &given : quality.given) {
            if (given.dimension != quality.dimensions[d] || ++values > kGivenTold)
                continue;
            lines << joinLine(name, given.calls, QString::fromStdString(given.value));
            rest.requests -= given.calls.requests;
            rest.nanos -= given.calls.nanos;
        }
        lines[all].note = JoinWords::tr("(all %1)").arg(joinCount(values));
        if (values > kGivenTold)
            lines << joinLine(name, rest,
                              JoinWords::tr("(the other %1)").arg(joinCount(values - kGivenTold)));
    }
    return lines;
}

QString distanceText(const insight::JoinQuality &quality)
{
    if (!quality.medianUs || !quality.p95Us)
        return JoinWords::tr("the nearest row of the same model within the seconds");
    return JoinWords::tr("half of them within %1 s, 95 % within %2 s")
        .arg(joinSeconds(*quality.medianUs), joinSeconds(*quality.p95Us));
}

QString checkText(const insight::JoinQuality &quality)
{
    const insight::JoinCheck &check = quality.check;
    if (const auto precision = check.precision())
        return JoinWords::tr(
                   "Of %1 calls of which it is known what is true, matching by time says the same of "
                   "%2 % and another thing of %3; it leaves out %4.")
            // Rounded down: 100 % is said only where it is so.
            .arg(joinCount(check.checked()), QLocale().toString(std::floor(*precision * 1000) / 10, 'f', 1),
                 joinCount(check.different), joinCount(check.ambiguous + check.unmatched));
    if (quality.byTime.requests > 0)
        return JoinWords::tr("How right matches by time are is not known: of no call near a row is it known "
                             "what is true.");
    return {};
}

} // namespace

JoinOutlook outlookOf(const insight::JoinQuality &quality)
{
    JoinOutlook outlook;
    outlook.rows = quality.rows;
    outlook.rowsWithout = quality.rows - quality.rowsUsed;
    outlook.hasMatches = quality.joined().requests > 0;
    outlook.check = checkText(quality);
    outlook.quality = {
        joinLine(JoinWords::tr("Matched by call id"), quality.byCall, {}),
        joinLine(JoinWords::tr("Matched by chain id"), quality.byChain, {}),
        joinLine(JoinWords::tr("Matched by time"), quality.byTime, distanceText(quality)),
        joinLine(JoinWords::tr("Matched in all"), quality.joined(), {}),
        joinLine(JoinWords::tr("Ambiguous"), quality.ambiguous,
                 JoinWords::tr("rows that could be theirs say different things; left as they are")),
        joinLine(JoinWords::tr("Not found"), quality.unmatched,
                 JoinWords::tr("they lack it, and no row says it")),
        joinLine(JoinWords::tr("Lacked nothing"), quality.known, {}),
        joinLine(JoinWords::tr("In conflict"), quality.conflicting,
                 JoinWords::tr("their own log says another thing, which stays"))};
    outlook.given = givenLines(quality);
    for (std::size_t i = 0; i < std::min(quality.conflicts.size(), kConflictsTold); ++i) {
        const insight::JoinConflict &conflict = quality.conflicts[i];
        outlook.remarks << JoinWords::tr("Conflict in line %1: the call's own log says %2 = %3, not %4.")
                               .arg(QString::number(conflict.line),
                                    QString::fromStdString(conflict.dimension),
                                    QString::fromStdString(conflict.logged),
                                    QString::fromStdString(conflict.joined));
    }
    return outlook;
}

QList<JoinedLog> joinedLogs(const std::vector<base::Backfill> &backfills)
{
    QList<JoinedLog> logs;
    for (const base::Backfill &each : backfills) {
        QStringList dimensions;
        for (const base::Dimension &dimension : each.dimensions)
            dimensions << QString::fromStdString(dimension);
        logs << JoinedLog{
            each.id,
            JoinWords::tr(
                "%1: %2 from %3 rows; calls: %4 by call id, %5 by chain id, %6 by time (within %7 s)")
                .arg(QFileInfo(QString::fromStdString(each.path)).fileName(),
                     dimensions.join(QStringLiteral(", ")), joinCount(each.rows), joinCount(each.joined[0]),
                     joinCount(each.joined[1]), joinCount(each.joined[2]),
                     QLocale().toString(static_cast<double>(each.windowUs) / kMicrosPerSecond))};
    }
    return logs;
}

} // namespace outlay::items
