// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dropoverlay.h"

#include "views/palette.h"

#include <QtGui/QPainter>

namespace outlay::views {

DropOverlay::DropOverlay(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents); // the drag goes on to the window
    hide();
}

void DropOverlay::showFor(int files)
{
    m_files = files;
    setGeometry(parentWidget()->rect());
    raise();
    show();
}

void DropOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Palette &colours = paletteOf(*this);
    QColor veil = colours.window;
    veil.setAlphaF(0.92F);
    painter.fillRect(rect(), veil);
    painter.setPen(QPen(colours.accent, 3, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(24, 24, -24, -24), 16, 16);

    QFont big = font();
    big.setPointSizeF(big.pointSizeF() * 1.8);
    big.setWeight(QFont::DemiBold);
    painter.setFont(big);
    painter.setPen(colours.text);
    painter.drawText(rect().adjusted(40, 0, -40, -20), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("Drop to import %n file(s) or folder(s)", nullptr, m_files));
    painter.setFont(font());
    painter.setPen(colours.secondary);
    painter.drawText(rect().adjusted(40, 80, -40, 0), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("CostEvent logs: JSON lines, Python logs and CSV. Nothing leaves this computer."));
}

} // namespace outlay::views
