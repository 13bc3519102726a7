// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/pricesmodel.h"

#include "insight/rollup.h"
#include "pricing/pricebook.h"
#include "pricing/ratecard.h"

#include <algorithm>
#include <functional>
#include <set>

namespace outlay::items {

using base::Day;
using pricing::ModelEntry;
using pricing::PriceRow;
using pricing::TokenKind;

namespace {

QString words(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

QVariant dayCell(const std::optional<Day> &value)
{
    return value ? QVariant(words(base::isoDay(*value))) : QVariant();
}

/// Nano-dollars a million tokens.
QVariant priceCell(const std::optional<base::TokenPrice> &value)
{
    return value ? QVariant(qint64(value->picos() * 1'000)) : QVariant();
}

QString clock(int second)
{
    return QStringLiteral("%1:%2")
        .arg(second / 3600, 2, 10, QLatin1Char('0'))
        .arg(second / 60 % 60, 2, 10, QLatin1Char('0'));
}

QVariant hoursCell(const PriceRow &row)
{
    return row.between
               ? QVariant(QStringLiteral("%1–%2").arg(clock(row.between->from), clock(row.between->to)))
               : QVariant();
}

std::optional<base::TokenPrice> priceOf(const PriceRow &row, TokenKind kind)
{
    return row.prices[pricing::indexOf(kind)];
}

/// The prices of what is no text, on one line.
QVariant besideText(const PriceRow &row)
{
    const QStringList names = {PricesModel::tr("input audio"),
                               PricesModel::tr("cached audio"),
                               PricesModel::tr("output audio"),
                               PricesModel::tr("input images"),
                               PricesModel::tr("cached images"),
                               PricesModel::tr("output images"),
                               PricesModel::tr("citations"),
                               PricesModel::tr("reasoning beside the output"),
                               PricesModel::tr("1,000 searches"),
                               PricesModel::tr("1,000 file searches"),
                               PricesModel::tr("1,000 code sessions"),
                               PricesModel::tr("1,000 images made"),
                               PricesModel::tr("1,000 seconds of audio"),
                               PricesModel::tr("1,000 pages"),
                               PricesModel::tr("1,000 searches ranked anew"),
                               PricesModel::tr("1,000 requests that search little"),
                               PricesModel::tr("1,000 requests that search some"),
                               PricesModel::tr("1,000 requests that search much")};
    static_assert(pricing::kTokenKinds - pricing::kTextKinds == 18);
    QStringList parts;
    for (int i = 0; i < names.size(); ++i) {
        const auto kind = static_cast<TokenKind>(pricing::kTextKinds + i);
        if (const auto price = priceOf(row, kind))
            parts << QStringLiteral("%1 %2").arg(names[i], words(pricing::writtenPrice(kind, *price)));
    }
    return parts.isEmpty() ? QVariant() : QVariant(parts.join(QStringLiteral(", ")));
}

/// By kind, at noon UTC.
QList<QVariant> pricesOn(const pricing::RateCard &card, Day day)
{
    const base::Instant noon = base::Instant(day) + std::chrono::hours(12);
    const auto &sets = card.ratesAt(noon.time_since_epoch().count());
    QList<QVariant> prices;
    for (const TokenKind kind : pricing::kTextTokenKinds) {
        const pricing::Rate rate = sets.empty() ? pricing::Rate{} : sets.back().rates[pricing::indexOf(kind)];
        const bool known = rate.basis == pricing::Basis::Listed || rate.basis == pricing::Basis::TierShare ||
                           rate.basis == pricing::Basis::FirstKnown;
        prices << (known ? priceCell(rate.price) : QVariant());
    }
    return prices;
}

SimpleTableModel::Column columnOf(const QString &title, const char *machine, Kind kind)
{
    return {title, QString::fromLatin1(machine), kind, {}};
}

} // namespace

PricedBy::PricedBy(std::shared_ptr<const pricing::PriceBook> book)
    : m_book(std::move(book))
{
}

const ModelEntry *PricedBy::entryOf(const std::string &model)
{
    if (!m_book || model.empty())
        return nullptr;
    const auto [place, isNew] = m_found.try_emplace(model, nullptr);
    if (isNew) {
        for (const pricing::Entries &entries : m_book->find({}, model).groups) {
            if (!entries.empty()) {
                place->second = entries.front().second;
                break;
            }
        }
    }
    return place->second;
}

PricesModel::PricesModel(QObject *parent)
    : SimpleTableModel(
          {columnOf(tr("Provider"), "provider", Kind::Text), columnOf(tr("Model"), "model", Kind::Text),
           columnOf(tr("Tier"), "tier", Kind::Text), columnOf(tr("From"), "from", Kind::Day),
           columnOf(tr("Until before"), "to", Kind::Day),
           columnOf(tr("Prompt above"), "above_tokens", Kind::Count),
           columnOf(tr("Hours (UTC)"), "between", Kind::Text),
           columnOf(tr("Input"), "input_usd_per_million", Kind::Price),
           columnOf(tr("Cache reads"), "cache_read_usd_per_million", Kind::Price),
           columnOf(tr("Cache writes, 5 min"), "cache_write_5m_usd_per_million", Kind::Price),
           columnOf(tr("Cache writes, 1 h"), "cache_write_1h_usd_per_million", Kind::Price),
           columnOf(tr("Output"), "output_usd_per_million", Kind::Price),
           columnOf(tr("Beside text"), "usd_per_million_beside_text", Kind::Text),
           columnOf(tr("Requests"), "requests", Kind::Count), columnOf(tr("Cost"), "cost_usd", Kind::Money),
           columnOf(tr("List"), "list", Kind::Text), columnOf(tr("Note"), "note", Kind::Text)},
          parent)
{
}

PricesModel::~PricesModel() = default;

void PricesModel::setBook(std::shared_ptr<const pricing::PriceBook> book)
{
    m_book = std::move(book);
    m_places.clear();
    m_usage.clear();
    QList<Row> rows;
    for (const pricing::PriceList &list : m_book->lists()) {
        for (const ModelEntry &entry : list.models) {
            for (const PriceRow &row : entry.rows) {
                m_places.push_back({&entry, &row});
                Row cells{words(entry.provider),
                          words(entry.model),
                          words(pricing::nameOf(row.tier)),
                          dayCell(row.from),
                          dayCell(row.to),
                          row.above > 0 ? QVariant(qint64(row.above)) : QVariant(),
                          hoursCell(row)};
                for (const TokenKind kind : pricing::kTextTokenKinds)
                    cells << priceCell(priceOf(row, kind));
                cells << besideText(row);
                cells << QVariant() << QVariant() << words(list.name) << words(row.note);
                rows << cells;
            }
        }
    }
    setRows(std::move(rows));
}

void PricesModel::setUsage(const insight::Rollup &models, PricedBy &pricedBy)
{
    m_usage.clear();
    for (const insight::RollupRow &row : models.rows)
        if (const ModelEntry *entry = pricedBy.entryOf(row.keys.front()))
            m_usage[entry] += row.sums;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Requests), index(rowCount() - 1, Cost));
}

QVariant PricesModel::valueAt(int row, int column) const
{
    if (column != Requests && column != Cost)
        return SimpleTableModel::valueAt(row, column);
    const auto usage = m_usage.find(entryAt(row));
    if (usage == m_usage.end() || (column == Cost && usage->second.priced == 0))
        return {};
    return qint64(column == Cost ? usage->second.costNanos : usage->second.requests);
}

const ModelEntry *PricesModel::entryAt(int row) const
{
    return row < 0 || row >= rowCount() ? nullptr : m_places[static_cast<std::size_t>(row)].entry;
}

const PriceRow *PricesModel::priceAt(int row) const
{
    return row < 0 || row >= rowCount() ? nullptr : m_places[static_cast<std::size_t>(row)].row;
}

PriceHistoryModel::PriceHistoryModel(QObject *parent)
    : SimpleTableModel({columnOf(tr("From"), "from", Kind::Day),
                        columnOf(tr("Input"), "input_usd_per_million", Kind::Price),
                        columnOf(tr("Cache reads"), "cache_read_usd_per_million", Kind::Price),
                        columnOf(tr("Cache writes, 5 min"), "cache_write_5m_usd_per_million", Kind::Price),
                        columnOf(tr("Cache writes, 1 h"), "cache_write_1h_usd_per_million", Kind::Price),
                        columnOf(tr("Output"), "output_usd_per_million", Kind::Price)},
                       parent)
{
}

void PriceHistoryModel::setModel(const pricing::PriceBook &book, const ModelEntry &entry, pricing::Tier tier)
{
    const pricing::Found found = book.find(entry.provider, entry.model);
    std::set<std::optional<Day>> changes{std::nullopt};
    for (const pricing::Entries &group : found.groups) {
        for (const auto &[list, known] : group) {
            for (const PriceRow &row : known->rows) {
                changes.insert(row.from);
                if (row.to)
                    changes.insert(row.to);
            }
        }
    }
    const pricing::RateCard card(found, tier);
    QList<Row> history;
    QList<QVariant> before;
    for (const std::optional<Day> &change : changes) {
        QList<QVariant> prices = pricesOn(card, change.value_or(base::kAllTime.first));
        const bool starts =
            history.isEmpty() && std::none_of(prices.begin(), prices.end(), std::mem_fn(&QVariant::isValid));
        if (starts || prices == before)
            continue;
        history << Row{dayCell(change)} + prices;
        before = std::move(prices);
    }
    setRows(std::move(history));
}

PriceIssuesModel::PriceIssuesModel(QObject *parent)
    : SimpleTableModel({columnOf(tr("What"), "what", Kind::Text)}, parent)
{
}

void PriceIssuesModel::setIssues(const std::vector<std::string> &sentences)
{
    QList<Row> rows;
    for (const std::string &sentence : sentences)
        rows << Row{words(sentence)};
    setRows(std::move(rows));
}

UsedModelsModel::UsedModelsModel(QObject *parent)
    : SimpleTableModel({{tr("Model"), QStringLiteral("model"), Kind::Text, QStringLiteral("model")},
                        columnOf(tr("Priced by"), "priced_by", Kind::Text),
                        columnOf(tr("Requests"), "requests", Kind::Count),
                        columnOf(tr("Without a cost"), "unpriced_requests", Kind::Count),
                        columnOf(tr("Input tokens"), "input_tokens", Kind::Count),
                        columnOf(tr("Cache reads"), "cache_read_tokens", Kind::Count),
                        columnOf(tr("Cache writes"), "cache_write_tokens", Kind::Count),
                        columnOf(tr("Output tokens"), "output_tokens", Kind::Count),
                        columnOf(tr("Cost"), "cost_usd", Kind::Money)},
                       parent)
{
}

void UsedModelsModel::setUsage(const insight::Rollup &models, PricedBy &pricedBy)
{
    std::vector<const insight::RollupRow *> order;
    for (const insight::RollupRow &row : models.rows)
        order.push_back(&row);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto *a, const auto *b) { return a->sums.unpriced() > b->sums.unpriced(); });
    const auto known = [](std::int64_t value, std::int64_t count) {
        return count == 0 ? QVariant() : QVariant(qint64(value));
    };
    m_unpriced = 0;
    QList<Row> rows;
    for (const insight::RollupRow *row : order) {
        const base::Measures &sums = row->sums;
        const std::string &model = row->keys.front();
        const ModelEntry *entry = pricedBy.entryOf(model);
        m_unpriced += sums.unpriced() > 0 ? 1 : 0;
        rows << Row{model.empty() ? words(base::unattributedLabel("model")) : words(model),
                    entry ? words(entry->provider + " / " + entry->model) : tr("no price"),
                    qint64(sums.requests),
                    qint64(sums.unpriced()),
                    known(sums.inputTokens, sums.withInput),
                    known(sums.cacheReadTokens, sums.withCacheRead),
                    known(sums.cacheWriteTokens(), sums.withCacheWrite),
                    known(sums.outputTokens, sums.withOutput),
                    known(sums.costNanos, sums.priced)};
    }
    setRows(std::move(rows));
}

} // namespace outlay::items
