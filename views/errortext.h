// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QString>

#include "base/result.h"

namespace outlay::views {

/// An error as a sentence for people: what happened, where, and what to do.
QString errorText(const base::Error &error);

} // namespace outlay::views
