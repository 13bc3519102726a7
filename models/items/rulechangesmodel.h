// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/rule.h"
#include "items/simpletablemodel.h"

namespace outlay::items {

/// Who did what to the rules, and when; the latest first.
class RuleChangesModel : public SimpleTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        At,
        Who,
        What,
        Rule,
        Change,
        ColumnCount
    };

    explicit RuleChangesModel(QObject *parent = nullptr);

    void setChanges(const std::vector<base::RuleChange> &changes);
};

} // namespace outlay::items
