// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "windowfixture.h"

#include "base/result.h"
#include "views/dialogs/joindialog.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QSpinBox>

using namespace outlay;
using tests::WindowFixture;
using views::JoinDialog;

namespace {

/// The dialog of a window.
class AskedJoin
{
public:
    AskedJoin()
        : dialog(fixture.window->showJoining())
        , looked(dialog, &JoinDialog::previewWanted)
        , joined(dialog, &JoinDialog::joinRequested)
        , removed(dialog, &JoinDialog::removeRequested)
        , cancelled(dialog, &JoinDialog::cancelRequested)
    {
    }

    QAbstractButton *button(const char *text) const
    {
        return WindowFixture::button(*dialog, QString::fromUtf8(text));
    }

    /// As if what was asked for had been found.
    void answer() const
    {
        dialog->setColumns(
            {QStringLiteral("id"), QStringLiteral("what")},
            {{QStringLiteral("C&all id"), QStringLiteral("id")}, {QStringLiteral("&Feature"), QString()}});
        tell();
    }

    void tell() const
    {
        items::JoinOutlook outlook;
        outlook.rows = 2;
        outlook.hasMatches = true;
        outlook.quality = {{QStringLiteral("Matched by call id"), 2, 30'000'000, {}}};
        dialog->showOutlook(outlook);
    }

    WindowFixture fixture;
    QPointer<JoinDialog> dialog;
    QSignalSpy looked;
    QSignalSpy joined;
    QSignalSpy removed;
    QSignalSpy cancelled;
};

} // namespace

class TestWindowJoining : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLogIsChosen()
    {
        AskedJoin asked;
        asked.fixture.joinToOpen = QStringLiteral("/tmp/app.csv");
        asked.button("Choose a log…")->click();
        QCOMPARE(asked.looked.size(), 1);
        QCOMPARE(asked.looked[0][0].toString(), QStringLiteral("/tmp/app.csv"));
        QCOMPARE(asked.looked[0][1].toInt(), 2);              // base::kDefaultJoinWindowUs
        QVERIFY(asked.looked[0][2].toStringList().isEmpty()); // what its columns are is not known
        QVERIFY(!asked.button("Join")->isEnabled());
        asked.answer();
        QVERIFY(asked.button("Join")->isEnabled());
    }

    void otherColumnsAreLookedAtAnewInTheOrderOfTheFields()
    {
        AskedJoin asked;
        asked.dialog->setLog(QStringLiteral("/tmp/app.csv"));
        asked.answer();
        asked.dialog->findChildren<QComboBox *>().last()->setCurrentText(QStringLiteral("what"));
        QVERIFY(!asked.button("Join")->isEnabled());
        QTRY_COMPARE(asked.looked.size(), 2);
        QCOMPARE(asked.looked[1][2].toStringList(),
                 (QStringList{QStringLiteral("id"), QStringLiteral("what")}));
    }

    void whoTypesSecondsKeepsTyping()
    {
        AskedJoin asked;
        asked.dialog->setLog(QStringLiteral("/tmp/app.csv"));
        asked.answer();
        auto *seconds = asked.dialog->findChild<QSpinBox *>();
        seconds->setFocus();
        seconds->selectAll();
        QTest::keyClicks(seconds, QStringLiteral("15"));
        QTRY_COMPARE(asked.looked.size(), 2); // once, when the typing is done
        QCOMPARE(asked.looked[1][1].toInt(), 15);
        asked.tell();
        QCOMPARE(asked.dialog->focusWidget(), seconds);
    }

    /// What is overtaken cannot be joined.
    void anAnswerToOtherSecondsIsNotTaken()
    {
        AskedJoin asked;
        asked.dialog->setLog(QStringLiteral("/tmp/app.csv"));
        asked.answer();
        asked.dialog->findChild<QSpinBox *>()->setValue(5);
        asked.tell(); // of 2 seconds
        QVERIFY(!asked.button("Join")->isEnabled());
    }

    void escapeWhileItIsWrittenWaitsForWhatBecomesOfIt()
    {
        AskedJoin asked;
        asked.dialog->setLog(QStringLiteral("/tmp/app.csv"));
        asked.answer();
        QTest::keyClick(asked.dialog, Qt::Key_Return);
        QCOMPARE(asked.joined.size(), 1);
        QTest::keyClick(asked.dialog, Qt::Key_Escape);
        QCOMPARE(asked.cancelled.size(), 1);
        QVERIFY(asked.dialog->isVisible());
        asked.dialog->showError({base::ErrorKind::Cancelled, "", "", 0});
        QVERIFY(asked.button("Join")->isEnabled());
        QTest::keyClick(asked.dialog, Qt::Key_Escape);
        QTRY_VERIFY(!asked.dialog);
    }

    void aJoinedLogIsRemovedAndWhatIsShownFollows()
    {
        AskedJoin asked;
        asked.dialog->setJoined({{7, QStringLiteral("one.csv")}, {9, QStringLiteral("two.csv")}});
        asked.dialog->setLog(QStringLiteral("/tmp/app.csv"));
        asked.answer();
        asked.dialog->findChild<QListWidget *>()->setCurrentRow(1);
        asked.button("Remove")->click();
        QCOMPARE(asked.removed.size(), 1);
        QCOMPARE(asked.removed[0][0].toLongLong(), qint64(9));
        QVERIFY(!asked.button("Join")->isEnabled());
        asked.dialog->showRemoved();
        QCOMPARE(asked.looked.size(), 2);
    }
};

QTEST_MAIN(TestWindowJoining)
#include "test_joining.moc"
