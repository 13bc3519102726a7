// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/explained.h"

#include <QtCore/QString>
#include <QtCore/QVariant>

namespace outlay::items {

/// The name of the figure that a column of a roll-up is, by its machine name; invalid where it is none.
QVariant figureOfColumn(const char *machineName);

/// "Cost", "Share of cost", "Volume".
QString figureTitle(const insight::ExplainQuestion &question);
/// The same of a figure by its name.
QString figureTitle(const QString &name);
/// How it is defined, in a sentence without a full stop.
QString figureFormula(const insight::ExplainQuestion &question);
/// What a term is in the formula: "Cost of all".
QString termTitle(const insight::ExplainTerm &term);

} // namespace outlay::items
