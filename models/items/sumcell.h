// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QVariant>

#include "base/money.h"

#include <limits>

namespace outlay::items {

/// A sum that a cell cannot hold, of some nine billion dollars, is not shown rather than shown wrong.
inline QVariant sumCell(base::Int128 nanos)
{
    using Limits = std::numeric_limits<qint64>;
    return nanos < Limits::min() || nanos > Limits::max() ? QVariant() : QVariant(static_cast<qint64>(nanos));
}

} // namespace outlay::items
