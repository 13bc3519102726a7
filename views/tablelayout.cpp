// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/tablelayout.h"

#include "base/calendar.h"
#include "items/roles.h"
#include "views/datatable.h"
#include "views/periodbox.h"

#include <QtCore/QJsonArray>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>

#include <algorithm>

namespace outlay::views {

namespace {

const QString kShownColumns = QStringLiteral("columns");
const QString kHiddenColumns = QStringLiteral("hidden");
const QString kWidths = QStringLiteral("widths");
const QString kSorted = QStringLiteral("sorted_by");
const QString kDescending = QStringLiteral("descending");
const QString kTables = QStringLiteral("tables");
const QString kChoices = QStringLiteral("choices"); ///< boxes, by number
const QString kDays = QStringLiteral("days");
const QString kNumbers = QStringLiteral("numbers");
const QString kChecked = QStringLiteral("marks");
const QString kTexts = QStringLiteral("texts");

QString columnName(const DataTable &table, int column)
{
    return table.model()->headerData(column, Qt::Horizontal, items::MachineNameRole).toString();
}

int columnNamed(const DataTable &table, const QString &name)
{
    for (int column = 0; !name.isEmpty() && column < table.model()->columnCount(); ++column)
        if (columnName(table, column) == name)
            return column;
    return -1;
}

/// Those that the table has, each once.
QList<int> columnsNamed(const DataTable &table, const QJsonArray &names)
{
    QList<int> columns;
    for (const QJsonValue &name : names)
        if (const int column = columnNamed(table, name.toString()); column >= 0 && !columns.contains(column))
            columns << column;
    return columns;
}

/// Controls of a page that keep what they are set to. Qt names the parts of its own ones.
template <class Control>
QList<Control *> namedControls(const QWidget &page)
{
    QList<Control *> controls = page.findChildren<Control *>();
    controls.removeIf([](const Control *control) {
        return control->objectName().isEmpty() || control->objectName().startsWith(QLatin1String("qt_"));
    });
    return controls;
}

QJsonArray jsonOf(const base::Period &period)
{
    return {QString::fromStdString(base::isoDay(period.first)),
            QString::fromStdString(base::isoDay(period.last))};
}

void restoreDays(PeriodBox &box, const QJsonArray &days)
{
    const auto first = base::parseDay(days.at(0).toString().toStdString());
    const auto last = base::parseDay(days.at(1).toString().toStdString());
    if (first && last && *first <= *last && base::Period{*first, *last} != box.period())
        Q_EMIT box.chosen({*first, *last});
}

/// What is set first may change what else there is to set, so boxes come before all others.
void restoreChoices(QWidget &page, const QJsonObject &layout)
{
    const QJsonObject choices = layout[kChoices].toObject();
    const QJsonObject days = layout[kDays].toObject();
    for (QComboBox *choice : namedControls<QComboBox>(page)) {
        if (auto *box = qobject_cast<PeriodBox *>(choice)) {
            restoreDays(*box, days[box->objectName()].toArray());
            continue;
        }
        const QJsonValue kept = choices[choice->objectName()];
        const int index = kept.isString() ? choice->findData(kept.toString()) : kept.toInt(-1);
        if (index < 0 || index >= choice->count() || index == choice->currentIndex())
            continue;
        choice->setCurrentIndex(index);
        Q_EMIT choice->activated(index); // as if a person had chosen
    }
}

template <class Spin>
void restoreNumbers(QWidget &page, const QJsonObject &numbers)
{
    for (Spin *spin : namedControls<Spin>(page))
        if (const QJsonValue value = numbers[spin->objectName()]; value.isDouble())
            spin->setValue(static_cast<decltype(spin->value())>(
                std::clamp(value.toDouble(), double(spin->minimum()), double(spin->maximum()))));
}

/// By name where choices have some, for another store may offer others.
QJsonValue keptChoice(const QComboBox &choice)
{
    const QVariant name = choice.currentData();
    return name.typeId() == QMetaType::QString ? QJsonValue(name.toString())
                                               : QJsonValue(choice.currentIndex());
}

} // namespace

QJsonObject layoutOf(const DataTable &table)
{
    const QHeaderView &header = *table.horizontalHeader();
    QJsonArray shown;
    QJsonArray hidden;
    QJsonObject widths;
    for (int place = 0; place < header.count(); ++place) {
        const int column = header.logicalIndex(place);
        const QString name = columnName(table, column);
        (header.isSectionHidden(column) ? hidden : shown) << name;
        if (table.hasWidths() && !header.isSectionHidden(column))
            widths[name] = header.sectionSize(column);
    }
    QJsonObject layout{{kShownColumns, shown}, {kHiddenColumns, hidden}, {kWidths, widths}};
    if (const int sorted = header.sortIndicatorSection(); table.isSortingEnabled() && sorted >= 0) {
        layout[kSorted] = columnName(table, sorted);
        layout[kDescending] = header.sortIndicatorOrder() == Qt::DescendingOrder;
    }
    return layout;
}

void applyLayout(DataTable &table, const QJsonObject &layout)
{
    QHeaderView &header = *table.horizontalHeader();
    const QList<int> shown = columnsNamed(table, layout[kShownColumns].toArray());
    if (shown.isEmpty())
        return;
    // Views of older versions do not say what they hide: it is what they do not show.
    const bool saysHidden = layout[kHiddenColumns].isArray();
    const QList<int> hidden = columnsNamed(table, layout[kHiddenColumns].toArray());
    for (int column = 0; column < header.count(); ++column)
        header.setSectionHidden(column, !shown.contains(column) && (!saysHidden || hidden.contains(column)));
    for (int place = 0; place < shown.size(); ++place)
        header.moveSection(header.visualIndex(shown[place]), place);
    QHash<int, int> widths;
    const QJsonObject saved = layout[kWidths].toObject();
    for (const int column : shown)
        if (const int width = saved[columnName(table, column)].toInt(); width > 0)
            widths[column] = width;
    if (!widths.isEmpty())
        table.setWidths(widths);
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
    QJsonObject days;
    for (const QComboBox *choice : namedControls<QComboBox>(page)) {
        if (const auto *box = qobject_cast<const PeriodBox *>(choice))
            days[box->objectName()] = jsonOf(box->period());
        else
            choices[choice->objectName()] = keptChoice(*choice);
    }
    QJsonObject numbers;
    for (const QSpinBox *spin : namedControls<QSpinBox>(page))
        numbers[spin->objectName()] = spin->value();
    for (const QDoubleSpinBox *spin : namedControls<QDoubleSpinBox>(page))
        numbers[spin->objectName()] = spin->value();
    QJsonObject marks;
    for (const QAbstractButton *button : namedControls<QAbstractButton>(page))
        if (button->isCheckable())
            marks[button->objectName()] = button->isChecked();
    QJsonObject texts;
    for (const QLineEdit *text : namedControls<QLineEdit>(page))
        texts[text->objectName()] = text->text();
    return {{kTables, tables},   {kChoices, choices}, {kDays, days},
            {kNumbers, numbers}, {kChecked, marks},   {kTexts, texts}};
}

void applyPageLayout(QWidget &page, const QJsonObject &layout)
{
    restoreChoices(page, layout);
    const QJsonObject numbers = layout[kNumbers].toObject();
    restoreNumbers<QSpinBox>(page, numbers);
    restoreNumbers<QDoubleSpinBox>(page, numbers);
    const QJsonObject marks = layout[kChecked].toObject();
    for (QAbstractButton *button : namedControls<QAbstractButton>(page))
        if (button->isCheckable())
            button->setChecked(marks[button->objectName()].toBool(button->isChecked()));
    const QJsonObject texts = layout[kTexts].toObject();
    for (QLineEdit *text : namedControls<QLineEdit>(page))
        text->setText(texts[text->objectName()].toString(text->text()));
    const QJsonObject tables = layout[kTables].toObject();
    for (DataTable *table : page.findChildren<DataTable *>())
        applyLayout(*table, tables[table->accessibleName()].toObject());
}

} // namespace outlay::views
