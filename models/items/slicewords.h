// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QString>

#include "base/filter.h"
#include "insight/slice.h"

namespace outlay::items {

/// "chat · free", or "all spend".
QString sliceWords(const insight::Slice &slice);

/// What a filter has to let through for the slice alone.
std::map<base::Dimension, base::ValueSet> whereOf(const insight::Slice &slice);

/// What a row is about: which calls of which days.
struct Scope
{
    std::map<base::Dimension, base::ValueSet> where;
    base::Period period;

    bool operator==(const Scope &) const = default;
};

} // namespace outlay::items
