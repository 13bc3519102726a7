// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/report.h"

#include "views/charts/chartview.h"
#include "views/exporter.h"
#include "views/reporttable.h"

#include <QtCore/QBuffer>
#include <QtCore/QCoreApplication>
#include <QtGui/QPageLayout>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>

#include <algorithm>

namespace outlay::views {

namespace {

constexpr int kDpi = 96; ///< logical; charts are painted as on a screen of this density and scaled as vectors
constexpr double kChartHeight = 300;
constexpr double kBlockGap = 18;
constexpr double kNoteGap = 4;
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
        if (part.table) {
            table(*part.table, part.withTrends);
            m_y += kNoteGap;
        }
        text(part.note, 11, false, m_colours.secondary);
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

    void table(const QAbstractItemModel &model, bool withTrends)
    {
        const ReportTable table(model, m_page.width(), withTrends);
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
        const QStringList lines = footLines(m_facts);
        m_painter->drawText(first, Qt::AlignLeft,
                            metrics.elidedText(lines.first(), Qt::ElideRight, m_page.width() - 90));
        m_painter->drawText(first, Qt::AlignRight, tr("Page %1 of %2").arg(m_number).arg(m_pages));
        m_painter->drawText(second, Qt::AlignLeft, lines.last());
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

QStringList footLines(const ReportFacts &facts)
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("outlay::views::Report", text);
    };
    const QString period = tr("Period %1 · days in %2 · basis: %3 · filter %4")
                               .arg(facts.period, facts.zone, facts.basis, facts.filter);
    return {facts.currency.isEmpty() ? period : facts.currency + QStringLiteral(" · ") + period,
            tr("%1 · store %2 · Outlay").arg(facts.coverage, facts.fingerprint)};
}

base::Result<QByteArray> pdfReport(const ReportFacts &facts, const QList<ReportPart> &parts)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setTitle(facts.title);
        writer.setCreator(QStringLiteral("Outlay"));
        writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait,
                                         QMarginsF(15, 15, 15, 12), QPageLayout::Millimeter));
        const double scale = writer.logicalDpiX() / double(kDpi);
        const QSizeF page = QSizeF(writer.width(), writer.height()) / scale;
        const int pages = Layouter(nullptr, nullptr, facts, page, 0).run(parts);
        QPainter painter;
        if (!painter.begin(&writer))
            return base::fail(base::ErrorKind::Internal, "", "the PDF could not be painted");
        painter.scale(scale, scale);
        painter.setRenderHint(QPainter::Antialiasing);
        Layouter(&painter, &writer, facts, page, pages).run(parts);
    }
    return buffer.data();
}

base::Result<void> writeReport(const QString &path, const ReportFacts &facts, const QList<ReportPart> &parts)
{
    const auto pdf = pdfReport(facts, parts);
    return pdf ? writeFile(path, *pdf) : base::Result<void>(tl::unexpected(pdf.error()));
}

} // namespace outlay::views
