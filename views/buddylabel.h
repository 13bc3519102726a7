// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QLabel;
class QString;
class QWidget;

namespace outlay::views {

/// A label whose mnemonic leads to `widget`, and which is what screen readers call it.
QLabel *buddyLabel(const QString &text, QWidget *widget);

} // namespace outlay::views
