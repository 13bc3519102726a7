// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/explainwords.h"

#include "items/bridgemodel.h"

#include <QtCore/QCoreApplication>

#include <array>
#include <string_view>

namespace outlay::items {

using insight::Summed;
using insight::TermRole;

namespace {

struct ExplainWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::items::ExplainWords)
};

struct FigureWords
{
    const char *title;
    const char *formula;
};

constexpr std::array<FigureWords, insight::kFigures> kFigureWords = {{
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Cost"),
     QT_TRANSLATE_NOOP(
         "outlay::items::ExplainWords",
         "The sum of what each call cost: as its log reports it, else tokens × the price of its day")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Requests"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "The number of calls")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Cost per request"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Cost ÷ calls whose cost is known")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Input tokens"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords",
                       "The sum of the input tokens that logs say, without those of a cache")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Cache reads"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "The sum of the tokens read from a cache")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Cache writes"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "The sum of the tokens written to a cache")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Output tokens"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "The sum of the output tokens")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Latency"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "The sum of latencies ÷ calls whose log says one")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Share of cost"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords",
                       "Cost of the part ÷ cost of all that the filter lets through")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Share of requests"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords",
                       "Calls of the part ÷ all calls that the filter lets through")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Change of cost"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "(Cost − cost before) ÷ cost before")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Retry cost"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords",
                       "Cost of all calls that are billed − cost of the completed ones")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Coverage"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords",
                       "Cost of calls that have a value there ÷ cost of all calls")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Coverage by requests"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Calls that have a value there ÷ all calls")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Unpriced calls"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords",
                       "The number of calls whose cost is neither reported nor computed")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Calls without tokens"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "The number of calls whose log gives no tokens")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Budget used"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Cost ÷ amount of the budget")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Gain"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Value − cost")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Margin"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "(Value − cost) ÷ value")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "ROI"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "(Value − cost) ÷ cost")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Break-even a request"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords",
                       "Value ÷ calls: what a call may cost on average until nothing is gained")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Cost before"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "The sum of what each call of the days before cost")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Change of cost in dollars"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Cost − cost before")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Cost per unit"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Cost ÷ amount of the unit that value files say")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Saved in the period"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords",
                       "Cost − cost in the scenario, of the calls that it is about")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Saved a month"),
     QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "(Cost − cost in the scenario) ÷ days with data × 30")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Net saving of the cache"),
     QT_TRANSLATE_NOOP(
         "outlay::items::ExplainWords",
         "Prompts at the full price of input − the same as billed, of calls whose prompt has a price")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Reads per written token"),
     QT_TRANSLATE_NOOP(
         "outlay::items::ExplainWords",
         "Tokens read from the cache ÷ tokens written to it, of calls whose prompt has a price")},
    {QT_TRANSLATE_NOOP("outlay::items::ExplainWords", "Break-even reads"),
     QT_TRANSLATE_NOOP(
         "outlay::items::ExplainWords",
         "What written tokens cost above the price of input ÷ what they would save if each was read once")},
    {"", ""}, // effects have words of their own
}};

/// What each subtotal is, from which the one before it is taken. C: cost, r: calls, n: those with a cost, T:
/// tokens a call that says them, w: shares of the kinds of tokens, p: their prices; 0 before, 1 after.
constexpr std::array<const char *, insight::kEffects> kEffectFormulas = {
    QT_TRANSLATE_NOOP("outlay::items::ExplainWords",
                      "−C₀ of each feature and segment that has calls before and none after"),
    QT_TRANSLATE_NOOP("outlay::items::ExplainWords",
                      "C₁ of each feature and segment that has calls after and none before"),
    QT_TRANSLATE_NOOP(
        "outlay::items::ExplainWords",
        "C₀ × N₁ ÷ N₀ − C₀ of each feature and segment with calls in both periods; N are the calls of "
        "all of these together"),
    QT_TRANSLATE_NOOP("outlay::items::ExplainWords",
                      "C₀ × r₁ ÷ r₀ of each feature and segment, less what Volume led to"),
    QT_TRANSLATE_NOOP(
        "outlay::items::ExplainWords",
        "C₀ × r₁ ÷ r₀ of each model and tier in a feature and segment (C₁ of one that is new there), "
        "less what Mix led to"),
    QT_TRANSLATE_NOOP(
        "outlay::items::ExplainWords",
        "C₀ × n₁ ÷ n₀ of each model and tier in a feature and segment, less C₀ × r₁ ÷ r₀; n are the "
        "calls whose cost is known"),
    QT_TRANSLATE_NOOP(
        "outlay::items::ExplainWords",
        "C₀ × n₁ ÷ n₀ × T₁ ÷ T₀ of each model and tier in a feature and segment, less C₀ × n₁ ÷ n₀; T "
        "are the tokens a call that says them"),
    QT_TRANSLATE_NOOP(
        "outlay::items::ExplainWords",
        "C₀ × n₁ ÷ n₀ × T₁ ÷ T₀ × Σw₁p ÷ Σw₀p of each model and tier in a feature and segment, less "
        "what Request size led to; w are the shares of the kinds of tokens, p their prices on the last "
        "day before"),
    QT_TRANSLATE_NOOP("outlay::items::ExplainWords",
                      "C₁ of each model and tier in a feature and segment, less what Token mix led to"),
    QT_TRANSLATE_NOOP(
        "outlay::items::ExplainWords",
        "C₁ of each model and tier in a feature and segment whose calls say no tokens before or after, "
        "less C₀ × n₁ ÷ n₀"),
};

const FigureWords &wordsOf(insight::Figure figure)
{
    return kFigureWords[static_cast<std::size_t>(figure)];
}

QString summedTitle(Summed summed)
{
    switch (summed) {
    case Summed::Cost:
        return ExplainWords::tr("Cost");
    case Summed::Priced:
        return ExplainWords::tr("Calls whose cost is known");
    case Summed::Requests:
        return ExplainWords::tr("Calls");
    case Summed::Unpriced:
        return ExplainWords::tr("Calls without a cost");
    case Summed::InputTokens:
        return ExplainWords::tr("Input tokens");
    case Summed::CacheReadTokens:
        return ExplainWords::tr("Tokens read from a cache");
    case Summed::CacheWriteTokens:
        return ExplainWords::tr("Tokens written to a cache");
    case Summed::OutputTokens:
        return ExplainWords::tr("Output tokens");
    case Summed::LatencyUs:
        return ExplainWords::tr("Microseconds of latency");
    case Summed::WithLatency:
        return ExplainWords::tr("Calls with a latency");
    case Summed::MissingUsage:
        return ExplainWords::tr("Calls without tokens");
    case Summed::Value:
        return ExplainWords::tr("Value");
    case Summed::Change:
        return ExplainWords::tr("The effect");
    case Summed::Continuing:
        return ExplainWords::tr("Calls of features and segments with some before and after");
    case Summed::Units:
        return ExplainWords::tr("Billionths of the unit");
    case Summed::ScenarioCost:
        return ExplainWords::tr("Cost in the scenario");
    case Summed::ChangedCalls:
        return ExplainWords::tr("Calls that it changes");
    case Summed::Days:
        return ExplainWords::tr("Days with data");
    case Summed::UncachedPrompt:
        return ExplainWords::tr("Prompts if uncached");
    case Summed::BilledPrompt:
        return ExplainWords::tr("Prompts as billed");
    case Summed::PricedCalls:
        return ExplainWords::tr("Calls whose prompt has a price");
    case Summed::PricedReads:
        return ExplainWords::tr("Tokens read, of these");
    case Summed::PricedWrites:
        return ExplainWords::tr("Tokens written, of these");
    case Summed::WritePremium:
        return ExplainWords::tr("Write premium in pico-dollars");
    case Summed::ReadOnce:
        return ExplainWords::tr("Saved if each was read once, in pico-dollars");
    case Summed::Budget:
        break;
    }
    return ExplainWords::tr("Amount of the budget");
}

} // namespace

QVariant figureOfColumn(const char *machineName)
{
    constexpr std::array<std::pair<std::string_view, insight::Figure>, 24> figures = {{
        {"cost_usd", insight::Figure::Cost},
        {"cost_share", insight::Figure::CostShare},
        {"cost_change", insight::Figure::CostChange},
        {"requests", insight::Figure::Requests},
        {"usage_share", insight::Figure::RequestShare},
        {"avg_cost_usd", insight::Figure::CostPerRequest},
        {"input_tokens", insight::Figure::InputTokens},
        {"cache_read_tokens", insight::Figure::CacheReadTokens},
        {"cache_write_tokens", insight::Figure::CacheWriteTokens},
        {"output_tokens", insight::Figure::OutputTokens},
        {"avg_latency_ms", insight::Figure::Latency},
        {"retry_cost_usd", insight::Figure::RetryCost},
        {"missing_usage", insight::Figure::MissingUsage},
        {"gain_usd", insight::Figure::Gain},
        {"margin", insight::Figure::Margin},
        {"roi", insight::Figure::Roi},
        {"break_even_usd_per_request", insight::Figure::BreakEven},
        {"before_usd", insight::Figure::CostBefore},
        {"change_usd", insight::Figure::CostDifference},
        {"usd_per_month", insight::Figure::SavedPerMonth},
        {"saved_usd", insight::Figure::Saved},
        {"net_saving_usd", insight::Figure::CacheSaving},
        {"reads_per_written", insight::Figure::ReadsPerWritten},
        {"break_even_reads", insight::Figure::BreakEvenReads},
    }};
    for (const auto &[name, figure] : figures)
        if (name == machineName)
            return QString::fromLatin1(insight::nameOf(figure).data());
    return {};
}

QString figureTitle(const insight::ExplainQuestion &question)
{
    if (question.figure == insight::Figure::Effect)
        return effectTitle(question.effect);
    const QString title = ExplainWords::tr(wordsOf(question.figure).title);
    if (!question.unit.empty())
        return ExplainWords::tr("%1: %2").arg(title, QString::fromStdString(question.unit));
    return question.covered == base::nameOf(base::FixedDimension::Feature)
               ? title
               : ExplainWords::tr("%1 of %2").arg(title, QString::fromStdString(question.covered));
}

QString figureTitle(const QString &name)
{
    const auto question = insight::questionNamed(name.toStdString());
    return question ? figureTitle(*question) : name;
}

QString figureFormula(const insight::ExplainQuestion &question)
{
    return question.figure == insight::Figure::Effect
               ? ExplainWords::tr(kEffectFormulas[static_cast<std::size_t>(question.effect)])
               : ExplainWords::tr(wordsOf(question.figure).formula);
}

QString termTitle(const insight::ExplainTerm &term)
{
    const QString title = summedTitle(term.summed);
    switch (term.role) {
    case TermRole::Part:
        return ExplainWords::tr("%1: the part").arg(title);
    case TermRole::Whole:
        return ExplainWords::tr("%1: all").arg(title);
    case TermRole::Before:
        return ExplainWords::tr("%1: before").arg(title);
    case TermRole::Completed:
        return ExplainWords::tr("%1: completed calls").arg(title);
    case TermRole::Attributed:
        return ExplainWords::tr("%1: with a value").arg(title);
    case TermRole::Itself:
        break;
    }
    return title;
}

} // namespace outlay::items
