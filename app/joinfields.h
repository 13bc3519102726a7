// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/joincolumns.h"
#include "items/joinwords.h"

namespace outlay::app {

/// What columns of another log can be, in a steady order, with the columns that are guessed to be it.
QList<items::JoinField> joinFieldsOf(const ingest::JoinColumns &guess);

/// `chosen`: the columns of joinFieldsOf(guess), in its order; empty: there is none of that.
ingest::JoinColumns chosenColumns(const ingest::JoinColumns &guess, const QStringList &chosen);

} // namespace outlay::app
