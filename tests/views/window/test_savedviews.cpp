// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "views/tablelayout.h"
#include "views/viewsmenu.h"
#include "views/window/windowfixture.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QInputDialog>

using namespace outlay;
using tests::WindowFixture;
using views::DataTable;
using views::MainWindow;

namespace {

const QString kFeature = QStringLiteral("feature");
const QString kMay = QStringLiteral("2026-05");

QString shownColumns(const DataTable &table)
{
    QStringList names;
    for (int place = 0; place < table.horizontalHeader()->count(); ++place)
        if (const int column = table.horizontalHeader()->logicalIndex(place); !table.isColumnHidden(column))
            names << table.model()->headerData(column, Qt::Horizontal, items::MachineNameRole).toString();
    return names.join(QLatin1Char(' '));
}

void saveAs(WindowFixture &fixture, const QString &name)
{
    fixture.command(QStringLiteral("Save This View…"))->trigger();
    auto *dialog = fixture.window->findChild<QInputDialog *>();
    QVERIFY(dialog);
    dialog->setTextValue(name);
    dialog->accept();
}

} // namespace

class TestSavedViewsInWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aViewComesBackWithFilterSortingAndColumns()
    {
        WindowFixture fixture(ledger::guideLedger());
        MainWindow &window = *fixture.window;
        QSignalSpy changed(&window, &MainWindow::savedViewsChanged);
        DataTable *table = fixture.table(tests::Features, QStringLiteral("Features"));
        QVERIFY(table);
        const views::Page *page = window.currentPage();
        fixture.models.filters.drill(kFeature, fixture.models.features.index(0, 0).data().toString());
        const QString filter = fixture.filter();
        const QString before = shownColumns(*table);
        table->setColumnHidden(1, true);
        table->horizontalHeader()->moveSection(table->horizontalHeader()->visualIndex(3), 1);
        table->sortByColumn(2, Qt::AscendingOrder);
        const QString columns = shownColumns(*table);
        QVERIFY(columns != before);
        saveAs(fixture, QStringLiteral("dear ones"));
        QCOMPARE(changed.size(), 1);

        // As after the program was started anew.
        window.setSavedViews(changed[0][0].toString());
        fixture.models.filters.reset();
        fixture.show(tests::Overview);
        table->setColumnHidden(1, false);
        table->sortByColumn(0, Qt::DescendingOrder);
        QVERIFY(shownColumns(*table) != columns);
        auto *saved = window.findChild<views::ViewsMenu *>();
        QVERIFY(saved);
        for (QAction *action : saved->actions())
            if (action->text() == QStringLiteral("dear ones"))
                action->trigger();
        QCOMPARE(window.currentPage(), page);
        QCOMPARE(fixture.filter(), filter);
        QCOMPARE(shownColumns(*table), columns);
        QCOMPARE(table->horizontalHeader()->sortIndicatorSection(), 2);
        QCOMPARE(table->horizontalHeader()->sortIndicatorOrder(), Qt::AscendingOrder);

        auto *menu = saved->findChild<QMenu *>();
        QVERIFY(menu);
        menu->actions().first()->trigger();
        QCOMPARE(changed.back()[0].toString(), QStringLiteral("[]"));
    }

    void undoTakesBackAFilterAndThenTheEditBeforeIt()
    {
        WindowFixture fixture(ledger::guideLedger());
        QAction *undo = fixture.command(QStringLiteral("Undo"));
        QVERIFY(undo && !undo->isEnabled());
        items::FilterHistory &filters = fixture.models.filters;
        filters.drill(kFeature, QStringLiteral("chat"));
        filters.drill(kFeature, QStringLiteral("search"));
        undo->trigger();
        QCOMPARE(fixture.filter(), kMay + QStringLiteral(" · feature = chat"));
        QVERIFY(filters.canGoForward()); // Forward knows of it, too
        fixture.command(QStringLiteral("Redo Filter"))->trigger();
        QCOMPARE(fixture.filter(), kMay + QStringLiteral(" · feature = search"));
        // Back is the same as Undo, and no edit of its own.
        filters.back();
        filters.back();
        QCOMPARE(fixture.filter(), kMay);
        QVERIFY(!undo->isEnabled());
        filters.forward();
        QVERIFY(undo->isEnabled());
        undo->trigger();
        QCOMPARE(fixture.filter(), kMay);
    }

    void aLayoutThatIsNotUnderstoodChangesNothing()
    {
        WindowFixture fixture(ledger::guideLedger());
        DataTable *table = fixture.table(tests::Features, QStringLiteral("Features"));
        const QString before = shownColumns(*table);
        views::applyLayout(*table, {});
        views::applyLayout(*table, {{QStringLiteral("columns"), QStringLiteral("nonsense")}});
        QCOMPARE(shownColumns(*table), before);
    }
};

QTEST_MAIN(TestSavedViewsInWindow)
#include "test_savedviews.moc"
