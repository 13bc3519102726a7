// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/mainwindow.h"

#include "items/models.h"
#include "views/exporter.h"
#include "views/pages/attributionpage.h"
#include "views/ruleedits.h"

namespace outlay::views {

void MainWindow::connectRules()
{
    connect(m_attribution, &AttributionPage::ruleChosen, m_ruleEdits, [this](const base::Rule &rule) {
        rule.id == 0 ? m_ruleEdits->add(rule) : m_ruleEdits->change(rule);
    });
    connect(m_attribution, &AttributionPage::ruleRemoved, m_ruleEdits, &RuleEdits::remove);
    connect(m_attribution, &AttributionPage::ruleMoved, m_ruleEdits, &RuleEdits::move);
    connect(m_attribution, &AttributionPage::ruleSwitched, m_ruleEdits, &RuleEdits::enable);
    connect(m_attribution, &AttributionPage::importRequested, this, [this] {
        if (const QString path = m_exporter->chooser().rulesToOpen(this); !path.isEmpty())
            Q_EMIT rulesImportRequested(path);
    });
    connect(m_attribution, &AttributionPage::joiningRequested, this, &MainWindow::joiningRequested);
    connect(m_attribution, &AttributionPage::exportRequested, this, [this] {
        const QString path = m_exporter->chooser().fileToSave(
            this, tr("Export the rules"), QStringLiteral("rules.json"), tr("JSON (*.json)"));
        if (!path.isEmpty())
            Q_EMIT rulesExportRequested(path);
    });
    connect(m_ruleEdits, &RuleEdits::setRequested, this, &MainWindow::rulesSet);
    connect(m_ruleEdits, &RuleEdits::edited, this, &MainWindow::showEdited);
}

void MainWindow::putRules(const std::vector<base::Rule> &rules)
{
    m_ruleEdits->addAll(rules);
}

void MainWindow::settleRules(bool done)
{
    m_ruleEdits->answered(done);
}

} // namespace outlay::views
