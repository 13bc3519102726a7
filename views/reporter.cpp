// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/reporter.h"

#include "items/models.h"
#include "views/exporter.h"
#include "views/filtertext.h"
#include "views/format.h"
#include "views/pages/page.h"

#include <QtCore/QCoreApplication>

namespace outlay::views {

namespace {

struct ReporterWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::views::Reporter)
};

} // namespace

Reporter::Reporter(const items::Models &models, Exporter &exporter)
    : m_models(models)
    , m_exporter(exporter)
{
}

ReportFacts Reporter::facts(const items::Models &models, const QString &title)
{
    ReportFacts said = facts(models.filters.question().filter, title);
    said.zone = models.store().zone;
    said.coverage = models.coverageText();
    said.fingerprint = models.store().fingerprint;
    return said;
}

ReportFacts Reporter::facts(const base::Filter &filter, const QString &title)
{
    const QString period = QString::fromStdString(base::describe({filter.period, {}}));
    const QString all = QString::fromStdString(base::describe({filter.period, filter.where}));
    const QString counted = countedText(filter);
    return {title,
            period,
            all == period ? ReporterWords::tr("none") : all.section(QStringLiteral(" · "), 1),
            counted.isEmpty() ? ReporterWords::tr("any cost, all calls") : counted,
            QStringLiteral("UTC"),
            {},
            {},
            format::rateText(format::shownIn())};
}

void Reporter::savePage(const Page &page) const
{
    m_exporter.saveBy(ReporterWords::tr("Save this page as PDF"), page.title() + QStringLiteral(".pdf"),
                      ReporterWords::tr("PDF (*.pdf)"), [&](const QString &path) {
                          return writeReport(
                              path, facts(m_models, ReporterWords::tr("LLM cost: %1").arg(page.title())),
                              page.reportParts());
                      });
}

void Reporter::savePages(const QList<Page *> &pages) const
{
    QList<ReportPart> parts;
    for (const Page *page : pages)
        parts += page->reportParts();
    m_exporter.saveBy(ReporterWords::tr("Save all pages as PDF"), QStringLiteral("outlay-report.pdf"),
                      ReporterWords::tr("PDF (*.pdf)"), [&](const QString &path) {
                          return writeReport(path, facts(m_models, ReporterWords::tr("LLM cost report")),
                                             parts);
                      });
}

} // namespace outlay::views
