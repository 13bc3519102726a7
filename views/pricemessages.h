// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QString>

#include "items/repriceplan.h"

/// What is said of new prices, in sentences.
namespace outlay::views {

/// After an import of prices; see MainWindow::showPricesImported.
QString pricesImportedText(qint64 added, qint64 changed, qint64 known, qint64 leftOut,
                           qint64 withoutPrice = 0);

/// "from $10.00 to $12.00 (+$2.00)", with as many decimals as it takes to tell the two apart.
QString costMoveText(qint64 beforeNanos, qint64 afterNanos);

/// What applying prices would do, or why that is not known: the headline of the dialog.
QString repriceHeadline(const items::RepricePlan &plan);
/// What becomes of the computed cost, of closed and reopened months, and of what logs report.
QString repriceNote(const items::RepriceMonthsModel::Sums &sums);

/// What applying prices has done.
QString repricedText(const items::RepriceMonthsModel::Sums &sums);

} // namespace outlay::views
