// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/rule.h"
#include "views/pages/page.h"

class QComboBox;
class QPushButton;

namespace outlay::views {

class LoadingVeil;

/// Attribution: how much has a feature, what the rest has in common, and the rules that give it one.
class AttributionPage : public Page
{
    Q_OBJECT

public:
    AttributionPage(items::Models &models, Exporter &exporter, QWidget *parent = nullptr);

    QList<ReportPart> reportParts() const override;

Q_SIGNALS:
    /// One with an id is in the place of the rule that has it.
    void ruleChosen(const outlay::base::Rule &rule);
    void ruleRemoved(const outlay::base::Rule &rule);
    void ruleMoved(const outlay::base::Rule &rule, int by);
    void ruleSwitched(const outlay::base::Rule &rule, bool on);
    void importRequested();
    void exportRequested();
    void joiningRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeCoverage();
    QWidget *makeClusters();
    QWidget *makeRules();
    QWidget *makeHistory();
    void setWatched(bool watched);
    void refreshCoverage();
    void offerDimensions();
    void refreshClusters();
    QString clustersText(const QString &period) const;
    void refreshRules();
    void makeRuleOfCluster();
    void askForRule(const base::Rule &rule);
    const base::Rule *chosenRule() const;
    static void selectFirst(DataTable &table);

    DataTable *m_coverage;
    DataTable *m_clusters;
    DataTable *m_rules;
    DataTable *m_history;
    std::int64_t m_chosenId = 0; ///< of the rule that stays chosen when it moves
    QComboBox *m_of;             ///< which the clusters' calls have no value of
    LoadingVeil *m_adding;       ///< over m_coverage
    LoadingVeil *m_looking;      ///< over m_clusters
    QPushButton *m_make;
    QPushButton *m_edit;
    QPushButton *m_remove;
    QPushButton *m_up;
    QPushButton *m_down;
    QPushButton *m_switch;
    Card *m_coverageCard = nullptr;
    Card *m_clustersCard = nullptr;
    Card *m_rulesCard = nullptr;
};

} // namespace outlay::views
