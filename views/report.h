// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include "base/result.h"

class QAbstractItemModel;

namespace outlay::views {

class ChartView;

/// A chart or a table of a report.
struct ReportPart
{
    QString title;
    QString text; ///< what it says, in a sentence
    const ChartView *chart = nullptr;
    const QAbstractItemModel *table = nullptr; ///< every row is printed, over as many pages as it takes
    QString note = {};                         ///< what is to be said after it
    bool withTrends = false;                   ///< columns of the table that are sparklines are painted
};

/// What stands at the foot of every page.
struct ReportFacts
{
    QString title;
    QString period;
    QString filter;
    QString basis; ///< which cost of which calls is counted
    QString zone;
    QString coverage;
    QString fingerprint;
    QString currency = {}; ///< at what rate; empty: dollars
};

/// A PDF with vector charts and selectable text, in light colours on A4. Charts are painted on the thread of
/// their widgets, all else on any. Errors: Internal.
base::Result<QByteArray> pdfReport(const ReportFacts &facts, const QList<ReportPart> &parts);

/// The line at the foot of a report: period, zone, basis, filter, coverage, store.
QStringList footLines(const ReportFacts &facts);

/// Writes a PDF with vector charts and selectable text, in light colours on A4, whole or not at all.
/// Errors: Unwritable.
base::Result<void> writeReport(const QString &path, const ReportFacts &facts, const QList<ReportPart> &parts);

} // namespace outlay::views
