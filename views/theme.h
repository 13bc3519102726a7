// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace outlay::views {

enum class Theme
{
    System,
    Light,
    Dark
};

/// Style, palette and style sheet of the whole program. Fusion, for one look everywhere.
void applyTheme(Theme theme);

} // namespace outlay::views
