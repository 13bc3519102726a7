// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/report.h"

namespace outlay::views {

/// A report without charts as one self-contained page that mail programs show as it is: at most 640 pixels
/// wide, of tables and inline styles, without pictures, scripts or anything from elsewhere. Trends are bars
/// made of cells. Every text has its colour and that of its ground, so that a dark mode leaves both or turns
/// both.
QString htmlReport(const ReportFacts &facts, const QList<ReportPart> &parts);

} // namespace outlay::views
