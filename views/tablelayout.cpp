// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/tablelayout.h"

#include "items/roles.h"
#include "views/datatable.h"

#include <QtCore/QJsonArray>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>

namespace outlay::views {

namespace {

const QString kShownColumns = QStringLiteral("columns");
const QString kSorted = QStringLiteral("sorted_by");
const QString kDescending = QStringLiteral("descending");
const QString kTables = QStringLiteral("tables");
const QString kChoices = QStringLiteral("choices");

QString columnName(const QTableView &table, int column)
{
    return table.model()->headerData(column, Qt::Horizontal, items::MachineNameRole).toString();
}

int columnNamed(const QTableView &table, const QString &name)
{
    for (int column = 0; column < table.model()->columnCount(); ++column)
        if (columnName(table, column) == name)
            return column;
    return -1;
}

} // namespace

QJsonObject layoutOf(const QTableView &table)
{
    const QHeaderView &header = *table.horizontalHeader();
    QJsonArray columns;
    for (int place = 0; place < header.count(); ++place)
        if (const int column = header.logicalIndex(place); !header.isSectionHidden(column))
            columns << columnName(table, column);
    QJsonObject layout{{kShownColumns, columns}};
    if (const int sorted = header.sortIndicatorSection(); table.isSortingEnabled() && sorted >= 0) {
        layout[kSorted] = columnName(table, sorted);
        layout[kDescending] = header.sortIndicatorOrder() == Qt::DescendingOrder;
    }
    return layout;
}

void applyLayout(QTableView &table, const QJsonObject &layout)
{
    QHeaderView &header = *table.horizontalHeader();
    QList<int> shown;
    for (const QJsonValue &name : layout[kShownColumns].toArray())
        if (const int column = columnNamed(table, name.toString()); column >= 0)
            shown << column;
    if (shown.isEmpty())
        return;
    for (int column = 0; column < header.count(); ++column)
        header.setSectionHidden(column, !shown.contains(column));
    for (int place = 0; place < shown.size(); ++place)
        header.moveSection(header.visualIndex(shown[place]), place);
    if (!table.isSortingEnabled())
        return;
    const int sorted = columnNamed(table, layout[kSorted].toString());
    table.sortByColumn(sorted, layout[kDescending].toBool(true) ? Qt::DescendingOrder : Qt::AscendingOrder);
}

QJsonObject pageLayout(const QWidget &page)
{
    QJsonObject tables;
    for (const DataTable *table : page.findChildren<DataTable *>())
        tables[table->accessibleName()] = layoutOf(*table);
    QJsonObject choices;
    for (const QComboBox *choice : page.findChildren<QComboBox *>())
        if (!choice->objectName().isEmpty())
            choices[choice->objectName()] = choice->currentIndex();
    return {{kTables, tables}, {kChoices, choices}};
}

void applyPageLayout(QWidget &page, const QJsonObject &layout)
{
    const QJsonObject choices = layout[kChoices].toObject();
    for (QComboBox *choice : page.findChildren<QComboBox *>()) {
        const int index = choices[choice->objectName()].toInt(-1);
        if (index < 0 || index >= choice->count() || index == choice->currentIndex())
            continue;
        choice->setCurrentIndex(index);
        Q_EMIT choice->activated(index); // as if a person had chosen
    }
    const QJsonObject tables = layout[kTables].toObject();
    for (DataTable *table : page.findChildren<DataTable *>())
        applyLayout(*table, tables[table->accessibleName()].toObject());
}

} // namespace outlay::views
