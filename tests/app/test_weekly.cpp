// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QSettings>
#include <QtTest/QtTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QProgressBar>

#include "app/programwindow.h"
#include "app/weekly/mailmessage.h"
#include "jobs/costlog.h"
#include "views/dialogs/weeklydialog.h"
#include "views/exporter.h"

using namespace outlay;
using tests::buttonOf;
using tests::kWait;
using tests::message;
using views::WeeklyDialog;

namespace {

constexpr qint64 kDayMs = 86'400'000;

} // namespace

/// The whole program in one process: the weekly report is asked for and saved in the window.
class TestAppWeekly : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<app::Application> m_app;
    QString m_suggested;
    QString m_chosen;

    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    WeeklyDialog *ask() const
    {
        tests::command(*m_app, QStringLiteral("Weekly…"))->trigger();
        for (auto *dialog : m_app->window().findChildren<WeeklyDialog *>())
            if (dialog->isVisible())
                return dialog;
        return nullptr;
    }

    QByteArray saved(WeeklyDialog::Form form, const char *name)
    {
        m_chosen = path(name);
        const QPointer<WeeklyDialog> dialog = ask();
        dialog->setChoice(form, QStringLiteral("outlay@example.com"),
                          QStringLiteral("ann@example.com; Ben <ben@example.com>"));
        buttonOf(*dialog, QStringLiteral("Save…"))->click();
        if (!QTest::qWaitFor([&] { return !dialog; }, kWait))
            return {};
        QFile file(m_chosen);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder.path()));
        m_app = tests::startProgram(path("store.db"), path("default.db"));
        QVERIFY(m_app);
        views::FileChooser chooser;
        chooser.fileToSave = [this](QWidget *, const QString &, const QString &suggested, const QString &) {
            m_suggested = suggested;
            return m_chosen;
        };
        m_app->window().findChild<views::Exporter *>()->setChooser(chooser);
    }

    void cleanupTestCase() { m_app.reset(); }

    void withoutCallsThereIsNothingToReport()
    {
        QVERIFY(!ask());
        QCOMPARE(message(*m_app), QStringLiteral("No store with calls is open; import a log first."));
        // A call a day for $1, from Friday 1 May 2026 to Wednesday 20 May.
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        QVERIFY(tests::writeLog(path("log.jsonl"), {{20, "chat", "free", "1"}}, kDayMs));
        tests::dropOn(m_app->window(), {path("log.jsonl")});
        QVERIFY(finished.wait(kWait));
    }

    void theLastWeekThatIsOverIsOffered()
    {
        const QPointer<WeeklyDialog> dialog = ask();
        QVERIFY(dialog);
        QCOMPARE(QString::fromStdString(base::isoWeek(dialog->monday())), QStringLiteral("2026-W20"));
        const auto *weeks = dialog->findChildren<QComboBox *>().first();
        QCOMPARE(weeks->count(), 4); // W21 to W18
        QCOMPARE(weeks->itemText(0), QStringLiteral("Week 21 of 2026 (18 May – 24 May 2026)"));
        QVERIFY(!ask() || dialog == ask()); // one at a time
        dialog->reject();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog, kWait);
    }

    void everyFormIsSavedAndTheWindowGoesOn()
    {
        m_chosen = path("week.pdf");
        const QPointer<WeeklyDialog> dialog = ask();
        dialog->setChoice(WeeklyDialog::Pdf, {}, {});
        buttonOf(*dialog, QStringLiteral("Save…"))->click();
        QVERIFY(dialog->findChild<QProgressBar *>()->isVisible()); // it is made elsewhere
        QTRY_VERIFY_WITH_TIMEOUT(!dialog, kWait);
        QCOMPARE(m_suggested, QStringLiteral("outlay-2026-W20.pdf"));
        QCOMPARE(message(*m_app), QStringLiteral("Saved %1").arg(m_chosen));
        QFile file(m_chosen);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("%PDF-"));
        QVERIFY(saved(WeeklyDialog::Page, "week.html").contains("$7.00 was spent"));
        const QByteArray mail = saved(WeeklyDialog::Message, "week.eml");
        QVERIFY(mail.contains("\r\nTo: ann@example.com,\r\n \"Ben\" <ben@example.com>\r\n"));
        QVERIFY(mail.contains("filename=\"outlay-2026-W20.pdf\""));
    }

    void whatIsWrongIsSaidInTheDialogToBeMended()
    {
        const QPointer<WeeklyDialog> dialog = ask();
        dialog->setChoice(WeeklyDialog::Message, QStringLiteral("outlay"), QStringLiteral("ann@example.com"));
        QAbstractButton *save = buttonOf(*dialog, QStringLiteral("Save…"));
        save->click();
        QVERIFY(QTest::qWaitFor([&] { return save->isEnabled(); }, kWait));
        bool isSaid = false;
        for (const auto *label : dialog->findChildren<QLabel *>())
            isSaid = isSaid ||
                     (label->isVisible() && label->text().contains(QStringLiteral("is no e-mail address")));
        QVERIFY(isSaid);
        dialog->setChoice(WeeklyDialog::Page, {}, {});
        m_chosen = path("no such folder/week.html");
        save->click();
        QVERIFY(QTest::qWaitFor([&] { return save->isEnabled(); }, kWait));
        m_chosen.clear(); // the person thinks better of it
        save->click();
        QVERIFY(save->isEnabled());
        dialog->reject();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog, kWait);
    }

    void itIsReachedByKeyboardAndNamed()
    {
        const QPointer<WeeklyDialog> dialog = ask();
        dialog->setChoice(WeeklyDialog::Message, {}, {});
        int buddies = 0;
        for (const auto *label : dialog->findChildren<QLabel *>())
            if (label->buddy() && label->buddy()->isVisible() && label->text().contains(QLatin1Char('&')))
                ++buddies;
        QCOMPARE(buddies, 4);
        for (const auto *field : dialog->findChildren<QLineEdit *>())
            QVERIFY(field->focusPolicy() & Qt::TabFocus);
        dialog->setChoice(WeeklyDialog::Pdf, {}, {});
        for (const auto *field : dialog->findChildren<QLineEdit *>())
            QVERIFY(!field->isVisible()); // a PDF is sent by nobody
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog, kWait);
    }

    void aMessageHasNoLineThatItsReaderWouldTakeForItsEnd()
    {
        app::MailMessage mail;
        mail.from = *app::mailAddress(QStringLiteral("From"), QStringLiteral("o@example.com"));
        mail.to = {mail.from};
        mail.subject = QString(200, QChar(0x00E9));
        mail.id = "id";
        mail.plain =
            QStringLiteral("one\n.\nFrom here\nends with a blank \n") + QString(300, QLatin1Char('x'));
        mail.html = mail.plain;
        const QByteArray written = mail.written();
        QVERIFY(!written.contains("\r\n.\r\n"));
        QVERIFY(!written.contains("\r\nFrom here"));
        QVERIFY(written.contains("ends with a blank=20\r\n"));
        for (const QByteArray &line : written.split('\n'))
            QVERIFY(line.size() <= 79); // 78 and the carriage return
    }
};

QTEST_MAIN(TestAppWeekly)
#include "test_weekly.moc"
