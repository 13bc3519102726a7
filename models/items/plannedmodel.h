// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/alert.h"
#include "items/simpletablemodel.h"

#include <vector>

namespace outlay::items {

/// Days that a person has said were meant to be as they were.
class PlannedModel : public SimpleTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Day,
        Where,
        Note,
        ColumnCount
    };

    explicit PlannedModel(QObject *parent = nullptr);

    void setPlanned(const std::vector<base::PlannedDay> &days);
    const std::vector<base::PlannedDay> &days() const { return m_days; }

private:
    std::vector<base::PlannedDay> m_days;
};

} // namespace outlay::items
