// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/theme.h"

#include "views/palette.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleFactory>

namespace outlay::views {

namespace {

/// Asked once, before a palette of our own hides what the platform wants. Qt 6.4 has no
/// QStyleHints::colorScheme().
bool systemIsDark()
{
    static const bool dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    return dark;
}

} // namespace

void applyTheme(Theme theme)
{
    const bool system = systemIsDark();
    const Palette &colours = palette(theme == Theme::Dark || (theme == Theme::System && system));
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(toQPalette(colours));
    qApp->setStyleSheet(styleSheet(colours));
}

} // namespace outlay::views
