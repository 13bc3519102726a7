// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/interrupt.h"
#include "app/cli/progressline.h"
#include "store/store.h"

namespace outlay::cli {

/// Walks over the events of a period, telling the terminal and heeding Ctrl-C while it lives.
class Walking
{
public:
    explicit Walking(const base::Period &period);
    ~Walking();
    Walking(const Walking &) = delete;
    Walking &operator=(const Walking &) = delete;

    const store::EventWalk &walk() const { return m_walk; }

private:
    Interrupt m_interrupt;
    ProgressLine m_line;
    store::EventWalk m_walk;
};

/// What a bill is held against are single events as they were logged; says so where rules are on.
void tellOfRules(const store::Store &store);
/// A single call cannot be split: says so where a rule that splits is on.
void tellOfSplits(const store::Store &store);

} // namespace outlay::cli
