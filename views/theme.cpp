// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/theme.h"

#include "views/palette.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QProxyStyle>
#include <QtWidgets/QTableView>

#include <utility>

namespace outlay::views {

namespace {

constexpr int kCellMargin = 8; ///< as the style sheet's padding of header sections

/// Fusion, with texts of a table's cells standing under those of its header and apart from their neighbours.
class TableStyle : public QProxyStyle
{
public:
    TableStyle()
        : QProxyStyle(QStringLiteral("Fusion"))
    {
    }

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override
    {
        if (metric == PM_FocusFrameHMargin && qobject_cast<const QTableView *>(widget))
            return kCellMargin - 1; // the item view adds one
        return QProxyStyle::pixelMetric(metric, option, widget);
    }

    /// Buttons are words: the platform's pictures on some of them fit neither the others nor a dark window.
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        return hint == SH_DialogButtonBox_ButtonsHaveIcons
                   ? 0
                   : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

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
    // Each of these goes over every widget, so what is so already is left alone.
    static bool isStyled = false;
    if (!std::exchange(isStyled, true))
        QApplication::setStyle(new TableStyle);
    QApplication::setPalette(toQPalette(colours));
    if (const QString sheet = styleSheet(colours); sheet != qApp->styleSheet())
        qApp->setStyleSheet(sheet);
}

} // namespace outlay::views
