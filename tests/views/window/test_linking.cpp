// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "windowfixture.h"

#include "base/dimension.h"
#include "views/dialogs/linkingdialog.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QSpinBox>

using namespace outlay;
using tests::WindowFixture;
using views::LinkingDialog;

namespace {

/// The dialog of a window, at 30 seconds.
class AskedLinking
{
public:
    AskedLinking()
        : dialog(fixture.window->showLinking(30))
        , seconds(dialog->findChild<QSpinBox *>())
        , progress(dialog->findChild<QProgressBar *>())
        , linked(dialog, &LinkingDialog::linkRequested)
        , cancelled(dialog, &LinkingDialog::cancelRequested)
    {
    }

    QAbstractButton *button(const char *text) const
    {
        return WindowFixture::button(*dialog, QString::fromUtf8(text));
    }

    bool says(const char *text) const
    {
        for (const auto *label : dialog->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(QString::fromUtf8(text)))
                return true;
        return false;
    }

    WindowFixture fixture;
    QPointer<LinkingDialog> dialog;
    QSpinBox *seconds;
    QProgressBar *progress;
    QSignalSpy linked;
    QSignalSpy cancelled;
};

} // namespace

class TestWindowLinking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsAskedForByMenuAndWhereRetryCostIs()
    {
        WindowFixture fixture(ledger::guideLedger());
        QSignalSpy wanted(fixture.window.get(), &views::MainWindow::linkingRequested);
        fixture.command(QStringLiteral("Linking of Attempts…"))->trigger();
        QCOMPARE(wanted.size(), 1);
        QAbstractButton *onPage =
            WindowFixture::button(*fixture.show(tests::Features), QStringLiteral("Linking of attempts…"));
        QVERIFY(onPage);
        onPage->click();
        QCOMPARE(wanted.size(), 2);
    }

    void enterLinksByTheSecondsThatWereTyped()
    {
        const AskedLinking asked;
        QCOMPARE(asked.seconds->value(), 30);
        QCOMPARE(asked.seconds->maximum(), int(base::kMaxRetryWindow));
        QVERIFY(asked.says("attempts of one call"));
        QVERIFY(!asked.progress->isVisible());
        QTest::keyClicks(asked.seconds, QStringLiteral("45")); // the number is selected
        QTest::keyClick(asked.seconds, Qt::Key_Return);
        QCOMPARE(asked.linked.size(), 1);
        QCOMPARE(asked.linked[0][0].toInt(), 45);
        QVERIFY(asked.dialog); // until it is done
    }

    void whileItIsLinkedThereIsProgressAndCancelWaits()
    {
        const AskedLinking asked;
        asked.button("OK")->click();
        QVERIFY(asked.progress->isVisible());
        QVERIFY(!asked.seconds->isEnabled());
        QVERIFY(!asked.button("OK")->isEnabled());
        asked.dialog->showProgress(250, 1'000);
        QCOMPARE(double(asked.progress->value()) / asked.progress->maximum(), 0.25);
        asked.button("Cancel")->click();
        QCOMPARE(asked.cancelled.size(), 1);
        QVERIFY(asked.dialog->isVisible());
        QVERIFY(!asked.button("Cancel")->isEnabled());
        asked.dialog->showError({base::ErrorKind::Cancelled, "", "", 0});
        QVERIFY(asked.says("Cancelled; the store is as it was."));
        QVERIFY(asked.seconds->isEnabled()); // to try again
        QVERIFY(!asked.progress->isVisible());
        asked.button("OK")->click();
        QCOMPARE(asked.linked.size(), 2);
        QVERIFY(!asked.says("Cancelled"));
    }

    void escapeChangesNothing()
    {
        const AskedLinking asked;
        QTest::keyClick(asked.dialog, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!asked.dialog, 60'000);
        QVERIFY(asked.linked.isEmpty());
    }

    void whatHasChangedIsSaid()
    {
        WindowFixture fixture;
        fixture.window->showLinked(45, 1'234);
        QCOMPARE(
            fixture.message(),
            QStringLiteral("Calls that resemble each other within 45 s are attempts of one; 1,234 events "
                           "changed."));
        fixture.window->showLinked(0, 2);
        QCOMPARE(fixture.message(),
                 QStringLiteral("Only what logs tie together is linked as attempts; 2 events changed."));
    }

    void everyTextHasRoom()
    {
        const AskedLinking asked;
        QVERIFY(QTest::qWaitForWindowExposed(asked.dialog));
        for (const auto *label : asked.dialog->findChildren<QLabel *>()) {
            if (!label->isVisible())
                continue;
            const int needed =
                label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
            QVERIFY2(label->height() >= needed, qPrintable(label->text()));
        }
    }
};

QTEST_MAIN(TestWindowLinking)
#include "test_linking.moc"
