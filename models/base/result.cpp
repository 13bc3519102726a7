// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/result.h"

namespace outlay::base {

std::string sentence(const Error &error)
{
    std::string text = error.where;
    if (error.line > 0)
        text += (text.empty() ? "line " : ", line ") + std::to_string(error.line);
    if (!text.empty() && !error.detail.empty())
        text += ": ";
    return text + error.detail;
}

} // namespace outlay::base
