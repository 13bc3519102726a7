// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lines that are read by their shape: what is taken is what the reader of all lines reads, and a log comes to
// the same whether its lines are read one after another or each as if it were the first.

#include <QtTest>

#include "ingest/csvreader.h"
#include "ingest/jsonobject.h"
#include "ingest/linereader.h"
#include "ingest/lineshapes.h"
#include "ingest/pythonliteral.h"

#include <random>
#include <set>

using namespace outlay;
using namespace outlay::ingest;

namespace {

using Random = std::mt19937;

/// Bytes that must be readable behind a text: those of whatever was there before.
std::string padded(const std::string &text)
{
    return text + std::string(kPadding, '7');
}

/// The fields as text, one a line: kind, name, value.
std::string shownFields(const RawEvent &event, const FieldNames &names)
{
    std::string text = event.dialect == Dialect::Json ? "json\n" : "python\n";
    for (const RawField &field : event.fields)
        text += std::to_string(static_cast<int>(field.kind)) + " " + names[field.name].name + "=" +
                std::string(field.raw) + "\n";
    return text;
}

/// A reader of shapes that has learned lines as the readers of all lines read them.
class Learned
{
public:
    void learn(const std::string &line)
    {
        const std::string text = padded(line + "\n");
        const std::size_t brace = text.find('{');
        const std::size_t size = line.rfind('}') + 1 - brace;
        RawEvent event;
        const bool isPython = text.find('\'') != std::string::npos;
        const auto result = isPython ? PythonLiteralReader(names).read({text.data() + brace, size}, event)
                                     : JsonObjectReader(names).read({text.data() + brace, size}, event);
        QVERIFY2(result.ok(), line.c_str());
        lastFields = shownFields(event, names);
        shapes.learn({text.data(), line.size() + 1}, text.data() + brace, event, true);
    }

    bool reads(std::string_view data, RawEvent &event)
    {
        LineShapes::Line line;
        return shapes.read(data, event, line);
    }

    FieldMap map = FieldMap::costEvent().value();
    FieldNames names{map};
    LineShapes shapes{names};
    std::string lastFields;
};

/// What a log comes to.
struct Outcome
{
    FieldMap map = FieldMap::costEvent().value();
    FieldNames names{map};
    RowBuilder rows{map, names, {}};
    Tally tally{"log"};

    std::vector<std::string> rejects() const
    {
        std::vector<std::string> list;
        for (const base::Reject &reject : tally.rejects())
            list.push_back(std::to_string(reject.line) + ": " + reject.reason + " | " + reject.excerpt);
        return list;
    }

    std::vector<std::string> assumptions() const
    {
        std::vector<std::string> list;
        for (const base::Assumption &assumption : rows.assumptions())
            list.push_back(std::to_string(assumption.events) + " " + assumption.text);
        return list;
    }
};

void compare(Outcome &a, Outcome &b)
{
    QCOMPARE(a.rejects(), b.rejects());
    QCOMPARE(a.assumptions(), b.assumptions());
    QCOMPARE(a.tally.notEvents(), b.tally.notEvents());
    QCOMPARE(a.tally.events(Form::JsonLines), b.tally.events(Form::JsonLines));
    QCOMPARE(a.tally.events(Form::PythonLog), b.tally.events(Form::PythonLog));
    QCOMPARE(a.tally.events(Form::Csv), b.tally.events(Form::Csv));
    QCOMPARE(a.rows.redactions(), b.rows.redactions());
    QCOMPARE(a.rows.missingUsage(), b.rows.missingUsage());
    QVERIFY(a.rows.batch().newAttributions == b.rows.batch().newAttributions);
    QVERIFY(a.rows.batch().extras == b.rows.batch().extras);
    QVERIFY(a.rows.batch().rows == b.rows.batch().rows);
}

void consume(Reader &reader, const std::string &text, bool atEnd = false)
{
    const std::string bytes = padded(text);
    const std::size_t used = reader.consume(std::string_view(bytes).substr(0, text.size()), atEnd);
    QCOMPARE(used, text.size());
}

std::string oneOf(Random &random, const std::vector<std::string> &list)
{
    return list[random() % list.size()];
}

bool isSeldom(Random &random, unsigned oneIn)
{
    return random() % oneIn == 0;
}

std::string number(Random &random, bool isWhole = true)
{
    if (isSeldom(random, 80))
        return oneOf(random, {"0", "007", "-3", "1e3", "12abc", "1.", ".5", "0.0", "1234567890123456789",
                              "5.0", "1-2", "99999999999999999999", "1.5.5", "+4", "1E+2", "-0", "1_000",
                              "0.12345678901234567"});
    return std::to_string(random() % 100'000) +
           (!isWhole && isSeldom(random, 2) ? "." + std::to_string(random() % 100'000) : "");
}

/// One line of a log, of which most are alike.
std::string line(Random &random, bool isPython)
{
    const std::string quote = isPython ? "'" : "\"";
    const std::string blank = isPython ? " " : "";
    const auto text = [&](const std::string &value) {
        if (isSeldom(random, 90))
            return isPython ? std::string("None") : std::string("null");
        if (isSeldom(random, 120))
            return oneOf(random, {"\"a\\u0062\"", "'it\\'s'", "\"O'Brien\"", "[1, 2]", "{\"a\": 1}",
                                  "\"caf\xC3\xA9\"", "\"\xFF\"", "\"a\tb\"", "true", "True", "\"\"", "NaN",
                                  "\"sk-ant-api03-abcdefghijklmnopqrstuv\"",
                                  quote + std::string(300, 'x') + quote, "bare", "\" padded \""});
        return quote + value + quote;
    };
    const auto day = std::to_string(10 + random() % 18);
    std::vector<std::pair<std::string, std::string>> fields = {
        {"timestamp", text("2026-05-" + day + "T16:08:" + std::to_string(10 + random() % 50) +
                           oneOf(random, {".384Z", "Z", "", ".1234567Z", "+02:00"}))},
        {"feature_name",
         text(oneOf(random, {"chat", "faq", "semantic_search_rerank_with_a_long_name_beyond_32"}))},
        {"user_id", text("u-" + std::to_string(random() % 50))},
        {"model", text(oneOf(random, {"gpt-4o", "claude-sonnet-4-20250514"}))},
        {"input_tokens", isSeldom(random, 30) ? text("12") : number(random)},
        {"output_tokens", number(random)},
        {"cost_usd", isSeldom(random, 30) ? text("$1.50") : number(random, false)}};
    const auto truth =
        isPython ? oneOf(random, {"True", "False", "None"}) : oneOf(random, {"true", "false", "null"});
    if (!isSeldom(random, 3))
        fields.insert(fields.begin() + 4, {"cached", truth});
    if (!isSeldom(random, 3))
        fields.emplace_back("latency_ms", number(random, false));
    if (isSeldom(random, 4))
        fields.emplace_back("region", text(oneOf(random, {"eu", "us"})));
    if (isSeldom(random, 4)) // too many to be a dimension for long
        fields.emplace_back("place", text("p" + std::to_string(random() % 3000)));
    if (isSeldom(random, 5))
        fields.emplace_back("request_id", text("r" + std::to_string(random())));
    if (isSeldom(random, 30))
        fields.emplace_back("prompt", oneOf(random, {text("what is it?"), "1-2"}));
    if (isSeldom(random, 40))
        std::shuffle(fields.begin(), fields.end(), random);
    if (isSeldom(random, 40))
        fields.push_back(fields[random() % fields.size()]);
    if (isSeldom(random, 40))
        fields.resize(2);
    std::string object = "{";
    for (const auto &[name, value] : fields) {
        object += object.size() > 1 ? "," + blank : "";
        object += quote + name + quote + ":" + blank + value;
    }
    object += isSeldom(random, 50) ? "" : "}";
    const auto prefix =
        isSeldom(random, 15) ? oneOf(random, {"INFO:root:", " ", "[", "{} ", "2026-05-01 12:00:00 "}) : "";
    const auto rest =
        isSeldom(random, 15) ? oneOf(random, {"\r", ",", " ", ",\r", "]", " and more", "\t,"}) : "";
    std::string all = prefix + object + rest;
    if (isSeldom(random, 60))
        all[random() % all.size()] = "\"\\{}[]:,. -+eE019truefalsn\t\x01\x7F\xC3\xA9"[random() % 30];
    return isSeldom(random, 80) ? oneOf(random, {"", "\r", "  ", "no object", "{}", "{"}) : all;
}

/// A record of a table, of which most are alike.
std::string record(Random &random)
{
    const auto cell = [&](const std::string &value) {
        return isSeldom(random, 30)
                   ? oneOf(random, {"", "\"a \"\"b\"\"\"", "\"x,y\"", "\"two\nlines\"", "\xFF", "a\"b",
                                    std::string(300, 'x'), " ", "\"closed\"x", "$1.5", "1,5"})
                   : value;
    };
    std::string all = cell("2026-05-09T16:08:32Z") + "," + cell(oneOf(random, {"chat", "faq"})) + "," +
                      cell("gpt-4o") + "," + cell(number(random)) + "," + cell(number(random)) + "," +
                      cell(number(random)) + "," + cell("p" + std::to_string(random() % 3000));
    all += isSeldom(random, 40) ? ",one more" : isSeldom(random, 10) ? "\r" : "";
    return isSeldom(random, 80) ? oneOf(random, {"", "\r", ",,,,,,"}) : all;
}

} // namespace

class ShapesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesOfAShapeAreRead_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        const auto row = [](const char *name, const char *first, const char *second) {
            QTest::newRow(name) << QString::fromLatin1(first) << QString::fromLatin1(second);
        };
        row("texts and numbers", R"({"model":"a","input_tokens":1})",
            R"({"model":"bcd","input_tokens":20.5})");
        row("longer than 16 and 32 bytes", R"({"a_name_of_more_than_thirty_two_bytes":"x","b":1})",
            R"({"a_name_of_more_than_thirty_two_bytes":"a text that is longer than that","b":1})");
        row("numbers of all forms", R"({"a":1,"b":2,"c":3})",
            R"({"a":-1,"b":0.25e-05,"c":12345678901234567890})");
        row("a word and another, or a number", R"({"a":true,"b":1})", R"({"a":false,"b":true})");
        row("null", R"({"a":null,"b":1})", R"({"a":null,"b":2})");
        row("empty text", R"({"a":"x"})", R"({"a":""})");
        row("blanks", R"({"a": "x", "b": 1})", R"({"a": "y", "b": 2})");
        row("prefix", R"(INFO:root:{"a":1})", R"(INFO:root:{"a":2})");
        row("in an array", R"({"a":1},)", R"({"a":2},)");
        row("carriage return", "{\"a\":1}\r", "{\"a\":2}\r");
        row("Python", "{'a': 'x', 'b': True, 'c': None}", "{'a': 'say \"y\"', 'b': 1e-05, 'c': None}");
        row("text with braces", R"({"a":"x","b":1})", R"({"a":"{b}: [1], ","b":1})");
    }
    void linesOfAShapeAreRead()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        Learned learned;
        learned.learn(first.toStdString());
        const std::string text = second.toStdString() + "\n";
        const std::string bytes = padded(text + "another line");
        RawEvent event;
        LineShapes::Line read;
        QVERIFY(learned.shapes.read({bytes.data(), bytes.size() - kPadding}, event, read));
        QCOMPARE(read.size, text.size());
        QCOMPARE(read.objectBegin, text.find('{'));
        QCOMPARE(read.objectSize, text.rfind('}') + 1 - text.find('{'));
        QVERIFY(read.saysUsage);
        QVERIFY(event.shape != 0);
        learned.learn(second.toStdString());
        QCOMPARE(shownFields(event, learned.names), learned.lastFields);
    }

    void othersAreLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line : {"",
                                 "\n",
                                 "{\"a\":\"x\",\"b\":1}",
                                 "{\"a\":\"x\",\"b\":1} \n",
                                 "{\"a\":\"x\",\"b\":1}}\n",
                                 "{\"a\":\"x\",\"b\":1,\"c\":1}\n",
                                 "{\"a\":\"x\"}\n",
                                 "{\"b\":1,\"a\":\"x\"}\n",
                                 "{\"a\":1,\"b\":1}\n",
                                 "{\"a\":null,\"b\":1}\n",
                                 "{\"a\":\"x\",\"b\":null}\n",
                                 "{\"a\":\"x\",\"b\":True}\n",
                                 "{\"a\":\"x\",\"b\":truex}\n",
                                 "{\"a\":\"x\",\"b\":\"1\"}\n",
                                 "{\"a\":\"x\",\"b\":01}\n",
                                 "{\"a\":\"x\",\"b\":1.}\n",
                                 "{\"a\":\"x\",\"b\":.5}\n",
                                 "{\"a\":\"x\",\"b\":+1}\n",
                                 "{\"a\":\"x\",\"b\":-}\n",
                                 "{\"a\":\"x\",\"b\":1e}\n",
                                 "{\"a\":\"x\",\"b\":}\n",
                                 "{\"a\":\"x\",\"b\":NaN}\n",
                                 "{\"a\":\"x\",\"b\":[1]}\n",
                                 "{\"a\":\"x\\n\",\"b\":1}\n",
                                 "{\"a\":\"x\ty\",\"b\":1}\n",
                                 "{\"a\":\"caf\xC3\xA9\",\"b\":1}\n",
                                 "{\"a\":\"x\xFF\",\"b\":1}\n",
                                 "{\"a\":\"x\n\",\"b\":1}\n",
                                 "{'a':'x','b':1}\n"})
            QTest::newRow(line) << QByteArray(line);
        QTest::newRow("long text") << QByteArray("{\"a\":\"" + QByteArray(257, 'x') + "\",\"b\":1}\n");
    }
    void othersAreLeftAlone()
    {
        QFETCH(QByteArray, line);
        Learned learned;
        learned.learn(R"({"a":"x","b":1})");
        const std::string bytes = padded(line.toStdString());
        RawEvent event;
        QVERIFY(!learned.reads({bytes.data(), static_cast<std::size_t>(line.size())}, event));
    }

    void textsOf256BytesAreRead()
    {
        Learned learned;
        learned.learn(R"({"a":"x"})");
        const std::string bytes = padded("{\"a\":\"" + std::string(256, 'x') + "\"}\n");
        RawEvent event;
        QVERIFY(learned.reads({bytes.data(), bytes.size() - kPadding}, event));
    }

    /// Behind the data stands what is left of earlier ones.
    void lineThatEndsBehindTheDataIsLeftAlone()
    {
        const std::string line = R"({"a":"x","b":12.5,"c":true,"d":null,"e":"a text of more than 16 bytes"})";
        const std::string bytes = padded(line + "\n" + line + "\n");
        for (std::size_t size = 0; size <= line.size(); ++size) {
            Learned learned;
            learned.learn(line);
            RawEvent event;
            QVERIFY2(!learned.reads({bytes.data(), size}, event), std::to_string(size).c_str());
        }
    }

    /// What is not the same in lines of one shape but not of another.
    void shapesAreToldApart()
    {
        Learned learned;
        const std::vector<std::string> lines = {R"({"a":1,"b":"x"})",          R"({"a":null,"b":"x"})",
                                                R"({"a":"1","b":"x"})",        R"({"a":1,"b":"x","c":1})",
                                                R"({"a":1,"b":"x","c":null})", R"({"b":"x"})"};
        for (const std::string &line : lines)
            learned.learn(line);
        std::set<std::uint64_t> numbers;
        for (const std::string &line : lines) {
            const std::string bytes = padded(line + "\n");
            RawEvent event;
            QVERIFY2(learned.reads({bytes.data(), line.size() + 1}, event), line.c_str());
            numbers.insert(event.shape);
        }
        QCOMPARE(numbers.size(), lines.size());
    }

    /// A log of lines that are never alike costs no memory, and shapes are learned again after it.
    void shapesAreLearnedAnew()
    {
        Learned learned;
        for (int i = 0; i < 10'000; ++i)
            learned.learn("{\"a" + std::to_string(i % 3000) + "\":1}");
        learned.learn(R"({"z":1})");
        const std::string bytes = padded("{\"z\":2}\n");
        RawEvent event;
        bool isRead = false;
        for (int i = 0; i < 50'000 && !isRead; ++i) {
            learned.learn(R"({"z":1})");
            isRead = learned.reads({bytes.data(), 8}, event);
        }
        QVERIFY(isRead);
    }

    void lineReaderReadsRandomLogsAlike_data()
    {
        QTest::addColumn<int>("python"); // in so many of a hundred lines
        QTest::newRow("JSON") << 0;
        QTest::newRow("Python") << 100;
        QTest::newRow("both") << 50;
    }
    void lineReaderReadsRandomLogsAlike()
    {
        QFETCH(int, python);
        Random random(static_cast<unsigned>(python) + 3);
        Outcome together;
        Outcome each;
        LineReader reader(together.map, together.names, together.rows, together.tally, 0);
        together.rows.beginFile("log");
        each.rows.beginFile("log");
        std::string text;
        for (int i = 0; i < 30'000; ++i) {
            const std::string one = line(random, static_cast<int>(random() % 100) < python) + "\n";
            LineReader fresh(each.map, each.names, each.rows, each.tally, i);
            consume(fresh, one);
            text += one;
            if (isSeldom(random, 100)) {
                consume(reader, text);
                text.clear();
            }
        }
        consume(reader, text);
        QCOMPARE(reader.lines(), 30'000);
        compare(together, each);
        QVERIFY2(together.tally.events() > 15'000, std::to_string(together.tally.events()).c_str());
        QVERIFY(together.tally.rejected() > 1'000);
    }

    void csvReaderReadsRandomTablesAlike()
    {
        Random random(11);
        const std::string header = "timestamp,feature_name,model,input_tokens,output_tokens,cost_usd,place";
        Outcome together;
        Outcome each;
        together.rows.beginFile("log");
        each.rows.beginFile("log");
        CsvReader reader(header, ',', false, together.names, together.rows, together.tally, 0);
        std::int64_t lines = 0;
        for (int i = 0; i < 30'000; ++i) {
            const std::string one = record(random) + "\n";
            CsvReader fresh(header, ',', false, each.names, each.rows, each.tally, lines);
            consume(fresh, one, true);
            consume(reader, one, true);
            lines = fresh.lines();
            QCOMPARE(reader.lines(), lines);
        }
        compare(together, each);
        QVERIFY2(together.tally.events() > 15'000, std::to_string(together.tally.events()).c_str());
        QVERIFY(together.tally.rejected() > 1'000);
    }
};

QTEST_GUILESS_MAIN(ShapesTest)
#include "test_shapes.moc"
