// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QTest>

#include "books.h"
#include "pricing/modelnames.h"

#include <algorithm>

using namespace outlay;
using namespace outlay::pricing;

class TestNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneModelUnderItsManyNames_data();
    void oneModelUnderItsManyNames();
    void namesThatSayNothing_data();
    void namesThatSayNothing();
    void fastModeIsNotTheModel();
    void freeVariantIsNotTheModel();
    void patterns_data();
    void patterns();
    void exactNameBeforePattern();
    void providers_data();
    void providers();
};

void TestNames::oneModelUnderItsManyNames_data()
{
    QTest::addColumn<QByteArray>("logged");
    QTest::addColumn<QByteArray>("looked");
    const auto row = [](const char *what, const char *logged, const char *looked) {
        QTest::newRow(what) << QByteArray(logged) << QByteArray(looked);
    };
    row("as it is", "claude-3-5-haiku-20241022", "claude-3-5-haiku-20241022");
    row("case and blanks around", "  GPT-4o ", "gpt-4o");
    row("date suffix", "claude-3-5-haiku-20241022", "claude-3-5-haiku");
    row("date with dashes", "gpt-4o-2024-08-06", "gpt-4o");
    row("slug", "anthropic/claude-3.5-haiku", "claude-3.5-haiku");
    row("slug of a router", "openrouter/anthropic/claude-3.5-haiku", "anthropic/claude-3.5-haiku");
    row("OpenRouter's alias", "~anthropic/claude-opus-latest", "anthropic/claude-opus-latest");
    row("OpenRouter's permaslug", "anthropic/claude-4.5-haiku-20251001", "claude-4.5-haiku");
    row("OpenRouter's variant", "anthropic/claude-3.7-sonnet:thinking", "claude-3.7-sonnet");
    row("Gemini's path", "models/gemini-2.5-pro", "gemini-2.5-pro");
    row("Vertex's path", "projects/p/locations/l/publishers/google/models/gemini-2.5-pro", "gemini-2.5-pro");
    row("Vertex's date", "claude-3-5-haiku@20241022", "claude-3-5-haiku-20241022");
    row("Vertex's default", "claude-opus-4-8@default", "claude-opus-4-8");
    row("Bedrock id", "anthropic.claude-3-5-haiku-20241022-v1:0", "claude-3-5-haiku-20241022");
    row("Bedrock region", "us.anthropic.claude-3-5-haiku-20241022-v1:0",
        "anthropic.claude-3-5-haiku-20241022-v1:0");
    row("Bedrock region, long", "apac.amazon.nova-lite-v1:0", "amazon.nova-lite-v1:0");
    row("Bedrock without revision", "anthropic.claude-opus-4-6-v1", "claude-opus-4-6");
    row("ARN of a model",
        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0",
        "claude-3-haiku-20240307");
    row("ARN of a system's inference profile",
        "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/"
        "eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "eu.anthropic.claude-sonnet-4-5-20250929-v1:0");
    row("display name", "Claude Haiku 4.5", "claude-haiku-4-5");
    row("dots for dashes", "claude-3.5-sonnet", "claude-3-5-sonnet");
    row("latest", "mistral-large-latest", "mistral-large");
    row("Google's revision", "gemini-1.5-flash-002", "gemini-1.5-flash");
    row("fine-tuned", "ft:gpt-4o-mini-2024-07-18:acme::AbC123", "ft:gpt-4o-mini-2024-07-18");
}

void TestNames::oneModelUnderItsManyNames()
{
    QFETCH(QByteArray, logged);
    QFETCH(QByteArray, looked);
    const std::vector<std::string> names = lookupNames(logged.toStdString());
    QVERIFY2(std::find(names.begin(), names.end(), looked.toStdString()) != names.end(), logged.constData());
}

void TestNames::namesThatSayNothing_data()
{
    QTest::addColumn<QByteArray>("logged");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("blanks") << QByteArray(" \t ");
    QTest::newRow("an application's inference profile")
        << QByteArray("arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/ab12cd34");
    QTest::newRow("a text as long as a book") << QByteArray(100'000, 'x');
}

void TestNames::namesThatSayNothing()
{
    QFETCH(QByteArray, logged);
    QVERIFY(lookupNames(logged.toStdString()).empty());
}

void TestNames::fastModeIsNotTheModel()
{
    // The fast mode costs six times as much: the model's own pattern must not price it.
    const std::string own =
        R"({"provider": "anthropic", "model": "claude-opus-4-6", "match": "claude-opus-4-6*",
        "input": 5, "output": 25})";
    Pricer without(book(bookOf(own)));
    QCOMPARE(without.price(call("anthropic", "claude-opus-4-6-fast", "2026-05-01", 1, 1)).unpriced,
             Unpriced::UnknownModel);
    Pricer with(book(bookOf(own + R"(, {"provider": "anthropic", "model": "claude-opus-4-6-fast", "input": 30,
        "output": 150})")));
    QCOMPARE(with.price(call("anthropic", "claude-opus-4-6-fast", "2026-05-01", 1000, 0)).nanos,
             std::int64_t{30'000'000});
    // "fast" is part of other models' names.
    Pricer grok(
        book(bookOf(R"({"provider": "x-ai", "model": "g", "match": "grok-4*", "input": 3, "output": 15})")));
    QCOMPARE(grok.price(call("x-ai", "grok-4-fast", "2026-05-01", 1000, 0)).nanos, std::int64_t{3'000'000});
}

void TestNames::freeVariantIsNotTheModel()
{
    Pricer pricer(book(bookOf(R"({"provider": "openrouter", "model": "x/y", "input": 1, "output": 2})")));
    QCOMPARE(pricer.price(call("openrouter", "x/y:free", "2026-05-01", 1000, 0)).unpriced,
             Unpriced::UnknownModel);
    QCOMPARE(pricer.price(call("openrouter", "x/y:nitro", "2026-05-01", 1000, 0)).nanos,
             std::int64_t{1'000'000});
}

void TestNames::patterns_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *pattern, const char *name, bool matches) {
        QTest::newRow(qPrintable(QStringLiteral("%1 : %2").arg(QLatin1String(pattern), QLatin1String(name))))
            << QByteArray(pattern) << QByteArray(name) << matches;
    };
    row("gpt-4o", "gpt-4o", true);
    row("gpt-4o", "gpt-4o-mini", false);
    row("GPT-4o", "gpt-4o", true);
    row("gpt-4o*", "gpt-4o-mini", true);
    row("gpt-4o*", "my-gpt-4o", false);
    row("*sonnet", "claude-sonnet", true);
    row("*sonnet", "sonnet-4", false);
    row("*nova*", "us.amazon.nova-lite", true);
    row("/^o[134]/", "o3-mini", true);
    row("/^o[134]/", "gpt-4o3", false);
    row("/^(?![^/]+/)mixtral/", "mixtral-8x7b", true);
    row("/^claude-x-\\d{8}$/", "claude-x-20260101", true);
    // Whoever tries each way to part the letters tries 2^40 of them.
    row("/(a+)+$/", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", false);
}

void TestNames::patterns()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, name);
    QFETCH(bool, matches);
    const auto parsed = NamePattern::parse(pattern.toStdString());
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->matches(name.toStdString()), matches);
    const auto again = NamePattern::parse(parsed->pattern());
    QVERIFY(again.has_value() && *again == *parsed);
}

void TestNames::exactNameBeforePattern()
{
    Pricer pricer(book(bookOf(R"(
        {"provider": "openai", "model": "family", "match": ["gpt-x*"], "input": 1, "output": 2},
        {"provider": "openai", "model": "gpt-x-pro", "input": 10, "output": 20},
        {"provider": "openai", "model": "second", "match": ["gpt*"], "input": 5, "output": 5})")));
    const auto input = [&pricer](const char *model) {
        return pricer.price(call("openai", model, "2026-05-01", 1000, 0)).nanos;
    };
    QCOMPARE(input("gpt-x-mini"), std::int64_t{1'000'000}); // of two patterns the first
    QCOMPARE(input("gpt-x-pro"), std::int64_t{10'000'000}); // its own name before any pattern
    QCOMPARE(input("gpt-y"), std::int64_t{5'000'000});
}

void TestNames::providers_data()
{
    QTest::addColumn<QByteArray>("provider");
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<QByteArray>("found");
    const auto row = [](const char *what, const char *provider, const char *model, const char *found) {
        QTest::newRow(what) << QByteArray(provider) << QByteArray(model) << QByteArray(found);
    };
    row("its own name", "anthropic", "claude-haiku-4-5", "anthropic");
    row("none named: the model tells", "", "claude-haiku-4-5", "anthropic");
    row("a gateway nobody knows: the model tells", "our-gateway", "gpt-4o", "openai");
    row("OTel's Bedrock", "aws.bedrock", "anthropic.claude-haiku-4-5-20251001-v1:0", "aws");
    row("OTel's Vertex", "gcp.vertex_ai", "gemini-2.5-pro", "google");
    row("OTel's Azure", "azure.ai.openai", "gpt-4o", "azure");
    row("LiteLLM's Azure", "azure", "gpt-4o", "azure");
    row("the maker named, but a Bedrock id", "anthropic", "us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "aws");
    row("a slug names it", "", "groq/llama-3.1-8b-instant", "groq");
    row("xAI's spellings", "xai", "grok-4", "x-ai");
    row("Mistral's spellings", "mistralai", "mistral-large-latest", "mistral");
}

void TestNames::providers()
{
    QFETCH(QByteArray, provider);
    QFETCH(QByteArray, model);
    QFETCH(QByteArray, found);
    static const auto shipped = shippedBook();
    const Found what = shipped->find(provider.toStdString(), model.toStdString());
    QCOMPARE(QByteArray::fromStdString(what.provider), found);
    QVERIFY(!what.groups.empty());
}

QTEST_GUILESS_MAIN(TestNames)
#include "test_names.moc"
