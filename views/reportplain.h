// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/report.h"

namespace outlay::views {

/// A report without charts as plain text, for mail programs and people that want no more. Lines end with a
/// line feed; prose is broken at 76 columns, tables are as wide as they are. Trends are blocks of eight
/// heights.
QString plainReport(const ReportFacts &facts, const QList<ReportPart> &parts);

} // namespace outlay::views
