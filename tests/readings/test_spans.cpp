// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Spans that say that a model was asked, but not what it used, are calls; and no call is counted twice.

#include "shelf.h"

using namespace outlay;
using outlay::tests::Shelf;

namespace {

struct Span
{
    QByteArray id;
    QByteArray parent;
    QByteArray attributes; ///< "name=value name=value"
    int code = 0;
    QByteArray model = "gpt-4o";
};

QByteArray attribute(const QByteArray &name, const QByteArray &value)
{
    return R"({"key":")" + name + R"(","value":{"stringValue":")" + value + "\"}}";
}

QByteArray text(const Span &span)
{
    QByteArrayList attributes;
    if (!span.model.isEmpty())
        attributes.append(attribute("gen_ai.request.model", span.model));
    for (const QByteArray &pair : span.attributes.split(' ')) {
        if (const auto at = pair.indexOf('='); at > 0)
            attributes.append(attribute(pair.left(at), pair.mid(at + 1)));
    }
    return R"({"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":")" + span.id + R"(","parentSpanId":")" +
           span.parent +
           R"(","name":"s","startTimeUnixNano":"1777622400000000000",)"
           R"("endTimeUnixNano":"1777622401000000000","attributes":[)" +
           attributes.join(',') + R"(],"status":{"code":)" + QByteArray::number(span.code) + "}}";
}

QByteArray trace(const QList<Span> &spans)
{
    QByteArrayList texts;
    for (const Span &span : spans)
        texts.append(text(span));
    return R"({"resourceSpans":[{"resource":{"attributes":[]},"scopeSpans":[{"scope":{},"spans":[)" +
           texts.join(',') + "]}]}]}\n";
}

const QByteArray kChat = "gen_ai.operation.name=chat";
const QByteArray kUsage = kChat + " gen_ai.usage.input_tokens=5 gen_ai.usage.output_tokens=7";
const QByteArray kAgentUsage =
    "gen_ai.operation.name=invoke_agent gen_ai.usage.input_tokens=5 gen_ai.usage.output_tokens=7";
const QByteArray kLlm = "openinference.span.kind=LLM";

} // namespace

class SpansTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsAndThoseWithoutUsage_data();
    void callsAndThoseWithoutUsage();
};

void SpansTest::callsAndThoseWithoutUsage_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<int>("calls");
    QTest::addColumn<int>("missing");
    for (const char *operation : {"chat", "text_completion", "generate_content", "embeddings"})
        QTest::addRow("operation %s", operation)
            << trace({{"a1", "", "gen_ai.operation.name=" + QByteArray(operation)}}) << 1 << 1;
    for (const char *operation : {"invoke_agent", "execute_tool", "create_agent"})
        QTest::addRow("operation %s", operation)
            << trace({{"a1", "", "gen_ai.operation.name=" + QByteArray(operation)}}) << 0 << 0;
    QTest::newRow("OpenInference LLM") << trace({{"a1", "", kLlm}}) << 1 << 1;
    QTest::newRow("OpenInference chain") << trace({{"a1", "", "openinference.span.kind=CHAIN"}}) << 0 << 0;
    QTest::newRow("OpenLLMetry") << trace({{"a1", "", "llm.request.type=chat"}}) << 1 << 1;
    QTest::newRow("Vercel, the inner")
        << trace({{"a1", "", "ai.operationId=ai.streamText.doStream"}}) << 1 << 1;
    QTest::newRow("Vercel, the outer") << trace({{"a1", "", "ai.operationId=ai.streamText"}}) << 0 << 0;
    QTest::newRow("with usage") << trace({{"a1", "", kUsage}}) << 1 << 0;
    QTest::newRow("a failed one") << trace({{"a1", "", kChat, 2}}) << 1 << 1;
    QTest::newRow("a parent of what has usage") << trace({{"a1", "", kLlm}, {"a2", "a1", kUsage}}) << 1 << 0;
    QTest::newRow("its child comes first") << trace({{"a2", "a1", kUsage}, {"a1", "", kLlm}}) << 1 << 0;
    QTest::newRow("a tool stands between")
        << trace({{"a1", "", kLlm}, {"a3", "a1", "", 0, ""}, {"a2", "a3", kUsage}}) << 1 << 0;
    QTest::newRow("one call by two instrumentations")
        << trace({{"a1", "", kLlm}, {"a2", "a1", kChat}}) << 1 << 1;
    QTest::newRow("the parent says it for its children")
        << trace({{"a1", "", kAgentUsage}, {"a2", "a1", kChat}, {"a3", "a1", kChat}}) << 1 << 0;
    QTest::newRow("a brother says what it used, the parent repeats it")
        << trace({{"a1", "", kAgentUsage}, {"a2", "a1", kUsage}, {"a3", "a1", kChat}}) << 2 << 1;
    QTest::newRow("brothers") << trace({{"a2", "a1", kChat}, {"a3", "a1", kChat}}) << 2 << 2;
    QTest::newRow("a failed attempt and its success")
        << trace({{"a1", "", kLlm}, {"a2", "a1", kChat, 2}, {"a3", "a1", kUsage}}) << 2 << 1;
    QTest::newRow("a failure by two instrumentations")
        << trace({{"a1", "", kLlm, 2}, {"a2", "a1", kChat, 2}}) << 1 << 1;
    QTest::newRow("over two lines") << trace({{"a2", "a1", kUsage}}) + trace({{"a1", "", kLlm}}) << 1 << 0;
}

void SpansTest::callsAndThoseWithoutUsage()
{
    QFETCH(QByteArray, log);
    QFETCH(int, calls);
    QFETCH(int, missing);
    Shelf shelf;
    const base::FileReport report = shelf.import(QStringLiteral("otlp.jsonl"), log);
    QCOMPARE(shelf.calls(), static_cast<std::size_t>(calls));
    QCOMPARE(report.missingUsage, std::int64_t{missing});
    QCOMPARE(report.rejected, std::int64_t{0});
    QVERIFY(shelf.isSound());
}

QTEST_GUILESS_MAIN(SpansTest)
#include "test_spans.moc"
