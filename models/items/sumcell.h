// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QVariant>

#include "base/money.h"

#include <limits>
#include <optional>

namespace outlay::items {

/// A sum that a cell cannot hold, of some nine billion dollars, is not shown rather than shown wrong.
inline QVariant sumCell(base::Int128 nanos)
{
    using Limits = std::numeric_limits<qint64>;
    return nanos < Limits::min() || nanos > Limits::max() ? QVariant() : QVariant(static_cast<qint64>(nanos));
}

/// Nothing where nothing is known.
inline QVariant sumCell(const std::optional<base::Int128> &nanos)
{
    return nanos ? sumCell(*nanos) : QVariant();
}

} // namespace outlay::items
