// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/weekly/weeklydocument.h"

#include "insight/rollup.h"
#include "insight/weekly.h"
#include "views/filtertext.h"
#include "views/format.h"
#include "views/reporter.h"

#include <QtCore/QCoreApplication>

namespace outlay::app {

namespace format = views::format;
using base::Money;
using insight::Weekly;

namespace {

struct WeeklyWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::app::WeeklyDocument)
};

QString dayText(base::Day day)
{
    return format::fullDay(views::toDate(day));
}

QString moneyText(Money money)
{
    return format::money(money.nanos());
}

/// "Week 19 of 2026, 4 May – 10 May 2026".
QString weekText(const base::Period &week)
{
    return WeeklyWords::tr("%1, %2 – %3")
        .arg(format::bucket(QString::fromLatin1(base::kWeek.data(), qsizetype(base::kWeek.size())),
                            QString::fromStdString(base::isoWeek(week.first))),
             format::day(views::toDate(week.first)), dayText(week.last));
}

/// "summarize on gpt-4o in segment free", of what the slice says; "all spend" if that is nothing.
QString sliceWords(const insight::Slice &slice)
{
    QStringList words;
    for (const auto &[dimension, value] : slice) {
        const QString name = QString::fromStdString(
            value == base::kUnattributed ? std::string(base::unattributedLabel(dimension)) : value);
        if (dimension == base::nameOf(base::FixedDimension::Feature))
            words << name;
        else if (dimension == base::nameOf(base::FixedDimension::Model))
            words << WeeklyWords::tr("on %1").arg(name);
        else
            words << WeeklyWords::tr("in %1 %2").arg(QString::fromStdString(dimension), name);
    }
    return words.isEmpty() ? WeeklyWords::tr("all spend") : words.join(QLatin1Char(' '));
}

QString sliceWords(const insight::WeekDriver &driver)
{
    using base::FixedDimension;
    return sliceWords(
        insight::Slice{{base::Dimension(base::nameOf(FixedDimension::Feature)), driver.feature},
                       {base::Dimension(base::nameOf(FixedDimension::Model)), driver.model},
                       {base::Dimension(base::nameOf(FixedDimension::Segment)), driver.segment}});
}

/// What is expected beyond a budget's amount, and what is responsible for it; empty if nothing is.
QString overrunSentence(const insight::WeekBudget &found)
{
    if (!found.driver)
        return {};
    const insight::Burn &burn = found.burn;
    const auto amount = static_cast<double>(burn.amount.nanos());
    const QString text =
        burn.forecast ? WeeklyWords::tr("%1: on pace for %2 of %3 (%4 over); %5 is responsible for %6 of it.")
                      : WeeklyWords::tr("%1: %2 were spent of %3 (%4 over); %5 is responsible for %6 of it.");
    return text.arg(QString::fromStdString(base::titleOf(burn.budget)), moneyText(burn.expectedTotal()),
                    moneyText(burn.amount),
                    format::percent(static_cast<double>(found.driver->overrun.nanos()) / amount, 0),
                    sliceWords(found.driver->slice), moneyText(found.driver->responsibleFor()));
}

/// The sentence of the driver that rose or fell most; empty if none did.
QString strongest(const std::vector<insight::WeekDriver> &drivers, bool risen)
{
    for (const insight::WeekDriver &driver : drivers) {
        const std::int64_t change = driver.change().nanos();
        if (risen && change > 0)
            return WeeklyWords::tr("What rose most: %1, by %2.")
                .arg(sliceWords(driver), format::money(change));
        if (!risen && change < 0)
            return WeeklyWords::tr("What fell most: %1, by %2.")
                .arg(sliceWords(driver), format::money(-change));
    }
    return {};
}

/// What was unusual, by how much, and without what it would not have been.
QString anomalySentence(const insight::Anomaly &anomaly)
{
    const QString days =
        anomaly.days.first == anomaly.days.last
            ? dayText(anomaly.days.first)
            : WeeklyWords::tr("%1 – %2").arg(dayText(anomaly.days.first), dayText(anomaly.days.last));
    if (anomaly.kind == insight::Anomaly::Kind::LostTag)
        return WeeklyWords::tr("%1: what was %2 came without its name, %3 in all.")
            .arg(days, QString::fromStdString(anomaly.lostValue), moneyText(anomaly.actual));
    QString text = WeeklyWords::tr("%1: %2 cost %3 more than expected.")
                       .arg(days, sliceWords(anomaly.slice), moneyText(anomaly.excess()));
    if (!anomaly.explains.empty() && anomaly.explains != anomaly.slice)
        text += WeeklyWords::tr(" Without %1 it would have been usual.").arg(sliceWords(anomaly.explains));
    return text;
}

QString coverageFact(const insight::Coverage &coverage)
{
    if (!coverage.byRequests())
        return WeeklyWords::tr("nothing to attribute");
    const auto cost = coverage.byCost();
    return WeeklyWords::tr("%1 of cost and %2 of calls have a feature")
        .arg(cost ? format::percent(*cost) : QStringLiteral("–"), format::percent(*coverage.byRequests()));
}

/// Of a week with calls.
QString coverageSentence(const insight::Coverage &coverage)
{
    const double calls = coverage.byRequests().value_or(0);
    const QString mark = format::percent(insight::kCoverageMark, 0);
    const auto cost = coverage.byCost();
    if (!cost)
        return WeeklyWords::tr(
                   "No cost is known to attribute; %1 of the calls have a feature, and the mark is %2.")
            .arg(format::percent(calls), mark);
    return (*cost >= insight::kCoverageMark
                ? WeeklyWords::tr("%1 of the cost and %2 of the calls have a feature; the mark is %3.")
                : WeeklyWords::tr("Only %1 of the cost and %2 of the calls have a feature; the mark is %3."))
        .arg(format::percent(*cost), format::percent(calls), mark);
}

/// Of what it is not known what it cost there is no amount.
QString spendText(const base::Measures &sums)
{
    return sums.requests > 0 && sums.priced == 0 ? QStringLiteral("–") : moneyText(sums.cost());
}

QString originsSentence(const insight::OriginCoverage &origins)
{
    QString text = WeeklyWords::tr("Spend (and calls) by where the feature comes from: logged %1 (%2), "
                                   "by rule %3 (%4), split %5 (%6), untagged %7 (%8).");
    for (const base::Measures *part : {&origins.logged, &origins.byRule, &origins.split, &origins.untagged})
        text = text.arg(spendText(*part), format::count(part->requests));
    if (origins.joined.requests > 0)
        text += WeeklyWords::tr(" Joined from another log: %1 (%2).")
                    .arg(spendText(origins.joined), format::count(origins.joined.requests));
    return text;
}

} // namespace

WeeklyDocument::WeeklyDocument(const Weekly &week, const QString &fingerprint, const QString &zone)
    : m_week(week)
    , m_facts(views::Reporter::facts(week.filter, WeeklyWords::tr("LLM cost of the week")))
{
    m_facts.period = weekText(week.choice.week);
    if (week.filter.where.empty())
        m_facts.filter = WeeklyWords::tr("all spend");
    m_facts.coverage = coverageFact(week.coverage);
    m_facts.fingerprint = fingerprint;
    m_facts.zone = zone;
    addFigures();
    addFeatures();
    addDrivers();
    addBudgets();
    addAnomalies();
    addCoverage();
    addUnpriced();
    addFound();
    addSavings();
}

void WeeklyDocument::add(const QString &title, const QStringList &text, Table table, const QString &note)
{
    views::ReportPart part;
    part.title = title;
    part.text = text.join(QLatin1Char('\n'));
    part.note = note;
    if (table) {
        part.table = table.get();
        part.withTrends = true;
        m_tables.push_back(std::move(table));
    }
    m_parts << part;
}

QString WeeklyDocument::changeWords() const
{
    if (!m_week.hasBefore)
        return WeeklyWords::tr("there is no data of the week before");
    const QString money = format::moneyChange(m_week.total.change().nanos());
    const auto relative = insight::costChange(m_week.total.now, m_week.total.before);
    return relative ? WeeklyWords::tr("%1 (%2) against the week before").arg(money, format::change(*relative))
                    : WeeklyWords::tr("%1 against the week before, which cost nothing").arg(money);
}

QString WeeklyDocument::subject() const
{
    QString change;
    if (const auto relative = insight::costChange(m_week.total.now, m_week.total.before);
        relative && m_week.hasBefore)
        change = QStringLiteral(" (%1)").arg(format::change(*relative));
    return WeeklyWords::tr("LLM cost %1: %2%3")
        .arg(QString::fromStdString(base::isoWeek(m_week.choice.week.first)),
             moneyText(m_week.total.now.cost()), change);
}

void WeeklyDocument::addFigures()
{
    const Weekly &w = m_week;
    QStringList text{WeeklyWords::tr("%1 was spent: %2.").arg(moneyText(w.total.now.cost()), changeWords())};
    if (!w.choice.isComplete())
        text << (w.choice.asOfIsPartial
                     ? WeeklyWords::tr(
                           "The week is not over: it is told up to %1, which is today and not over.")
                     : WeeklyWords::tr("The week is told up to %1, where the data ends."))
                    .arg(dayText(w.choice.asOf));
    if (!w.choice.isComplete() && w.hasBefore)
        text << WeeklyWords::tr("It is held against the same days of the week before.");
    if (w.hasBefore && w.beforeBegins)
        text << WeeklyWords::tr("Of the week before there is data from %1 only.")
                    .arg(dayText(*w.beforeBegins));
    if (!w.hasBefore && w.beforeBegins && *w.beforeBegins > w.filter.period.first)
        text << WeeklyWords::tr("The data begins on %1.").arg(dayText(*w.beforeBegins));
    if (const auto unpriced = w.total.now.unpriced(); unpriced > 0)
        text << (unpriced == 1
                     ? WeeklyWords::tr("1 call has no cost that is known; it is not in the sum.")
                     : WeeklyWords::tr("%1 calls have no cost that is known; they are not in the sum.")
                           .arg(format::count(unpriced)));
    add({}, text, items::WeeklyTable::figures(w));
}

void WeeklyDocument::addFeatures()
{
    const auto weeks = static_cast<qint64>(m_week.trendWeeks.size());
    const QString trend = weeks < 2
                              ? WeeklyWords::tr("A trend needs two whole weeks of data.")
                              : WeeklyWords::tr("Trends are of %1 weeks from %2, each to a scale of its own.")
                                    .arg(format::count(weeks), dayText(m_week.trendWeeks.front()));
    if (m_week.total.now.requests == 0)
        return add(WeeklyWords::tr("Top features by cost"), {WeeklyWords::tr("There were no calls.")},
                   nullptr);
    add(WeeklyWords::tr("Top features by cost"), {}, items::WeeklyTable::features(m_week), trend);
}

void WeeklyDocument::addDrivers()
{
    const QString title = WeeklyWords::tr("What changed");
    if (!m_week.hasBefore)
        return add(title, {WeeklyWords::tr("A change needs data of the week before; there is none yet.")},
                   nullptr);
    if (m_week.drivers.empty())
        return add(title, {WeeklyWords::tr("Nothing costs more or less than the week before.")}, nullptr);
    QStringList text{strongest(m_week.drivers, true), strongest(m_week.drivers, false)};
    text.removeAll({});
    add(title, text, items::WeeklyTable::drivers(m_week),
        WeeklyWords::tr("The changes of the rows add up to the change of the week."));
}

void WeeklyDocument::addBudgets()
{
    const QString title = WeeklyWords::tr("Budgets at risk");
    const QString day = dayText(m_week.choice.asOf);
    if (!m_week.hasBudgets)
        return add(title,
                   {WeeklyWords::tr("No budget is set: outlay budgets set, or the Budgets page, sets one.")},
                   nullptr);
    if (m_week.budgetsAtRisk.empty())
        return add(title, {WeeklyWords::tr("All budgets are on track as of %1.").arg(day)}, nullptr);
    QStringList text{WeeklyWords::tr("As of %1, the most used first.").arg(day)};
    for (const insight::WeekBudget &found : m_week.budgetsAtRisk)
        if (const QString sentence = overrunSentence(found); !sentence.isEmpty())
            text << sentence;
    add(title, text, items::WeeklyTable::budgets(m_week),
        WeeklyWords::tr("Budgets are about all spend of their scope, whatever this report is filtered by."));
}

void WeeklyDocument::addAnomalies()
{
    const QString title = WeeklyWords::tr("Anomalies");
    if (!m_week.anomalies)
        return add(title,
                   {WeeklyWords::tr("To tell what is unusual needs some weeks of data before the week, and "
                                    "eight to be sure; there are not enough yet.")},
                   nullptr);
    if (m_week.anomalies->empty())
        return add(title, {WeeklyWords::tr("No day of the week was unusual.")}, nullptr);
    QStringList text;
    for (const insight::Anomaly &anomaly : *m_week.anomalies)
        text << anomalySentence(anomaly);
    add(title, text, items::WeeklyTable::anomalies(m_week),
        WeeklyWords::tr(
            "Expected is the usual cost of such a weekday in the weeks before. More calls, bigger "
            "calls and dearer ones add up to the excess."));
}

void WeeklyDocument::addCoverage()
{
    const insight::Coverage &coverage = m_week.coverage;
    if (m_week.total.now.requests == 0)
        return add(WeeklyWords::tr("Coverage"),
                   {WeeklyWords::tr("There were no calls: nothing to attribute.")}, nullptr);
    QStringList text{coverageSentence(coverage)};
    if (coverage.unattributed.requests > 0)
        text << (coverage.unattributed.requests == 1
                     ? WeeklyWords::tr("Unknown spend: %1, of %2 call without a feature.")
                     : WeeklyWords::tr("Unknown spend: %1, of %2 calls without a feature."))
                    .arg(moneyText(coverage.unattributed.cost()),
                         format::count(coverage.unattributed.requests));
    if (!m_week.origins.dimension.empty())
        text << originsSentence(m_week.origins);
    add(WeeklyWords::tr("Coverage"), text, nullptr);
}

void WeeklyDocument::addUnpriced()
{
    const QString title = WeeklyWords::tr("Models without a price");
    if (m_week.unpriced.empty())
        return add(title, {WeeklyWords::tr("Every call has a cost, of its log or of the price book.")},
                   nullptr);
    bool isAtLeast = false;
    for (const insight::UnpricedModel &model : m_week.unpriced)
        isAtLeast = isAtLeast || model.tokensAreAtLeast;
    add(title,
        {WeeklyWords::tr("What these calls cost is unknown, and in no sum. Prices can be imported: outlay "
                         "prices import, or File, Import Prices.")},
        items::WeeklyTable::unpriced(m_week),
        isAtLeast ? WeeklyWords::tr("* At least: more of its calls without a cost cannot be told from "
                                    "others with one.")
                  : QString());
}

void WeeklyDocument::addFound()
{
    if (!m_week.found)
        return;
    const QString title = WeeklyWords::tr("Savings found");
    Table table = items::WeeklyTable::found(m_week);
    if (table->rowCount() == 0)
        return add(title,
                   {WeeklyWords::tr("None of a cent a month or more: no short answers of large models, no "
                                    "repeated input without a cache, no cache that loses, nothing that could "
                                    "wait, no retries, no environment but production, and no duplicates.")},
                   nullptr);
    add(title,
        {WeeklyWords::tr(
            "Each was tried on the calls of this week at list prices; a month is 30 such days. The "
            "amounts overlap and are no sum. For more: outlay savings.")},
        std::move(table));
}

void WeeklyDocument::addSavings()
{
    const QString title = WeeklyWords::tr("Where money goes");
    Table table = items::WeeklyTable::savings(m_week);
    if (table->rowCount() == 0)
        return add(title,
                   {WeeklyWords::tr("None: no call failed or was repeated at a cost, no feature costs far "
                                    "more than its share of the calls, and all spend has a feature and is of "
                                    "production.")},
                   nullptr);
    add(title,
        {WeeklyWords::tr("Where to look first. The amounts overlap and are no sum, and not all of them "
                         "can be saved.")},
        std::move(table));
}

} // namespace outlay::app
