// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "items/whatifmodel.h"
#include "views/pages/page.h"

class QPushButton;

namespace outlay::views {

class LoadingVeil;

/// What the calls would have cost: scenarios side by side, the chosen one by month, and calls that would not
/// fit.
class WhatIfPage : public Page
{
    Q_OBJECT

public:
    WhatIfPage(items::Models &models, Exporter &exporter, QWidget *parent = nullptr);

    QList<ReportPart> reportParts() const override;
    /// Adds a scenario, in the place of one of the same name.
    void add(const items::WhatIfScenario &scenario);

Q_SIGNALS:
    /// All scenarios of the store are to be these, as items::scenariosJson() writes them.
    void scenariosChanged(const QString &json);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeTable();
    void refresh();
    void showChosen();
    int chosenRow() const;
    void ask(const items::WhatIfScenario &scenario, bool isStored);
    void put(const items::WhatIfScenario &scenario, const std::string &replaced);

    items::WhatIfMonthsModel m_monthRows;
    items::TooLongModel m_tooLongRows;
    DataTable *m_table;
    DataTable *m_months;
    DataTable *m_tooLong;
    QPushButton *m_change;
    QPushButton *m_remove;
    LoadingVeil *m_looking; ///< over m_table
    Card *m_tableCard = nullptr;
    Card *m_monthsCard = nullptr;
    Card *m_tooLongCard = nullptr;
};

} // namespace outlay::views
