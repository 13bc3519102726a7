// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QString>

#include "insight/reconcile.h"

namespace outlay::items {

QString matchClassName(insight::MatchClass matchClass);
QString matchClassMeaning(insight::MatchClass matchClass);
QString matchCauseMeaning(insight::MatchCause cause);
QString matchCauseName(insight::MatchCause cause); ///< empty for None
/// What is not compared, and what bills do not say, a sentence each; empty if there is nothing to say.
QString matchNotes(const insight::Reconciliation &found);

} // namespace outlay::items
