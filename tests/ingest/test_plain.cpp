// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The quick reader of plain objects: what it takes is what a JSON parser says, and it takes no more.

#include <QtTest>

#include "ingest/jsonobject.h"
#include "ingest/plainobject.h"

#include <nlohmann/json.hpp>

#include <random>

using namespace outlay::ingest;

namespace {

const std::vector<std::string> kLines = {
    R"({"timestamp":"2026-05-01T16:08:32Z","feature_name":"chat","input_tokens":12,"cost_usd":1e-05})",
    R"({"timestamp": "2026-05-01T16:08:32Z", "cached": true, "model": null, "a": -0.5, "b": false})",
    R"({"feature_name":"","input_tokens":0,"a":"exactly sixteen.","b":"exactly fifteen","c":"and seventeen now"})",
    R"({ "a":"x"})",
    R"({"a":"x","a":"y","note":"a text that is a good deal longer than sixteen bytes, with {} [] : , in it"})",
};

/// Bytes that must be readable behind a text.
std::string padded(const std::string &line)
{
    return line + std::string(kPadding, '\0');
}

/// The fields as JSON, so that another parser can be asked.
nlohmann::json objectOf(const RawEvent &event, const FieldNames &names)
{
    nlohmann::json object = nlohmann::json::object();
    for (const RawField &field : event.fields) {
        nlohmann::json &value = object[names[field.name].name];
        switch (field.kind) {
        case ValueKind::Text:
            value = field.raw;
            break;
        case ValueKind::Number:
            value = nlohmann::json::parse(field.raw, nullptr, false);
            break;
        case ValueKind::True:
        case ValueKind::False:
            value = field.kind == ValueKind::True;
            break;
        case ValueKind::Null:
            value = nullptr;
            break;
        default:
            value = "a plain object has no such value";
        }
    }
    return object;
}

} // namespace

class PlainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainObjectsAreRead()
    {
        const auto map = FieldMap::costEvent();
        FieldNames names(*map);
        PlainObjectReader reader(names);
        RawEvent event;
        for (int round = 0; round < 2; ++round) { // with names that are new, and with names that are known
            for (const std::string &line : kLines) {
                const std::string text = padded(line);
                QVERIFY2(reader.read({text.data(), line.size()}, event), line.c_str());
                QCOMPARE(objectOf(event, names), nlohmann::json::parse(line));
            }
        }
    }

    void othersAreLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line : {"",
                                 "{",
                                 "{}",
                                 "[]",
                                 R"({"a":[1]})",
                                 R"({"a":{"b":1}})",
                                 R"({"a":"x\ty"})",
                                 R"({"a\u0062":1})",
                                 "{\"a\":\"caf\xC3\xA9\"}",
                                 "{\"a\":\"x\xFF\"}",
                                 "{\"a\":\"x\ty\"}",
                                 "{\"a\":\"x",
                                 R"({"a":"x"}x)",
                                 R"({"a":1,})",
                                 R"({"a":1 "b":2})",
                                 R"({"a":NaN})",
                                 R"({"a":tru})",
                                 R"({"a" 1})",
                                 R"({a:1})",
                                 R"({"a":})",
                                 R"({"a":"x"  })",
                                 R"({"a":  1})"})
            QTest::newRow(line) << QByteArray(line);
    }
    void othersAreLeftAlone()
    {
        QFETCH(QByteArray, line);
        const auto map = FieldMap::costEvent();
        FieldNames names(*map);
        PlainObjectReader reader(names);
        RawEvent event;
        const std::string text = padded(line.toStdString());
        QVERIFY(!reader.read({text.data(), static_cast<std::size_t>(line.size())}, event));
    }

    /// A changed byte here and there: what is taken is valid JSON and means what it says.
    void whatIsTakenIsJson()
    {
        const auto map = FieldMap::costEvent();
        FieldNames names(*map);
        std::mt19937 random(5);
        const std::string_view bytes = "\"\\{}[]:,. -+eE019truefalsn\t\n\x01\x7F\xC3\xA9";
        int taken = 0;
        for (int i = 0; i < 200'000; ++i) {
            std::string line = kLines[random() % kLines.size()];
            for (auto change = random() % 3; change > 0; --change)
                line[random() % line.size()] = bytes[random() % bytes.size()];
            const std::string text = padded(line);
            PlainObjectReader reader(names);
            RawEvent event;
            if (!reader.read({text.data(), line.size()}, event))
                continue;
            ++taken;
            const bool hasBadNumber =
                std::any_of(event.fields.begin(), event.fields.end(), [](const RawField &field) {
                    return field.kind == ValueKind::Number && !nlohmann::json::accept(field.raw);
                }); // of which whoever reads it says so
            if (hasBadNumber)
                continue;
            const auto parsed = nlohmann::json::parse(line, nullptr, false);
            QVERIFY2(!parsed.is_discarded(), line.c_str());
            QVERIFY2(objectOf(event, names) == parsed, line.c_str());
        }
        QVERIFY(taken > 60'000); // those that nothing was changed in, at least
    }
};

QTEST_GUILESS_MAIN(PlainTest)
#include "test_plain.moc"
