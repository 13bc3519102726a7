// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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
};

/// Writes a PDF with vector charts and selectable text, in light colours on A4, whole or not at all.
/// Errors: Unwritable.
base::Result<void> writeReport(const QString &path, const ReportFacts &facts, const QList<ReportPart> &parts);

} // namespace outlay::views
