// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/savingwords.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

namespace outlay::items {

using insight::Saving;
using insight::SavingKind;

namespace {

struct SavingWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::items::SavingWords)
};

QString nameIn(base::FixedDimension dimension, const std::string &value)
{
    return QString::fromStdString(
        value.empty() ? std::string(base::unattributedLabel(base::nameOf(dimension))) : value);
}

QString countText(std::int64_t count)
{
    return QLocale().toString(static_cast<qlonglong>(count));
}

QString ratioText(const std::optional<double> &ratio)
{
    return ratio ? QLocale().toString(*ratio, 'f', 2) : QStringLiteral("?");
}

std::int64_t averageOf(std::int64_t tokens, std::int64_t calls)
{
    return calls == 0 ? 0 : base::divideHalfEven(tokens, calls);
}

} // namespace

QString savingTitle(const Saving &saving)
{
    const QString feature = nameIn(base::FixedDimension::Feature, saving.feature);
    const QString model = nameIn(base::FixedDimension::Model, saving.model);
    switch (saving.kind) {
    case SavingKind::ShortAnswers:
        return SavingWords::tr("%1: short answers from %2").arg(feature, model);
    case SavingKind::UncachedInput:
        return SavingWords::tr("%1: repeated input without a cache on %2").arg(feature, model);
    case SavingKind::CacheLoss:
        return SavingWords::tr("%1: the cache of %2 costs more than it saves").arg(feature, model);
    case SavingKind::NotBatched:
        return SavingWords::tr("%1: calls that can wait are not batched").arg(feature);
    case SavingKind::Retries:
        return SavingWords::tr("%1: failed and repeated calls").arg(feature);
    case SavingKind::Trials:
        return SavingWords::tr("Environment %1, not production")
            .arg(nameIn(base::FixedDimension::Environment, saving.environment));
    case SavingKind::Duplicates:
        return SavingWords::tr("%1: the same asked again within minutes").arg(feature);
    }
    return {};
}

QString savingEvidence(const Saving &saving)
{
    const QString calls = countText(saving.calls.requests);
    const QString changed = countText(saving.changed);
    switch (saving.kind) {
    case SavingKind::ShortAnswers:
        return SavingWords::tr("Calls: %1, with answers of %2 tokens on average. A small model may do: %3.")
            .arg(calls, countText(averageOf(saving.calls.outputTokens, saving.calls.withOutput)),
                 QString::fromStdString(saving.target));
    case SavingKind::UncachedInput:
        return SavingWords::tr("Calls: %1. Nearly all send %2 tokens or more, and the log says that none are "
                               "read from a cache. Saved if that much is the same text each time.")
            .arg(calls, countText(saving.sharedTokens));
    case SavingKind::CacheLoss:
        return SavingWords::tr("A written token is read %1 times; its premium takes %2. Without the cache "
                               "these calls cost less.")
            .arg(ratioText(saving.reads), ratioText(saving.breakEven));
    case SavingKind::NotBatched:
        return SavingWords::tr("Calls of low priority or for later: %1, at the price of the batch tier.")
            .arg(changed);
    case SavingKind::Retries:
        return SavingWords::tr("Attempts that failed or were tried again: %1 of %2.").arg(changed, calls);
    case SavingKind::Trials:
        return SavingWords::tr("Calls: %1. At most this, if none of them is needed.").arg(calls);
    case SavingKind::Duplicates:
        return SavingWords::tr(
                   "Calls of the same user, model and size within %1 minutes of one before: %2 of "
                   "%3.")
            .arg(countText(insight::kDuplicateSeconds / 60), changed, calls);
    }
    return {};
}

} // namespace outlay::items
