// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "insight/bridge.h"
#include "items/watchedtable.h"

#include <QtCore/QPair>

#include <optional>

namespace outlay::items {

/// Why a period costs more or less than another: the steps from the one cost to the other, in their order,
/// each with the cost that it leads to. Whoever answers wanted() calls setBridge() or setFailed().
class BridgeModel : public WatchedTable
{
    Q_OBJECT

public:
    enum Column
    {
        Step,
        Change,   ///< not known for the first and the last row, which are costs
        Subtotal, ///< the cost after this step
        Meaning,
        ColumnCount
    };

    explicit BridgeModel(QObject *parent = nullptr);

    /// What is asked, and the days that there are. The days before are those that it is compared with, or
    /// those right before where it is compared with nothing.
    void setQuestion(const base::Question &question, const std::optional<base::Period> &span);
    /// Other days to hold it against; none: as the question says.
    void setChosenBefore(const std::optional<base::Period> &before);
    const std::optional<base::Period> &chosenBefore() const { return m_chosen; }

    /// None for all time, which has no days before it.
    const std::optional<base::Period> &before() const { return m_before; }
    const base::Filter &after() const { return m_after; }
    void setBridge(int generation, const insight::Bridge &bridge);
    /// The effects explain themselves.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// The last answer; nothing while there is none.
    const insight::Bridge *bridge() const { return state() == State::Ready ? &m_bridge : nullptr; }

    qint64 unpricedCalls() const; ///< of the days before and after
    /// Models whose token mix is inside price.
    QStringList unweighedModels() const;

    /// Which effect a row is; none for the first and the last.
    std::optional<insight::Effect> effectAt(int row) const;
    /// The features that make up four fifths of a step, the greatest first: what a click on it filters on.
    QList<QPair<QString, QString>> featuresOf(int row) const;

Q_SIGNALS:
    void wanted(int generation, const outlay::base::Filter &after, const outlay::base::Period &before);

protected:
    void ask(int generation) override;

private:
    void settle();

    base::Question m_question;
    std::optional<base::Period> m_span;
    std::optional<base::Period> m_chosen;
    base::Filter m_after;
    std::optional<base::Period> m_before;
    insight::Bridge m_bridge;
    std::vector<insight::Effect> m_shown; ///< the effects that are not zero
};

/// The same change by feature or by segment, with the effects that are not zero as columns. Follows the
/// bridge.
class BridgePartsModel : public SimpleTableModel
{
    Q_OBJECT

public:
    explicit BridgePartsModel(BridgeModel &bridge, QObject *parent = nullptr);

    void setBySegment(bool on);
    bool isBySegment() const { return m_bySegment; }
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void fill();

    BridgeModel &m_bridge;
    bool m_bySegment = false;
};

/// "Volume", "Model mix".
QString effectTitle(insight::Effect effect);
/// "more or fewer calls, at the mean cost of a call before".
QString effectMeaning(insight::Effect effect);

} // namespace outlay::items
