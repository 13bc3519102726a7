// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/pages/page.h"

class QLineEdit;

namespace outlay::views {

class PriceChart;

/// What models cost: the price book's rows with what the store uses them for, the history of one model, what
/// is wrong in the book, and the models that have no price.
class PricesPage : public Page
{
    Q_OBJECT

public:
    PricesPage(items::Models &models, Exporter &exporter, QWidget *parent = nullptr);

    QList<ReportPart> reportParts() const override;
    void focusFind() override;

Q_SIGNALS:
    /// A list of prices is to be imported; which, is to be asked.
    void importRequested();

private:
    QWidget *makeUsed();
    QWidget *makeRows();
    QWidget *makeIssues();
    void refreshUsed();
    void refreshBook();
    void choose();

    DataTable *m_used;
    DataTable *m_rows;
    DataTable *m_issues;
    PriceChart *m_chart;
    QLineEdit *m_find;
    Card *m_usedCard = nullptr;
    Card *m_rowsCard = nullptr;
    Card *m_issuesCard = nullptr;
    Card *m_historyCard = nullptr;
};

} // namespace outlay::views
