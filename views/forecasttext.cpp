// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/forecasttext.h"

#include "items/burnmodel.h"
#include "views/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <cstdlib>

namespace outlay::views {

namespace {

struct ForecastWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::views::ForecastWords)
};

QString paceText(const items::BurnModel &burn)
{
    const qint64 over = burn.expectedNanos() - burn.limitNanos();
    const QString share =
        burn.limitNanos() == 0
            ? QString()
            : format::percent(static_cast<double>(std::llabs(over)) / static_cast<double>(burn.limitNanos()));
    const QString text = over > 0 ? ForecastWords::tr("On pace for %1 of %2 (%3 over)")
                                  : ForecastWords::tr("On pace for %1 of %2 (%3 under)");
    return text.arg(format::money(burn.expectedNanos()), format::money(burn.limitNanos()), share);
}

} // namespace

QString forecastText(const items::BurnModel &burn)
{
    if (!burn.hasForecast())
        return {};
    QString text = paceText(burn);
    if (burn.spentOn().isValid())
        text += ForecastWords::tr(", reached on %1").arg(format::day(burn.spentOn()));
    else if (burn.exhaustedOn().isValid())
        text += ForecastWords::tr(", expected to be reached on %1").arg(format::day(burn.exhaustedOn()));
    QStringList sentences{text};
    if (burn.hasInterval())
        sentences << ForecastWords::tr("80 % sure of %1 to %2")
                         .arg(format::money(burn.expectedLowNanos()),
                              format::money(burn.expectedHighNanos()));
    else if (burn.isRunRate())
        sentences << ForecastWords::tr(
            "Under 14 days of history: by the run rate alone, without an interval");
    else
        sentences << ForecastWords::tr("Too few days with a cost to say how sure that is");
    if (const auto error = burn.pastError())
        sentences
            << ForecastWords::tr("Past forecasts were off by %1 on average").arg(format::percent(*error));
    return sentences.join(QStringLiteral(". ")) + QLatin1Char('.');
}

} // namespace outlay::views
