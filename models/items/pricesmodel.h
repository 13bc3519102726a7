// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QAbstractTableModel>

#include "base/measures.h"
#include "items/simpletablemodel.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace outlay::insight {
struct Rollup;
}
namespace outlay::pricing {
class PriceBook;
struct ModelEntry;
struct PriceRow;
enum class Tier;
} // namespace outlay::pricing

namespace outlay::items {

/// Which entry of a book prices a model of the store, by its name alone. What was found is remembered: names
/// are matched against hundreds of patterns.
class PricedBy
{
public:
    explicit PricedBy(std::shared_ptr<const pricing::PriceBook> book = nullptr);

    /// Null: none does, or there is no book yet.
    const pricing::ModelEntry *entryOf(const std::string &model);
    const std::shared_ptr<const pricing::PriceBook> &book() const { return m_book; }

private:
    std::shared_ptr<const pricing::PriceBook> m_book;
    std::unordered_map<std::string, const pricing::ModelEntry *> m_found;
};

/// The rows of a price book, dollars for a million tokens, with what the store uses them for.
class PricesModel : public SimpleTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Provider,
        Model,
        Tier,
        From,
        To,
        Above,
        Between,
        Input,
        CacheRead,
        CacheWrite5m,
        CacheWrite1h,
        Output,
        BesideText, ///< audio, images, searches, on one line
        Requests,   ///< of the store, in the period and filter, by all rows of the model
        Cost,
        List,
        Note,
        ColumnCount
    };

    explicit PricesModel(QObject *parent = nullptr);
    ~PricesModel() override;

    void setBook(std::shared_ptr<const pricing::PriceBook> book);
    /// `models` is grouped by model.
    void setUsage(const insight::Rollup &models, PricedBy &pricedBy);

    /// What a row is of; null for no row.
    const pricing::ModelEntry *entryAt(int row) const;
    const pricing::PriceRow *priceAt(int row) const;

protected:
    QVariant valueAt(int row, int column) const override;

private:
    struct Place
    {
        const pricing::ModelEntry *entry;
        const pricing::PriceRow *row;
    };

    std::shared_ptr<const pricing::PriceBook> m_book;
    std::vector<Place> m_places;
    std::unordered_map<const pricing::ModelEntry *, base::Measures> m_usage;
};

/// How the prices of one model in one tier went by the book as a whole, of all lists that know it: a row for
/// each day on which they changed, oldest first, for prompts below every threshold, at noon UTC. The first
/// known price holds for the days before, by which their costs are computed. A kind that no list has a price
/// for then is invalid, also where its cost would be computed by another kind's price; a row of nothing but
/// invalid cells says that prices ended.
class PriceHistoryModel : public SimpleTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        From, ///< empty text: since ever
        Input,
        CacheRead,
        CacheWrite5m,
        CacheWrite1h,
        Output,
        ColumnCount
    };

    explicit PriceHistoryModel(QObject *parent = nullptr);

    void setModel(const pricing::PriceBook &book, const pricing::ModelEntry &entry, pricing::Tier tier);
    void clear() { setRows({}); }
};

/// What pricing::checkLists() has to say of a book.
class PriceIssuesModel : public SimpleTableModel
{
    Q_OBJECT

public:
    explicit PriceIssuesModel(QObject *parent = nullptr);
    void setIssues(const std::vector<std::string> &sentences);
};

/// The models that the store has used, those without a price first: what stays unpriced, with its tokens.
class UsedModelsModel : public SimpleTableModel
{
    Q_OBJECT

public:
    explicit UsedModelsModel(QObject *parent = nullptr);
    /// `models` is grouped by model.
    void setUsage(const insight::Rollup &models, PricedBy &pricedBy);
    int unpriced() const { return m_unpriced; } ///< models with requests that have no cost

private:
    int m_unpriced = 0;
};

} // namespace outlay::items
