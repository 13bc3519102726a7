// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/repriceplan.h"

#include "store/closing.h"

namespace outlay::items {

RepricePlan::RepricePlan(QObject *parent)
    : QObject(parent)
{
}

RepricePlan::~RepricePlan() = default;

void RepricePlan::enter(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

void RepricePlan::beginLooking()
{
    m_error.reset();
    m_report.reset();
    enter(State::Looking);
}

void RepricePlan::beginApplying()
{
    m_error.reset();
    enter(State::Applying);
}

void RepricePlan::setReport(const store::RepriceReport &report, const std::vector<store::ClosedMonth> &closed,
                            const std::vector<store::Restatement> &recorded)
{
    m_error.reset();
    m_report = std::make_unique<store::RepriceReport>(report);
    models.clear();
    months.setReport(report, closed);
    restatements.setRestatements(recorded);
    enter(State::Ready);
}

void RepricePlan::fail(const base::Error &error)
{
    m_error = error;
    enter(m_report ? State::Ready : State::Failed);
}

void RepricePlan::clear()
{
    m_error.reset();
    m_report.reset();
    months.clear();
    models.clear();
    restatements.setRestatements({});
    enter(State::Idle);
}

void RepricePlan::chooseMonth(int row)
{
    const auto month = months.monthAt(row);
    if (month && m_report)
        models.setMonth(m_report->months.at(*month));
    else
        models.clear();
}

} // namespace outlay::items
