// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QJsonObject>

class QTableView;
class QWidget;

namespace outlay::views {

/// Which columns a table shows, in which order, and what it is sorted by; columns by their names in CSV.
QJsonObject layoutOf(const QTableView &table);
/// Columns that the layout does not name are hidden; without any that it names all stay as they are.
void applyLayout(QTableView &table, const QJsonObject &layout);

/// The same of all tables and choices on a page that have a name.
QJsonObject pageLayout(const QWidget &page);
void applyPageLayout(QWidget &page, const QJsonObject &layout);

} // namespace outlay::views
