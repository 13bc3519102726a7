// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "packed.h"
#include "reading.h"

#include <random>

/// What a log may throw at its reader: each costs the line that it is in, with a reason, and nothing else.
class HostileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneLine_data();
    void oneLine();
    void lineOf64MiB_data();
    void lineOf64MiB();
    void lineOf500kB_data();
    void lineOf500kB();
    void deepCell();
    void bracketsThatDoNotFit_data();
    void bracketsThatDoNotFit();
};

namespace {

enum class Form
{
    Json,
    Python,
    Csv
};

const QByteArray kHeader = "timestamp,feature,input_tokens,cost_usd,note\n";

/// A good line.
QByteArray good(Form form)
{
    switch (form) {
    case Form::Json:
        return jsonLine();
    case Form::Python:
        return "{'timestamp': '2026-05-01', 'feature': 'faq', 'input_tokens': 1, 'cost_usd': 1}\n";
    default:
        return "2026-05-01,faq,1,1,x\n";
    }
}

QByteArray nested(const QByteArray &open, const QByteArray &close)
{
    return open.repeated(10'000) + "1" + close.repeated(10'000);
}

constexpr const char *kNoUtf8 =
    "the text is not valid UTF-8; save the log as UTF-8 (in Excel: CSV UTF-8) and import it again";

} // namespace

Q_DECLARE_METATYPE(Form)

void HostileTest::oneLine_data()
{
    QTest::addColumn<Form>("form");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("reason"); // empty: it is taken after all
    const auto json = [](const char *name, const QByteArray &line, const char *reason) {
        QTest::addRow("JSON, %s", name) << Form::Json << line << QByteArray(reason);
    };
    const auto python = [](const char *name, const QByteArray &line, const char *reason) {
        QTest::addRow("Python, %s", name) << Form::Python << line << QByteArray(reason);
    };
    const auto csv = [](const char *name, const QByteArray &line, const char *reason) {
        QTest::addRow("CSV, %s", name) << Form::Csv << line << QByteArray(reason);
    };
    const auto jsonWith = [](const QByteArray &fields) {
        return R"({"timestamp":"2026-05-01","feature":"faq",)" + fields + "}";
    };
    const auto pythonWith = [](const QByteArray &fields) {
        return "{'timestamp': '2026-05-01', 'feature': 'faq', " + fields + "}";
    };
    const QByteArray nul(1, '\0');
    json("half a line", jsonLine().left(60), "?");
    python("half a line", good(Form::Python).left(60), "?");
    csv("half a line", "2026-05-01,faq", "the line has 2 cells, the header has 5");
    json("no UTF-8", jsonWith("\"cost_usd\":1,\"team\":\"\xFF\xFE\""), kNoUtf8);
    python("no UTF-8", pythonWith("'cost_usd': 1, 'team': '\xFF\xFE'"), kNoUtf8);
    csv("no UTF-8", "2026-05-01,faq,1,1,\xFF\xFE", kNoUtf8);
    json("NUL in a text", jsonWith("\"cost_usd\":1,\"team\":\"a" + nul + "b\""), "?");
    json("NUL in a number", jsonWith("\"cost_usd\":1" + nul), "?");
    python("NUL in a number", pythonWith("'cost_usd': 1" + nul), "?");
    python("NUL in a text", pythonWith("'cost_usd': 1, 'team': 'a" + nul + "b'"),
           "the text holds a NUL character, which no log has; the file may be damaged");
    csv("NUL in a text", "2026-05-01,fa" + nul + "q,1,1,x",
        "the text holds a NUL character, which no log has; the file may be damaged");
    csv("NUL in a number", "2026-05-01,faq,1" + nul + ",1,x", "?");
    json("deep lists", jsonWith("\"cost_usd\":1,\"x\":" + nested("[", "]")), "?");
    json("deep objects", jsonWith("\"cost_usd\":1,\"x\":" + nested("{\"k\":", "}")), "?");
    json("deep and never closed", jsonWith("\"cost_usd\":1,\"x\":" + QByteArray("[").repeated(10'000)), "?");
    python("deep lists", pythonWith("'cost_usd': 1, 'x': " + nested("[", "]")), "?");
    python("deep dicts", pythonWith("'cost_usd': 1, 'x': " + nested("{'k': ", "}")), "?");
    python("deep tuples", pythonWith("'cost_usd': 1, 'x': " + nested("(", ")")), "?");
    json("1e400 tokens", jsonWith("\"input_tokens\":1e400"), "?");
    json("1e400 dollars", jsonWith("\"cost_usd\":1e400"), "?");
    json("1e-400 dollars", jsonWith("\"cost_usd\":1e-400"), "");
    python("1e400 tokens", pythonWith("'input_tokens': 1e400"), "?");
    python("1e400 dollars", pythonWith("'cost_usd': 1e400"), "?");
    csv("1e400 tokens", "2026-05-01,faq,1e400,1,x", "?");
    csv("1e400 dollars", "2026-05-01,faq,1,1e400,x", "?");
    json("negative tokens", jsonWith("\"input_tokens\":-1"), "?");
    python("negative tokens", pythonWith("'input_tokens': -1"), "?");
    csv("negative tokens", "2026-05-01,faq,-1,1,x", "?");
    json("the year 1970", R"({"timestamp":"1970-01-01T00:00:00Z","cost_usd":1})", "?");
    json("second 0", R"({"timestamp":0,"cost_usd":1})", "?");
    python("the year 1970", "{'timestamp': '1970-01-01T00:00:00', 'cost_usd': 1}", "?");
    csv("the year 1970", "1970-01-01,faq,1,1,x", "?");
    json("the year 9999", R"({"timestamp":"9999-12-31T23:59:59Z","cost_usd":1})", "?");
    json("the last second of 9999", R"({"timestamp":253402300799,"cost_usd":1})", "?");
    python("the year 9999", "{'timestamp': '9999-12-31', 'cost_usd': 1}", "?");
    csv("the year 9999", "9999-12-31,faq,1,1,x", "?");
}

void HostileTest::oneLine()
{
    QFETCH(Form, form);
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, reason);
    const QByteArray start = (form == Form::Csv ? kHeader : QByteArray()) + good(form) + good(form);
    for (const std::size_t chunk : {std::size_t(997), outlay::ingest::kChunkBytes}) {
        Reading reading;
        reading.chunkBytes = chunk;
        reading.read(start + line + "\n" + good(form));
        QCOMPARE(reading.file().rejected, reason.isEmpty() ? 0 : 1);
        QCOMPARE(reading.file().added, reason.isEmpty() ? 4 : 3);
        if (reason.isEmpty())
            continue;
        const auto &reject = reading.report.rejects.at(0);
        QCOMPARE(reject.line, start.count('\n') + 1);
        QCOMPARE(reject.file, reading.file().path);
        QVERIFY(!reject.reason.empty());
        if (reason != "?")
            QCOMPARE(QByteArray::fromStdString(reject.reason), reason);
    }
}

void HostileTest::lineOf64MiB_data()
{
    QTest::addColumn<Form>("form");
    QTest::addColumn<bool>("isCompressed");
    QTest::newRow("JSON") << Form::Json << false;
    QTest::newRow("Python") << Form::Python << false;
    QTest::newRow("CSV") << Form::Csv << false;
    QTest::newRow("compressed JSON") << Form::Json << true;
}

void HostileTest::lineOf64MiB()
{
    QFETCH(Form, form);
    QFETCH(bool, isCompressed);
    QByteArray filling(64 * 1024 * 1024, 'x');
    std::minstd_rand random; // nothing that packs to next to nothing
    for (qsizetype i = 0; i < filling.size(); i += 4)
        filling[i] = static_cast<char>('a' + random() % 26);
    const QByteArray line = form == Form::Json ? jsonLine("\"note\":\"" + filling + "\"")
                            : form == Form::Python
                                ? "{'timestamp': '2026-05-01', 'cost_usd': 1, 'note': '" + filling + "'}\n"
                                : "2026-05-01,faq,1,1," + filling + "\n";
    const QByteArray content =
        (form == Form::Csv ? kHeader : QByteArray()) + good(form) + line + good(form) + good(form);
    Reading reading;
    reading.read(isCompressed ? compressed(content, "zstd") : content);
    QCOMPARE(reading.file().added, 3);
    QCOMPARE(reading.file().rejected, 1);
    QCOMPARE(reading.report.rejects.at(0).line, form == Form::Csv ? 3 : 2);
    QVERIFY(reading.report.rejects.at(0).reason.starts_with("the line is longer than 16 MiB"));
}

void HostileTest::lineOf500kB_data()
{
    QTest::addColumn<QByteArray>("content");
    const QByteArray filling(500'000, 'x');
    QTest::newRow("JSON") << jsonLine("\"note\":\"" + filling + "\"");
    QTest::newRow("Python") << "{'timestamp': '2026-05-01', 'cost_usd': 1, 'note': '" + filling + "'}\n";
    QTest::newRow("CSV") << kHeader + "2026-05-01,faq,1,1," + filling + "\n";
}

void HostileTest::lineOf500kB()
{
    QFETCH(QByteArray, content);
    Reading reading;
    reading.read(content);
    QCOMPARE(reading.file().added, 1);
    QCOMPARE(reading.file().rejected, 0);
}

/// A cell is a text, however much it looks like an object.
void HostileTest::deepCell()
{
    Reading reading;
    const QByteArray cell = "\"" + nested("{\"\"k\"\":", "}") + "\"";
    reading.read(kHeader + "2026-05-01,faq,1,1," + cell + "\n" + good(Form::Csv));
    QCOMPARE(reading.file().added + reading.file().rejected, 2);
    QVERIFY(reading.file().added >= 1);
}

void HostileTest::bracketsThatDoNotFit_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json :
         {R"({"":["":},"":})", R"({"a":["b":},"c":[})", R"({"a":["b":"c"}})", R"({"a":{"b"["c":}]})"})
        QTest::newRow(json) << QByteArray(json);
}

/// They lead behind the end of the text, where nothing may be read.
void HostileTest::bracketsThatDoNotFit()
{
    QFETCH(QByteArray, json);
    for (const QByteArray &content :
         {json + "\n" + jsonLine(), "{\n" + json.mid(1) + ",", "[" + json + "]"}) {
        Reading plain;
        plain.read(content);
        Reading known;
        known.options.formats = {{"known", R"({"format":"Known","fields":{"timestamp":"timestamp"}})"}};
        known.options.format = "known";
        known.read(content);
        QVERIFY(known.file().error || known.file().rejected > 0);
    }
}

QTEST_GUILESS_MAIN(HostileTest)
#include "test_hostile.moc"
