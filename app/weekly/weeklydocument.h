// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QList>

#include "items/weeklytable.h"
#include "views/report.h"

#include <vector>

namespace outlay::insight {
struct Weekly;
}

namespace outlay::app {

/// The weekly report in words and tables, before it is a PDF, a page or a message: all three say the same.
/// A question that has no answer says so and why.
class WeeklyDocument
{
public:
    WeeklyDocument(const insight::Weekly &week, const QString &fingerprint, const QString &zone);

    const views::ReportFacts &facts() const { return m_facts; }
    const QList<views::ReportPart> &parts() const { return m_parts; }
    QString subject() const; ///< of a message: the week, its cost and the change

private:
    using Table = items::WeeklyTable::Table;

    void addFigures();
    void addFeatures();
    void addDrivers();
    void addBudgets();
    void addAnomalies();
    void addCoverage();
    void addUnpriced();
    void addFound();
    void addSavings();
    void add(const QString &title, const QStringList &text, Table table, const QString &note = {});

    QString changeWords() const;

    const insight::Weekly &m_week;
    views::ReportFacts m_facts;
    QList<views::ReportPart> m_parts;
    std::vector<Table> m_tables; ///< that the parts point to
};

} // namespace outlay::app
