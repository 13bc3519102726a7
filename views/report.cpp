// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/report.h"

#include "views/charts/chartview.h"
#include "views/reporttable.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSaveFile>
#include <QtGui/QPageLayout>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>

#include <algorithm>

namespace outlay::views {

namespace {

constexpr int kDpi = 96; ///< logical; charts are painted as on a screen of this density and scaled as vectors
constexpr double kChartHeight = 300;
constexpr double kBlockGap = 18;
constexpr double kFooterHeight = 40;

/// Lays parts out from top to bottom and begins a page where one does not fit. Two passes: the first counts
/// the pages, so that the footer can say "page 2 of 5".
class Layouter
{
public:
    Layouter(QPainter *painter, QPdfWriter *writer, const ReportFacts &facts, const QSizeF &page, int pages)
        : m_painter(painter)
        , m_writer(writer)
        , m_facts(facts)
        , m_page(page)
        , m_pages(pages)
        , m_colours(palette(false))
    {
    }

    int run(const QList<ReportPart> &parts)
    {
        text(m_facts.title, 20, true, m_colours.text);
        text(m_facts.period + QStringLiteral(" · ") + m_facts.filter, 11, false, m_colours.secondary);
        m_y += kBlockGap;
        for (const ReportPart &part : parts)
            add(part);
        footer();
        return m_number;
    }

private:
    double bottom() const { return m_page.height() - kFooterHeight; }

    void newPage()
    {
        footer();
        if (m_writer)
            m_writer->newPage();
        ++m_number;
        m_y = 0;
    }

    void text(const QString &words, int pixels, bool bold, const QColor &colour)
    {
        if (words.isEmpty())
            return;
        const QFont font = reportFont(pixels, bold);
        const QRectF room(0, m_y, m_page.width(), m_page.height());
        const QRectF needed = QFontMetricsF(font).boundingRect(room, Qt::TextWordWrap, words);
        if (m_painter) {
            m_painter->setFont(font);
            m_painter->setPen(colour);
            m_painter->drawText(room, Qt::TextWordWrap, words);
        }
        m_y += needed.height() + 4;
    }

    void add(const ReportPart &part)
    {
        const double least = part.chart ? kChartHeight + 60 : 110;
        if (m_y > 0 && m_y + least > bottom())
            newPage();
        text(part.title, 15, true, m_colours.text);
        text(part.text, 11, false, m_colours.secondary);
        if (part.chart)
            chart(*part.chart);
        if (part.table)
            table(*part.table);
        m_y += kBlockGap;
    }

    void chart(const ChartView &view)
    {
        const QRectF area(0, m_y, m_page.width(), kChartHeight);
        if (m_painter) {
            m_painter->save();
            view.paint(*m_painter, area, m_colours);
            m_painter->restore();
        }
        m_y += kChartHeight;
    }

    void table(const QAbstractItemModel &model)
    {
        const ReportTable table(model, m_page.width());
        int row = 0;
        do {
            if (m_y + table.headHeight() + table.rowHeight() > bottom())
                newPage();
            if (m_painter)
                table.paintHead(*m_painter, m_y, m_colours);
            m_y += table.headHeight();
            for (; row < table.rowCount() && m_y + table.rowHeight() <= bottom(); ++row) {
                if (m_painter)
                    table.paintRow(*m_painter, row, m_y, m_colours);
                m_y += table.rowHeight();
            }
        } while (row < table.rowCount());
    }

    void footer()
    {
        if (!m_painter)
            return;
        m_painter->setPen(QPen(m_colours.border, 1));
        const double y = m_page.height() - kFooterHeight + 6;
        m_painter->drawLine(QPointF(0, y), QPointF(m_page.width(), y));
        m_painter->setFont(reportFont(9, false));
        m_painter->setPen(m_colours.secondary);
        const QRectF first(0, y + 4, m_page.width(), 13);
        const QRectF second(0, y + 17, m_page.width(), 13);
        const QFontMetricsF metrics(reportFont(9, false));
        const QString filter = tr("Period %1 · days in %2 · basis: %3 · filter %4")
                                   .arg(m_facts.period, m_facts.zone, m_facts.basis, m_facts.filter);
        m_painter->drawText(first, Qt::AlignLeft,
                            metrics.elidedText(filter, Qt::ElideRight, m_page.width() - 90));
        m_painter->drawText(first, Qt::AlignRight, tr("Page %1 of %2").arg(m_number).arg(m_pages));
        m_painter->drawText(second, Qt::AlignLeft,
                            tr("%1 · store %2 · Outlay").arg(m_facts.coverage, m_facts.fingerprint));
    }

    static QString tr(const char *text) { return QCoreApplication::translate("outlay::views::Report", text); }

    QPainter *m_painter; ///< null: only count pages
    QPdfWriter *m_writer;
    const ReportFacts &m_facts;
    const QSizeF m_page;
    const int m_pages;
    const Palette &m_colours;
    double m_y = 0;
    int m_number = 1;
};

} // namespace

base::Result<void> writeReport(const QString &path, const ReportFacts &facts, const QList<ReportPart> &parts)
{
    const auto unwritable = [&path](const QString &why) {
        return base::fail(base::ErrorKind::Unwritable, path.toStdString(),
                          "could not be written: " + why.toStdString());
    };
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return unwritable(file.errorString());
    {
        QPdfWriter writer(&file);
        writer.setTitle(facts.title);
        writer.setCreator(QStringLiteral("Outlay"));
        writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait,
                                         QMarginsF(15, 15, 15, 12), QPageLayout::Millimeter));
        const double scale = writer.logicalDpiX() / double(kDpi);
        const QSizeF page = QSizeF(writer.width(), writer.height()) / scale;
        const int pages = Layouter(nullptr, nullptr, facts, page, 0).run(parts);
        QPainter painter;
        if (!painter.begin(&writer))
            return unwritable(file.errorString());
        painter.scale(scale, scale);
        painter.setRenderHint(QPainter::Antialiasing);
        Layouter(&painter, &writer, facts, page, pages).run(parts);
    }
    if (!file.flush() || !file.commit())
        return unwritable(file.errorString());
    return {};
}

} // namespace outlay::views
