// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/outcome.h"
#include "items/simpletablemodel.h"

namespace outlay::items {

/// What is to be done about each feature, and why.
class OutcomesModel : public SimpleTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Feature,
        Outcome,
        Why,
        Cost,
        CostShare,
        RequestShare,
        Roi,
        Tenth
    };

    explicit OutcomesModel(QObject *parent = nullptr);
    void setOutcomes(const std::vector<insight::FeatureOutcome> &outcomes);
};

} // namespace outlay::items
