// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "packed.h"
#include "reading.h"

#include "ingest/preview.h"

#include <QDir>

using namespace outlay;
using ingest::FilePreview;

namespace {

constexpr std::size_t kRows = 20;

std::string sample(const char *name)
{
    return std::string(OUTLAY_TEST_DATA "/samples/") + name;
}

std::vector<FilePreview> preview(const std::vector<std::string> &paths,
                                 const ingest::ImportOptions &options = {}, std::size_t rows = kRows)
{
    const std::stop_token never;
    auto files = ingest::previewPaths(paths, options, rows, never);
    if (!files)
        qFatal("%s", base::sentence(files.error()).c_str());
    return *files;
}

SeenEvent seen(const ingest::PreviewRow &row)
{
    return {row.row, row.attribution, row.fields};
}

/// What a store keeps of the events of one log: of the states of a call the best, of equals the last.
std::vector<SeenEvent> keptOf(const std::vector<SeenEvent> &events)
{
    std::vector<SeenEvent> kept;
    for (const SeenEvent &event : events) {
        const auto same = std::find_if(kept.begin(), kept.end(), [&](const SeenEvent &other) {
            return event.row.key != 0 && other.row.key == event.row.key;
        });
        if (same == kept.end())
            kept.push_back(event);
        else if (event.row.rank >= same->row.rank)
            *same = event;
    }
    return kept;
}

/// Longer than what is read at once, so that a preview stops within it.
QByteArray manyLines(int lines)
{
    QByteArray text;
    for (int i = 0; i < lines; ++i)
        text += jsonLine("\"request_id\":\"r-" + QByteArray::number(i) + "\"");
    return text;
}

} // namespace

/// What a person sees of logs before they are imported.
class PreviewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreThoseOfTheImport_data();
    void rowsAreThoseOfTheImport();
    void linesOfABillAreShownAsSuch();
    void stoppingIsNoReject_data();
    void stoppingIsNoReject();
    void aStreamThatGoesOnIsNoCallWithoutUsage();
    void whatIsCutOffBehindTheRowsIsNotRejected();
    void ofTheStatesOfOneCallTheLastIsShown();
    void everyLogOfAnArchiveIsShown();
    void oneLogOfAnArchiveIsShownAlone();
    void noMoreThan200LogsAreLookedAt();
    void aFormatIsChosenForOneLog();
    void outlaysOwnFormatCanBeChosenToo();
    void aFormatThatThereIsNotIsMisuse();
    void doubt_data();
    void doubt();
    void rejectsAreThoseOfTheRowsThatWereRead();
    void aStopIsNoPreview();
};

void PreviewTest::rowsAreThoseOfTheImport_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("packedAs");
    const auto row = [](const char *name, const char *packedAs = "") {
        QTest::addRow("%s%s", packedAs, name)
            << QString::fromStdString(sample(name)) << QString::fromLatin1(packedAs);
    };
    row("02-litellm/LiteLLM_SpendLogs-psql-copy-constructed.csv");
    row("02-litellm/spend_logs-api-constructed.json");
    row("04-helicone/helicone-export-tool-constructed.csv");
    row("04-helicone/helicone-export-tool-constructed.jsonl", "zip");
    row("12-constructed/portkey-export-constructed.jsonl", "gzip");
    row("00-response-bodies/api-responses.openai-chat.first60.jsonl");
    row("00-response-bodies/sse/anthropic-messages-1.txt");
    row("11-traces/AzureLLMInferenceTrace_code.csv");
    row("11-traces/AzureLLMInferenceTrace_code.csv", "zip");
    row("../ingest/01-seed/python-logging-py3.12.cost_events.jsonl");
    row("../ingest/01-seed/typescript-CostEvent-constructed.jsonl");
}

void PreviewTest::rowsAreThoseOfTheImport()
{
    QFETCH(QString, path);
    QFETCH(QString, packedAs);
    Reading import;
    std::string log = path.toStdString();
    if (!packedAs.isEmpty()) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        log = import.write(packedAs == QLatin1String("zip") ? archived({{"inner/a.log", text}}, "zip")
                                                            : compressed(text, "gzip"),
                           QStringLiteral("packed.bin"));
    }
    import.readPaths({log});
    QVERIFY(!import.file().error);
    const auto files = preview({log});
    QCOMPARE(files.size(), std::size_t(1));
    QCOMPARE(files[0].report.path, import.file().path);
    QCOMPARE(files[0].report.format, import.file().format);
    QVERIFY(!files[0].doubtful);
    const std::vector<SeenEvent> kept = keptOf(import.sink.events);
    QVERIFY(!kept.empty());
    QCOMPARE(files[0].rows.size(), std::min(kRows, kept.size()));
    for (std::size_t i = 0; i < files[0].rows.size(); ++i)
        QVERIFY2(seen(files[0].rows[i]) == kept[i], qPrintable(QString::number(i)));
}

void PreviewTest::linesOfABillAreShownAsSuch()
{
    const auto files = preview({sample("06-anthropic/claude_api_cost-constructed.csv")});
    QVERIFY(!files[0].rows.empty());
    for (const ingest::PreviewRow &row : files[0].rows)
        QVERIFY(row.billing && row.row.costNanos != base::kAbsent);
    QVERIFY(!files[0].doubtful);
}

void PreviewTest::stoppingIsNoReject_data()
{
    QTest::addColumn<QByteArray>("content");
    const QByteArray lines = manyLines(20'000);
    QByteArray csv = "timestamp,feature_name,input_tokens,cost_usd\n";
    for (int i = 0; i < 20'000; ++i)
        csv += "2026-05-01,faq,10,0.5\n";
    QByteArray list = lines;
    list.replace("\n", ",\n").chop(2);
    QByteArray known; // a format that paths describe
    for (int i = 0; i < 20'000; ++i)
        known += "{\"ai_model\": \"gpt-4o\", \"created_at\": \"2026-05-01T00:00:00Z\", \"cost\": 1, "
                 "\"req_units\": 5,\n"
                 "  \"res_units\": 2, \"id\": \"c-" +
                 QByteArray::number(i) + "\"},\n";
    known.chop(2);
    QTest::newRow("JSON lines") << lines;
    QTest::newRow("CSV") << csv;
    QTest::newRow("a list") << "[" + list + "]";
    QTest::newRow("a document of a known format") << "[" + known + "]";
    QTest::newRow("compressed") << compressed(lines, "gzip");
}

void PreviewTest::stoppingIsNoReject()
{
    QFETCH(QByteArray, content);
    Reading folder;
    const auto files = preview({folder.write(content, QStringLiteral("big.log"))});
    QVERIFY(!files[0].report.error);
    QCOMPARE(files[0].rows.size(), kRows);
    QVERIFY(files[0].rejects.empty());
    QCOMPARE(files[0].report.rejected, 0);
    for (const ingest::PreviewRow &row : files[0].rows)
        QVERIFY(row.row.inputTokens != base::kAbsent);
}

void PreviewTest::aStreamThatGoesOnIsNoCallWithoutUsage()
{
    QByteArray streams;
    for (int i = 0; i < 3'000; ++i) {
        const QByteArray chunk =
            "data: {\"id\":\"c-" + QByteArray::number(i) +
            "\",\"object\":\"chat.completion.chunk\",\"created\":1777651200,\"model\":\"gpt-4o\"";
        streams += chunk + ",\"choices\":[]}\n\n" + chunk +
                   ",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}\n\ndata: [DONE]\n\n";
    }
    Reading folder;
    const auto files = preview({folder.write(streams, QStringLiteral("dump.txt"))});
    QCOMPARE(files[0].rows.size(), kRows);
    QCOMPARE(files[0].report.missingUsage, 0);
}

void PreviewTest::whatIsCutOffBehindTheRowsIsNotRejected()
{
    Reading folder;
    QByteArray packed = compressed(manyLines(50'000), "gzip");
    packed.chop(packed.size() / 4);
    const auto files = preview({folder.write(packed, QStringLiteral("cut.gz"))});
    QCOMPARE(files[0].rows.size(), kRows);
    QVERIFY(files[0].rejects.empty());
    QVERIFY(!files[0].report.error);
}

void PreviewTest::ofTheStatesOfOneCallTheLastIsShown()
{
    // The blocks of one message each repeat what it used so far; the store counts it once.
    const QByteArray line =
        "{\"type\":\"assistant\",\"timestamp\":\"2026-05-01T10:00:00Z\",\"sessionId\":\"s\",\"uuid\":\"u%\","
        "\"requestId\":\"r1\",\"message\":{\"id\":\"m1\",\"role\":\"assistant\",\"model\":\"claude-sonnet-4-"
        "5\","
        "\"usage\":{\"input_tokens\":5,\"output_tokens\":%}}}\n";
    Reading folder;
    const auto files =
        preview({folder.write(QByteArray(line).replace("%", "1") + QByteArray(line).replace("%", "7"),
                              QStringLiteral("transcript.jsonl"))});
    QCOMPARE(files[0].rows.size(), std::size_t(1));
    QCOMPARE(files[0].rows[0].row.outputTokens, 7);
}

void PreviewTest::everyLogOfAnArchiveIsShown()
{
    Reading folder;
    const std::string zip = folder.write(archived({{"a.jsonl", jsonLine()},
                                                   {"notes.txt", "nothing of it\n"},
                                                   {"b/c.jsonl", jsonLine() + jsonLine()}},
                                                  "zip"),
                                         QStringLiteral("logs.zip"));
    const auto files = preview({zip});
    QCOMPARE(files.size(), std::size_t(3));
    QCOMPARE(files[0].report.path, zip + "/a.jsonl");
    QCOMPARE(files[0].rows.size(), std::size_t(1));
    QVERIFY(files[1].report.error);
    QVERIFY(files[1].rows.empty());
    QCOMPARE(files[2].report.path, zip + "/b/c.jsonl");
    QCOMPARE(files[2].rows.size(), std::size_t(2));
}

void PreviewTest::oneLogOfAnArchiveIsShownAlone()
{
    Reading folder;
    const std::string zip = folder.write(archived({{"a.jsonl", jsonLine()}, {"b.jsonl", jsonLine()}}, "zip"),
                                         QStringLiteral("logs.zip"));
    const std::string other = folder.write(jsonLine(), QStringLiteral("c.jsonl"));
    const auto files = preview({zip + "/b.jsonl", other});
    QCOMPARE(files.size(), std::size_t(2));
    QCOMPARE(files[0].report.path, zip + "/b.jsonl");
    QCOMPARE(files[1].report.path, other);
}

void PreviewTest::noMoreThan200LogsAreLookedAt()
{
    Reading folder;
    std::vector<ToPack> members;
    for (int i = 0; i < 150; ++i)
        members.push_back({"m" + QByteArray::number(i) + ".jsonl", jsonLine()});
    const std::string zip = folder.write(archived(members, "zip"), QStringLiteral("logs.zip"));
    std::vector<std::string> paths{zip};
    for (int i = 0; i < 60; ++i)
        paths.push_back(folder.write(jsonLine(), QStringLiteral("f%1.jsonl").arg(i)));
    QCOMPARE(preview(paths).size(), std::size_t(ingest::kMostPreviewed));
    const std::vector<ToPack> once = members;
    members.insert(members.end(), once.begin(), once.end());
    QCOMPARE(preview({folder.write(archived(members, "zip"), QStringLiteral("more.zip"))}).size(),
             std::size_t(ingest::kMostPreviewed));
}

void PreviewTest::aFormatIsChosenForOneLog()
{
    const QByteArray table = "timestamp,model,cost_usd,input_tokens\n2026-05-01,gpt-4o,5,1\n";
    Reading folder;
    const std::string a = folder.write(table, QStringLiteral("a.csv"));
    const std::string b = folder.write(table, QStringLiteral("b.csv"));
    ingest::ImportOptions options;
    options.formats = {{"in-cents", R"({"format":"Cents","recognise":{"has":["nothing like it"]},
        "fields":{"timestamp":"timestamp","cost_usd":{"path":"cost_usd","unit":"cents"}}})"}};
    options.formatOf = {{b, "in-cents"}};
    options.format = "costevent";
    const auto files = preview({a, b}, options);
    QCOMPARE(files[0].rows[0].row.costNanos, 5'000'000'000);
    QCOMPARE(files[1].rows[0].row.costNanos, 50'000'000);
    QCOMPARE(files[1].report.format, std::string("Cents"));
}

void PreviewTest::outlaysOwnFormatCanBeChosenToo()
{
    const QByteArray table = "timestamp,model,cost_usd\n2026-05-01,gpt-4o,5\n";
    Reading folder;
    const std::string log = folder.write(table, QStringLiteral("a.csv"));
    ingest::ImportOptions options;
    options.formats = {{"all-of-it", R"({"format":"Mine","recognise":{"has":["cost_usd"]},
        "fields":{"timestamp":"timestamp","cost_usd":{"path":"cost_usd","unit":"cents"}}})"}};
    QCOMPARE(preview({log}, options)[0].report.format, std::string("Mine"));
    options.formatOf = {{log, std::string(ingest::kCostEventId)}};
    QCOMPARE(preview({log}, options)[0].report.format, std::string("CostEvent CSV"));
}

void PreviewTest::aFormatThatThereIsNotIsMisuse()
{
    Reading folder;
    const std::string log = folder.write(jsonLine(), QStringLiteral("a.jsonl"));
    ingest::ImportOptions options;
    options.formatOf = {{log, "nosuch"}};
    const auto files = ingest::previewPaths({log}, options, kRows, {});
    QVERIFY(!files);
    QCOMPARE(files.error().kind, base::ErrorKind::Misuse);
    QCOMPARE(files.error().where, log);
    QVERIFY(files.error().detail.find("langfuse") != std::string::npos);
}

void PreviewTest::doubt_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("mappable");
    QTest::addColumn<bool>("doubtful");
    const QByteArray costEvent = "timestamp,feature_name,cost_usd\n";
    QTest::newRow("a table that nobody knows") << QByteArray("when,who\n2026-05-01,x\n") << true << true;
    QTest::newRow("JSON that nobody knows") << QByteArray("{\"when\":1,\"n\":{\"who\":2}}\n") << true << true;
    QTest::newRow("a log") << costEvent + "2026-05-01,faq,1\n" << true << false;
    QTest::newRow("one row of many is bad") << costEvent + "2026-05-01,faq,1\nsoon,faq,1\n" << true << false;
    QTest::newRow("no row can be taken") << costEvent + "yesterday,faq,1\n" << true << true;
    QTest::newRow("neither tokens nor a cost")
        << QByteArray("timestamp,model,feature\n2026-05-01,gpt-4o,x\n") << true << true;
    QTest::newRow("prose") << QByteArray("Dear all,\nthis is no log.\nYours\n") << false << false;
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n") << false << false;
    QTest::newRow("a table without a header") << QByteArray("2026-05-01,5\n2026-05-02,6\n") << false << false;
    QTest::newRow("lines with times and commas")
        << QByteArray("2026-05-01 10:00:00,123 INFO a\n2026-05-01 10:00:01,456 INFO b\n") << false << false;
}

void PreviewTest::doubt()
{
    QFETCH(QByteArray, content);
    Reading folder;
    const auto files = preview({folder.write(content, QStringLiteral("file"))});
    QTEST(files[0].mappable, "mappable");
    QTEST(files[0].doubtful, "doubtful");
}

void PreviewTest::rejectsAreThoseOfTheRowsThatWereRead()
{
    Reading folder;
    const auto files = preview({folder.write(jsonLine("\"output_tokens\":-1") + manyLines(20'000) + "{",
                                             QStringLiteral("a.jsonl"))});
    QCOMPARE(files[0].rejects.size(), std::size_t(1));
    QCOMPARE(files[0].rejects[0].line, 1);
    QCOMPARE(files[0].report.rejected, 1);
}

void PreviewTest::aStopIsNoPreview()
{
    Reading folder;
    std::stop_source stop;
    stop.request_stop();
    const auto files = ingest::previewPaths({folder.write(jsonLine(), QStringLiteral("a.jsonl"))}, {}, kRows,
                                            stop.get_token());
    QVERIFY(!files);
    QCOMPARE(files.error().kind, base::ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(PreviewTest)
#include "test_preview.moc"
