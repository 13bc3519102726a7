// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/money.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::base {

enum class AlertKind
{
    Budget,
    Anomaly
};

/// What reached the threshold.
enum class Measured
{
    Actual,
    Forecast
};

/// What a person has made of an alert.
enum class AlertState
{
    New,
    Seen,
    Planned, ///< it was meant to be so
    Done
};

/// What became of posting an alert to the budget's webhook.
enum class Delivery
{
    None, ///< there is no webhook
    Pending,
    Sent,
    Failed
};

/// As written in the store and on the command line.
constexpr std::array<std::string_view, 2> kAlertKindNames = {"budget", "anomaly"};
constexpr std::array<std::string_view, 2> kMeasuredNames = {"actual", "forecast"};
constexpr std::array<std::string_view, 4> kAlertStateNames = {"new", "seen", "planned", "done"};
constexpr std::array<std::string_view, 4> kDeliveryNames = {"none", "pending", "sent", "failed"};

constexpr std::string_view nameOf(AlertKind kind)
{
    return kAlertKindNames[static_cast<std::size_t>(kind)];
}
constexpr std::string_view nameOf(Measured measured)
{
    return kMeasuredNames[static_cast<std::size_t>(measured)];
}
constexpr std::string_view nameOf(AlertState state)
{
    return kAlertStateNames[static_cast<std::size_t>(state)];
}
constexpr std::string_view nameOf(Delivery delivery)
{
    return kDeliveryNames[static_cast<std::size_t>(delivery)];
}

/// That a budget's threshold was reached, or that a day was out of its band. Each is kept once: of a budget
/// by period, percent, what was measured and the threshold in money; of an anomaly by first day and slice.
struct Alert
{
    std::int64_t id = 0;     ///< 0: not stored yet
    std::int64_t budget = 0; ///< 0: an anomaly
    AlertKind kind = AlertKind::Budget;
    std::string subject; ///< the budget's title or the anomaly's slice, in words
    std::string slice;   ///< of an anomaly: which one, as canonical text
    Day periodFirst{};   ///< first day of the budget's period, or of the anomaly
    Day periodLast{};    ///< last one
    int percent = 0;     ///< the threshold's; 0: an anomaly
    Measured measured = Measured::Actual;
    Instant firedAt{}; ///< when it was found
    Day day{}; ///< on which the threshold was reached, or from which the forecast was made; an anomaly's last
    Money value;                   ///< spent, or expected at the period's end
    Money limit;                   ///< the threshold in money; of an anomaly: what was expected with the band
    std::optional<Money> expected; ///< of an anomaly
    std::string driver;            ///< a sentence on what was known at the end of `day`, or empty
    AlertState state = AlertState::New;
    Delivery delivery = Delivery::None;
    std::string deliveryText; ///< why it failed
    bool isWithdrawn = false; ///< the store does not show it any more: an import was undone

    bool operator==(const Alert &) const = default;
};

/// A day that a person has said was meant to be as it was: it is no anomaly and no part of what is expected.
struct PlannedDay
{
    Day day{};
    std::string slice; ///< canonical text; empty: all spend
    std::string note;

    bool operator==(const PlannedDay &) const = default;
};

} // namespace outlay::base
