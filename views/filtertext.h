// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QDate>
#include <QtCore/QString>

#include "base/filter.h"

#include <optional>

/// What is asked for, in a person's words.
namespace outlay::views {

QDate toDate(base::Day day);
base::Day toDay(const QDate &date);

/// "May 2026", "Nov 2026 (to date)", "21 Nov 2026", "3 Apr – 10 May 2026", "All time". `span` is of the
/// store's data.
QString periodText(const base::Period &period, const std::optional<base::Period> &span);

/// The dimension as a title: "request_type" → "Request type".
QString dimensionTitle(const QString &dimension);

/// "segment: pro, free", "feature is not chat", "model: 5 values", "segment: nothing chosen".
QString restrictionText(const QString &dimension, const base::ValueSet &set);

/// What figures count where it is not the usual: "computed cost", "reported cost, completed calls only";
/// empty for any cost of all calls.
QString countedText(const base::Filter &filter);

} // namespace outlay::views
