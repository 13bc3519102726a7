// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/pages/page.h"

class QComboBox;
class QLabel;

namespace outlay::views {

class LoadingVeil;
class PeriodBox;
class WaterfallChart;

/// Why a period costs more or less than another, step by step, and in which features and segments.
class BridgePage : public Page
{
    Q_OBJECT

public:
    BridgePage(items::Models &models, Exporter &exporter, QWidget *parent = nullptr);

    QList<ReportPart> reportParts() const override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeControls();
    QWidget *makeParts();
    void refresh();
    void showBefore();
    QString answer() const;
    QString warnings() const;

    WaterfallChart *m_chart;
    DataTable *m_parts;
    PeriodBox *m_before;
    QComboBox *m_by;
    QLabel *m_warnings;
    LoadingVeil *m_looking = nullptr; ///< over the chart
    ChartCard *m_chartCard = nullptr;
    Card *m_partsCard = nullptr;
};

} // namespace outlay::views
