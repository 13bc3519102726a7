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

/// Carries rules between the window, the store and files; has coverage and clusters counted, and rules tried,
/// while somebody looks. Only connects: needs not be kept.
void connectRules(jobs::Session &session, items::Models &models, views::MainWindow &window);

} // namespace outlay::app
