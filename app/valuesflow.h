// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>

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

/// Has value files kept and removed as a person asks, and tells what came of it; and has sessions added up
/// while somebody looks at them. Only connects: needs not be
/// kept.
void connectValues(jobs::Session &session, items::Models &models, views::MainWindow &window);

} // namespace outlay::app
