// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reading.h"

#include "ingest/pythonliteral.h"
#include "ingest/textcodec.h"

using namespace outlay::ingest;

/// Python dicts as ast.literal_eval reads them.
class PythonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void value_data();
    void value();
    void problem_data();
    void problem();
    void nesting();
    void whatIsNoUtf8IsRejectedAndTheRestImported();
};

namespace {

/// "name=value" of every field, with the kind where it is no plain text or number.
QString shown(const RawEvent &event, const FieldNames &names)
{
    QStringList fields;
    for (const RawField &field : event.fields) {
        std::string scratch;
        const auto text = textOf(field, Dialect::Python, scratch);
        QString value =
            text ? QString::fromUtf8(text->data(), static_cast<int>(text->size())) : QStringLiteral("<bad>");
        if (field.kind == ValueKind::Null)
            value = QStringLiteral("<null>");
        else if (field.kind == ValueKind::List)
            value = QStringLiteral("<list>");
        else if (field.kind == ValueKind::TooDeep)
            value = QStringLiteral("<deep>");
        fields << QString::fromStdString(names[field.name].name) + QLatin1Char('=') + value;
    }
    return fields.join(QLatin1Char('|'));
}

} // namespace

void PythonTest::value_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("fields");
    const auto row = [](const char *name, const char *text, const char *fields) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(fields);
    };
    row("empty", "{}", "");
    row("single quotes", "{'a': 'x'}", "a=x");
    row("double quotes", R"({"a": "O'Brien"})", "a=O'Brien");
    row("either quote escaped", R"({'a': 'say "hi", it\'s'})", R"(a=say "hi", it's)");
    row("newline and backslash", R"({'a': 'x\ny\\z'})", "a=x\ny\\z");
    row("hex", R"({'a': '\xe9'})", "a=é");
    row("four digits", R"({'a': '\u2028'})", "a=\xE2\x80\xA8");
    row("eight digits", R"({'a': '\U0001f600'})", "a=😀");
    row("octal", R"({'a': '\101\7z'})", "a=A\az");
    row("no escape after all", R"({'a': '\d'})", R"(a=\d)");
    row("constants", "{'a': None, 'b': True, 'c': False}", "a=<null>|b=true|c=false");
    row("integers", "{'a': 12, 'b': -3, 'c': 0}", "a=12|b=-3|c=0");
    row("floats", "{'a': 4.8e-05, 'b': 1e+16, 'c': .5}", "a=4.8e-05|b=1e+16|c=.5");
    row("list, tuple, set", "{'a': [1, 'x', [2]], 'b': (1,), 'c': {1, 2}, 'd': ()}",
        "a=<list>|b=<list>|d=<list>"); // a set has no names
    row("nested", "{'a': {'b': 1, 'c': {'d': 'x'}}, 'e': 2}", "a.b=1|a.c.d=x|e=2");
    row("too deep", "{'a': {'b': {'c': {'d': 1}}}}", "a.b.c=<deep>");
    row("bytes", "{'a': b'x'}", "a=x");
    row("blanks and a last comma", "{ 'a' : 1 , 'b':2, }", "a=1|b=2");
    row("braces in a text", "{'a': '}{', 'b': 1}", "a=}{|b=1");
    row("a number as name", "{1: 'x', 'a': 2}", "a=2");
    row("an escaped name", R"({'it\'s': 1})", "it's=1");
}

void PythonTest::value()
{
    QFETCH(QByteArray, text);
    const auto map = FieldMap::costEvent();
    FieldNames names(*map);
    PythonLiteralReader reader(names);
    RawEvent event;
    const std::string line = text.toStdString() + " rest";
    const ObjectResult result = reader.read(line, event);
    QVERIFY2(result.ok(), result.problem.c_str());
    QCOMPARE(result.end, static_cast<std::size_t>(text.size()));
    QTEST(shown(event, names), "fields");
}

void PythonTest::problem_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"",
                             "x",
                             "{",
                             "{'a'",
                             "{'a':",
                             "{'a': '",
                             "{'a': 'x",
                             "{'a': 'x\\",
                             "{'a': 'x'",
                             "{'a': 1,",
                             "{'a': [1, 2",
                             "{'a': (1",
                             "{'a': {'b': 1",
                             "{'a': [1}",
                             "{'a': 1]",
                             "{'a' 1}",
                             "{'a': 1 'b': 2}",
                             "{'a': }",
                             "{,}",
                             "{a: 1}",
                             "{'a': true}",
                             "{'a': null}",
                             "{'a': datetime.date(2026, 5, 1)}",
                             "{'a': <Tier.PRO: 1>}",
                             "{'a': x}",
                             "{'a': 'x' 'y'}"})
        QTest::newRow(text) << QByteArray(text);
}

void PythonTest::problem()
{
    QFETCH(QByteArray, text);
    const auto map = FieldMap::costEvent();
    FieldNames names(*map);
    PythonLiteralReader reader(names);
    RawEvent event;
    QVERIFY(!reader.read(text.toStdString(), event).problem.empty());
}

void PythonTest::nesting()
{
    const auto nested = [](int levels) {
        return QByteArray("{'timestamp': '2026-05-01', 'feature': 'f', 'cost': 1, 'x': ") +
               QByteArray(levels, '[') + QByteArray(levels, ']') + "}\n";
    };
    Reading reading;
    reading.read(nested(99) + nested(100) + nested(10'000));
    QCOMPARE(reading.file().added, 1);
    QCOMPARE(reading.report.rejects.at(0).reason, std::string("the dict is nested deeper than 100 levels"));
    QCOMPARE(reading.report.rejects.at(1).reason, std::string("the dict is nested deeper than 100 levels"));
}

void PythonTest::whatIsNoUtf8IsRejectedAndTheRestImported()
{
    Reading reading;
    reading.read("{'timestamp': '2026-05-01', 'cost': 1, 'feature': 'caf\xE9 \x80'}\n"
                 "{'timestamp': '2026-05-01', 'cost': 1, 'feature': 'café'}\n"
                 // Python in spite of its first quote.
                 "{\"timestamp\": \"2026-05-01\", \"cost\": 1, \"cached\": False, \"feature\": \"caf\xE9\"}\n"
                 // What a logger writes before the object is not read.
                 "caf\xE9 INFO {'timestamp': '2026-05-01', 'cost': 1, 'feature': 'chat'}\n"
                 "caf\xE9 {'no': 'event \xE9'}\n");
    QCOMPARE(reading.file().added, 2);
    QCOMPARE(reading.value("feature", 0), std::string("café"));
    QCOMPARE(reading.value("feature", 1), std::string("chat"));
    QCOMPARE(reading.file().rejected, 2);
    QCOMPARE(reading.report.rejects.at(0).line, 1);
    QCOMPARE(reading.report.rejects.at(1).line, 3);
    for (const auto &reject : reading.report.rejects)
        QVERIFY(reject.reason.starts_with("the text is not valid UTF-8; save the log as UTF-8"));
}

QTEST_GUILESS_MAIN(PythonTest)
#include "test_python.moc"
