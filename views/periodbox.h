// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QComboBox>

#include "base/fiscal.h"

#include <optional>

namespace outlay::views {

/// A choice of period: all time, the latest months and days, each month, or days that are asked for.
class PeriodBox : public QComboBox
{
    Q_OBJECT

public:
    explicit PeriodBox(QWidget *parent = nullptr);
    /// `first` stands in place of all time, base::kAllTime.
    explicit PeriodBox(const QString &first, QWidget *parent = nullptr);

    /// The days that there are; none: there are no months to choose from. `fiscalStart`: month with which
    /// the year begins that quarters are of.
    void setSpan(const std::optional<base::Period> &span, int fiscalStart = base::kCalendarYear);
    /// Shows it. Days that are in no list become an entry of their own.
    void setPeriod(const base::Period &period);
    const base::Period &period() const { return m_period; }
    /// Chooses the next (1) or previous (-1) entry of the list of months.
    void step(int direction);

Q_SIGNALS:
    /// By a person; it is for whoever listens to have it shown.
    void chosen(const outlay::base::Period &period);

private:
    void addFiscal(base::Day last, int fiscalStart);
    void choose(int index);
    void askForDays();

    const QString m_first;
    std::optional<base::Period> m_span;
    base::Period m_period = base::kAllTime;
};

} // namespace outlay::views
