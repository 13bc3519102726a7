// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/tablelayout.h"

#include "items/roles.h"
#include "views/datatable.h"
#include "views/periodbox.h"

#include <QtCore/QJsonArray>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>

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

/// Qt gives names of its own to parts of its widgets.
bool isNamed(const QWidget &widget)
{
    return !widget.objectName().isEmpty() && !widget.objectName().startsWith(QStringLiteral("qt_"));
}

/// How a choice is set; null for what is none.
QJsonValue choiceOf(const QWidget &widget)
{
    if (const auto *period = qobject_cast<const PeriodBox *>(&widget))
        return period->period() == base::kAllTime
                   ? QStringLiteral("all")
                   : QString::fromStdString(base::isoDay(period->period().first) + ".." +
                                            base::isoDay(period->period().last));
    if (const auto *box = qobject_cast<const QComboBox *>(&widget))
        return box->currentIndex();
    if (const auto *number = qobject_cast<const QSpinBox *>(&widget))
        return number->value();
    if (const auto *number = qobject_cast<const QDoubleSpinBox *>(&widget))
        return number->value();
    if (const auto *line = qobject_cast<const QLineEdit *>(&widget))
        return line->text();
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    return button && button->isCheckable() ? QJsonValue(button->isChecked()) : QJsonValue();
}

/// As if a person had chosen. What does not fit, of a view of another version, changes nothing.
void choose(QWidget &widget, const QJsonValue &choice)
{
    if (auto *period = qobject_cast<PeriodBox *>(&widget)) {
        const auto days = base::parsePeriod(choice.toString().toStdString());
        if (days && *days != period->period())
            Q_EMIT period->chosen(*days);
    } else if (auto *box = qobject_cast<QComboBox *>(&widget)) {
        const int index = choice.toInt(-1);
        if (index < 0 || index >= box->count() || index == box->currentIndex())
            return;
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    } else if (auto *whole = qobject_cast<QSpinBox *>(&widget)) {
        whole->setValue(choice.toInt(whole->value()));
    } else if (auto *number = qobject_cast<QDoubleSpinBox *>(&widget)) {
        number->setValue(choice.toDouble(number->value()));
    } else if (auto *line = qobject_cast<QLineEdit *>(&widget)) {
        line->setText(choice.toString());
    } else if (auto *button = qobject_cast<QAbstractButton *>(&widget); button && button->isCheckable()) {
        button->setChecked(choice.toBool(button->isChecked()));
    }
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
    for (const QWidget *widget : page.findChildren<QWidget *>())
        if (const QJsonValue choice = isNamed(*widget) ? choiceOf(*widget) : QJsonValue(); !choice.isNull())
            choices[widget->objectName()] = choice;
    return {{kTables, tables}, {kChoices, choices}};
}

void applyPageLayout(QWidget &page, const QJsonObject &layout)
{
    const QJsonObject choices = layout[kChoices].toObject();
    for (QWidget *widget : page.findChildren<QWidget *>())
        if (isNamed(*widget) && choices.contains(widget->objectName()))
            choose(*widget, choices[widget->objectName()]);
    const QJsonObject tables = layout[kTables].toObject();
    for (DataTable *table : page.findChildren<DataTable *>())
        applyLayout(*table, tables[table->accessibleName()].toObject());
}

} // namespace outlay::views
