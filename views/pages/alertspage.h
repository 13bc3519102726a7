// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/alert.h"
#include "views/pages/page.h"

#include <functional>
#include <optional>
#include <vector>

class QPushButton;

namespace outlay::items {
struct Scope;
}

namespace outlay::views {

class LoadingVeil;

/// What asks for attention: thresholds of budgets that have fired, with what a person has made of them; what
/// cost more than it should have in the period and filter; and what of that was planned.
class AlertsPage : public Page
{
    Q_OBJECT

public:
    AlertsPage(items::Models &models, Exporter &exporter, QWidget *parent = nullptr);

    QList<ReportPart> reportParts() const override;

Q_SIGNALS:
    void marked(const QList<qint64> &ids, outlay::base::AlertState state);
    void planned(const std::vector<outlay::base::PlannedDay> &days);
    void unplanned(const std::vector<outlay::base::PlannedDay> &days);
    /// The filter is set to what a row is about; the figures of that are to be seen.
    void figuresWanted();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeAlerts();
    QWidget *makeAnomalies();
    QWidget *makePlanned();
    /// A button that does what a row of the table's context menu does, too.
    QPushButton *addCommand(DataTable *table, const QString &text, const QString &inMenu,
                            std::function<void()> run);
    void refreshAlerts();
    void refreshButtons();
    void refreshAnomalies();
    void refreshPlanned();
    void keepSelection();
    QList<qint64> chosenAlerts() const;
    void openScope(const std::optional<items::Scope> &scope);
    void askWhy();
    void unplan();

    DataTable *m_alerts;
    DataTable *m_anomalies;
    DataTable *m_planned;
    LoadingVeil *m_looking; ///< over m_anomalies
    Card *m_alertsCard = nullptr;
    Card *m_anomaliesCard = nullptr;
    Card *m_plannedCard = nullptr;
    QList<QPushButton *> m_marks; ///< on alerts
    QPushButton *m_plan = nullptr;
    QPushButton *m_unplan = nullptr;
    QList<qint64> m_kept; ///< chosen alerts while the list is read anew
};

} // namespace outlay::views
