// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "items/roles.h"
#include "views/datatable.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyledItemDelegate>

using namespace outlay;

namespace {

/// Rows of short texts, in as many columns as there is something to tell.
class Growing : public QAbstractTableModel
{
public:
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 3; }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : m_columns;
    }
    QVariant data(const QModelIndex &, int role) const override
    {
        return role == items::ValueRole || role == items::SortRole ? QVariant(QStringLiteral("12345"))
                                                                   : QVariant();
    }
    QVariant headerData(int section, Qt::Orientation, int role) const override
    {
        if (role == Qt::DisplayRole)
            return QStringLiteral("Step %1").arg(section);
        if (role != items::KindRole)
            return {};
        // Money before, changes, money after.
        const bool isMoney = section == 0 || section == m_columns - 1;
        return int(!m_isMoney ? items::Kind::Text : isMoney ? items::Kind::Money : items::Kind::Delta);
    }
    void setMoney() { m_isMoney = true; }
    void setColumns(int columns)
    {
        beginResetModel();
        m_columns = columns;
        endResetModel();
    }

private:
    int m_columns = 4;
    bool m_isMoney = false;
};

} // namespace

class TestDataTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRoomThatIsLeftIsTheLastColumnsHoweverManyThereAre()
    {
        Growing model;
        views::DataTable table(QStringLiteral("Steps"), &model);
        table.resize(1000, 300);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        const int ofText = table.columnWidth(0);
        QVERIFY(ofText < 120);
        QVERIFY(table.columnWidth(3) > 500); // the last, of four
        for (const int columns : {7, 5}) {
            model.setColumns(columns);
            QCoreApplication::processEvents();
            for (int column = 0; column < columns - 1; ++column)
                QCOMPARE(table.columnWidth(column), ofText);
            QCOMPARE(table.horizontalHeader()->length(), table.viewport()->width());
        }
    }

    void aColumnIsPaintedByItsKindHoweverManyThereAre()
    {
        Growing model;
        model.setMoney();
        views::DataTable table(QStringLiteral("Steps"), &model);
        QVERIFY(table.itemDelegateForColumn(0));
        QCOMPARE(table.itemDelegateForColumn(3), table.itemDelegateForColumn(0));
        QStyledItemDelegate own;
        table.setItemDelegateForColumn(1, &own);
        model.setColumns(6);
        QVERIFY(!table.itemDelegateForColumn(3));
        QCOMPARE(table.itemDelegateForColumn(5), table.itemDelegateForColumn(0));
        QCOMPARE(table.itemDelegateForColumn(1), &own);
    }

    void aBarToScrollByHidesNoRow()
    {
        Growing model;
        model.setColumns(20);
        views::DataTable table(QStringLiteral("Steps"), &model);
        table.setRowsShown(5);
        table.resize(400, table.sizeHint().height());
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QVERIFY(table.horizontalScrollBar()->isVisible());
        const QRect last = table.visualRect(table.model()->index(2, 0));
        QVERIFY2(last.bottom() < table.viewport()->height(),
                 qPrintable(QStringLiteral("%1 of %2").arg(last.bottom()).arg(table.viewport()->height())));
    }
};

QTEST_MAIN(TestDataTable)
#include "test_datatable.moc"
