// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGui/QIcon>

class QColor;

namespace outlay::views {

/// A bundled icon by its file name, drawn in `colour`. Bundled, because a bare system has no icon theme.
QIcon icon(const QString &name, const QColor &colour);

} // namespace outlay::views
