// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QSettings>
#include <QtTest/QtTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>

#include "app/programwindow.h"
#include "views/dialogs/zonedialog.h"

using namespace outlay;
using tests::buttonOf;
using tests::kWait;
using tests::message;
using views::ZoneDialog;

namespace {

constexpr qint64 kZoneNanos = 10'000'000;

} // namespace

/// The whole program in one process: the zone whose days the figures are of is chosen in the window.
class TestAppZone : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<app::Application> m_app;

    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    ZoneDialog *ask() const
    {
        tests::command(*m_app, QStringLiteral("Reporting Zone…"))->trigger();
        for (auto *dialog : m_app->window().findChildren<ZoneDialog *>())
            if (dialog->isVisible())
                return dialog;
        return nullptr;
    }

    /// The zones that are listed for what is searched.
    static QStringList found(const ZoneDialog &dialog, const QString &text)
    {
        dialog.findChild<QLineEdit *>()->setText(text);
        const QAbstractItemModel *zones = dialog.findChild<QListView *>()->model();
        QStringList names;
        for (int row = 0; row < zones->rowCount(); ++row)
            names << zones->index(row, 0).data().toString();
        return names;
    }

    void choose(const QString &part) const
    {
        const QPointer<ZoneDialog> dialog = ask();
        QVERIFY(dialog);
        QCOMPARE(found(*dialog, part).size(), 1);
        buttonOf(*dialog, QStringLiteral("OK"))->click();
        QVERIFY(QTest::qWaitFor([&] { return !dialog; }, kWait));
    }

    bool statusSays(const QString &text) const
    {
        const auto labels = m_app->window().findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->text().contains(text); });
    }

    std::optional<base::Period> span() const { return m_app->models().store().span; }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder.path()));
        m_app = tests::startProgram(path("store.db"), path("default.db"));
        QVERIFY(m_app);
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        QFile log(path("log.jsonl"));
        QVERIFY(log.open(QIODevice::WriteOnly));
        for (const char *at : {"2026-04-30T21:59:59Z", "2026-04-30T22:00:00Z"}) // May 1 in Berlin
            log.write(QByteArray("{\"timestamp\":\"") + at +
                      "\",\"feature_name\":\"chat\",\"model\":\"gpt-4o\",\"input_tokens\":10,"
                      "\"output_tokens\":1,\"cost_usd\":0.01}\n");
        log.close();
        tests::dropOn(m_app->window(), {path("log.jsonl")});
        QVERIFY(finished.wait(kWait));
    }

    void cleanupTestCase() { m_app.reset(); }

    void theFiguresFollowTheZoneThatIsChosen()
    {
        const base::Day lastOfApril = *base::parseDay("2026-04-30");
        const base::Day firstOfMay = *base::parseDay("2026-05-01");
        QTRY_VERIFY_WITH_TIMEOUT(span().has_value(), kWait);
        QCOMPARE(*span(), (base::Period{lastOfApril, lastOfApril}));
        QVERIFY(statusSays(QStringLiteral("days in UTC")));
        choose(QStringLiteral("berlin"));
        QTRY_COMPARE_WITH_TIMEOUT(*span(), (base::Period{lastOfApril, firstOfMay}), kWait);
        QCOMPARE(message(*m_app), QStringLiteral("Days are now those of Europe/Berlin."));
        QVERIFY(statusSays(QStringLiteral("days in Europe/Berlin")));
        QTRY_COMPARE_WITH_TIMEOUT(m_app->models().features.totalNanos(), 2 * kZoneNanos, kWait);
    }

    void theZonesAreSearchedByPartsOfTheirNames()
    {
        ZoneDialog *dialog = ask();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QListView *>()->currentIndex().data().toString(),
                 QStringLiteral("Europe/Berlin")); // which it is now
        QVERIFY(found(*dialog, QStringLiteral("new york")).contains(QStringLiteral("America/New_York")));
        QVERIFY(found(*dialog, QStringLiteral("xyzzy")).isEmpty());
        QVERIFY(!buttonOf(*dialog, QStringLiteral("OK"))->isEnabled());
        dialog->reject();
    }

    void cancelLeavesTheStoreAsItWas()
    {
        const QPointer<ZoneDialog> dialog = ask();
        QVERIFY(dialog);
        QCOMPARE(found(*dialog, QStringLiteral("kolkata")).size(), 1);
        // Held where it waits to write, so that it is under way when it is cancelled.
        auto other = store::Store::open(path("store.db").toStdString(), store::Store::Mode::ReadWrite);
        QVERIFY(other.has_value());
        auto writing = (*other)->beginImport(base::Instant{});
        QVERIFY(writing.has_value());
        buttonOf(*dialog, QStringLiteral("OK"))->click();
        QTest::qWait(50);
        dialog->reject();
        QVERIFY(dialog->isVisible());
        (*writing)->rollback();
        QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QLineEdit *>()->isEnabled(), kWait);
        dialog->reject();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog, kWait);
        QCOMPARE((*other)->reportingZone()->name(), std::string("Europe/Berlin"));
        QVERIFY(statusSays(QStringLiteral("days in Europe/Berlin")));
    }

    void whatHindersIsSaidInTheDialog()
    {
        auto other = store::Store::open(path("store.db").toStdString(), store::Store::Mode::ReadWrite);
        QVERIFY(other.has_value());
        QVERIFY((*other)->closeMonth(*base::parseMonth("2026-04"), base::Instant{}).has_value());
        const QPointer<ZoneDialog> dialog = ask();
        QVERIFY(dialog);
        QCOMPARE(found(*dialog, QStringLiteral("kolkata")).size(), 1);
        buttonOf(*dialog, QStringLiteral("OK"))->click();
        const auto says = [&] {
            const auto labels = dialog->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
                return label->isVisible() && label->text().contains(QStringLiteral("2026-04 is closed"));
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(says(), kWait);
        dialog->reject();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog, kWait);
    }
};

QTEST_MAIN(TestAppZone)
#include "test_zone.moc"
