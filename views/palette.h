// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGui/QColor>
#include <QtGui/QPalette>

#include <array>

class QWidget;

namespace outlay::views {

/// Every colour of the program by its role. Texts reach 4.5:1 and marks 3:1 on window and card; categories
/// differ for people with protan, deutan and tritan vision too.
struct Palette
{
    bool dark = false;
    QColor window, card, border;
    QColor text, secondary, grid;
    std::array<QColor, 6> categories;
    QColor other; ///< also the unattributed, which is hatched besides
    QColor accent, onAccent;
    QColor danger, warn, ok;
    std::array<QColor, 6> ramp;   ///< sequential, from nothing to most
    QColor lower, middle, higher; ///< diverging

    /// Colour of a slot of items/roles.h; slots outside the categories have the colour of Other.
    QColor slot(int slot) const;
    /// The ramp at 0 … 1.
    QColor heat(double share) const;
    /// Text colour of this palette that reads better on `background`.
    QColor inkOn(const QColor &background) const;
};

const Palette &palette(bool dark);
/// The palette that goes with a widget's own: light or dark by its window colour.
const Palette &paletteOf(const QWidget &widget);

QPalette toQPalette(const Palette &palette);
/// Cards (QFrame[card="true"]), secondary texts (QLabel[secondary="true"]) and the like; no font sizes.
QString styleSheet(const Palette &palette);

/// WCAG 2 contrast ratio, 1 … 21.
double contrast(const QColor &a, const QColor &b);
/// `share` of `b` in `a`, 0 … 1, opaque.
QColor mix(const QColor &a, const QColor &b, double share);

} // namespace outlay::views
