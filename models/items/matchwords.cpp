// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/matchwords.h"

#include "base/scaled.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QStringList>

#include <set>

namespace outlay::items {

using insight::BillAside;
using insight::MatchCause;
using insight::MatchClass;

namespace {

struct MatchWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::items::MatchWords)
};

QString asideText(BillAside reason)
{
    switch (reason) {
    case BillAside::Currency:
        return MatchWords::tr("in another currency");
    case BillAside::OtherService:
        return MatchWords::tr("of other services");
    case BillAside::NotUsage:
        return MatchWords::tr("taxes, credits and purchases in advance");
    case BillAside::LongSpan:
        return MatchWords::tr("of more than a day");
    case BillAside::SaidTwice:
        return MatchWords::tr("said by another bill already");
    case BillAside::Regrouped:
        return MatchWords::tr(
            "that say the same usage in another grouping (undo the import of one of the two exports)");
    }
    return {};
}

} // namespace

QString matchClassName(MatchClass matchClass)
{
    switch (matchClass) {
    case MatchClass::Matched:
        return MatchWords::tr("Matched");
    case MatchClass::ProviderOnly:
        return MatchWords::tr("Provider only");
    case MatchClass::OursOnly:
        return MatchWords::tr("Ours only");
    case MatchClass::Differs:
        return MatchWords::tr("Amount differs");
    case MatchClass::NotCovered:
        return MatchWords::tr("Not covered");
    }
    return {};
}

QString matchCauseName(MatchCause cause)
{
    switch (cause) {
    case MatchCause::None:
        break;
    case MatchCause::TimeZone:
        return MatchWords::tr("time zone");
    case MatchCause::Unpriced:
        return MatchWords::tr("unpriced");
    case MatchCause::MissingUsage:
        return MatchWords::tr("missing usage");
    case MatchCause::Duplicate:
        return MatchWords::tr("duplicate");
    case MatchCause::Rate:
        return MatchWords::tr("rate");
    case MatchCause::Late:
        return MatchWords::tr("not booked yet");
    case MatchCause::Unexplained:
        return MatchWords::tr("unexplained");
    }
    return {};
}

QString matchClassMeaning(MatchClass matchClass)
{
    switch (matchClass) {
    case MatchClass::Matched:
        return MatchWords::tr("within the tolerance");
    case MatchClass::ProviderOnly:
        return MatchWords::tr("billed, and no such call is in the logs");
    case MatchClass::OursOnly:
        return MatchWords::tr("in the logs, and not billed");
    case MatchClass::Differs:
        return MatchWords::tr("on both sides, with other amounts");
    case MatchClass::NotCovered:
        return MatchWords::tr("of days, providers or kinds that only one side tells of");
    }
    return {};
}

QString matchCauseMeaning(MatchCause cause)
{
    switch (cause) {
    case MatchCause::None:
        break;
    case MatchCause::TimeZone:
        return MatchWords::tr(
            "no difference by days of the reporting zone, or neighbouring days make up for it");
    case MatchCause::Unpriced:
        return MatchWords::tr("calls have tokens and no cost");
    case MatchCause::MissingUsage:
        return MatchWords::tr("calls have no tokens");
    case MatchCause::Duplicate:
        return MatchWords::tr("calls are in the logs more than once");
    case MatchCause::Rate:
        return MatchWords::tr("tokens agree and dollars do not");
    case MatchCause::Late:
        return MatchWords::tr("the bill ends before the delay is over");
    case MatchCause::Unexplained:
        return MatchWords::tr("nothing that is known tells why");
    }
    return {};
}

QString matchNotes(const insight::Reconciliation &found)
{
    QStringList notes;
    for (const auto &[key, sums] : found.asides)
        notes << MatchWords::tr("Not compared: %1 lines %2, %3 %4.")
                     .arg(QLocale().toString(qlonglong(sums.lines)), asideText(key.first),
                          QString::fromStdString(base::scaledText(sums.costNanos, 9, 2)),
                          QString::fromStdString(key.second));
    if (found.corrections > 0)
        notes << MatchWords::tr("Corrections of what was invoiced before: %1 lines.")
                     .arg(QLocale().toString(qlonglong(found.corrections)));
    std::set<std::string> compared;
    for (const insight::MatchRow &row : found.rows)
        if (row.matchClass != MatchClass::NotCovered)
            compared.insert(row.key.provider);
    for (const std::string &provider : compared) {
        const auto spans = found.spans.find(provider);
        if (spans == found.spans.end())
            continue;
        if (spans->second.cost.empty())
            notes << MatchWords::tr("Bills of %1 have no dollars: tokens are compared.")
                         .arg(QString::fromStdString(provider));
        else if (!spans->second.hasTokens())
            notes << MatchWords::tr("Bills of %1 have no tokens: dollars are compared.")
                         .arg(QString::fromStdString(provider));
    }
    return notes.join(QLatin1Char(' '));
}

} // namespace outlay::items
