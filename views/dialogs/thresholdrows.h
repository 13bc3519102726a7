// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QWidget>

#include "base/budget.h"

#include <optional>
#include <vector>

class QComboBox;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace outlay::views {

/// At how much of a budget somebody wants to be told: one row for each, in percent or dollars.
class ThresholdRows : public QWidget
{
    Q_OBJECT

public:
    explicit ThresholdRows(QWidget *parent = nullptr);

    void setThresholds(const std::vector<base::Threshold> &thresholds);
    /// Dollars are rounded to a whole percent of `amount`. None when a row says nothing that makes sense.
    std::optional<std::vector<base::Threshold>> thresholds(base::Money amount) const;
    /// What is wrong with the first such row, in a sentence; empty: nothing.
    QString problem(base::Money amount) const;

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        QWidget *widget;
        QLineEdit *at;
        QComboBox *basis;
        QToolButton *remove;
    };

    void add(const base::Threshold &threshold);
    void removeRow(const QWidget *widget);
    void number();
    static std::optional<int> percentIn(const Row &row, base::Money amount);

    QVBoxLayout *m_layout;
    std::vector<Row> m_rows;
};

} // namespace outlay::views
