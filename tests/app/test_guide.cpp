// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QProcess>
#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>
#include <QtTest/QtTest>

#include "app/application.h"
#include "app/programwindow.h"
#include "items/csvtext.h"
#include "items/csvwriter.h"
#include "jobs/costlog.h"
#include "views/exporter.h"
#include "views/pages/budgetspage.h"

using namespace outlay;
using items::ValueRole;
using tests::dropOn;
using tests::kWait;
using tests::message;
using tests::parseCsv;
using Figure = items::RollupModel::Figure;

namespace {

constexpr qint64 kDollar = 1'000'000'000;
const QString kFaq = QStringLiteral("faq_response_generation");
const QString kComplex = QStringLiteral("complex_support_reasoning");

QString percent(const QVariant &share)
{
    return QString::number(share.toDouble() * 100, 'f', 1);
}

} // namespace

/// The whole program in one process: the guide's table is dropped on the window as a log of 50,950 calls.
class TestGuide : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<app::Application> m_app;

    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    std::unique_ptr<app::Application> start(const QString &store) const
    {
        return tests::startProgram(store, path("default.db"));
    }

    QVariant feature(const QString &name, Figure figure) const
    {
        const items::RollupModel &features = m_app->models().features;
        for (int row = 0; row < features.rowCount(); ++row)
            if (features.index(row, 0).data().toString() == name)
                return features.index(row, features.columnOf(figure)).data(ValueRole);
        return {};
    }

    void saveTo(const QString &target) const
    {
        views::FileChooser chooser;
        chooser.fileToSave = [target](QWidget *, const QString &, const QString &, const QString &) {
            return target;
        };
        m_app->window().findChild<views::Exporter *>()->setChooser(chooser);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        QVERIFY(
            tests::writeLog(path("guide.jsonl"), {{45'000, "faq_response_generation", "free", "0.0035"},
                                                  {5'000, "faq_response_generation", "enterprise", "0.0035"},
                                                  {800, "complex_support_reasoning", "enterprise", "0.12"},
                                                  {150, "complex_support_reasoning", "free", "0.12"}}));
        m_app = start(path("store.db"));
        QVERIFY(m_app);
    }

    void cleanupTestCase() { m_app.reset(); }

    void droppingTheLogImportsIt()
    {
        QVERIFY(m_app->models().isEmpty());
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        QSignalSpy answered(&m_app->models(), &items::Models::snapshotChanged);
        dropOn(m_app->window(), {path("guide.jsonl")});
        QVERIFY(finished.wait(kWait));
        QVERIFY2(
            message(*m_app).startsWith(QStringLiteral("50,950 events added, 0 already present, 0 rejected.")),
            qPrintable(message(*m_app)));
        QTRY_VERIFY_WITH_TIMEOUT(m_app->models().features.totalNanos() == 289 * kDollar, kWait);
        QCOMPARE(m_app->models().filters.question().filter.period, *base::parsePeriod("2026-05"));
        QVERIFY(QFile::exists(path("guide.jsonl")));
    }

    void theBudgetIsSetInTheWindow()
    {
        QSignalSpy changed(&m_app->session(), &jobs::Session::changed);
        auto *page = m_app->window().findChild<views::BudgetsPage *>();
        const auto set = [&](const QString &feature, const char *amount) {
            Q_EMIT page->budgetSet(base::featureBudget(feature.toStdString(), {}),
                                   QString::fromLatin1(amount));
        };
        set({}, "$300");
        QVERIFY(changed.wait(kWait));
        set(kFaq, "300");
        QVERIFY(changed.wait(kWait));
        set(kComplex, "300.00");
        QVERIFY(changed.wait(kWait));
        QTRY_COMPARE_WITH_TIMEOUT(m_app->models().budgets.rowCount(), 3, kWait);
        set({}, "a lot");
        QVERIFY2(message(*m_app).contains(QStringLiteral("a lot")), qPrintable(message(*m_app)));
        QCOMPARE(m_app->session().state().budgets.size(), std::size_t(3));
    }

    void theSummarySays289Dollars()
    {
        const items::SummaryModel &summary = m_app->models().summary;
        QCOMPARE(summary.index(items::SummaryModel::Spend).data(ValueRole).toLongLong(), 289 * kDollar);
        QCOMPARE(summary.index(items::SummaryModel::Requests).data(ValueRole).toLongLong(), 50'950);
        QCOMPARE(percent(summary.index(items::SummaryModel::BudgetUsed).data(ValueRole)),
                 QStringLiteral("96.3")); // 289 ÷ 300
        QCOMPARE(percent(summary.index(items::SummaryModel::Attributed).data(ValueRole)),
                 QStringLiteral("100.0"));
    }

    void theFeaturesSay175And114()
    {
        QCOMPARE(m_app->models().features.totalNanos(), 289 * kDollar);
        QCOMPARE(feature(kFaq, Figure::Cost).toLongLong(), 175 * kDollar); // 157.50 + 17.50
        QCOMPARE(percent(feature(kFaq, Figure::Share)), QStringLiteral("60.6"));
        QCOMPARE(percent(feature(kFaq, Figure::Budget)), QStringLiteral("58.3"));     // 175 ÷ 300
        QCOMPARE(feature(kComplex, Figure::Cost).toLongLong(), 114 * kDollar);        // 96 + 18
        QCOMPARE(percent(feature(kComplex, Figure::Budget)), QStringLiteral("38.0")); // 114 ÷ 300
    }

    void theMatricesSayTheSame()
    {
        const items::Models &models = m_app->models();
        for (const items::MatrixModel *matrix :
             {&models.featureMonths, &models.segmentMonths, &models.modelMonths, &models.featureSegments,
              &models.featureMonthsAll, &models.featureSegmentsAll})
            QCOMPARE(matrix->headerData(0, Qt::Horizontal, items::MatrixModel::GrandTotalRole).toLongLong(),
                     289 * kDollar);
    }

    void theBurnIsPastTheSoftThreshold()
    {
        const items::BurnModel &burn = m_app->models().burn;
        QCOMPARE(burn.feature(), QString());
        QCOMPARE(burn.spentNanos(), 289 * kDollar);
        QCOMPARE(burn.limitNanos(), 300 * kDollar);
        QCOMPARE(burn.softLimitNanos(), 240 * kDollar);
        QCOMPARE(burn.state(), items::BudgetState::SoftPassed);
        QVERIFY(burn.softPassedOn().isValid());
        QVERIFY(!burn.spentOn().isValid());
    }

    void theEventsAreCountedOnceTheirPageIsShown()
    {
        QVERIFY(m_app->window().isVisible());
        QCOMPARE(m_app->models().events.total(), -1); // nobody asked for them till now
        tests::showData(*m_app);
        QTRY_COMPARE_WITH_TIMEOUT(m_app->models().events.total(), 50'950, kWait);
        QTRY_COMPARE_WITH_TIMEOUT(m_app->models().events.rowCount(), items::EventsModel::kPageSize, kWait);
    }

    void theCsvOfTheTableSaysTheSame()
    {
        const QList<QStringList> records = parseCsv(items::toCsv(m_app->models().detail));
        const auto cost = records[0].indexOf(QStringLiteral("cost_usd"));
        qint64 sum = 0;
        QMap<QString, QString> byPlace;
        for (qsizetype row = 1; row < records.size(); ++row) {
            sum += base::Money::parse(records[row][cost].toStdString())->nanos();
            byPlace[records[row][1] + QLatin1Char('/') + records[row][2]] = records[row][cost];
        }
        QCOMPARE(sum, 289 * kDollar);
        QCOMPARE(byPlace.value(kFaq + QStringLiteral("/free")), QStringLiteral("157.5"));
        QCOMPARE(byPlace.value(kFaq + QStringLiteral("/enterprise")), QStringLiteral("17.5"));
        QCOMPARE(byPlace.value(kComplex + QStringLiteral("/enterprise")), QStringLiteral("96"));
        QCOMPARE(byPlace.value(kComplex + QStringLiteral("/free")), QStringLiteral("18"));
    }

    void theCsvOfTheEventsSaysTheSame()
    {
        QSignalSpy exported(&m_app->session(), &jobs::Session::eventsExported);
        saveTo(path("events.csv"));
        tests::command(*m_app, QStringLiteral("Single Events as CSV…"))->trigger();
        QVERIFY(exported.wait(kWait));
        QFile file(path("events.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QStringList> records = parseCsv(file.readAll());
        QCOMPARE(records.size(), 50'951);
        const auto cost = records[0].indexOf(QStringLiteral("cost_usd"));
        qint64 sum = 0;
        for (qsizetype row = 1; row < records.size(); ++row)
            sum += base::Money::parse(records[row][cost].toStdString())->nanos();
        QCOMPARE(sum, 289 * kDollar);
    }

    void thePdfSaysTheSame()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
            QSKIP("pdftotext is not here");
        saveTo(path("report.pdf"));
        tests::command(*m_app, QStringLiteral("All Pages as PDF…"))->trigger();
        QProcess process;
        process.start(QStringLiteral("pdftotext"),
                      {QStringLiteral("-layout"), path("report.pdf"), QStringLiteral("-")});
        QVERIFY(process.waitForFinished());
        const QString text = QString::fromUtf8(process.readAllStandardOutput()).simplified();
        for (const char *figure : {"$289.00", "$175.00", "60.6 %", "$114.00", "96.3 %", "58.3 %", "38.0 %"})
            QVERIFY2(text.contains(QString::fromUtf8(figure)), figure);
        QVERIFY(text.contains(QString::fromStdString(m_app->session().state().facts.fingerprint)));
    }

    void droppingItAgainAddsNothing()
    {
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        dropOn(m_app->window(), {path("guide.jsonl")});
        QVERIFY(finished.wait(kWait));
        QVERIFY2(message(*m_app).startsWith(QStringLiteral("0 events added, 50,950 already present")),
                 qPrintable(message(*m_app)));
        QCOMPARE(m_app->models().features.totalNanos(), 289 * kDollar);
    }

    void aFilterIsAnsweredByTheStore()
    {
        m_app->models().filters.drill(QStringLiteral("segment"), QStringLiteral("free"));
        QTRY_COMPARE_WITH_TIMEOUT(m_app->models().features.totalNanos(), 175'500'000'000,
                                  kWait); // 157.50 + 18
        QTRY_COMPARE_WITH_TIMEOUT(m_app->models().events.total(), 45'150, kWait);
        m_app->models().filters.back();
        QTRY_COMPARE_WITH_TIMEOUT(m_app->models().features.totalNanos(), 289 * kDollar, kWait);
    }

    void theNextStartShowsTheSame()
    {
        m_app.reset();
        m_app = start(path("store.db"));
        QVERIFY(m_app);
        QTRY_COMPARE_WITH_TIMEOUT(m_app->models().features.totalNanos(), 289 * kDollar, kWait);
        QCOMPARE(m_app->models().budgets.rowCount(), 3);
    }

    void undoEmptiesTheStore()
    {
        QSignalSpy undone(&m_app->session(), &jobs::Session::importUndone);
        // The second drop added nothing; the first import is the last one in the list.
        const items::ImportsModel &imports = m_app->models().imports;
        Q_EMIT m_app->window().undoRequested(imports.importIdAt(imports.rowCount() - 1));
        QVERIFY(undone.wait(kWait));
        QCOMPARE(undone[0][1].toLongLong(), 50'950);
        QTRY_VERIFY_WITH_TIMEOUT(m_app->models().isEmpty(), kWait);
    }

    void aStoreThatCannotBeOpenedLosesNoDrop()
    {
        QFile text(path("notes.txt"));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write(QByteArray(4096, 'x'));
        text.close();
        QSignalSpy failed(&m_app->session(), &jobs::Session::openFailed);
        Q_EMIT m_app->window().storeRequested(path("notes.txt"));
        QVERIFY(failed.wait(kWait));
        QVERIFY2(message(*m_app).contains(path("notes.txt")), qPrintable(message(*m_app)));
        // A log that is dropped now is imported, or the window says why not.
        const QString before = message(*m_app);
        dropOn(m_app->window(), {path("guide.jsonl")});
        QTRY_VERIFY_WITH_TIMEOUT(message(*m_app) != before, 20'000);
    }
};

QTEST_MAIN(TestGuide)
#include "test_guide.moc"
