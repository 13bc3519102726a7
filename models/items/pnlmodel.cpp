// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/pnlmodel.h"

#include "items/explainwords.h"
#include "items/pnlwords.h"

#include <algorithm>

namespace outlay::items {

using insight::PnlRow;

namespace {

QVariant amountCell(const std::optional<base::Money> &amount)
{
    return amount ? QVariant(qint64(amount->nanos())) : QVariant();
}

QVariant shareCell(const std::optional<double> &share)
{
    return share ? QVariant(*share) : QVariant();
}

QList<QVariant> figuresOf(const PnlRow &row)
{
    QStringList units;
    QStringList each;
    for (const insight::PnlUnit &unit : row.units) {
        units << unitText(unit);
        each << (unit.costPerUnit
                     ? QStringLiteral("$") + QString::fromStdString(unit.costPerUnit->toDecimal(2))
                     : QStringLiteral("?"));
    }
    return {amountCell(row.value),
            row.isCostKnown() ? QVariant(qint64(row.cost.costNanos)) : QVariant(),
            amountCell(row.gain()),
            shareCell(row.margin()),
            shareCell(row.roi()),
            qint64(row.cost.requests),
            amountCell(row.breakEvenPerRequest()),
            units.isEmpty() ? QVariant() : QVariant(units.join(QStringLiteral("; "))),
            each.isEmpty() ? QVariant() : QVariant(each.join(QStringLiteral("; ")))};
}

/// What each of a row's units costs.
QVariant figuresOfUnits(const PnlRow &row)
{
    QStringList figures;
    for (const insight::PnlUnit &unit : row.units)
        if (unit.costPerUnit)
            figures << QStringLiteral("cost_per_unit:") + QString::fromStdString(unit.unit);
    return figures.isEmpty() ? QVariant() : QVariant(figures);
}

QList<SimpleTableModel::Column> pnlColumns(PnlModel::By by)
{
    QList<SimpleTableModel::Column> columns{
        {PnlModel::tr("Feature"), QStringLiteral("feature"), Kind::Text, QStringLiteral("feature")}};
    if (by == PnlModel::By::FeatureAndSegment)
        columns.append(
            {PnlModel::tr("Segment"), QStringLiteral("segment"), Kind::Text, QStringLiteral("segment")});
    columns.append(
        {{PnlModel::tr("Value"), QStringLiteral("value_usd"), Kind::Money, {}},
         {PnlModel::tr("Cost"), QStringLiteral("cost_usd"), Kind::Money, {}},
         {PnlModel::tr("Gain"), QStringLiteral("gain_usd"), Kind::Money, {}},
         {PnlModel::tr("Margin"), QStringLiteral("margin"), Kind::Share, {}},
         {PnlModel::tr("ROI"), QStringLiteral("roi"), Kind::Share, {}},
         {PnlModel::tr("Requests"), QStringLiteral("requests"), Kind::Count, {}},
         {PnlModel::tr("Break-even / 1k requests"),
          QStringLiteral("break_even_usd_per_request"),
          Kind::UnitMoney,
          {}},
         {PnlModel::tr("Units"), QStringLiteral("units"), Kind::Text, {}},
         {PnlModel::tr("Cost and break-even a unit"), QStringLiteral("cost_usd_per_unit"), Kind::Text, {}}});
    return columns;
}

QVariant dayCell(const std::optional<base::Period> &span, base::Day base::Period::*end)
{
    return span ? QVariant(QString::fromStdString(base::isoDay((*span).*end))) : QVariant();
}

} // namespace

PnlModel::PnlModel(By by, QObject *parent)
    : SimpleTableModel(pnlColumns(by), parent)
    , m_keys(by == By::Feature ? 1 : 2)
{
}

void PnlModel::setPnl(const insight::Pnl &pnl)
{
    QList<Row> rows;
    m_ofAllSegments.clear();
    m_ofUnits.clear();
    for (const PnlRow &row : pnl.rows) {
        Row cells;
        for (std::size_t column = 0; column < pnl.by.size(); ++column)
            cells << pnlKey(pnl, row, column);
        rows << cells + figuresOf(row);
        m_ofAllSegments << row.isOfAllSegments;
        m_ofUnits << figuresOfUnits(row);
    }
    m_hasValues = pnl.hasValues;
    m_notes = pnlNotes(pnl);
    m_sums = QList<QVariant>(m_keys) + figuresOf(pnl.total);
    setRows(std::move(rows));
}

QVariant PnlModel::data(const QModelIndex &index, int role) const
{
    const bool isSegment = index.column() == 1 && m_keys == 2;
    if ((role == KeyRole || role == DimensionRole) && isSegment && m_ofAllSegments.value(index.row()))
        return {};
    if (role == FigureRole && m_keys == 1 && index.column() == columnCount() - 1)
        return m_ofUnits.value(index.row());
    return SimpleTableModel::data(index, role);
}

QVariant PnlModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == SumRole)
        return orientation == Qt::Horizontal && rowCount() > 1 ? m_sums.value(section) : QVariant();
    if (role == FigureRole && orientation == Qt::Horizontal) {
        // By segments a row of all of them has a value and no calls of its own, and so no number of them to
        // explain, nor can it be held against any.
        const QString name = headerData(section, orientation, MachineNameRole).toString();
        return m_keys == 1 || name == QStringLiteral("cost_usd") ? figureOfColumn(name.toLatin1().constData())
                                                                 : QVariant();
    }
    return SimpleTableModel::headerData(section, orientation, role);
}

ValueFilesModel::ValueFilesModel(QObject *parent)
    : SimpleTableModel({{tr("Number"), QStringLiteral("id"), Kind::Count, {}},
                        {tr("Kept (UTC)"), QStringLiteral("at"), Kind::Time, {}},
                        {tr("File"), QStringLiteral("file"), Kind::Text, {}},
                        {tr("Rows"), QStringLiteral("rows"), Kind::Count, {}},
                        {tr("From"), QStringLiteral("first_day"), Kind::Day, {}},
                        {tr("To"), QStringLiteral("last_day"), Kind::Day, {}}},
                       parent)
{
}

void ValueFilesModel::setFiles(const std::vector<base::ValueImport> &files)
{
    QList<Row> rows;
    for (const base::ValueImport &file : files)
        rows << Row{qint64(file.id),
                    QString::fromStdString(base::isoInstant(file.at)),
                    QString::fromStdString(file.path),
                    qint64(file.rows),
                    dayCell(file.span, &base::Period::first),
                    dayCell(file.span, &base::Period::last)};
    setRows(std::move(rows));
}

qint64 ValueFilesModel::idAt(int row) const
{
    return valueAt(row, 0).toLongLong();
}

} // namespace outlay::items
