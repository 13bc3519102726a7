// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/anomalyalerts.h"

namespace outlay::insight {

using base::Alert;
using base::AlertKind;
using base::Money;

namespace {

std::string valueWord(const std::string &dimension, const std::string &value)
{
    return value.empty() ? std::string(base::unattributedLabel(dimension)) : value;
}

/// "segment free × request …" with the dimensions said.
std::string namedSlice(const Slice &slice)
{
    std::string text;
    for (const auto &[dimension, value] : slice)
        text += (text.empty() ? "" : " × ") + dimension + " " + valueWord(dimension, value);
    return text.empty() ? "all spend" : text;
}

const char *mostOf(const ExcessSplit &split)
{
    if (split.moreCalls >= split.biggerCalls && split.moreCalls >= split.dearer)
        return "more calls";
    return split.biggerCalls >= split.dearer ? "bigger calls" : "dearer calls";
}

std::string sentenceOf(const Anomaly &anomaly)
{
    constexpr int centDigits = 2;
    const Money expected = anomaly.expected.roundedTo(centDigits);
    std::string text = "$" + expected.toDecimal(centDigits) + " was expected";
    if (anomaly.days.days() > 1)
        text += " from " + base::isoDay(anomaly.days.first) + " to " + base::isoDay(anomaly.days.last);
    if (anomaly.kind == Anomaly::Kind::Rise)
        text += std::string("; mostly ") + mostOf(anomaly.split);
    return text + "; " + explanation(anomaly);
}

} // namespace

std::string sliceWords(const Slice &slice)
{
    std::string text;
    for (const auto &[dimension, value] : slice)
        text += (text.empty() ? "" : " × ") + valueWord(dimension, value);
    return text.empty() ? "all spend" : text;
}

std::string explanation(const Anomaly &anomaly)
{
    if (anomaly.kind == Anomaly::Kind::LostTag)
        return anomaly.lostValue + " comes without its name; all in all it costs no more";
    return anomaly.explains.empty() ? std::string("it is in all of the spend")
                                    : "without " + namedSlice(anomaly.explains) + " it is normal";
}

Alert alertOf(const Anomaly &anomaly)
{
    Alert alert;
    alert.kind = AlertKind::Anomaly;
    alert.subject = sliceWords(anomaly.slice);
    alert.slice = sliceText(anomaly.slice);
    alert.periodFirst = anomaly.days.first;
    alert.periodLast = anomaly.days.last;
    alert.day = anomaly.days.last;
    alert.value = anomaly.actual;
    alert.expected = anomaly.expected;
    alert.limit = Money::fromNanos(anomaly.expected.nanos() + anomaly.band.nanos());
    alert.driver = sentenceOf(anomaly);
    return alert;
}

bool hasTold(const Alert &alert, const Anomaly &anomaly)
{
    if (alert.kind != AlertKind::Anomaly || alert.day < anomaly.days.first ||
        alert.periodFirst > anomaly.days.last)
        return false;
    const auto slice = sliceOf(alert.slice);
    return slice && (contains(*slice, anomaly.slice) || contains(anomaly.slice, *slice));
}

} // namespace outlay::insight
