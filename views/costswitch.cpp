// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/costswitch.h"

#include "items/filterhistory.h"
#include "views/filtertext.h"

#include <QtGui/QActionGroup>
#include <QtWidgets/QMenu>

namespace outlay::views {

using base::CostBasis;
using base::Counting;

CostSwitch::CostSwitch(items::FilterHistory &filters, QWidget *parent)
    : MenuButton(parent)
    , m_filters(filters)
{
    setToolTip(tr("Which cost and which calls all figures count"));
    auto *menu = new QMenu(this);
    m_basis = addChoices(*menu, tr("Cost"));
    addChoice(*m_basis, tr("&Reported, else computed"),
              tr("What logs report; by the price book where they report none"), int(CostBasis::Shown));
    addChoice(*m_basis, tr("Reported &only"), tr("Calls without a reported cost count as requests alone"),
              int(CostBasis::Reported));
    addChoice(*m_basis, tr("&Computed only"), tr("By the price book at the date of each call"),
              int(CostBasis::Computed));
    m_counting = addChoices(*menu, tr("Calls"));
    addChoice(*m_counting, tr("&All that were billed"), tr("Failed and repeated attempts too"),
              int(Counting::Billed));
    addChoice(*m_counting, tr("Co&mpleted only"), tr("Without failed and superseded attempts"),
              int(Counting::CompletedOnly));
    setMenu(menu);
    connect(m_basis, &QActionGroup::triggered, this, [this](const QAction *action) {
        m_filters.setBasis(static_cast<CostBasis>(action->data().toInt()));
    });
    connect(m_counting, &QActionGroup::triggered, this, [this](const QAction *action) {
        m_filters.setCounting(static_cast<Counting>(action->data().toInt()));
    });
    connect(&filters, &items::FilterHistory::changed, this, &CostSwitch::refresh);
    refresh();
}

QActionGroup *CostSwitch::addChoices(QMenu &menu, const QString &title)
{
    menu.addSection(title);
    return new QActionGroup(&menu);
}

void CostSwitch::addChoice(QActionGroup &group, const QString &text, const QString &tip, int value)
{
    QAction *action = group.addAction(text);
    action->setCheckable(true);
    action->setData(value);
    action->setToolTip(tip);
    action->setStatusTip(tip);
    static_cast<QMenu *>(group.parent())->addAction(action);
}

void CostSwitch::refresh()
{
    const base::Filter &filter = m_filters.question().filter;
    const auto check = [](const QActionGroup &group, int value) {
        for (QAction *action : group.actions())
            action->setChecked(action->data().toInt() == value);
    };
    check(*m_basis, int(filter.basis));
    check(*m_counting, int(filter.counting));
    const QString counted = countedText(filter);
    setText(counted.isEmpty() ? tr("C&ost") : tr("C&ost: %1").arg(counted));
    setAccessibleName(tr("What counts: %1").arg(counted.isEmpty() ? tr("any cost, all calls") : counted));
}

} // namespace outlay::views
