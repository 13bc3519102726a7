// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/session.h"

#include "jobs/explainjob.h"
#include "jobs/pricebooks.h"

namespace outlay::jobs {

using store::Store;

void Session::cancelExplain()
{
    startAnew(m_explainStop);
}

void Session::explain(int generation, const insight::ExplainQuestion &question)
{
    if (!m_cube)
        return;
    m_walker.post([this, epoch = m_epoch.load(), path = m_state.path, generation, question,
                   stop = startAnew(m_explainStop)] {
        if (stop.stop_requested())
            return; // a newer question is waiting, or nobody does
        const auto reading = Store::open(path.toStdString(), Store::Mode::ReadOnly);
        const auto found = reading ? explainFigure(**reading, question, userPriceBook(), {.stop = stop})
                                   : base::Result<insight::Explained>(tl::unexpected(reading.error()));
        deliver(epoch, [this, generation, stop, found] {
            if (stop != m_explainStop.get_token())
                return; // overtaken
            if (found)
                Q_EMIT explainReady(generation, *found);
            else
                Q_EMIT explainFailed(generation, found.error());
        });
    });
}

} // namespace outlay::jobs
