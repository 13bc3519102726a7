// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/importreport.h"
#include "views/messagebar.h"

namespace outlay::views {

/// The message that an import ends with: its counts, and the sentence of each file that could not be read.
struct ImportMessage
{
    MessageBar::Mood mood = MessageBar::Mood::Good;
    QString text;
};
ImportMessage importMessage(const base::ImportReport &report);

/// What was assumed and changed, a line each; empty if nothing was.
QString assumptionsText(const base::FileReport &report);

/// The first lines that cannot be taken, each with its reason behind a sign; empty if there are none.
QString rejectsText(const std::vector<base::Reject> &rejects, int shown);

} // namespace outlay::views
