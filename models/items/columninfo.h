// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "items/roles.h"

namespace outlay::items {

/// A column of a model whose columns do not change.
struct ColumnInfo
{
    const char *title;       ///< to be translated in the model's own context
    const char *machineName; ///< in exported files, in every language the same
    Kind kind;
};

} // namespace outlay::items
