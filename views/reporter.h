// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "views/report.h"

namespace outlay::items {
class Models;
}

namespace outlay::views {

class Exporter;
class Page;

/// Saves pages as PDF, with the facts of the models at their foot.
class Reporter
{
public:
    Reporter(const items::Models &models, Exporter &exporter);

    void savePage(const Page &page) const;
    void savePages(const QList<Page *> &pages) const;

    /// What stands at the foot of a report of what the models hold now.
    static ReportFacts facts(const items::Models &models, const QString &title);
    /// The same of any filter; coverage and fingerprint are left empty.
    static ReportFacts facts(const base::Filter &filter, const QString &title);

private:
    const items::Models &m_models;
    Exporter &m_exporter;
};

} // namespace outlay::views
