// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "jobs/costlog.h"
#include "jobs/previewing.h"
#include "jobs/session.h"
#include "jobs/timezones.h"
#include "store/storefixture.h"

#include <algorithm>

using namespace outlay;
using jobs::Session;

namespace {

constexpr int kWaitMs = 60'000;

const QByteArray kSheet = "when,team,llm,tok_in,tok_out,cents\n"
                          "2026-05-02 10:00:00,search,gpt-4o-mini,1000,200,1.5\n"
                          "2026-05-03 11:30:00,chat,gpt-4o,500,50,0.25\n";

std::int64_t utcAt(const char *text)
{
    return base::parseTimestamp(text)->at.time_since_epoch().count();
}

/// What the store shows of an event: all that a preview has too.
struct Shown
{
    base::EventRow row;
    base::Attribution attribution;
    std::string fields;

    bool operator==(const Shown &other) const
    {
        base::EventRow a = row;
        base::EventRow b = other.row;
        for (base::EventRow *event : {&a, &b}) { // numbers within a batch or a store
            event->attribution = 0;
            event->extra = -1;
        }
        a.key = b.key = 0;
        a.repeatKey = b.repeatKey = 0;
        a.isKeyOfContent = b.isKeyOfContent = false;
        base::Attribution mine = attribution;
        base::Attribution its = other.attribution;
        auto &myOutcome = mine[base::FixedDimension::Outcome];
        auto &itsOutcome = its[base::FixedDimension::Outcome];
        // That a call was made again is only known of all of them.
        if (myOutcome == base::kSupersededAttempt || itsOutcome == base::kSupersededAttempt)
            myOutcome = itsOutcome = std::nullopt;
        a.rank = b.rank = 0;
        return a == b && mine == its && fields == other.fields;
    }
};

} // namespace

class TestPreviewing : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Session> m_session;

    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }

    QString write(const char *name, const QByteArray &text)
    {
        QFile file(path(name));
        QDir().mkpath(QFileInfo(file).path());
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", name);
        return file.fileName();
    }

    std::vector<ingest::FilePreview> preview(const QStringList &paths,
                                             const jobs::ImportChoices &choices = {}, const QString &map = {})
    {
        QSignalSpy ready(m_session.get(), &Session::previewReady);
        m_session->preview(1, paths, choices, map);
        if (!ready.wait(kWaitMs))
            return {};
        return ready[0][1].value<std::vector<ingest::FilePreview>>();
    }

    base::ImportReport import(const QStringList &paths, const jobs::ImportChoices &choices = {})
    {
        QSignalSpy finished(m_session.get(), &Session::importFinished);
        m_session->startImport(paths, choices);
        if (!finished.wait(kWaitMs))
            return {};
        return finished[0][0].value<base::ImportReport>();
    }

    jobs::MapDraft draft(const QString &log, const QString &own = {})
    {
        QSignalSpy drafted(m_session.get(), &Session::mapDrafted);
        m_session->draftMap(log, own);
        return drafted.wait(kWaitMs) ? drafted[0][0].value<jobs::MapDraft>() : jobs::MapDraft();
    }

    QString save(const ingest::UserMap &map, bool table = true)
    {
        QSignalSpy saved(m_session.get(), &Session::mapSaved);
        m_session->saveMap(map, table);
        return saved.wait(kWaitMs) ? saved[0][0].toString() : QString();
    }

    base::Error failure(const std::function<void()> &run)
    {
        QSignalSpy failed(m_session.get(), &Session::failed);
        run();
        return failed.wait(kWaitMs) ? failed[0][0].value<base::Error>() : base::Error();
    }

    std::vector<Shown> stored() const
    {
        store::EventQuery query;
        query.period = base::kAllTime;
        query.limit = 100'000;
        const auto store =
            store::Store::open(path("store.db").toStdString(), store::Store::Mode::ReadOnly).value();
        std::vector<Shown> events;
        const auto records = store->events(query).value();
        for (const store::EventRecord &event : records)
            events.push_back({event.row, event.attribution, event.extra});
        return events;
    }

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_settings.path())); }

    void init()
    {
        QDir(QString::fromStdString(jobs::ownFormatsFolder())).removeRecursively();
        m_folder = std::make_unique<QTemporaryDir>();
        m_session = std::make_unique<Session>();
        QSignalSpy opened(m_session.get(), &Session::opened);
        m_session->open(path("store.db"));
        QVERIFY(opened.wait(kWaitMs));
    }

    void cleanup()
    {
        m_session.reset();
        m_folder.reset();
        QDir(QString::fromStdString(jobs::ownFormatsFolder())).removeRecursively();
    }

    void everyRowOfAPreviewIsStoredAsItWasShown_data()
    {
        QTest::addColumn<QString>("sample");
        const auto row = [](const char *name) {
            QTest::newRow(name) << QStringLiteral(OUTLAY_TEST_DATA "/") + QString::fromLatin1(name);
        };
        row("samples/07-otel/otlp-traces-real-attributes-constructed.jsonl"); // parents repeat children
        row("samples/12-constructed/otel-vercel-ai-sdk-constructed.jsonl");
        row("samples/10-coding-agents/constructed/streaming-transcript.jsonl");
        row("samples/03-langfuse/observations-export-constructed.csv");
        row("samples/02-litellm/spend_logs-api-constructed.json");
        row("ingest/01-seed/python-logging-py3.12.cost_events.jsonl");
    }

    void everyRowOfAPreviewIsStoredAsItWasShown()
    {
        QFETCH(QString, sample);
        const auto files = preview({sample});
        const auto before = tests::dump(path("store.db").toStdString());
        import({sample});
        const std::vector<Shown> events = stored();
        std::size_t shown = 0;
        for (const ingest::FilePreview &file : files) {
            for (const ingest::PreviewRow &row : file.rows) {
                if (row.billing)
                    continue;
                ++shown;
                QVERIFY(std::find(events.begin(), events.end(),
                                  Shown{row.row, row.attribution, row.fields}) != events.end());
            }
        }
        QVERIFY(shown > 0);
        QVERIFY(shown <= events.size());
        QVERIFY(!before.empty());
    }

    void aPreviewWritesNothing()
    {
        QVERIFY(tests::writeLog(path("a.jsonl"), {{40}}));
        const auto before = tests::dump(path("store.db").toStdString());
        QCOMPARE(preview({path("a.jsonl")}).at(0).rows.size(), std::size_t(40));
        QCOMPARE(tests::dump(path("store.db").toStdString()), before);
    }

    void aPreviewIsPricedByTheBook()
    {
        // 100 input tokens at $0.80 and 10 output tokens at $4.00 a million: $0.00012.
        QVERIFY(tests::writeLog(path("a.jsonl"), {{1}}));
        QCOMPARE(preview({path("a.jsonl")}).at(0).rows.at(0).row.computedNanos, 120'000);
    }

    void onlyTheLatestPreviewIsAnswered()
    {
        QVERIFY(tests::writeLog(path("a.jsonl"), {{40}}));
        QSignalSpy ready(m_session.get(), &Session::previewReady);
        for (int number = 1; number <= 20; ++number)
            m_session->preview(number, {path("a.jsonl")}, {});
        QTRY_VERIFY_WITH_TIMEOUT(!ready.isEmpty() && ready.last()[0].toInt() == 20, kWaitMs);
        QCOMPARE(ready.size(), 1);
    }

    void aPreviewNamesTheFormatsToChooseFrom()
    {
        QVERIFY(jobs::saveOwnFormat(jobs::ownFormatsFolder(), "mine",
                                    R"({"format":"Mine","fields":{"timestamp":"t"}})"));
        QVERIFY(tests::writeLog(path("a.jsonl"), {{1}}));
        QSignalSpy ready(m_session.get(), &Session::previewReady);
        m_session->preview(7, {path("a.jsonl")}, {});
        QVERIFY(ready.wait(kWaitMs));
        QCOMPARE(ready[0][0].toInt(), 7);
        const auto formats = ready[0][2].value<std::vector<jobs::NamedFormat>>();
        QCOMPARE(formats.at(0).id, std::string("mine"));
        QVERIFY(formats[0].own && !formats.at(1).own);
        QVERIFY(std::any_of(formats.begin(), formats.end(), [](const jobs::NamedFormat &format) {
            return format.id == ingest::kCostEventId;
        }));
    }

    void aMapIsDraftedTriedSavedAndRecognised()
    {
        const QString log = write("sheet.csv", kSheet);
        QVERIFY(preview({log}).at(0).doubtful);
        jobs::MapDraft made = draft(log);
        QVERIFY(made.shape.table);
        QCOMPARE(made.log, log.toStdString());
        made.map.name = "Team sheet";
        const auto tried =
            preview({log}, {}, QString::fromStdString(ingest::writeMap(made.map, made.shape.table)));
        QCOMPARE(tried.at(0).rows.size(), std::size_t(2));
        QCOMPARE(tried[0].rows[0].row.costNanos, 15'000'000);
        QCOMPARE(save(made.map), QStringLiteral("team-sheet"));
        const auto report = import({log});
        QCOMPARE(report.files.at(0).format, std::string("Team sheet"));
        QCOMPARE(report.files[0].added, 2);
        QCOMPARE(m_session->state().imports.at(0).costNanos, 17'500'000); // 1.5 and 0.25 cents
    }

    void aSpreadsheetsDraftIsRightAsItIs()
    {
        const QString log = write("export.csv", "Datum;Modell;Eingabe Tok;Kosten\n"
                                                "13/05/2026 16:08;gpt-4o;1.000;0,12\n"
                                                "14/05/2026 16:08;gpt-4o;7;1.234,50\n"
                                                "15/05/2026 16:08;gpt-4o;7;keine\n");
        jobs::MapDraft drafted = draft(log);
        QCOMPARE(drafted.map.decimal, std::string(","));
        for (ingest::ColumnUse &use : drafted.map.columns) // a word that no list of names has
            use.field = use.column == "Eingabe Tok" ? "input_tokens" : use.field;
        const auto files =
            preview({log}, {}, QString::fromStdString(ingest::writeMap(drafted.map, drafted.shape.table)));
        QCOMPARE(files.at(0).rows.size(), std::size_t(2));
        QCOMPARE(files[0].rows[0].row.costNanos, 120'000'000);
        QCOMPARE(files[0].rows[0].row.inputTokens, 1000);
        QCOMPARE(files[0].rows[0].row.atUs, utcAt("2026-05-13T16:08:00Z"));
        QCOMPARE(files[0].rows[1].row.costNanos, 1'234'500'000'000);
        QCOMPARE(files[0].rejects.size(), std::size_t(1)); // shown, though the column was guessed by its name
    }

    void aListWithinADocumentIsDraftedTriedSavedAndRecognised()
    {
        const QString log =
            write("pages.json", R"({"meta":{"n":2},"data":[)"
                                R"({"when":"2026-05-02T10:00:00Z","llm":"gpt-4o","usd":0.5},)"
                                R"({"when":"2026-05-03T10:00:00Z","llm":"gpt-4o","usd":0.25}]})");
        jobs::MapDraft drafted = draft(log);
        QCOMPARE(drafted.map.records, std::string("data[]"));
        const auto files =
            preview({log}, {}, QString::fromStdString(ingest::writeMap(drafted.map, drafted.shape.table)));
        QCOMPARE(files.at(0).rows.size(), std::size_t(2));
        QCOMPARE(files[0].rows[1].row.costNanos, 250'000'000);
        drafted.map.name = "Pages";
        QCOMPARE(save(drafted.map, false), QStringLiteral("pages"));
        QCOMPARE(draft(log, QStringLiteral("pages")).map.records, std::string("data[]"));
        // A map keeps its own list, whatever else a log has by now.
        const QString other =
            write("other.json", R"({"data":[{"when":"2026-05-02","llm":"m","usd":1}],"more":[)"
                                R"({"when":"2026-05-02","llm":"m","usd":1,"input_tokens":5}]})");
        QCOMPARE(draft(other).map.records, std::string("more[]"));
        const jobs::MapDraft again = draft(other, QStringLiteral("pages"));
        QCOMPARE(again.map.records, std::string("data[]"));
        QCOMPARE(again.map.columns.size(), std::size_t(3));
        QCOMPARE(again.shape.columns.at(2).samples, (std::vector<std::string>{"1"}));
        const base::ImportReport report = import({log});
        QCOMPARE(report.files.at(0).format, std::string("Pages"));
        QCOMPARE(report.files[0].added, 2);
    }

    void aSavedMapIsChangedAndKeepsItsName()
    {
        const QString log = write("sheet.csv", kSheet);
        jobs::MapDraft made = draft(log);
        made.map.name = "Team sheet";
        for (ingest::ColumnUse &use : made.map.columns)
            if (use.column == "tok_out")
                use.field = ingest::kUseIgnore;
        QCOMPARE(save(made.map), QStringLiteral("team-sheet"));
        // The log has a column more by now.
        const QString wider = write("wider.csv", QByteArray(kSheet).replace("\n", ",x\n"));
        const jobs::MapDraft again = draft(wider, QStringLiteral("team-sheet"));
        QCOMPARE(again.map.name, std::string("Team sheet"));
        QCOMPARE(again.map.columns.size(), std::size_t(7));
        QCOMPARE(again.map.columns.at(4).field, std::string("ignore"));
        QCOMPARE(again.map.columns.at(5).field, std::string("cost_usd"));
        QCOMPARE(again.map.columns.back().field, std::string("ignore"));
        QCOMPARE(save(again.map), QStringLiteral("team-sheet"));
    }

    void whatIsNoMapYetIsNotSaved_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("fields");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("why");
        const QStringList good{QStringLiteral("timestamp"), QStringLiteral("cost_usd")};
        const QString utc = QStringLiteral("UTC");
        const QString mine = QStringLiteral("Mine");
        QTest::newRow("no name") << QStringLiteral(" ") << good << utc << QStringLiteral("name");
        QTest::newRow("no time") << mine << QStringList{QStringLiteral("cost_usd")} << utc
                                 << QStringLiteral("time");
        QTest::newRow("no figures") << mine << QStringList{QStringLiteral("timestamp")} << utc
                                    << QStringLiteral("tokens");
        QTest::newRow("no zone") << mine << good << QStringLiteral("Europe/Nowhere")
                                 << QStringLiteral("Europe/Nowhere");
        QTest::newRow("a built-in format's name")
            << QStringLiteral("Claude Code") << good << utc << QStringLiteral("comes with Outlay");
        QTest::newRow("another map's file")
            << QStringLiteral("other-map") << good << utc << QStringLiteral("would replace");
    }

    void whatIsNoMapYetIsNotSaved()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, fields);
        QFETCH(QString, zone);
        QFETCH(QString, why);
        QVERIFY(jobs::saveOwnFormat(jobs::ownFormatsFolder(), "other-map",
                                    R"({"format":"Other map","fields":{"timestamp":"t"}})"));
        ingest::UserMap map;
        map.name = name.toStdString();
        map.zone = zone.toStdString();
        for (const QString &field : fields)
            map.columns.push_back({"c " + field.toStdString(), field.toStdString(), "", ""});
        const base::Error error = failure([&] { m_session->saveMap(map, true); });
        QVERIFY2(QString::fromStdString(error.detail).contains(why), base::sentence(error).c_str());
        QCOMPARE(jobs::readOwnFormats(jobs::ownFormatsFolder())->size(), std::size_t(1));
    }

    void aDraftOfWhatIsNoLogFails()
    {
        const QString log = write("letter.txt", "Dear all,\nthis is no log\n");
        const base::Error error = failure([&] { m_session->draftMap(log); });
        QCOMPARE(error.kind, base::ErrorKind::NotALog);
        const base::Error none =
            failure([&] { m_session->draftMap(write("sheet.csv", kSheet), QStringLiteral("nosuch")); });
        QCOMPARE(none.kind, base::ErrorKind::NotFound);
    }

    void aBrokenFormatIsToldOfByFileAndLine()
    {
        const QString folder = QString::fromStdString(jobs::ownFormatsFolder());
        QDir().mkpath(folder);
        QFile file(folder + QStringLiteral("/mine.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\n \"format\": \"x\",\n \"fields\": {,}\n}\n");
        file.close();
        QVERIFY(tests::writeLog(path("a.jsonl"), {{1}}));
        QSignalSpy failed(m_session.get(), &Session::importFailed);
        m_session->startImport({path("a.jsonl")}, {});
        QVERIFY(failed.wait(kWaitMs));
        const auto error = failed[0][0].value<base::Error>();
        QCOMPARE(error.where, file.fileName().toStdString());
        QCOMPARE(error.line, 3);
        QVERIFY(error.detail.find("delete its file") != std::string::npos);
        QSignalSpy notShown(m_session.get(), &Session::previewFailed);
        m_session->preview(3, {path("a.jsonl")}, {});
        QVERIFY(notShown.wait(kWaitMs));
        QCOMPARE(notShown[0][0].toInt(), 3);
        QCOMPARE(notShown[0][1].value<base::Error>().where, file.fileName().toStdString());
    }

    void formatsAreKeptInAFolder()
    {
        const std::string folder = path("own/formats").toStdString();
        QVERIFY(jobs::readOwnFormats(folder)->empty());
        const std::string json = R"({"format":"Mine","fields":{"timestamp":"t"}})";
        QVERIFY(jobs::saveOwnFormat(folder, "b", json));
        QVERIFY(jobs::saveOwnFormat(folder, "a", json));
        const auto formats = jobs::readOwnFormats(folder);
        QVERIFY(formats);
        QCOMPARE(*formats, (jobs::OwnFormats{{"a", json}, {"b", json}}));
        QVERIFY(jobs::removeOwnFormat(folder, "a"));
        QCOMPARE(jobs::readOwnFormats(folder)->size(), std::size_t(1));
        QCOMPARE(jobs::removeOwnFormat(folder, "a").error().kind, base::ErrorKind::NotFound);
        QCOMPARE(jobs::removeOwnFormat(folder, "../b").error().kind, base::ErrorKind::NotFound);
        for (const char *id : {"", "../x", "a/b", "a.b", "langfuse", "costevent"})
            QCOMPARE(jobs::saveOwnFormat(folder, id, json).error().kind, base::ErrorKind::Misuse);
        QCOMPARE(jobs::saveOwnFormat(folder, "c", "{").error().kind, base::ErrorKind::BadInput);
        QCOMPARE(jobs::readOwnFormats(folder)->size(), std::size_t(1));
    }

    void localTimesBecomeUtc_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("local");
        QTest::addColumn<QString>("utc");
        const auto row = [](const char *name, const char *zone, const char *local, const char *utc) {
            QTest::newRow(name) << QString::fromLatin1(zone) << QString::fromLatin1(local)
                                << QString::fromLatin1(utc);
        };
        const char *berlin = "Europe/Berlin"; // forward on 2026-03-29 at 02:00, back on 2026-10-25 at 03:00
        row("winter", berlin, "2026-01-15T12:00Z", "2026-01-15T11:00Z");
        row("summer", berlin, "2026-07-15T12:00Z", "2026-07-15T10:00Z");
        row("before clocks go forward", berlin, "2026-03-29T01:59:59.999999Z", "2026-03-29T00:59:59.999999Z");
        row("the first that there never was", berlin, "2026-03-29T02:00Z", "2026-03-29T01:00Z");
        row("the last that there never was", berlin, "2026-03-29T02:59:59Z", "2026-03-29T01:59:59Z");
        row("after clocks went forward", berlin, "2026-03-29T03:00Z", "2026-03-29T01:00Z");
        row("before those that come twice", berlin, "2026-10-25T01:59:59Z", "2026-10-24T23:59:59Z");
        row("the first that comes twice", berlin, "2026-10-25T02:00Z", "2026-10-25T00:00Z");
        row("the last that comes twice", berlin, "2026-10-25T02:59:59.999999Z",
            "2026-10-25T00:59:59.999999Z");
        row("after those that come twice", berlin, "2026-10-25T03:00Z", "2026-10-25T02:00Z");
        row("far ahead", berlin, "2095-07-15T12:00Z", "2095-07-15T10:00Z");
        row("west", "America/New_York", "2026-03-08T02:30Z", "2026-03-08T07:30Z");
        row("west, twice", "America/New_York", "2026-11-01T01:30Z", "2026-11-01T05:30Z");
        row("half an hour", "Australia/Lord_Howe", "2026-04-05T01:45Z", "2026-04-04T14:45Z");
        row("no clock changes", "Asia/Kolkata", "2026-05-01T05:30Z", "2026-05-01T00:00Z");
        row("a day that there never was", "Pacific/Apia", "2011-12-30T12:00Z", "2011-12-30T22:00Z");
        row("UTC by another name", "Etc/UTC", "2026-05-01T05:30Z", "2026-05-01T05:30Z");
    }

    void localTimesBecomeUtc()
    {
        QFETCH(QString, zone);
        QFETCH(QString, local);
        QFETCH(QString, utc);
        const std::int64_t localUs = utcAt(local.toLatin1().constData());
        const auto span = jobs::timeZones()(zone.toStdString(), localUs);
        QVERIFY(span);
        QVERIFY(span->fromUs <= localUs && localUs < span->untilUs);
        QCOMPARE(localUs - span->offsetUs, utcAt(utc.toLatin1().constData()));
        if (span->untilUs != std::numeric_limits<std::int64_t>::max()) { // the next one joins it
            const auto next = jobs::timeZones()(zone.toStdString(), span->untilUs);
            QCOMPARE(next->fromUs, span->untilUs);
        }
    }

    void aZoneThatIsNoneIsNotKnown()
    {
        QVERIFY(!jobs::timeZones()("Europe/Nowhere", 0));
        QVERIFY(!jobs::timeZones()("", 0));
    }

    void zonesReachTheImport()
    {
        const QString log = write("sheet.csv", kSheet);
        jobs::MapDraft made = draft(log);
        made.map.name = "Team sheet";
        made.map.zone = "Europe/Berlin";
        QCOMPARE(save(made.map), QStringLiteral("team-sheet"));
        const auto report = import({log});
        QCOMPARE(report.files.at(0).assumptions.at(0).text,
                 std::string("times without a zone were taken as Europe/Berlin"));
        QCOMPARE(report.files[0].assumptions[0].events, 2);
        const auto events = stored();
        const auto is = [](const char *text) {
            return [at = utcAt(text)](const Shown &event) { return event.row.atUs == at; };
        };
        QVERIFY(std::any_of(events.begin(), events.end(), is("2026-05-02T08:00Z")));
        QVERIFY(std::any_of(events.begin(), events.end(), is("2026-05-03T09:30Z")));
    }

    void aFormatIsChosenForOneLog()
    {
        const QString log = write("sheet.csv", kSheet);
        jobs::MapDraft made = draft(log);
        made.map.name = "Team sheet";
        save(made.map);
        jobs::ImportChoices choices;
        choices.formatOf = {{log.toStdString(), std::string(ingest::kCostEventId)}};
        QVERIFY(import({log}, choices).files.at(0).error);
        choices.formatOf = {{log.toStdString(), "team-sheet"}};
        QCOMPARE(import({log}, choices).files.at(0).added, 2);
    }
};

QTEST_GUILESS_MAIN(TestPreviewing)
#include "test_previewing.moc"
