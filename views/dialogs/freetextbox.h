// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QStringList>

class QComboBox;

namespace outlay::views {

/// A box for any text, which offers some: what was typed stays as it is, and Enter goes to the dialog.
QComboBox *freeTextBox();
/// What screen readers call it, wherever in it the cursor is.
void nameBox(QComboBox &box, const QString &name);
/// What it offers, without touching what was typed.
void offer(QComboBox &box, const QStringList &texts);

} // namespace outlay::views
