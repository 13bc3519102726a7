// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtGui/QAccessible>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>

#include "items/csvwriter.h"
#include "views/dialogs/budgetdialog.h"
#include "views/dialogs/daysdialog.h"
#include "views/dialogs/joindialog.h"
#include "views/dialogs/linkingdialog.h"
#include "views/dialogs/planneddialog.h"
#include "views/dialogs/ruledialog.h"
#include "views/palette.h"
#include "views/window/windowfixture.h"

using namespace outlay;
using tests::WindowFixture;

namespace {

/// Commands of a menu and the menus below it.
QList<QAction *> commandsOf(const QList<QAction *> &actions)
{
    QList<QAction *> commands;
    for (QAction *action : actions) {
        if (action->menu())
            commands += commandsOf(action->menu()->actions());
        else if (!action->isSeparator())
            commands << action;
    }
    return commands;
}

QString mnemonicOf(const QString &text)
{
    const auto at = text.indexOf(QLatin1Char('&'));
    return at < 0 ? QString() : text.mid(at + 1, 1).toLower();
}

/// Parts that Qt builds into its own widgets and speaks for itself.
bool isInside(const QWidget *widget)
{
    return widget->objectName().startsWith(QStringLiteral("qt_")) ||
           qobject_cast<const QHeaderView *>(widget) || widget->inherits("QComboBoxPrivateContainer") ||
           widget->inherits("QComboBoxListView") || widget->inherits("QTableCornerButton") ||
           widget->inherits("QMenu") || widget->inherits("QMenuBar");
}

QStringList withoutAName(const QWidget &root)
{
    QStringList offenders;
    for (QWidget *widget : root.findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || isInside(widget))
            continue;
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
        if (!spoken || spoken->text(QAccessible::Name).trimmed().isEmpty())
            offenders << QStringLiteral("%1 in %2")
                             .arg(QLatin1String(widget->metaObject()->className()),
                                  QLatin1String(widget->parentWidget()->metaObject()->className()));
    }
    return offenders;
}

int lightnessOf(QWidget &widget)
{
    const QImage image =
        widget.grab().toImage().scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    return image.pixelColor(0, 0).lightness();
}

} // namespace

class TestAccess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCommandHasTextTipAndAWayByKey()
    {
        const WindowFixture fixture(ledger::guideLedger());
        const QList<QAction *> commands = commandsOf(fixture.window->menuBar()->actions());
        QVERIFY(commands.size() > 15);
        for (const QAction *command : commands) {
            QVERIFY(!command->text().isEmpty());
            QVERIFY2(!command->statusTip().isEmpty(), qPrintable(command->text()));
            QVERIFY2(!command->shortcut().isEmpty() || !mnemonicOf(command->text()).isEmpty(),
                     qPrintable(command->text()));
        }
    }

    void noTwoCommandsShareAShortcut()
    {
        const WindowFixture fixture(ledger::guideLedger());
        QMap<QString, QString> owners;
        for (const QAction *action : fixture.window->findChildren<QAction *>())
            for (const QKeySequence &keys : action->shortcuts()) {
                const QString text = keys.toString();
                QVERIFY2(!owners.contains(text), qPrintable(text + QStringLiteral(": ") + owners.value(text) +
                                                            QStringLiteral(", ") + action->text()));
                owners.insert(text, action->text());
            }
        for (const char *keys : {"Ctrl+I", "Ctrl+O", "Ctrl+Q", "Ctrl+1", "Ctrl+6", "Ctrl+F", "Ctrl+Shift+F",
                                 "Ctrl+Shift+R", "Alt+Left", "Alt+Right", "Ctrl+T", "Ctrl+P"})
            QVERIFY2(owners.contains(QLatin1String(keys)), keys);
    }

    void mnemonicsOfOneMenuDiffer()
    {
        const WindowFixture fixture(ledger::guideLedger());
        QList<QList<QAction *>> menus = {fixture.window->menuBar()->actions()};
        for (const QMenu *menu : fixture.window->menuBar()->findChildren<QMenu *>())
            menus << menu->actions();
        for (const QList<QAction *> &actions : std::as_const(menus)) {
            QMap<QString, QString> owners;
            for (const QAction *action : actions) {
                const QString key = mnemonicOf(action->text());
                if (key.isEmpty())
                    continue;
                QVERIFY2(!owners.contains(key),
                         qPrintable(owners.value(key) + QStringLiteral(" and ") + action->text()));
                owners.insert(key, action->text());
            }
        }
    }

    void everythingThatTakesTheFocusHasAName()
    {
        const WindowFixture fixture(ledger::guideLedger(), {tests::budget("", 300)});
        fixture.window->showSaved(QStringLiteral("a.csv")); // the message is a text that can be selected
        const QStringList offenders = withoutAName(*fixture.window);
        QVERIFY2(offenders.isEmpty(), qPrintable(offenders.join(QLatin1Char('\n'))));
        items::Models models;
        const views::BudgetDialog budget(models, {}, false);
        const views::DaysDialog days(QDate(2026, 5, 1), QDate(2026, 5, 31));
        views::JoinDialog join;
        join.setColumns({QStringLiteral("id")}, {{QStringLiteral("C&all id"), QStringLiteral("id")}});
        const views::LinkingDialog linking(30);
        const views::PlannedDialog planned(QStringLiteral("chat, 11 May: …"));
        base::Rule split;
        split.where["model"].patterns = {"gpt-4*"};
        split.action = base::RuleAction::SplitByShare;
        split.shares = {{"chat", base::kNanosPerDollar}};
        const views::RuleDialog rule(models, split);
        for (const QWidget *dialog :
             std::initializer_list<const QWidget *>{&budget, &days, &join, &linking, &planned, &rule}) {
            const QStringList unnamed = withoutAName(*dialog);
            QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(QLatin1Char('\n'))));
        }
    }

    void pagesAreReachedByNumber()
    {
        const WindowFixture fixture(ledger::guideLedger());
        for (int page = tests::Prices; page >= 0; --page) {
            for (QAction *action : fixture.window->findChildren<QAction *>())
                if (action->shortcut() == QKeySequence(QStringLiteral("Ctrl+%1").arg(page + 1)))
                    action->trigger();
            QCOMPARE(fixture.window->pages().indexOf(fixture.window->currentPage()), page);
            QVERIFY(fixture.window->currentPage()->isVisible());
            QVERIFY(fixture.window->windowTitle().startsWith(fixture.window->currentPage()->title()));
        }
    }

    void theSmallestWindowWithABigFontDoesNotOverflow_data()
    {
        QTest::addColumn<double>("points");
        QTest::newRow("the usual font") << QApplication::font().pointSizeF();
        QTest::newRow("14 points") << 14.0;
    }
    void theSmallestWindowWithABigFontDoesNotOverflow()
    {
        QFETCH(double, points);
        const QFont usual = QApplication::font();
        QFont font = usual;
        font.setPointSizeF(points);
        QApplication::setFont(font);
        const auto restore = qScopeGuard([&usual] { QApplication::setFont(usual); });
        WindowFixture fixture(ledger::oddLedger(), {tests::budget("", 300)});
        fixture.window->resize(960, 600);
        fixture.models.filters.drill(QStringLiteral("feature"), QStringLiteral("feature_10"));
        QStringList wide;
        for (int page = 0; page < 6; ++page) {
            const views::Page *shown = fixture.show(static_cast<tests::PageIndex>(page));
            QVERIFY(QTest::qWaitForWindowExposed(fixture.window.get()));
            if (shown->widget()->width() > shown->viewport()->width())
                wide << QStringLiteral("%1: %2 > %3")
                            .arg(shown->title())
                            .arg(shown->widget()->width())
                            .arg(shown->viewport()->width());
        }
        QVERIFY2(wide.isEmpty(), qPrintable(wide.join(QLatin1Char('\n'))));
        QVERIFY2(fixture.window->width() <= 960, qPrintable(QString::number(fixture.window->width())));
        QVERIFY2(fixture.window->height() <= 600, qPrintable(QString::number(fixture.window->height())));
    }

    void lightIsLightAndDarkIsDark()
    {
        WindowFixture fixture(ledger::oddLedger(), {tests::budget("", 300)});
        bool dark = false;
        const auto check = [&dark](views::Page &page) {
            const int lightness = lightnessOf(page);
            QVERIFY2(dark ? lightness < 80 : lightness > 200, qPrintable(page.title()));
            QCOMPARE(views::paletteOf(page).dark, dark);
        };
        // Each page in one theme that came while it was hidden, and in the other that comes while it is
        // shown.
        for (int page = 0; page < 7; ++page) {
            views::Page *shown = fixture.show(static_cast<tests::PageIndex>(page));
            check(*shown);
            dark = !dark;
            views::applyTheme(dark ? views::Theme::Dark : views::Theme::Light);
            QCoreApplication::processEvents();
            check(*shown);
        }
    }

    void theThemeIsChosenInTheMenu()
    {
        const WindowFixture fixture(ledger::guideLedger());
        QSignalSpy chosen(fixture.window.get(), &views::MainWindow::themeChosen);
        fixture.command(QStringLiteral("Dark"))->trigger();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].value<views::Theme>(), views::Theme::Dark);
    }

    void aPriceOfAThousandRequestsSaysSoAboveIt()
    {
        const WindowFixture fixture(ledger::guideLedger());
        int found = 0;
        for (const auto *table : fixture.window->findChildren<views::DataTable *>()) {
            const QAbstractItemModel &shown = *table->model();
            for (int column = 0; column < shown.columnCount(); ++column) {
                const int kind = shown.headerData(column, Qt::Horizontal, items::KindRole).toInt();
                if (kind != int(items::Kind::UnitMoney))
                    continue;
                const QString header = shown.headerData(column, Qt::Horizontal).toString();
                QVERIFY2(header.contains(QStringLiteral("/ 1k requests")), qPrintable(header));
                ++found;
            }
        }
        QVERIFY(found >= 5); // costs of features, segments, models; what features and their segments bring in
    }

    void figuresAreReadFromLeftToRightInAWindowThatIsNot()
    {
        const auto restored = qScopeGuard([] { QGuiApplication::setLayoutDirection(Qt::LeftToRight); });
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        WindowFixture fixture(ledger::guideLedger());
        const views::DataTable *table = fixture.table(tests::Features, QStringLiteral("Features"));
        QVERIFY(table);
        const QAbstractItemModel &shown = *table->model();
        bool hasFigures = false;
        for (int column = 0; column < shown.columnCount(); ++column) {
            const auto kind =
                static_cast<items::Kind>(shown.headerData(column, Qt::Horizontal, items::KindRole).toInt());
            const QString text = shown.index(0, column).data().toString();
            const bool isolated = text.startsWith(QChar(0x2066)) && text.endsWith(QChar(0x2069));
            if (kind == items::Kind::Text)
                QVERIFY2(!isolated, qPrintable(text));
            if (kind != items::Kind::Money && kind != items::Kind::Change)
                continue;
            QVERIFY2(isolated, qPrintable(text)); // else its sign would stand behind it
            hasFigures = true;
        }
        QVERIFY(hasFigures);
        QVERIFY(!items::toTsv(table->shownRows()).contains(QChar(0x2066)));
    }
};

QTEST_MAIN(TestAccess)
#include "test_access.moc"
