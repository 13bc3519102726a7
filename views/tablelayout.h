// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QJsonObject>

class QWidget;

namespace outlay::views {

class DataTable;

/// Which columns a table shows and hides, in which order, how wide, and what it is sorted by; columns by
/// their names in CSV, so that a version with other columns restores those that it has.
QJsonObject layoutOf(const DataTable &table);
/// Columns that the layout does not know stay as they are, behind those that it does; without any that it
/// knows, nothing is changed.
void applyLayout(DataTable &table, const QJsonObject &layout);

/// The same of all tables on a page, with its choices: boxes, numbers, days, marks and texts that have an
/// object name. What is not understood is left as it is.
QJsonObject pageLayout(const QWidget &page);
void applyPageLayout(QWidget &page, const QJsonObject &layout);

} // namespace outlay::views
