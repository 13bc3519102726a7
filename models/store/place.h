// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <string>

namespace outlay::store {

/// Whether a store can be at `path`: one that is there, or one to be made, for which folders are made that
/// are missing. Errors: NotFound (`mustExist`), Unreadable, Unwritable.
base::Result<void> checkPlace(const std::string &path, bool mustExist);

} // namespace outlay::store
