// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/jsontext.h"

#include "app/cli/showncurrency.h"

namespace outlay::cli {

std::string jsonText(const Json &json)
{
    return withShown(json).dump(2, ' ', false, Json::error_handler_t::replace);
}

} // namespace outlay::cli
