// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/menubutton.h"

class QActionGroup;
class QMenu;

namespace outlay::items {
class FilterHistory;
}

namespace outlay::views {

/// A button of the filter bar with what figures count: which cost (reported, computed, or what there is),
/// and which calls (all that were billed, or completed ones only). Says so when it is not the usual.
class CostSwitch : public MenuButton
{
    Q_OBJECT

public:
    explicit CostSwitch(items::FilterHistory &filters, QWidget *parent = nullptr);

private:
    QActionGroup *addChoices(QMenu &menu, const QString &title);
    void addChoice(QActionGroup &group, const QString &text, const QString &tip, int value);
    void refresh();

    items::FilterHistory &m_filters;
    QActionGroup *m_basis;
    QActionGroup *m_counting;
};

} // namespace outlay::views
