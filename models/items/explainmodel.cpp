// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/explainmodel.h"

#include "items/explainwords.h"
#include "pricing/pricer.h"

namespace outlay::items {

using insight::Summed;

namespace {

QString shownText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QVariant wholeOf(std::int64_t value)
{
    return QVariant::fromValue<qint64>(value);
}

/// Nano-dollars, half-even: the exact products are in the command line's answer.
QVariant nanosOf(base::Int128 picos)
{
    return wholeOf(base::divideHalfEven(picos, 1000));
}

ExplainModel::Table::Row priceRow(const insight::PriceUse &use)
{
    const pricing::RowPlace &place = use.rate.place;
    QString from = shownText(pricing::assumption(use.rate.basis));
    QString valid;
    if (place.row) {
        if (!place.row->note.empty())
            from += (from.isEmpty() ? QString() : QStringLiteral("; ")) + shownText(place.row->note);
        from = shownText(place.list->name) + QLatin1Char(' ') + shownText(place.list->version) +
               (from.isEmpty() ? QString() : QStringLiteral(" · ") + from);
        valid = (place.row->from ? shownText(base::isoDay(*place.row->from)) : ExplainModel::tr("always")) +
                QStringLiteral(" …") +
                (place.row->to ? QLatin1Char(' ') + shownText(base::isoDay(*place.row->to)) : QString());
    }
    return {place.model ? shownText(place.model->provider) + QLatin1Char(' ') + shownText(place.model->model)
                        : ExplainModel::tr("No price listed"),
            shownText(pricing::kTokenKindNames[pricing::indexOf(use.kind)]),
            wholeOf(static_cast<std::int64_t>(use.tokens)),
            // A pico-dollar a token is a micro-dollar a million.
            wholeOf(use.rate.price.picos() * 1000), nanosOf(use.picos), valid, from};
}

} // namespace

ExplainModel::ExplainModel(QObject *parent)
    : QObject(parent)
    , terms({{tr("Term"), QStringLiteral("term"), Kind::Text, {}},
             {tr("Amount"), QStringLiteral("amount_usd"), Kind::Money, {}},
             {tr("Number"), QStringLiteral("number"), Kind::Count, {}},
             {tr("Of"), QStringLiteral("of"), Kind::Text, {}}},
            this)
    , rules({{tr("Rule"), QStringLiteral("rule"), Kind::Text, {}},
             {tr("Brings in"), QStringLiteral("in_usd"), Kind::Money, {}},
             {tr("Calls in"), QStringLiteral("in_requests"), Kind::Count, {}},
             {tr("Takes away"), QStringLiteral("out_usd"), Kind::Money, {}},
             {tr("Calls away"), QStringLiteral("out_requests"), Kind::Count, {}}},
            this)
    , origins({{tr("The cost is"), QStringLiteral("origin"), Kind::Text, {}},
               {tr("Calls"), QStringLiteral("requests"), Kind::Count, {}},
               {tr("Cost"), QStringLiteral("cost_usd"), Kind::Money, {}}},
              this)
    , prices({{tr("Model"), QStringLiteral("model"), Kind::Text, {}},
              {tr("Kind"), QStringLiteral("kind"), Kind::Text, {}},
              {tr("Tokens"), QStringLiteral("tokens"), Kind::Count, {}},
              {tr("Price of a million"), QStringLiteral("usd_per_million"), Kind::Price, {}},
              {tr("Cost"), QStringLiteral("cost_usd"), Kind::Money, {}},
              {tr("Valid"), QStringLiteral("valid"), Kind::Text, {}},
              {tr("From"), QStringLiteral("list"), Kind::Text, {}}},
             this)
    , logs({{tr("Log"), QStringLiteral("source"), Kind::Text, {}},
            {tr("Calls"), QStringLiteral("requests"), Kind::Count, {}},
            {tr("Cost"), QStringLiteral("cost_usd"), Kind::Money, {}}},
           this)
{
}

void ExplainModel::ask(const insight::ExplainQuestion &question)
{
    m_question = question;
    m_explained.reset();
    m_isAwaited = true;
    fill();
    Q_EMIT asked();
    Q_EMIT changed();
    Q_EMIT wanted(++m_generation, m_question);
}

void ExplainModel::cancel()
{
    ++m_generation;
    if (std::exchange(m_isAwaited, false))
        Q_EMIT unwanted();
}

void ExplainModel::setExplained(int generation, const insight::Explained &explained)
{
    if (generation != m_generation)
        return;
    m_explained = explained;
    m_isAwaited = false;
    fill();
    Q_EMIT changed();
}

void ExplainModel::setFailed(int generation)
{
    if (generation != m_generation)
        return;
    m_isAwaited = false;
    Q_EMIT changed();
}

void ExplainModel::fill()
{
    QList<Table::Row> termRows;
    QList<Table::Row> ruleRows;
    QList<Table::Row> originRows;
    QList<Table::Row> priceRows;
    QList<Table::Row> logRows;
    if (m_explained) {
        for (const insight::ExplainTerm &term : m_explained->explanation.terms)
            termRows << Table::Row{termTitle(term),
                                   insight::isMoney(term.summed) ? wholeOf(term.value) : QVariant(),
                                   insight::isMoney(term.summed) ? QVariant() : wholeOf(term.value),
                                   shownText(base::describe(term.filter))};
        for (const insight::RuleMove &move : m_explained->rules.moves)
            ruleRows << Table::Row{QString::number(move.place) + QStringLiteral(". ") + shownText(move.title),
                                   wholeOf(move.in.costNanos), wholeOf(move.in.requests),
                                   wholeOf(move.out.costNanos), wholeOf(move.out.requests)};
        for (const insight::SourceShare &share : m_explained->sources)
            logRows << Table::Row{share.source.empty() ? tr("(unknown)") : shownText(share.source),
                                  wholeOf(share.sums.requests), wholeOf(share.sums.costNanos)};
    }
    if (m_explained && m_explained->origin) {
        const insight::CostOrigin &origin = *m_explained->origin;
        originRows << Table::Row{tr("reported by the log"), wholeOf(origin.reportedCalls),
                                 wholeOf(origin.reportedNanos)}
                   << Table::Row{tr("computed by the price book"), wholeOf(origin.bookCalls),
                                 wholeOf(origin.bookNanos)};
        if (origin.otherCalls > 0)
            originRows << Table::Row{tr("computed by earlier prices"), wholeOf(origin.otherCalls),
                                     wholeOf(origin.otherNanos)};
        if (origin.unpricedCalls > 0)
            originRows << Table::Row{tr("not known"), wholeOf(origin.unpricedCalls), QVariant()};
        for (const insight::PriceUse &use : origin.prices)
            priceRows << priceRow(use);
        if (!origin.prices.empty())
            priceRows << Table::Row{tr("Rounding of each call"),     QString(), QVariant(), QVariant(),
                                    nanosOf(origin.roundingPicos()), QString(), QString()};
    }
    terms.setRows(std::move(termRows));
    rules.setRows(std::move(ruleRows));
    origins.setRows(std::move(originRows));
    prices.setRows(std::move(priceRows));
    logs.setRows(std::move(logRows));
}

} // namespace outlay::items
