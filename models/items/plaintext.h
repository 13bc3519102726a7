// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QString>
#include <QtCore/QVariant>

#include "items/roles.h"

#include <optional>

namespace outlay::items {

/// A value as it stands in CSV, TSV and DisplayRole: exact, without locale; empty when not known.
QString plainText(Kind kind, const QVariant &value);

/// A share; invalid where there is none.
QVariant plainShare(const std::optional<double> &share);

/// Nano-dollars as exact decimal dollars: "0.0035".
QString plainMoney(qint64 nanos);

} // namespace outlay::items
