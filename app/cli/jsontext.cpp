// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/jsontext.h"

namespace outlay::cli {

std::string jsonText(const Json &json)
{
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

} // namespace outlay::cli
