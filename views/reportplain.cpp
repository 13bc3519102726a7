// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/reportplain.h"

#include "views/reportcells.h"

#include <QtCore/QStringList>

#include <algorithm>
#include <cmath>

namespace outlay::views {

using items::Kind;

namespace {

constexpr qsizetype kColumns = 76;

QString broken(const QString &text)
{
    QString out;
    qsizetype at = 0;
    for (const QString &word : printable(text).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (at > 0 && at + 1 + word.size() > kColumns) {
            out += QLatin1Char('\n');
            at = 0;
        } else if (at > 0) {
            out += QLatin1Char(' ');
            ++at;
        }
        out += word;
        at += word.size();
    }
    return out + QLatin1Char('\n');
}

QString blocks(const QVariantList &weeks)
{
    static const QString heights = QStringLiteral("▁▂▃▄▅▆▇█");
    double most = 0;
    for (const QVariant &week : weeks)
        most = std::max(most, week.toDouble());
    QString out;
    for (const QVariant &week : weeks) {
        const double share = most > 0 ? std::max(0.0, week.toDouble()) / most : 0;
        const auto step = static_cast<qsizetype>(std::lround(share * double(heights.size() - 1)));
        out += week.toDouble() > 0 ? heights[step] : QLatin1Char('.');
    }
    return out;
}

QString plainTable(const ReportCells &cells)
{
    QList<QStringList> lines(cells.rows() + 1);
    for (int column = 0; column < cells.columns(); ++column) {
        QStringList texts{cells.title(column)};
        for (int row = 0; row < cells.rows(); ++row)
            texts << (cells.kind(column) == Kind::Trend ? blocks(cells.trend(row, column))
                                                        : printable(cells.text(row, column)));
        qsizetype width = 0;
        for (const QString &text : std::as_const(texts))
            width = std::max(width, text.size());
        for (qsizetype row = 0; row < texts.size(); ++row)
            lines[row] << (cells.isFigure(column) ? texts[row].rightJustified(width)
                                                  : texts[row].leftJustified(width));
    }
    QString out;
    for (qsizetype row = 0; row < lines.size(); ++row) {
        QString line = lines[row].join(QStringLiteral("  "));
        while (line.endsWith(QLatin1Char(' ')))
            line.chop(1);
        if (row == 1 || cells.isTotals(static_cast<int>(row) - 1))
            out += QString(kColumns, QLatin1Char('-')) + QLatin1Char('\n');
        out += line + QLatin1Char('\n');
    }
    return out;
}

} // namespace

QString plainReport(const ReportFacts &facts, const QList<ReportPart> &parts)
{
    QString out = broken(facts.title) + broken(facts.period + QStringLiteral(" · ") + facts.filter);
    for (const ReportPart &part : parts) {
        out += QLatin1Char('\n');
        if (!part.title.isEmpty())
            out += printable(part.title) + QLatin1Char('\n') + QString(part.title.size(), QLatin1Char('=')) +
                   QLatin1Char('\n');
        for (const QString &line : part.text.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
            out += broken(line);
        if (part.table && part.table->rowCount() > 0)
            out += QLatin1Char('\n') + plainTable(ReportCells(*part.table));
        for (const QString &line : part.note.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
            out += broken(line);
    }
    out += QLatin1Char('\n');
    for (const QString &line : footLines(facts))
        out += broken(line);
    return out;
}

} // namespace outlay::views
