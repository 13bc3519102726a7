// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QSettings>
#include <QtTest/QtTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>

#include "app/programwindow.h"
#include "items/csvwriter.h"
#include "views/dialogs/displaydialog.h"
#include "views/exporter.h"
#include "views/format.h"
#include "views/kpicard.h"
#include "views/pages/page.h"
#include "views/periodbox.h"
#include "views/reporter.h"

using namespace outlay;
using tests::buttonOf;
using tests::kWait;
using views::DisplayDialog;

/// The whole program in one process: the fiscal year and the currency are chosen in the window.
class TestAppDisplay : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<app::Application> m_app;

    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    void write(const char *name, const QByteArray &content) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }

    DisplayDialog *ask() const
    {
        tests::command(*m_app, QStringLiteral("Fiscal Year and Currency…"))->trigger();
        for (auto *dialog : m_app->window().findChildren<DisplayDialog *>())
            if (dialog->isVisible())
                return dialog;
        return nullptr;
    }

    static QComboBox *boxWith(const DisplayDialog &dialog, const QVariant &value)
    {
        for (auto *box : dialog.findChildren<QComboBox *>())
            if (box->findData(value) >= 0)
                return box;
        return nullptr;
    }

    void choose(const QVariant &value) const
    {
        const QPointer<DisplayDialog> dialog = ask();
        QVERIFY(dialog);
        QComboBox *box = boxWith(*dialog, value);
        QVERIFY(box);
        box->setCurrentIndex(box->findData(value));
        QSignalSpy changed(&m_app->session(), &jobs::Session::changed);
        QSignalSpy answered(&m_app->models(), &items::Models::snapshotChanged);
        buttonOf(*dialog, QStringLiteral("OK"))->click();
        QVERIFY(changed.wait(kWait));
        QVERIFY(!answered.isEmpty() || answered.wait(kWait));
    }

    /// Whether any label or card of the window says it.
    bool windowSays(const QString &text) const
    {
        for (const auto *label : m_app->window().findChildren<QLabel *>())
            if (label->text().contains(text))
                return true;
        for (const auto *card : m_app->window().findChildren<views::KpiCard *>())
            if (card->accessibleName().contains(text) || card->accessibleDescription().contains(text))
                return true;
        return false;
    }

    QString footer() const
    {
        return views::footLines(views::Reporter::facts(m_app->models(), QStringLiteral("x"))).first();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder.path()));
        m_app = tests::startProgram(path("store.db"), path("default.db"));
        QVERIFY(m_app);
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        write("log.jsonl",
              "{\"timestamp\":\"2026-05-31T10:00:00Z\",\"feature_name\":\"chat\",\"model\":\"gpt-4o\","
              "\"input_tokens\":10,\"output_tokens\":1,\"cost_usd\":1234.56}\n");
        write("rates.csv", "date,currency,rate\n2026-05-29,EUR,0.9213\n2026-06-01,EUR,0.9\nnever,EUR,1\n");
        tests::dropOn(m_app->window(), {path("log.jsonl")});
        QVERIFY(finished.wait(kWait));
    }

    void cleanupTestCase() { m_app.reset(); }

    void ratesAreImportedAndWhatIsNoneIsSaid()
    {
        m_app->session().importRates({path("rates.csv")});
        QTRY_COMPARE_WITH_TIMEOUT(m_app->models().store().currencies, QStringList{QStringLiteral("EUR")},
                                  kWait);
        QTRY_VERIFY_WITH_TIMEOUT(tests::message(*m_app).contains(QStringLiteral("rates added: 2")), kWait);
        QVERIFY(tests::message(*m_app).contains(QStringLiteral("Line 4: \"never\" is no date")));
        QVERIFY(views::format::shownIn().isDollars());
    }

    /// $1,234.56 × 0.9213, the rate of Friday before the last day, is €1,137.400128.
    void allFiguresAreInTheCurrencyThatIsChosen()
    {
        choose(QStringLiteral("EUR"));
        const QString rate = QStringLiteral("EUR at 0.9213 per USD of 29 May 2026 (rates.csv)");
        QVERIFY(windowSays(rate));
        QVERIFY(footer().startsWith(rate));
        QTRY_VERIFY_WITH_TIMEOUT(windowSays(QStringLiteral("€1,137")), kWait);
        QVERIFY2(!windowSays(QStringLiteral("$1,234")), "no figure is left in dollars");
        const auto &features = m_app->models().features;
        QCOMPARE(features.totalNanos(), 1'234'560'000'000); // the ledger's are dollars
        const QByteArray csv = items::toCsv(features, views::format::shownIn());
        QVERIFY(csv.contains("cost_usd,cost_eur"));
        QVERIFY(csv.contains("1234.56,1137.400128"));
        QVERIFY(csv.contains("0.9213,2026-05-29"));
    }

    void theChoiceIsKeptWithTheStore()
    {
        m_app.reset();
        views::format::showIn({});
        m_app = tests::startProgram(path("store.db"), path("default.db"));
        QVERIFY(m_app);
        QTRY_VERIFY_WITH_TIMEOUT(windowSays(QStringLiteral("€1,137")), kWait);
    }

    void quartersAreOfTheFiscalYear()
    {
        choose(4); // April: May is in the first quarter of the year that ends in March 2027
        auto *period = m_app->window().findChild<views::PeriodBox *>();
        QVERIFY(period);
        QTRY_VERIFY_WITH_TIMEOUT(period->findText(QStringLiteral("This quarter, FY2027 Q1")) >= 0, kWait);
        QVERIFY(period->findText(QStringLiteral("Last quarter, FY2026 Q4")) >= 0);
        QVERIFY(period->findText(QStringLiteral("This fiscal year, FY2027")) >= 0);
        QVERIFY(period->findText(QStringLiteral("Last fiscal year, FY2026")) >= 0);
        QCOMPARE(m_app->models().store().currency, QStringLiteral("EUR"));
    }

    void withoutARateDollarsAreShownAndThatIsSaid()
    {
        const base::Day april = *base::parseDay("2026-04-30");
        m_app->models().filters.setPeriod({april - std::chrono::days{29}, april});
        QVERIFY(windowSays(QStringLiteral("in USD: there is no rate of EUR on or before 30 Apr 2026")));
        QVERIFY(views::format::shownIn().isDollars());
        m_app->models().filters.back();
        QVERIFY(!views::format::shownIn().isDollars());
    }

    void dollarsAgain()
    {
        choose(QStringLiteral("USD"));
        QTRY_VERIFY_WITH_TIMEOUT(windowSays(QStringLiteral("$1,234.56")), kWait);
        QVERIFY(!windowSays(QStringLiteral("€")));
        QVERIFY(footer().startsWith(QStringLiteral("Period")));
        QCOMPARE(m_app->models().features.totalNanos(), 1'234'560'000'000);
    }
};

QTEST_MAIN(TestAppDisplay)
#include "test_display.moc"
