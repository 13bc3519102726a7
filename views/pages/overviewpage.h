// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/pages/page.h"

namespace outlay::views {

class BurnChart;
class QuadrantChart;
class StackedBarChart;

/// How much, too much?, where, what changed: the answer in ten seconds.
class OverviewPage : public Page
{
    Q_OBJECT

public:
    OverviewPage(items::Models &models, Exporter &exporter, QWidget *parent = nullptr);

    QList<ReportPart> reportParts() const override;

Q_SIGNALS:
    void budgetsWanted();
    void quadrantWanted();

private:
    void refresh();
    void explain(int figure);
    /// As the points are placed: by what features bring in, where that is known, or by their use.
    QString quadrantTitle() const;
    QString quadrantMeaning() const;

    StackedBarChart *m_months;
    BurnChart *m_burn;
    QuadrantChart *m_quadrant;
    DataTable *m_features;
    Card *m_burnCard = nullptr;
    Card *m_quadrantCard = nullptr;
};

} // namespace outlay::views
