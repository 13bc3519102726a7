// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QMimeData>
#include <QtGui/QDragEnterEvent>
#include <QtTest/QtTest>

#include "views/dropoverlay.h"
#include "views/window/windowfixture.h"

using namespace outlay;
using tests::WindowFixture;
using views::MainWindow;

namespace {

QMimeData *urls(const QStringList &paths)
{
    auto *mime = new QMimeData;
    QList<QUrl> list;
    for (const QString &path : paths)
        list << QUrl::fromLocalFile(path);
    mime->setUrls(list);
    return mime;
}

struct Dropped
{
    bool entered = false;
    Qt::DropAction offered = Qt::IgnoreAction;
    bool dropped = false;
    Qt::DropAction done = Qt::IgnoreAction;
};

/// What a window system sends when files are dragged over the window and let go, Move offered as well.
Dropped drop(MainWindow &window, const QMimeData &mime)
{
    Dropped result;
    const QPoint middle = window.rect().center();
    const auto actions = Qt::CopyAction | Qt::MoveAction | Qt::LinkAction;
    QDragEnterEvent enter(middle, actions, &mime, Qt::LeftButton, Qt::NoModifier);
    enter.setDropAction(Qt::MoveAction);
    QCoreApplication::sendEvent(&window, &enter);
    result.entered = enter.isAccepted();
    result.offered = enter.dropAction();
    if (!result.entered)
        return result;
    QDropEvent drop(middle, actions, &mime, Qt::LeftButton, Qt::NoModifier);
    drop.setDropAction(Qt::MoveAction);
    QCoreApplication::sendEvent(&window, &drop);
    result.dropped = drop.isAccepted();
    result.done = drop.dropAction();
    return result;
}

} // namespace

class TestDrop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsDroppedIsImported_data()
    {
        QTest::addColumn<QStringList>("paths");
        QTest::newRow("one file") << QStringList{QStringLiteral("/logs/a.jsonl")};
        QTest::newRow("three files at once") << QStringList{
            QStringLiteral("/logs/a.jsonl"), QStringLiteral("/logs/b.csv"), QStringLiteral("/logs/c.log")};
        QTest::newRow("a folder") << QStringList{QStringLiteral("/logs/2026")};
        QTest::newRow("a name with blanks, commas, percent and other alphabets")
            << QStringList{QStringLiteral("/logs/Mai 2026, 100 % – 日本.jsonl")};
    }
    void whatIsDroppedIsImported()
    {
        QFETCH(QStringList, paths);
        WindowFixture fixture;
        QSignalSpy requested(fixture.window.get(), &MainWindow::importRequested);
        const std::unique_ptr<QMimeData> mime(urls(paths));
        const Dropped dropped = drop(*fixture.window, *mime);
        QVERIFY(dropped.entered && dropped.dropped);
        QCOMPARE(dropped.offered, Qt::CopyAction); // a log is never moved away
        QCOMPARE(dropped.done, Qt::CopyAction);
        QCOMPARE(requested.size(), 0); // the source of the drag does not wait for the import
        QVERIFY(requested.wait(60'000));
        QCOMPARE(requested.size(), 1);
        QCOMPARE(requested[0][0].toStringList(), paths);
        QVERIFY(!requested[0][1].toBool()); // nobody chose them in the window
    }

    void theWholeWindowIsATarget()
    {
        WindowFixture fixture(ledger::guideLedger());
        QSignalSpy requested(fixture.window.get(), &MainWindow::importRequested);
        const std::unique_ptr<QMimeData> mime(urls({QStringLiteral("/logs/a.jsonl")}));
        for (const tests::PageIndex page : {tests::Overview, tests::Features, tests::Data}) {
            fixture.show(page);
            QVERIFY(drop(*fixture.window, *mime).dropped);
        }
        QTRY_COMPARE_WITH_TIMEOUT(requested.size(), 3, 60'000);
    }

    void theOverlayIsThereWhileFilesAreHeldOverTheWindow()
    {
        WindowFixture fixture;
        const auto *overlay = fixture.window->findChild<views::DropOverlay *>();
        const std::unique_ptr<QMimeData> mime(urls({QStringLiteral("/logs/a.jsonl")}));
        QVERIFY(!overlay->isVisible());
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(fixture.window.get(), &enter);
        QVERIFY(overlay->isVisible());
        QDragLeaveEvent leave;
        QCoreApplication::sendEvent(fixture.window.get(), &leave);
        QVERIFY(!overlay->isVisible());
        drop(*fixture.window, *mime);
        QVERIFY(!overlay->isVisible());
    }

    void textIsNotTaken()
    {
        WindowFixture fixture;
        QSignalSpy requested(fixture.window.get(), &MainWindow::importRequested);
        QMimeData mime;
        mime.setText(QStringLiteral("some words"));
        QVERIFY(!drop(*fixture.window, mime).entered);
        QVERIFY(!fixture.window->findChild<views::DropOverlay *>()->isVisible());
        QCOMPARE(requested.size(), 0);
    }

    void aListWithoutFilesIsSaidSo_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a web page") << QByteArray("https://example.org/log.jsonl\r\n");
    }
    void aListWithoutFilesIsSaidSo()
    {
        QFETCH(QByteArray, list);
        WindowFixture fixture;
        QSignalSpy requested(fixture.window.get(), &MainWindow::importRequested);
        QMimeData mime;
        mime.setData(QStringLiteral("text/uri-list"), list);
        QVERIFY(drop(*fixture.window, mime).dropped);
        QTRY_VERIFY2_WITH_TIMEOUT(fixture.message().contains(QStringLiteral("no file on this computer")),
                                  qPrintable(fixture.message()), 60'000);
        QCOMPARE(requested.size(), 0);
    }

    void theImportCommandAsksForFiles()
    {
        WindowFixture fixture;
        QSignalSpy requested(fixture.window.get(), &MainWindow::importRequested);
        fixture.command(QStringLiteral("Import…"))->trigger();
        QCOMPARE(requested.size(), 0); // thought better of it
        fixture.filesToOpen = {QStringLiteral("/logs/a.jsonl")};
        fixture.command(QStringLiteral("Import…"))->trigger();
        QCOMPARE(requested[0][0].toStringList(), fixture.filesToOpen);
        QVERIFY(requested[0][1].toBool()); // to be seen first
    }

    void theStoreCommandAsksForAStore()
    {
        WindowFixture fixture;
        QSignalSpy requested(fixture.window.get(), &MainWindow::storeRequested);
        fixture.storeToOpen = QStringLiteral("/stores/team.db");
        fixture.command(QStringLiteral("Open Store…"))->trigger();
        QCOMPARE(requested[0][0].toString(), fixture.storeToOpen);
    }
};

QTEST_MAIN(TestDrop)
#include "test_drop.moc"
