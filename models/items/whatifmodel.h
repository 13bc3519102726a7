// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "insight/whatif.h"
#include "items/watchedtable.h"

#include <vector>

namespace outlay::items {

using insight::ScenarioChange;
/// As views know it, which do not see insight.
using WhatIfScenario = insight::Scenario;

/// Scenarios side by side: what the filter's calls cost, and what they would have. All calls are gone over
/// for it. Whoever answers wanted() calls setResults() or setFailed().
class WhatIfModel : public WatchedTable
{
    Q_OBJECT

public:
    enum Column
    {
        Scenario,
        Before,
        After,
        Low, ///< with the scenario's tolerances
        High,
        Change,
        PerMonth, ///< of 30 days
        Changed,  ///< calls
        TooLong,  ///< calls that do not fit into the context of the model that they were to move to
        NotEstimated,
        ColumnCount
    };

    explicit WhatIfModel(QObject *parent = nullptr);

    void setFilter(const base::Filter &filter, int days);
    const base::Filter &filter() const { return m_filter; }
    void setScenarios(std::vector<insight::Scenario> scenarios);
    const std::vector<insight::Scenario> &scenarios() const { return m_scenarios; }
    void setResults(int generation, const std::vector<insight::WhatIfResult> &results);
    /// The result of a row; null while there is none.
    const insight::WhatIfResult *resultAt(int row) const;
    /// Calls that go to a model whose context window the scenario does not give; 0 while that is not known.
    qint64 windowUnknownAt(int row) const;

Q_SIGNALS:
    void wanted(int generation, const outlay::base::Filter &filter,
                const std::vector<outlay::insight::Scenario> &scenarios);

protected:
    void ask(int generation) override;

private:
    base::Filter m_filter;
    int m_days = 0; ///< with data, in the filter's period
    std::vector<insight::Scenario> m_scenarios;
    std::vector<insight::WhatIfResult> m_results;
};

/// One scenario by month.
class WhatIfMonthsModel : public SimpleTableModel
{
    Q_OBJECT

public:
    explicit WhatIfMonthsModel(QObject *parent = nullptr);
    void setResult(const insight::WhatIfResult *result);
};

/// The longest calls that do not fit.
class TooLongModel : public SimpleTableModel
{
    Q_OBJECT

public:
    explicit TooLongModel(QObject *parent = nullptr);
    void setResult(const insight::WhatIfResult *result);
};

/// What a change does, in words: "feature = chat: to gpt-4o-mini, in batch".
QString changeWords(const insight::ScenarioChange &change);

/// A list of scenarios as a store keeps it, and back; those that are not understood are left out.
QString scenariosJson(const std::vector<insight::Scenario> &scenarios);
std::vector<insight::Scenario> scenariosOf(const QString &json);

} // namespace outlay::items
