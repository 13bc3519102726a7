// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QModelIndexList>
#include <QtCore/QString>

#include "base/displayrate.h"

class QAbstractItemModel;

namespace outlay::items {

/// Every row and column of a model as RFC 4180 CSV in UTF-8, lines ended by CRLF: machine names as the
/// header, exact decimals, ISO dates, empty where a value is not known. The model must be complete (nothing
/// left to fetch). In another currency each column of money is followed by the same in that currency,
/// "cost_usd" by "cost_eur", and each row ends with eur_per_usd and rate_date.
QByteArray toCsv(const QAbstractItemModel &model, const base::DisplayRate &rate = {});

/// The cells as tab-separated text with a header row, for the clipboard; all of them when `selection` is
/// empty. Tabs and line breaks inside a value become blanks. Money is in the currency that is shown.
QString toTsv(const QAbstractItemModel &model, const QModelIndexList &selection = {},
              const base::DisplayRate &rate = {});

} // namespace outlay::items
