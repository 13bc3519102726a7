// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>

#include "base/result.h"
#include "items/repricemodels.h"

#include <memory>
#include <optional>

namespace outlay::items {

/// What new prices would change, before it is done: how far the finding out is, and what was found. Who does
/// the work says so here, and the dialog shows it.
class RepricePlan : public QObject
{
    Q_OBJECT

public:
    enum class State
    {
        Idle,
        Looking,  ///< what would change is not known yet
        Ready,    ///< what would change is known
        Applying, ///< it is being changed
        Failed    ///< it could not be found out; error() says why
    };

    explicit RepricePlan(QObject *parent = nullptr);
    ~RepricePlan() override;

    RepriceMonthsModel months;
    RepriceModelsModel models; ///< of the chosen month
    RestatementsModel restatements;

    State state() const { return m_state; }
    /// What went wrong last; none once something new has begun.
    const std::optional<base::Error> &error() const { return m_error; }
    bool isAtWork() const { return m_state == State::Looking || m_state == State::Applying; }
    bool changesAnything() const { return months.sums().changed > 0; }

    void beginLooking();
    void beginApplying();
    void setProgress(qint64 done, qint64 total) { Q_EMIT progressed(done, total); }
    /// What is known: the plan is ready. `closed`: also the reopened months.
    void setReport(const store::RepriceReport &report, const std::vector<store::ClosedMonth> &closed,
                   const std::vector<store::Restatement> &recorded);
    /// What was known before is so still, if there was anything.
    void fail(const base::Error &error);
    /// Forgets everything.
    void clear();

    /// Which row of `months` `models` tells of; none below 0.
    void chooseMonth(int row);

Q_SIGNALS:
    void stateChanged();
    void progressed(qint64 done, qint64 total); ///< events

private:
    void enter(State state);

    State m_state = State::Idle;
    std::optional<base::Error> m_error;
    std::unique_ptr<store::RepriceReport> m_report; ///< null: not known
};

} // namespace outlay::items
