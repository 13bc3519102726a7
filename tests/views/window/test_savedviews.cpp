// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "views/periodbox.h"
#include "views/tablelayout.h"
#include "views/viewsmenu.h"
#include "views/window/windowfixture.h"

#include <QtCore/QJsonArray>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>

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
    QCoreApplication::sendPostedEvents(dialog, QEvent::DeferredDelete); // the next one is another
}

void openView(const MainWindow &window, const QString &name)
{
    for (QAction *action : window.findChild<views::ViewsMenu *>()->actions())
        if (action->text() == name)
            action->trigger();
}

/// What a person sees of a table: shown columns in order, the second one's width, and the sorting. Widths of
/// tables that are not seen are found when they are.
QString look(const DataTable &table)
{
    const QHeaderView &header = *table.horizontalHeader();
    const int second = header.logicalIndex(1);
    const bool hasWidth = table.isVisible() && table.hasWidths() && second >= 0 &&
                          header.sectionResizeMode(second) == QHeaderView::Interactive;
    return QStringLiteral("%1: %2; %3 wide; by %4 %5")
        .arg(table.accessibleName(), shownColumns(table))
        .arg(hasWidth ? header.sectionSize(second) : 0)
        .arg(header.sortIndicatorSection())
        .arg(header.sortIndicatorOrder());
}

/// And of the whole page.
QStringList look(const views::Page &page)
{
    QStringList seen;
    for (const DataTable *table : page.findChildren<DataTable *>())
        seen << look(*table);
    for (const QComboBox *box : page.findChildren<QComboBox *>())
        seen << box->objectName() + QLatin1Char('=') + box->currentText();
    for (const QAbstractSpinBox *box : page.findChildren<QAbstractSpinBox *>())
        seen << box->objectName() + QLatin1Char('=') + box->text();
    for (const QAbstractButton *button : page.findChildren<QAbstractButton *>())
        if (button->isCheckable())
            seen << button->objectName() + (button->isChecked() ? QStringLiteral(" on") : QString());
    for (const QLineEdit *text : page.findChildren<QLineEdit *>())
        seen << text->objectName() + QLatin1Char('=') + text->text();
    seen.sort(); // what is raised is found last
    return seen;
}

/// Sorts by a column, hides the last, moves the third to the front and sets widths.
void rearrange(DataTable &table, int sorted, int width)
{
    QHeaderView &header = *table.horizontalHeader();
    if (header.count() < 4)
        return;
    header.moveSection(header.visualIndex(2), 0);
    table.setColumnHidden(header.count() - 1, !table.isColumnHidden(header.count() - 1));
    for (int column = 0; column < header.count() - 2; ++column)
        table.setColumnWidth(column, width);
    if (table.isSortingEnabled())
        table.sortByColumn(sorted, sorted % 2 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
}

/// As a person does: other choices, marks, numbers and texts, and other tables.
void changeAll(views::Page &page, int sorted, int width, const QString &found)
{
    for (QComboBox *box : page.findChildren<QComboBox *>()) {
        if (box->objectName().isEmpty() || box->objectName() == QStringLiteral("held_against"))
            continue;
        box->setCurrentIndex((box->currentIndex() + 1) % box->count());
        Q_EMIT box->activated(box->currentIndex());
    }
    for (QSpinBox *box : page.findChildren<QSpinBox *>())
        if (!box->objectName().isEmpty())
            box->setValue(box->value() + 1);
    for (QDoubleSpinBox *box : page.findChildren<QDoubleSpinBox *>())
        box->setValue(box->value() + (box->objectName().isEmpty() ? 0 : 0.5));
    for (QAbstractButton *button : page.findChildren<QAbstractButton *>())
        if (button->isCheckable() && !button->objectName().isEmpty())
            button->setChecked(!button->isChecked());
    for (QLineEdit *text : page.findChildren<QLineEdit *>())
        if (text->objectName() == QStringLiteral("find"))
            text->setText(found);
    for (DataTable *table : page.findChildren<DataTable *>())
        rearrange(*table, sorted, width);
    QCoreApplication::processEvents();
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
        openView(window, QStringLiteral("dear ones"));
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

    void everyPageKeepsItsTablesAndChoices()
    {
        WindowFixture fixture(ledger::guideLedger());
        MainWindow &window = *fixture.window;
        QSignalSpy changed(&window, &MainWindow::savedViewsChanged);
        QHash<QString, QStringList> asSaved;
        for (int i = 0; i < window.pages().size(); ++i) {
            views::Page &page = *window.pages()[i];
            window.showPage(i);
            QStringList names;
            for (const DataTable *table : page.findChildren<DataTable *>())
                names << table->accessibleName();
            QVERIFY2(names.removeDuplicates() == 0, qPrintable(page.title())); // they are what tables go by
            changeAll(page, 1, 111, QStringLiteral("a"));
            asSaved[page.objectName()] = look(page);
            saveAs(fixture, page.objectName());
            changeAll(page, 2, 90, QStringLiteral("b"));
            if (!page.findChildren<DataTable *>().isEmpty())
                QVERIFY2(look(page) != asSaved[page.objectName()], qPrintable(page.title()));
        }
        window.setSavedViews(changed.back()[0].toString());
        for (const views::Page *page : window.pages()) {
            openView(window, page->objectName());
            QCoreApplication::processEvents();
            QCOMPARE(window.currentPage(), page);
            QCOMPARE(look(*page), asSaved[page->objectName()]);
        }
        // So does a window that is opened on the store later.
        WindowFixture later(ledger::guideLedger());
        later.window->setSavedViews(changed.back()[0].toString());
        for (const views::Page *page : later.window->pages()) {
            openView(*later.window, page->objectName());
            QCoreApplication::processEvents();
            QCOMPARE(look(*page), asSaved[page->objectName()]);
        }
    }

    void whatTheChangeIsHeldAgainstComesBack()
    {
        WindowFixture fixture(ledger::guideLedger());
        MainWindow &window = *fixture.window;
        items::BridgeModel &bridge = fixture.models.bridge;
        QSignalSpy changed(&window, &MainWindow::savedViewsChanged);
        for (int i = 0; i < window.pages().size(); ++i)
            if (window.pages()[i]->title() == QStringLiteral("Why?"))
                window.showPage(i);
        const base::Period march{ledger::dayOf("2026-03-01"), ledger::dayOf("2026-03-31")};
        saveAs(fixture, QStringLiteral("as above"));
        auto *box = window.currentPage()->findChild<views::PeriodBox *>();
        Q_EMIT box->chosen(march);
        saveAs(fixture, QStringLiteral("march"));
        openView(window, QStringLiteral("as above"));
        QVERIFY(!bridge.chosenBefore());
        openView(window, QStringLiteral("march"));
        QVERIFY(bridge.chosenBefore() == march);
        QVERIFY(box->period() == march);
    }

    void columnsThatALayoutDoesNotKnowAreShownBehindTheOthers()
    {
        WindowFixture fixture(ledger::guideLedger());
        DataTable *table = fixture.table(tests::Features, QStringLiteral("Features"));
        const QStringList names = shownColumns(*table).split(QLatin1Char(' '));
        const QJsonArray shown{names[2], QStringLiteral("of_a_later_version"), names[0], names[2]};
        views::applyLayout(*table,
                           {{QStringLiteral("columns"), shown},
                            {QStringLiteral("hidden"), QJsonArray{names[1]}},
                            {QStringLiteral("widths"), QJsonObject{{names[0], 1.5}, {names[2], -3}}}});
        const QStringList now = shownColumns(*table).split(QLatin1Char(' '));
        QCOMPARE(now.size(), names.size() - 1);
        QCOMPARE(now.mid(0, 2), QStringList({names[2], names[0]}));
        // A view of a version that did not say what it hides shows what it names.
        views::applyLayout(*table, {{QStringLiteral("columns"), QJsonArray{names[1], names[0]}}});
        QCOMPARE(shownColumns(*table), names[1] + QLatin1Char(' ') + names[0]);
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
        const QString wrong = QStringLiteral("nonsense");
        for (const char *key : {"tables", "choices", "days", "numbers", "marks", "texts"})
            for (int i = 0; i < fixture.window->pages().size(); ++i) {
                views::Page &page = *fixture.window->pages()[i];
                const QStringList seen = look(page);
                views::applyPageLayout(page, {{QString::fromLatin1(key), wrong}});
                views::applyPageLayout(
                    page, {{QLatin1String(key),
                            QJsonObject{{QStringLiteral("by"), wrong}, {QStringLiteral("find"), 7}}}});
                QCOMPARE(look(page), seen);
            }
        QCOMPARE(shownColumns(*table), before);
    }
};

QTEST_MAIN(TestSavedViewsInWindow)
#include "test_savedviews.moc"
