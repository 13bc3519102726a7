// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QSettings>

namespace outlay::app {

/// Window preferences, in the platform's folder for them; what is about data is in the store.
QSettings preferences();

} // namespace outlay::app
