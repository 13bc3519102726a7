// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/axistexts.h"

#include "views/charts/chartpaint.h"
#include "views/format.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace outlay::views {

double tickWidth(const QFont &font, items::Kind kind, const Scale &scale)
{
    const QFontMetricsF metrics(font);
    double width = 0;
    for (const double tick : scale.ticks())
        width = std::max(width, metrics.horizontalAdvance(tickText(kind, tick)));
    return std::ceil(width);
}

void paintAmountAxis(QPainter &painter, const QRectF &plot, const QFont &font, items::Kind kind,
                     const Scale &scale, const Palette &palette)
{
    for (const double tick : scale.ticks()) {
        const double y = plot.bottom() - scale.share(tick) * plot.height();
        drawText(painter, font, palette.secondary, tickText(kind, tick), QPointF(plot.left() - 8, y),
                 Qt::AlignRight | Qt::AlignVCenter);
    }
    const double zero = std::round(plot.bottom() - scale.share(0) * plot.height()) + 0.5;
    painter.setPen(QPen(mix(palette.border, palette.text, 0.25), 1));
    painter.drawLine(QPointF(plot.left(), zero), QPointF(plot.right(), zero));
}

int intervalsFor(double plotHeight)
{
    return std::clamp(static_cast<int>(plotHeight / 45), 2, 6);
}

BucketTexts::BucketTexts(const MatrixReading &matrix, const QFont &font, double slot)
    : m_font(font)
    , m_slot(slot)
{
    const QFontMetricsF metrics(font);
    double widest = 0;
    for (const AxisEntry &row : matrix.rows) {
        const auto text = format::axisBucket(matrix.rowAxis, row.key, false);
        widest =
            std::max({widest, metrics.horizontalAdvance(text.first), metrics.horizontalAdvance(text.second)});
    }
    const auto every = std::max<qsizetype>(1, static_cast<qsizetype>(std::ceil((widest + 8) / slot)));
    QString lastYear;
    for (qsizetype i = 0; i < matrix.rows.size(); ++i) {
        if (i % every != 0) {
            m_texts.emplaceBack();
            continue;
        }
        const QString &key = matrix.rows[i].key;
        auto text = format::axisBucket(matrix.rowAxis, key, true);
        // With texts left out the one of January may be missing: the year stands where it first differs.
        if (text.second == lastYear)
            text.second.clear();
        else
            lastYear = text.second;
        m_twoLines = m_twoLines || !text.second.isEmpty();
        m_texts.append(text);
    }
}

double BucketTexts::height() const
{
    const double line = std::ceil(QFontMetricsF(m_font).height());
    return 6 + (m_twoLines ? 2 * line : line);
}

void BucketTexts::paint(QPainter &painter, double firstCentre, double top, const Palette &palette) const
{
    const double line = std::ceil(QFontMetricsF(m_font).height());
    for (qsizetype i = 0; i < m_texts.size(); ++i) {
        const double x = firstCentre + static_cast<double>(i) * m_slot;
        const auto &[upper, lower] = m_texts[i];
        drawText(painter, m_font, palette.secondary, upper, QPointF(x, top + 6),
                 Qt::AlignHCenter | Qt::AlignTop);
        if (!lower.isEmpty())
            drawText(painter, m_font, palette.secondary, lower, QPointF(x, top + 6 + line),
                     Qt::AlignHCenter | Qt::AlignTop);
    }
}

} // namespace outlay::views
