// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/explained.h"
#include "items/simpletablemodel.h"

#include <optional>

namespace outlay::items {

/// How one figure came about, as tables. Whoever answers wanted() calls setExplained() or setFailed().
class ExplainModel : public QObject
{
    Q_OBJECT

public:
    /// One of its tables.
    class Table : public SimpleTableModel
    {
    public:
        using SimpleTableModel::Row;
        using SimpleTableModel::setRows;
        explicit Table(QList<Column> columns, QObject *parent)
            : SimpleTableModel(std::move(columns), parent)
        {
        }
    };

    explicit ExplainModel(QObject *parent = nullptr);

    void ask(const insight::ExplainQuestion &question);
    /// Nobody waits for the answer any more.
    void cancel();
    void setExplained(int generation, const insight::Explained &explained);
    void setFailed(int generation);

    const insight::ExplainQuestion &question() const { return m_question; }
    /// The answer to question(); nothing while it is awaited and where there is none.
    const insight::Explained *explained() const { return m_explained ? &*m_explained : nullptr; }
    bool isAwaited() const { return m_isAwaited; }

    Table terms;
    Table rules;   ///< what rules brought in and took away; no rows without rules
    Table origins; ///< where the cost of the calls is from
    Table prices;  ///< what made the computed part of it
    Table logs;

Q_SIGNALS:
    void asked(); ///< somebody wants to see it
    void wanted(int generation, const outlay::insight::ExplainQuestion &question);
    void unwanted();
    void changed();

private:
    void fill();

    insight::ExplainQuestion m_question;
    std::optional<insight::Explained> m_explained;
    int m_generation = 0;
    bool m_isAwaited = false;
};

} // namespace outlay::items
