// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace outlay::items {
class Models;
}
namespace outlay::jobs {
class Session;
}
namespace outlay::views {
class MainWindow;
}

namespace outlay::app {

/// Has bills held against calls while somebody looks, and months closed. Only connects: needs not be kept.
void connectReconcile(jobs::Session &session, items::Models &models, views::MainWindow &window);

} // namespace outlay::app
