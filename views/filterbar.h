// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QWidget>

#include "base/filter.h"

class QComboBox;
class QHBoxLayout;
class QMenu;
class QPushButton;
class QToolButton;

namespace outlay::items {
class Models;
}

namespace outlay::views {

class PeriodBox;
class ValuePicker;

/// The one filter bar: back, forward, period, comparison, and the values of every dimension. It shows and
/// changes the FilterHistory, which governs all pages.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(items::Models &models, QWidget *parent = nullptr);

    void focusPeriod();
    /// To the next (1) or previous (-1) entry of the list of months.
    void stepPeriod(int direction);

    /// What the Export button offers. Not owned.
    void setExportMenu(QMenu *menu);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeFilters();
    void arrange();
    void rebuildPickers();
    void rebuildPeriods();
    void show();

    items::Models &m_models;
    QToolButton *m_back;
    QToolButton *m_forward;
    PeriodBox *m_period;
    QComboBox *m_compare;
    QHBoxLayout *m_pickersLayout;
    QHBoxLayout *m_firstRow;
    QHBoxLayout *m_secondRow; ///< of the filters, where the first has no room for them
    QToolButton *m_more;
    QPushButton *m_export;
    QWidget *m_filters;
    QList<ValuePicker *> m_pickers;
};

} // namespace outlay::views
