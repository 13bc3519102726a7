// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/palette.h"

#include <QtWidgets/QWidget>

#include <algorithm>
#include <cmath>

namespace outlay::views {

namespace {

/// sRGB channel (0 … 1) as linear light, WCAG 2.
double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

Palette makeLight()
{
    Palette p;
    p.window = QColor(0xF6F7F9);
    p.card = QColor(0xFFFFFF);
    p.border = QColor(0xD9DEE4);
    p.text = QColor(0x1B1F24);
    p.secondary = QColor(0x57606A);
    p.grid = QColor(0xE4E8EC);
    p.categories = {QColor(0x3D5CD4), QColor(0xCC6A02), QColor(0x108972),
                    QColor(0xA11085), QColor(0x079BED), QColor(0x94925F)};
    p.other = QColor(0x8A929C);
    p.accent = p.categories[0];
    p.onAccent = QColor(0xFFFFFF);
    p.danger = QColor(0xC8102E);
    p.warn = QColor(0xB45309);
    p.ok = QColor(0x0B6E5B);
    p.ramp = {QColor(0xF3F5FC), QColor(0xC9D3F5), QColor(0x93A6EA),
              QColor(0x5D7BDD), QColor(0x3D5CD4), QColor(0x24388C)};
    p.lower = QColor(0xCC6A02);
    p.middle = QColor(0xFFFFFF);
    p.higher = QColor(0x3D5CD4);
    return p;
}

Palette makeDark()
{
    Palette p;
    p.dark = true;
    p.window = QColor(0x14171B);
    p.card = QColor(0x1B1F24);
    p.border = QColor(0x30363D);
    p.text = QColor(0xE6EAEF);
    p.secondary = QColor(0x9AA4AF);
    p.grid = QColor(0x2B3138);
    p.categories = {QColor(0x7B8BF8), QColor(0xF8CE62), QColor(0x13B07E),
                    QColor(0x9C6DAC), QColor(0x8CC7FD), QColor(0x818211)};
    p.other = QColor(0x8B949E);
    p.accent = p.categories[0];
    p.onAccent = p.window;
    p.danger = QColor(0xFF5C5C);
    p.warn = QColor(0xF8CE62);
    p.ok = QColor(0x13B07E);
    p.ramp = {QColor(0x20252B), QColor(0x2C3563), QColor(0x414FA0),
              QColor(0x5F70D8), QColor(0x8E9CFA), QColor(0xCDD4FF)};
    p.lower = QColor(0xF8CE62);
    p.middle = QColor(0x2B3138);
    p.higher = QColor(0x7B8BF8);
    return p;
}

} // namespace

QColor Palette::slot(int slot) const
{
    if (slot < 0 || slot >= static_cast<int>(categories.size()))
        return other;
    return categories[static_cast<std::size_t>(slot)];
}

QColor Palette::heat(double share) const
{
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(ramp.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), ramp.size() - 2);
    return mix(ramp[below], ramp[below + 1], place - static_cast<double>(below));
}

QColor Palette::inkOn(const QColor &background) const
{
    const QColor best = contrast(text, background) >= contrast(card, background) ? text : card;
    if (contrast(best, background) >= 4.5)
        return best;
    // On a middling ground only the extremes are enough; one of them always is.
    return contrast(Qt::black, background) >= contrast(Qt::white, background) ? Qt::black : Qt::white;
}

const Palette &palette(bool dark)
{
    static const Palette light = makeLight();
    static const Palette night = makeDark();
    return dark ? night : light;
}

const Palette &paletteOf(const QWidget &widget)
{
    return palette(widget.palette().color(QPalette::Window).lightness() < 128);
}

QPalette toQPalette(const Palette &p)
{
    QPalette q;
    q.setColor(QPalette::Window, p.window);
    q.setColor(QPalette::WindowText, p.text);
    q.setColor(QPalette::Base, p.card);
    q.setColor(QPalette::AlternateBase, mix(p.card, p.window, 0.6));
    q.setColor(QPalette::Text, p.text);
    q.setColor(QPalette::PlaceholderText, p.secondary);
    q.setColor(QPalette::Button, p.dark ? mix(p.card, p.text, 0.08) : p.card);
    q.setColor(QPalette::ButtonText, p.text);
    q.setColor(QPalette::BrightText, p.danger);
    q.setColor(QPalette::Highlight, p.accent);
    q.setColor(QPalette::HighlightedText, p.onAccent);
    q.setColor(QPalette::Link, p.accent);
    q.setColor(QPalette::LinkVisited, p.accent);
    q.setColor(QPalette::ToolTipBase, p.text);
    q.setColor(QPalette::ToolTipText, p.card);
    q.setColor(QPalette::Light, mix(p.card, p.text, p.dark ? 0.14 : 0.0));
    q.setColor(QPalette::Midlight, p.grid);
    q.setColor(QPalette::Mid, p.border);
    q.setColor(QPalette::Dark, mix(p.border, p.text, 0.35));
    q.setColor(QPalette::Shadow, p.dark ? QColor(Qt::black) : mix(p.border, p.text, 0.6));
    const QColor disabled = mix(p.secondary, p.card, 0.4);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        q.setColor(QPalette::Disabled, role, disabled);
    q.setColor(QPalette::Disabled, QPalette::Highlight, p.border);
    q.setColor(QPalette::Disabled, QPalette::HighlightedText, p.secondary);
    return q;
}

QString styleSheet(const Palette &p)
{
    return QStringLiteral(
               "QFrame[card=\"true\"] { background: %1; border: 1px solid %2; border-radius: 8px; }"
               "QLabel[secondary=\"true\"] { color: %3; }"
               "QToolTip { background: %4; color: %1; border: none; padding: 4px; }"
               "QTableView { gridline-color: %5; border: none; }"
               "QHeaderView::section { background: %1; color: %3; border: none;"
               " border-bottom: 1px solid %2; padding: 4px 8px; }"
               "QListWidget[navigation=\"true\"] { background: %6; border: none; border-right: 1px solid %2;"
               " padding: 8px 6px; outline: none; }"
               "QListWidget[navigation=\"true\"]::item { padding: 0 8px; border: 2px solid transparent;"
               " border-radius: 6px; color: %4; }"
               "QListWidget[navigation=\"true\"]::item:selected { background: %7; color: %8; }"
               "QListWidget[navigation=\"true\"]::item:selected:focus { border-color: %4; }")
        .arg(p.card.name(), p.border.name(), p.secondary.name(), p.text.name(), p.grid.name(),
             p.window.name(), p.accent.name(), p.onAccent.name());
}

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QColor mix(const QColor &a, const QColor &b, double share)
{
    const auto part = [share](float from, float to) {
        return std::clamp(static_cast<float>(from + (to - from) * share), 0.0F, 1.0F);
    };
    return QColor::fromRgbF(part(a.redF(), b.redF()), part(a.greenF(), b.greenF()),
                            part(a.blueF(), b.blueF()));
}

} // namespace outlay::views
