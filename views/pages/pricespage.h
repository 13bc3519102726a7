// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/pages/page.h"

class QLineEdit;

namespace outlay::views {

class LoadingVeil;
class PriceChart;

/// What models cost: the models that the store uses and those of them that have no price, where logs and book
/// disagree, the book's rows with what the store uses them for, the history of one model, and what is wrong
/// in the book.
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
    /// What new prices would change is to be shown.
    void repriceRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeUsed();
    QWidget *makeDifferences();
    QWidget *makeRows();
    QWidget *makeIssues();
    void refreshUsed();
    void refreshDifferences();
    void refreshBook();
    void choose();

    DataTable *m_used;
    DataTable *m_differences;
    DataTable *m_rows;
    DataTable *m_issues;
    LoadingVeil *m_comparing; ///< over m_differences
    PriceChart *m_chart;
    QLineEdit *m_find;
    Card *m_usedCard = nullptr;
    Card *m_differencesCard = nullptr;
    Card *m_rowsCard = nullptr;
    Card *m_issuesCard = nullptr;
    Card *m_historyCard = nullptr;
};

} // namespace outlay::views
