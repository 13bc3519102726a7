// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/optionaldays.h"

#include "views/filtertext.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QHBoxLayout>

namespace outlay::views {

OptionalDays::OptionalDays(QWidget *parent)
    : QWidget(parent)
    , m_hasFirst(new QCheckBox(tr("From")))
    , m_first(new QDateEdit(QDate::currentDate()))
    , m_hasLast(new QCheckBox(tr("Until")))
    , m_last(new QDateEdit(QDate::currentDate()))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    for (const auto &[box, edit] : {std::pair(m_hasFirst, m_first), std::pair(m_hasLast, m_last)}) {
        edit->setCalendarPopup(true);
        row->addWidget(box);
        row->addWidget(edit);
        connect(box, &QCheckBox::toggled, this, &OptionalDays::refresh);
        connect(edit, &QDateEdit::dateChanged, this, &OptionalDays::refresh);
    }
    m_hasFirst->setAccessibleName(tr("From a day on"));
    m_hasLast->setAccessibleName(tr("Until a day"));
    m_first->setAccessibleName(tr("First day"));
    m_last->setAccessibleName(tr("Last day"));
    row->addStretch(1);
    setFocusProxy(m_hasFirst);
    refresh();
}

void OptionalDays::setPeriod(const base::Period &period)
{
    if (period.first != base::kAllTime.first)
        m_first->setDate(toDate(period.first));
    if (period.last != base::kAllTime.last)
        m_last->setDate(toDate(period.last));
    m_hasFirst->setChecked(period.first != base::kAllTime.first);
    m_hasLast->setChecked(period.last != base::kAllTime.last);
}

base::Period OptionalDays::period() const
{
    base::Period period = base::kAllTime;
    if (m_hasFirst->isChecked())
        period.first = toDay(m_first->date());
    if (m_hasLast->isChecked())
        period.last = toDay(m_last->date());
    return period;
}

QString OptionalDays::problem() const
{
    return period().isEmpty() ? tr("The last day is before the first.") : QString();
}

void OptionalDays::refresh()
{
    m_first->setEnabled(m_hasFirst->isChecked());
    m_last->setEnabled(m_hasLast->isChecked());
    Q_EMIT changed();
}

} // namespace outlay::views
