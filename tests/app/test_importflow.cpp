// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QSettings>
#include <QtTest/QtTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTableView>

#include "app/programwindow.h"
#include "jobs/costlog.h"
#include "views/datatable.h"
#include "views/dialogs/importdialog.h"
#include "views/dialogs/mappingdialog.h"
#include "views/exporter.h"
#include "views/previewdata.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace outlay;
using items::MappingModel;
using items::ValueRole;
using tests::dropOn;
using tests::kWait;
using tests::message;
using tests::named;
using views::ImportDialog;
using views::MappingDialog;

namespace {

constexpr qint64 kCent = 10'000'000;

ingest::FilePreview fileOf(const char *log, const char *kind)
{
    const QByteArray is(kind);
    ingest::FilePreview file;
    file.report.path = log;
    if (is.contains("known"))
        file.report.format = "CostEvent CSV";
    else
        file.report.error = base::Error{base::ErrorKind::NotALog, log, "is no log", 0};
    file.mappable = !is.contains("picture");
    file.doubtful = is.contains("doubtful") || is == "text";
    return file;
}

std::vector<ingest::FilePreview> filesOf(const QList<QByteArray> &logs, const QList<QByteArray> &kinds)
{
    std::vector<ingest::FilePreview> files;
    for (qsizetype i = 0; i < logs.size(); ++i)
        files.push_back(fileOf(logs[i].constData(), kinds[i].constData()));
    return files;
}

/// Local times of Berlin, cents, and input that includes what was read from the cache.
const QByteArray kExport = "moment,squad,engine,sent,reused,got,spent\n"
                           "2026-05-31 23:30:00,chat,claude-3-5-haiku,100,40,10,12.5\n"
                           "2026-06-01 00:30:00,chat,claude-3-5-haiku,200,0,20,7.5\n"
                           "2026-06-01 01:30:00,search,claude-3-5-haiku,300,300,30,5\n";

/// A pipe that is read as a log: who reads it waits until it ends or is stopped.
class OpenPipe
{
public:
    ~OpenPipe() { close(); }

    bool make(const QString &path)
    {
        close();
        m_path = QFile::encodeName(path);
        return ::mkfifo(m_path.constData(), 0600) == 0;
    }

    /// Waits for a reader, who then waits for what does not come.
    bool isRead()
    {
        return QTest::qWaitFor(
            [this] {
                if (m_end < 0)
                    m_end = ::open(m_path.constData(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
                return m_end >= 0;
            },
            kWait);
    }

    bool end(const QByteArray &text)
    {
        const bool written = ::write(m_end, text.constData(), size_t(text.size())) == text.size();
        close();
        return written;
    }

private:
    void close()
    {
        if (m_end >= 0)
            ::close(m_end);
        m_end = -1;
    }

    QByteArray m_path;
    int m_end = -1;
};

} // namespace

/// What is given to the window, up to the store: with dialogs where something is doubtful, without where not.
class TestImportFlow : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<app::Application> m_app;
    OpenPipe m_pipe;

    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    QString write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        return written ? file.fileName() : QString();
    }

    ImportDialog *dialog() const
    {
        auto *dialog = m_app->window().findChild<ImportDialog *>();
        return dialog && dialog->isVisible() ? dialog : nullptr;
    }
    MappingDialog *mapping() const
    {
        auto *mapping = m_app->window().findChild<MappingDialog *>();
        return mapping && mapping->isVisible() ? mapping : nullptr;
    }
    QPushButton *button(const QString &begins) const { return tests::button(*dialog(), begins); }

    /// The dialog with the answer that it waits for.
    bool shows(const QString &headline) const
    {
        return QTest::qWaitFor([&] { return dialog() && tests::says(*dialog(), headline); }, kWait);
    }

    QAction *previewsAlways() const { return tests::command(*m_app, QStringLiteral("Preview Every Import")); }

    base::FileReport imported(QSignalSpy &finished) const
    {
        if (finished.isEmpty() && !finished.wait(kWait))
            return {};
        return finished.takeFirst().at(0).value<base::ImportReport>().totals();
    }

    /// Says in the mapping dialog that a column is a field, in a unit.
    void say(const QString &column, const QString &field, const QString &unit = {}) const
    {
        QAbstractItemModel &model = *mapping()->findChild<QTableView *>()->model();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, MappingModel::Name).data().toString() != column)
                continue;
            QVERIFY(model.setData(model.index(row, MappingModel::Field), field));
            if (!unit.isEmpty())
                QVERIFY(model.setData(model.index(row, MappingModel::Unit), unit));
            return;
        }
        QFAIL(qPrintable(column));
    }

    QVariant event(const QString &time, const QString &column) const
    {
        const items::EventsModel &events = m_app->models().events;
        for (int row = 0; row < events.rowCount(); ++row)
            for (int at = 0; at < events.columnCount(); ++at)
                if (events.headerData(at, Qt::Horizontal, items::MachineNameRole).toString() == column &&
                    events.index(row, 0).data(ValueRole).toString().startsWith(time))
                    return events.index(row, at).data(ValueRole);
        return {};
    }

    /// The dialog on the pipe with one event in it.
    void showPipe()
    {
        QFile::remove(path("pipe"));
        QVERIFY(m_pipe.make(path("pipe")));
        Q_EMIT m_app->window().importRequested({path("pipe")}, true);
        QVERIFY(m_pipe.isRead());
        QVERIFY(m_pipe.end(R"({"timestamp": "2026-05-01T00:00:00Z", "input_tokens": 1})"));
        QVERIFY(shows(QStringLiteral("This file can be imported")));
    }

    void chooseUsers(int policy) const
    {
        auto *users = named<QComboBox>(*dialog(), QStringLiteral("User ids"));
        users->setCurrentIndex(policy);
        Q_EMIT users->activated(policy); // as by hand
    }

    /// The thread of previews does what is asked of it next.
    bool isFreeAgain()
    {
        QSignalSpy drafted(&m_app->session(), &jobs::Session::mapDrafted);
        m_app->session().draftMap(path("known.jsonl"));
        return drafted.wait(kWait);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder.path()));
        m_app = tests::startProgram(path("store.db"), path("default.db"));
        QVERIFY(m_app);
    }

    void cleanupTestCase() { m_app.reset(); }

    void aPersonIsAskedOnlyWhenItIsDoubtful_data()
    {
        QTest::addColumn<QList<QByteArray>>("kinds");
        QTest::addColumn<QList<QByteArray>>("logs");
        QTest::addColumn<QStringList>("paths");
        QTest::addColumn<bool>("asked");
        const QStringList a{QStringLiteral("/l/a")};
        const QStringList ab{QStringLiteral("/l/a"), QStringLiteral("/l/b")};
        const QStringList folder{QStringLiteral("/l")};
        const QList<QByteArray> logs{"/l/a", "/l/b"};
        using Kinds = QList<QByteArray>;
        QTest::newRow("all are known") << Kinds{"known", "known"} << logs << ab << false;
        QTest::newRow("one is not") << Kinds{"known", "text"} << logs << ab << true;
        QTest::newRow("known, but not one row of it")
            << Kinds{"known doubtful"} << logs.mid(0, 1) << a << true;
        QTest::newRow("no text") << Kinds{"picture"} << logs.mid(0, 1) << a << false;
        QTest::newRow("a log and no text") << Kinds{"known", "picture"} << logs << ab << false;
        QTest::newRow("a folder with a log and other text")
            << Kinds{"known", "text"} << logs << folder << false;
        QTest::newRow("a folder without a log") << Kinds{"picture", "text"} << logs << folder << true;
        QTest::newRow("a folder of pictures") << Kinds{"picture", "picture"} << logs << folder << false;
        QTest::newRow("an empty folder") << Kinds{} << QList<QByteArray>{} << folder << false;
    }
    void aPersonIsAskedOnlyWhenItIsDoubtful()
    {
        QFETCH(QList<QByteArray>, kinds);
        QFETCH(QList<QByteArray>, logs);
        QFETCH(QStringList, paths);
        QFETCH(bool, asked);
        QCOMPARE(app::isDoubtful(filesOf(logs, kinds), paths), asked);
    }

    void whatIsKnownIsImportedByThePathsThatWereGiven()
    {
        const auto files = filesOf({"/l/a", "/m/x.zip/in/b", "/m/c", "/n/d", "/n2/e", "rel/f"},
                                   {"known", "known", "picture", "text", "known", "known"});
        const QStringList paths{QStringLiteral("/l/a"), QStringLiteral("/m/x.zip"), QStringLiteral("/m/c"),
                                QStringLiteral("/n"),   QStringLiteral("/n2/"),     QStringLiteral("rel")};
        QCOMPARE(app::knownPaths(files, paths), QStringList({paths[0], paths[1], paths[4], paths[5]}));
    }

    void aKnownLogIsImportedWithoutADialog()
    {
        QVERIFY(tests::writeLog(path("known.jsonl"), {{20, "chat", "free", "0.01"}}));
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        dropOn(m_app->window(), {path("known.jsonl")});
        QCOMPARE(imported(finished).added, 20);
        QVERIFY(!m_app->window().findChild<ImportDialog *>());
    }

    void whatIsNoTextIsSaidByTheImport_data()
    {
        QTest::addColumn<QString>("dropped");
        QTest::newRow("a picture") << write("p.png", QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
        QTest::newRow("nothing in it") << write("empty.jsonl", {});
        QTest::newRow("not there") << path("missing.jsonl");
    }
    void whatIsNoTextIsSaidByTheImport()
    {
        QFETCH(QString, dropped);
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        dropOn(m_app->window(), {dropped});
        QVERIFY(finished.wait(kWait));
        QVERIFY2(message(*m_app).startsWith(QStringLiteral("Nothing was imported.")),
                 qPrintable(message(*m_app)));
        QVERIFY2(message(*m_app).contains(QFileInfo(dropped).fileName()), qPrintable(message(*m_app)));
        QVERIFY(!m_app->window().findChild<ImportDialog *>());
    }

    void textInAFolderOfLogsAsksNobody()
    {
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("logs")));
        QVERIFY(tests::writeLog(path("logs/june.jsonl"), {{5, "search", "free", "0.01"}}));
        QVERIFY(!write("logs/notes.txt", "Remember the milk.\nAnd the bread.\n").isEmpty());
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        dropOn(m_app->window(), {path("logs")});
        QCOMPARE(imported(finished).added, 5);
        QVERIFY(!m_app->window().findChild<ImportDialog *>());
    }

    void whatIsChosenInTheMenuIsShownFirst()
    {
        QVERIFY(tests::writeLog(path("chosen.jsonl"), {{7, "menu", "free", "0.01"}}));
        views::FileChooser chooser;
        chooser.filesToOpen = [this](QWidget *) { return QStringList{path("chosen.jsonl")}; };
        m_app->window().findChild<views::Exporter *>()->setChooser(chooser);
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        tests::command(*m_app, QStringLiteral("Import…"))->trigger();
        QVERIFY(shows(QStringLiteral("This file can be imported")));
        QCOMPARE(named<views::DataTable>(*dialog(), QStringLiteral("First rows"))->model()->rowCount(), 7);
        QVERIFY(finished.isEmpty());
        QTest::keyClick(dialog(), Qt::Key_Return);
        QCOMPARE(imported(finished).added, 7);
        QTRY_VERIFY_WITH_TIMEOUT(!m_app->window().findChild<ImportDialog *>(), kWait);
    }

    void anUnknownTableIsMappedAndImported()
    {
        const QString log = write("gateway.csv", kExport);
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        dropOn(m_app->window(), {log});
        QTRY_VERIFY_WITH_TIMEOUT(dialog() && button(QStringLiteral("Map columns"))->isEnabled(), kWait);
        button(QStringLiteral("Map columns"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(mapping(), kWait);
        say(QStringLiteral("moment"), QStringLiteral("timestamp"), QStringLiteral("iso"));
        say(QStringLiteral("squad"), QStringLiteral("feature"));
        say(QStringLiteral("engine"), QStringLiteral("model"));
        say(QStringLiteral("sent"), QStringLiteral("input_tokens"), QStringLiteral("tokens"));
        say(QStringLiteral("reused"), QStringLiteral("cache_read_tokens"), QStringLiteral("tokens"));
        say(QStringLiteral("got"), QStringLiteral("output_tokens"), QStringLiteral("tokens"));
        say(QStringLiteral("spent"), QStringLiteral("cost_usd"), QStringLiteral("cents"));
        named<QComboBox>(*mapping(), QStringLiteral("Times without a zone are"))
            ->setCurrentText(QStringLiteral("Europe/Berlin"));
        named<QComboBox>(*mapping(), QStringLiteral("Input tokens"))->setCurrentIndex(1);
        named<QLineEdit>(*mapping(), QStringLiteral("Name of the mapping"))
            ->setText(QStringLiteral("Gateway export"));
        const QAbstractItemModel *rows =
            named<views::DataTable>(*mapping(), QStringLiteral("First rows"))->model();
        QTRY_COMPARE_WITH_TIMEOUT(rows->rowCount(), 3, kWait); // before anything is saved
        tests::button(*mapping(), QStringLiteral("Save and use"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(!mapping(), kWait);
        QVERIFY(shows(QStringLiteral("This file can be imported")));
        QVERIFY(finished.isEmpty());
        button(QStringLiteral("Import"))->click();
        const base::FileReport totals = imported(finished);
        QCOMPARE(totals.added, 3);
        QCOMPARE(totals.rejected, 0);
        m_app->models().filters.drill(QStringLiteral("source"), QStringLiteral("gateway.csv"));
        QTRY_COMPARE_WITH_TIMEOUT(m_app->models().features.totalNanos(), 25 * kCent, kWait);
    }

    void timesAndTokensAreAsTheMappingSays()
    {
        tests::showData(*m_app);
        QTRY_COMPARE_WITH_TIMEOUT(m_app->models().events.rowCount(), 3, kWait);
        const QString evening = QStringLiteral("2026-05-31T21:30:00"); // 23:30 in Berlin's summer
        const QString night = QStringLiteral("2026-05-31T23:30:00");
        QCOMPARE(event(evening, QStringLiteral("feature")).toString(), QStringLiteral("chat"));
        QCOMPARE(event(evening, QStringLiteral("input_tokens")).toLongLong(), 60); // 100 less 40 reused
        QCOMPARE(event(evening, QStringLiteral("cache_read_tokens")).toLongLong(), 40);
        QCOMPARE(event(evening, QStringLiteral("cost_usd")).toLongLong(), 125 * kCent / 10);
        QCOMPARE(event(night, QStringLiteral("feature")).toString(), QStringLiteral("search"));
        QCOMPARE(event(night, QStringLiteral("input_tokens")).toLongLong(), 0);
        QCOMPARE(event(night, QStringLiteral("cache_read_tokens")).toLongLong(), 300);
    }

    void theSameShapeIsKnownFromThenOn()
    {
        QByteArray later = kExport;
        later.replace("2026-05-31 23", "2026-05-30 22");
        later.replace("2026-06-01", "2026-05-29");
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        dropOn(m_app->window(), {write("another name.txt", later)});
        QCOMPARE(imported(finished).added, 3);
        QVERIFY(!m_app->window().findChild<ImportDialog *>());
    }

    void anotherListOfADocumentIsChosenAndTheDocumentsModelUsed()
    {
        const QString log = write(
            "two lists.json",
            R"({"head":{"llm":"gpt-4o"},"daily":[{"timestamp":"2026-05-08","feature":"a","model":"x","cost":9}],)"
            R"("runs":[{"at":"2026-05-09T10:00:00Z","spent":2},{"at":"2026-05-09T11:00:00Z","spent":3}]})");
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        Q_EMIT m_app->window().importRequested({log}, true);
        QTRY_VERIFY_WITH_TIMEOUT(dialog() && button(QStringLiteral("Map columns"))->isEnabled(), kWait);
        button(QStringLiteral("Map columns"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(mapping(), kWait);
        auto *lists = named<QComboBox>(*mapping(), QStringLiteral("Records are in"));
        QCOMPARE(lists->currentText(), QStringLiteral("daily[]: 1 record"));
        lists->setCurrentIndex(lists->findText(QStringLiteral("runs[]: 2 records")));
        QTRY_COMPARE_WITH_TIMEOUT(mapping()->mapping().records, QStringLiteral("runs[]"), kWait);
        say(QStringLiteral("at"), QStringLiteral("timestamp"), QStringLiteral("iso"));
        say(QStringLiteral("spent"), QStringLiteral("cost_usd"), QStringLiteral("cents"));
        say(QStringLiteral("head.llm (of the document)"), QStringLiteral("model"));
        named<QLineEdit>(*mapping(), QStringLiteral("Name of the mapping"))->setText(QStringLiteral("Runs"));
        tests::button(*mapping(), QStringLiteral("Save and use"))->click();
        QVERIFY(shows(QStringLiteral("This file can be imported")));
        button(QStringLiteral("Import"))->click();
        QCOMPARE(imported(finished).added, 2);
        m_app->models().filters.drill(QStringLiteral("source"), QStringLiteral("two lists.json"));
        QTRY_COMPARE_WITH_TIMEOUT(m_app->models().features.totalNanos(), 5 * kCent, kWait);
        QTRY_COMPARE_WITH_TIMEOUT(event(QStringLiteral("2026-05-09T10"), QStringLiteral("model")).toString(),
                                  QStringLiteral("gpt-4o"), kWait);
    }

    void whatIsShownAlwaysIsShownAndCanBeCalledOff()
    {
        previewsAlways()->trigger();
        QVERIFY(app::ImportFlow::previewAlways());
        QVERIFY(tests::writeLog(path("always.jsonl"), {{4, "always", "free", "0.01"}}));
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        dropOn(m_app->window(), {path("always.jsonl")});
        QVERIFY(shows(QStringLiteral("This file can be imported")));
        QVERIFY(dialog()->findChild<QCheckBox *>()->isChecked());
        QVERIFY(previewsAlways()->isChecked());
        dialog()->findChild<QCheckBox *>()->click(); // no more from now on
        QVERIFY(!previewsAlways()->isChecked());
        dialog()->reject();
        QTRY_VERIFY_WITH_TIMEOUT(!m_app->window().findChild<ImportDialog *>(), kWait);
        QVERIFY(finished.isEmpty());
        dropOn(m_app->window(), {path("always.jsonl")});
        QCOMPARE(imported(finished).added, 4);
    }

    void aPreviewThatIsCancelledStops()
    {
        QVERIFY(m_pipe.make(path("pipe")));
        Q_EMIT m_app->window().importRequested({path("pipe")}, true);
        QVERIFY(m_pipe.isRead());
        Q_EMIT m_app->window().importCancelled();
        QVERIFY(isFreeAgain());
        QVERIFY(!dialog());
        QVERIFY2(message(*m_app).startsWith(QStringLiteral("Cancelled")), qPrintable(message(*m_app)));
    }

    void aPreviewStopsWhenTheDialogIsClosed()
    {
        showPipe();
        chooseUsers(1);
        QVERIFY(m_pipe.isRead());
        dialog()->reject();
        QVERIFY(isFreeAgain());
    }

    void aPreviewStopsWhenWhatWasChosenChanges()
    {
        showPipe();
        chooseUsers(1);
        QVERIFY(m_pipe.isRead());
        QVERIFY(QFile::remove(path("pipe")) && QFile::copy(path("chosen.jsonl"), path("pipe")));
        chooseUsers(2);
        QVERIFY(shows(QStringLiteral("This file can be imported")));
        QCOMPARE(named<views::DataTable>(*dialog(), QStringLiteral("First rows"))->model()->rowCount(), 7);
        dialog()->reject();
    }

    void ownLogsNeverGoIntoTheSampleEvenWhenTheyAreAskedAbout()
    {
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        Q_EMIT m_app->window().sampleRequested();
        QVERIFY(finished.wait(kWait)); // the sample itself, which nobody is asked about
        finished.clear();
        QVERIFY(m_app->models().store().sample);
        Q_EMIT m_app->window().importRequested({path("known.jsonl")}, true);
        QVERIFY(shows(QStringLiteral("This file can be imported")));
        QCOMPARE(m_app->session().state().path, path("default.db"));
        button(QStringLiteral("Import"))->click();
        QCOMPARE(imported(finished).added, 20);
    }

    void quittingWaitsForNoPreview()
    {
        QFile::remove(path("pipe"));
        QVERIFY(m_pipe.make(path("pipe")));
        Q_EMIT m_app->window().importRequested({path("pipe")}, true);
        QVERIFY(m_pipe.isRead());
        m_app->window().close();
        QVERIFY(isFreeAgain());
        m_app = tests::startProgram(path("store.db"), path("default.db"));
        QVERIFY(m_app);
        QFile::remove(path("pipe"));
        QVERIFY(m_pipe.make(path("pipe")));
        Q_EMIT m_app->window().importRequested({path("pipe")}, true);
        QVERIFY(m_pipe.isRead());
        m_app.reset(); // does not return before the preview has stopped
    }
};

QTEST_MAIN(TestImportFlow)
#include "test_importflow.moc"
