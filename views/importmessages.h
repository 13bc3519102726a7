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

} // namespace outlay::views
