// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QString>

namespace outlay::items {
class BurnModel;
}

namespace outlay::views {

/// What a budget will come to: "On pace for $128.00 of $100.00 (28.0 % over), reached on 23 Nov. 80 % sure of
/// $120.00 to $141.00; past forecasts were off by 7.0 % on average." Of a closed period: empty.
QString forecastText(const items::BurnModel &burn);

} // namespace outlay::views
