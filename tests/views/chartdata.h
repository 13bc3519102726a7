// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/table.h"
#include "insight/burn.h"
#include "insight/quadrant.h"
#include "items/burnmodel.h"
#include "items/matrixmodel.h"
#include "items/quadrantmodel.h"

/// Data of a believable size for pictures of charts.
namespace outlay::chartdata {

constexpr qint64 kDollar = 1'000'000'000;

/// 18 months to November 2026 × 14 features, the last month not over; about $23k growing to $38k.
items::MatrixData monthsByFeature();
/// The same features × 4 segments, one of them never used by a feature.
items::MatrixData featuresBySegment(items::MatrixMeasure measure = items::MatrixMeasure::Cost);
/// A budget of $36,000 in November 2026; $31,940 are spent by the 21st.
insight::Burn november();
/// November against October, cut at the fair share of 13 named features.
insight::Quadrant quadrant();

/// A few features over `buckets` days or months from 1 May 2026, with a credit that makes one value negative.
items::MatrixData credits(const char *dimension, int buckets);

} // namespace outlay::chartdata
