// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QModelIndexList>
#include <QtCore/QString>

class QAbstractItemModel;

namespace outlay::items {

/// Every row and column of a model as RFC 4180 CSV in UTF-8, lines ended by CRLF: machine names as the
/// header, exact decimals, ISO dates, empty where a value is not known. The model must be complete (nothing
/// left to fetch).
QByteArray toCsv(const QAbstractItemModel &model);

/// The cells as tab-separated text with a header row, for the clipboard; all of them when `selection` is
/// empty. Tabs and line breaks inside a value become blanks.
QString toTsv(const QAbstractItemModel &model, const QModelIndexList &selection = {});

} // namespace outlay::items
