// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/pages/page.h"

class QLineEdit;
class QStackedWidget;

namespace outlay::views {

class StackedBarChart;

/// Spend by month stacked by feature, segment or model; tables of features, models, and of feature × segment
/// × month.
class FeaturesPage : public Page
{
    Q_OBJECT

public:
    FeaturesPage(items::Models &models, Exporter &exporter, QWidget *parent = nullptr);

    QList<ReportPart> reportParts() const override;
    void focusFind() override;

Q_SIGNALS:
    /// What counts as an attempt, and so as retry cost, is to be said.
    void linkingRequested();

private:
    struct Stack
    {
        QString name;
        StackedBarChart *chart;
    };

    QWidget *makeStacks();
    QWidget *makeTables();

    QList<Stack> m_stacks;
    QList<DataTable *> m_tables;
    QStackedWidget *m_stackPages;
    QStackedWidget *m_tablePages;
    QLineEdit *m_find;
};

} // namespace outlay::views
