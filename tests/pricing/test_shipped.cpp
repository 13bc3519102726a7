// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QTest>

#include "books.h"
#include "pricing/bookcheck.h"
#include "pricing/shippedbook.h"

using namespace outlay;
using namespace outlay::pricing;

class TestShipped : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pricesAsOfTheirDates_data();
    void pricesAsOfTheirDates();
    void todaysListsAloneCannotPriceTheSeeds();
    void cacheOfTheSeedsModels();
    void cacheIsPricedAsOfTheSameDayAsInput();
    void longPromptsOfBedrockCostMoreWhateverTheRegion();
    void namesInTheWild_data();
    void namesInTheWild();
    void checkFindsNothingOdd();
    void bookIsItsOwnText();
};

void TestShipped::pricesAsOfTheirDates_data()
{
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<QByteArray>("tier");
    QTest::addColumn<QByteArray>("day");
    QTest::addColumn<qint64>("input");
    QTest::addColumn<qint64>("output");
    QTest::addColumn<qint64>("nanos");
    const auto row = [](const char *what, const char *model, const char *tier, const char *day, qint64 input,
                        qint64 output, qint64 nanos) {
        QTest::newRow(what) << QByteArray(model) << QByteArray(tier) << QByteArray(day) << input << output
                            << nanos;
    };
    // 1.00/5.00 $ a million until LiteLLM's list saw the cut on 2025-02-27: 1000 × 1 + 100 × 5
    row("haiku 3.5 when it was new", "claude-3-5-haiku-20241022", "", "2024-11-20", 1000, 100, 1'500'000);
    row("haiku 3.5 the day before", "claude-3-5-haiku-20241022", "", "2025-02-26", 1000, 100, 1'500'000);
    // 0.80/4.00 since: 1000 × 0.8 + 100 × 4
    row("haiku 3.5 from the cut", "claude-3-5-haiku-20241022", "", "2025-02-27", 1000, 100, 1'200'000);
    row("haiku 3.5 after it left LiteLLM's list", "claude-3-5-haiku-20241022", "", "2026-05-01", 1000, 100,
        1'200'000);
    // 3.00/15.00: 1000 × 3 + 100 × 15
    row("sonnet 3.5", "claude-3-5-sonnet-20241022", "", "2024-11-20", 1000, 100, 4'500'000);
    row("sonnet 3.5 after it left LiteLLM's list", "claude-3-5-sonnet-20241022", "", "2026-05-01", 1000, 100,
        4'500'000);
    // the seed's own first line: 2100 × 0.8 + 577 × 4 = 1680 + 2308 = 3988
    row("first line of the seed's log", "claude-3-5-haiku-20241022", "", "2026-05-01", 2100, 577, 3'988'000);
    // batches cost half: (1000 × 3 + 100 × 15) / 2
    row("sonnet 3.5 in a batch", "claude-3-5-sonnet-20241022", "batch", "2024-11-20", 1000, 100, 2'250'000);

    // 1.00/6.00 before 2026-07-30, then 0.20/1.20
    row("luna before its cut", "gpt-5.6-luna", "", "2026-07-29", 1000, 100, 1'600'000);
    row("luna from its cut", "gpt-5.6-luna", "", "2026-07-30", 1000, 100, 320'000);
    row("luna's batches before", "gpt-5.6-luna", "batch", "2026-07-29", 1000, 100, 800'000);
    row("luna's batches from the cut", "gpt-5.6-luna", "batch", "2026-07-30", 1000, 100, 160'000);
    // the cliff at 272,000: 271,999 × 0.2 = 54,399.8; 272,000 × 0.4 = 108,800
    row("luna below its threshold", "gpt-5.6-luna", "", "2026-08-01", 271'999, 0, 54'399'800);
    row("luna above its threshold", "gpt-5.6-luna", "", "2026-08-01", 272'000, 0, 108'800'000);

    // 10/40 before 2025-06-10, then 2/8
    row("o3 before its cut", "o3", "", "2025-06-09", 1000, 100, 14'000'000);
    row("o3 from its cut", "o3", "", "2025-06-10", 1000, 100, 2'800'000);
    // flex at half: 1000 × 1 + 100 × 4
    row("o3 in flex", "o3", "flex", "2026-01-01", 1000, 100, 1'400'000);
    row("o3 with priority", "o3", "priority", "2026-01-01", 1000, 100, 4'900'000); // 3.5/14

    // 5/15 until 2024-11-12, then 2.5/10
    row("gpt-4o before its cut", "gpt-4o", "", "2024-11-11", 1000, 100, 6'500'000);
    row("gpt-4o from its cut", "gpt-4o", "", "2024-11-12", 1000, 100, 3'500'000);
    // LiteLLM kept 1.5/2 for gpt-3.5-turbo until 2025-09-25 by mistake; it is 0.5/1.5
    row("a mistake that lasted is not taken over", "gpt-3.5-turbo", "", "2025-01-01", 1000, 100, 650'000);

    // 3/15 up to 200,000 tokens, then 6/22.5 for the whole call
    row("sonnet 4.5 at its threshold", "claude-sonnet-4-5-20250929", "", "2026-01-01", 200'000, 1000,
        615'000'000);
    row("sonnet 4.5 above it", "claude-sonnet-4-5-20250929", "", "2026-01-01", 200'001, 1000, 1'222'506'000);
    // opus 4.6 had a threshold until 2026-03-13: 200,001 × 10; then 200,001 × 5
    row("opus 4.6 while it had one", "claude-opus-4-6", "", "2026-03-12", 200'001, 0, 2'000'010'000);
    row("opus 4.6 since it has none", "claude-opus-4-6", "", "2026-03-13", 200'001, 0, 1'000'005'000);
    // Mistral's 2/6 is undated in genai-prices; LiteLLM dates 0.5/1.5 to 2026-03-02:
    // 1000 × 2 + 100 × 6 = 2600, then 1000 × 0.5 + 100 × 1.5 = 650
    row("mistral large before its cut", "mistral-large-latest", "", "2026-03-01", 1000, 100, 2'600'000);
    row("mistral large from its cut", "mistral-large-latest", "", "2026-03-02", 1000, 100, 650'000);
    row("a dated mistral large keeps its price", "mistral-large-2411", "", "2026-05-01", 1000, 100,
        2'600'000);
    // DeepSeek by day 0.27/1.1, dated 0.28/0.42 by LiteLLM since 2026-01-14, at all times of day:
    // 1000 × 0.27 + 100 × 1.1 = 380, then 1000 × 0.28 + 100 × 0.42 = 322
    row("deepseek before", "deepseek-chat", "", "2026-01-13T12:00:00Z", 1000, 100, 380'000);
    row("deepseek since", "deepseek-chat", "", "2026-01-14T12:00:00Z", 1000, 100, 322'000);
    // LiteLLM, 2025-10-06: 6.6/24.75 above 200,000: 250,000 × 6.6 + 100 × 24.75 = 1,650,000 + 2475
    row("a region's sonnet above its threshold", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0", "",
        "2026-05-01", 250'000, 100, 1'652'475'000);
    // below: 1000 × 3.3 + 100 × 16.5 = 3300 + 1650
    row("and below it", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0", "", "2026-05-01", 1000, 100,
        4'950'000);
    // Anthropic ended opus 4.6's on 2026-03-13: 250,000 × 11, then 250,000 × 5.5
    row("a region's opus 4.6 while it had one", "eu.anthropic.claude-opus-4-6-v1:0", "", "2026-03-12",
        250'000, 0, 2'750'000'000);
    row("a region's opus 4.6 since", "eu.anthropic.claude-opus-4-6-v1:0", "", "2026-03-13", 250'000, 0,
        1'375'000'000);
    // LiteLLM had flex (0.625/5) and priority (2.5/20) by 2025-09-22; the model is of 2025-08-07
    row("flex before a list knew it", "gpt-5", "flex", "2025-08-10", 1000, 100, 1'125'000);
    row("priority before a list knew it", "gpt-5", "priority", "2025-08-10", 1000, 100, 4'500'000);
    // 30/150, known by 2026-02-23: 1000 × 30 + 100 × 150 = 45,000
    row("fast before a list knew it", "claude-opus-4-6", "fast", "2026-02-12", 1000, 100, 45'000'000);
    row("fast by its name", "claude-opus-4-6-fast", "", "2026-02-12", 1000, 100, 45'000'000);
    row("fast in a slug", "anthropic/claude-opus-4.6", "fast", "2026-05-01", 1000, 100, 45'000'000);
    row("no list has a fast mode of it", "claude-3-5-haiku-20241022", "fast", "2026-05-01", 1000, 100,
        base::kAbsent);
    row("nor of another maker's model", "grok-4", "fast", "2026-05-01", 1000, 100, base::kAbsent);
    // batches cost half, says Google: (1000 × 0.3 + 100 × 2.5) / 2 = 275
    row("gemini in a batch", "gemini-2.5-flash", "batch", "2026-05-01", 1000, 100, 275'000);
    // LiteLLM's own rows of 3.1 pro's batches, 1/6: 1000 × 1 + 100 × 6
    row("gemini 3.1 in a batch", "gemini-3.1-pro-preview", "batch", "2026-05-01", 1000, 100, 1'600'000);

    // an increase that was announced and withdrawn: 2/10 stays
    row("sonnet 5 keeps its price", "claude-sonnet-5", "", "2026-10-01", 1000, 100, 3'000'000);
}

void TestShipped::pricesAsOfTheirDates()
{
    QFETCH(QByteArray, model);
    QFETCH(QByteArray, tier);
    QFETCH(QByteArray, day);
    QFETCH(qint64, input);
    QFETCH(qint64, output);
    QFETCH(qint64, nanos);
    static Pricer pricer(shippedBook());
    const std::string name = model.toStdString();
    Call made = call("", name, day.toStdString(), input, output);
    made.tier = tierLogged(tier.toStdString()).value();
    QCOMPARE(qint64(pricer.price(made).nanos), nanos);
}

void TestShipped::todaysListsAloneCannotPriceTheSeeds()
{
    // LiteLLM's list of today has neither model, and genai-prices has no dates for them.
    auto shipped = shippedLists();
    QVERIFY(shipped.has_value());
    std::vector<PriceList> today;
    for (const PriceList &list : *shipped) {
        if (list.name == "genai-prices")
            today.push_back(list);
    }
    QCOMPARE(today.size(), std::size_t{1});
    Pricer pricer(std::make_shared<const PriceBook>(std::move(today)));
    QCOMPARE(pricer.price(call("", "claude-3-5-haiku-20241022", "2024-11-20", 1000, 100)).nanos,
             std::int64_t{1'200'000}); // and not the 1,500,000 that it cost then
}

void TestShipped::cacheOfTheSeedsModels()
{
    Pricer pricer(shippedBook());
    Call made = call("anthropic", "claude-3-5-sonnet-20241022", "2026-05-01", 100, 50);
    made.tokens[indexOf(TokenKind::CacheRead)] = 10'000;
    made.tokens[indexOf(TokenKind::CacheWrite5m)] = 1'000;
    made.tokens[indexOf(TokenKind::CacheWrite1h)] = 2'000;
    // 100 × 3 + 10,000 × 0.3 + 1000 × 3.75 + 2000 × 6 + 50 × 15 = 300 + 3000 + 3750 + 12,000 + 750 = 19,800
    QCOMPARE(pricer.price(made).nanos, std::int64_t{19'800'000});
}

void TestShipped::cacheIsPricedAsOfTheSameDayAsInput()
{
    Pricer pricer(shippedBook());
    const auto nanos = [&pricer](const char *provider, const char *model, const char *day) {
        Call made = call(provider, model, day, 0, 0);
        made.tokens[indexOf(TokenKind::Input)] = 1000;
        made.tokens[indexOf(TokenKind::CacheRead)] = 10'000;
        made.tokens[indexOf(TokenKind::CacheWrite5m)] = 1'000;
        made.tokens[indexOf(TokenKind::CacheWrite1h)] = 2'000;
        return qint64(pricer.price(made).nanos);
    };
    // LiteLLM's history has 1.00 for input from 2024-11-05, and from 2024-11-08 also 0.10 for reads and 1.25
    // for writes: 1000 × 1 + 10,000 × 0.1 + 1000 × 1.25 + 2000 × 2 = 1000 + 1000 + 1250 + 4000 = 7250
    QCOMPARE(nanos("anthropic", "claude-3-5-haiku-20241022", "2024-11-06"), 7'250'000LL);
    QCOMPARE(nanos("anthropic", "claude-3-5-haiku-20241022", "2024-11-20"), 7'250'000LL);
    QCOMPARE(nanos("aws", "anthropic.claude-3-5-haiku-20241022-v1:0", "2024-12-20"), 7'250'000LL);
    // after the cut, genai-prices: 0.80, 0.08, 1.00 and 1.60: 800 + 800 + 1000 + 3200 = 5800
    QCOMPARE(nanos("anthropic", "claude-3-5-haiku-20241022", "2025-03-01"), 5'800'000LL);
    // claude-3-haiku, both lists on all days: 0.25, 0.03, 0.30 and 0.50: 250 + 300 + 300 + 1000 = 1850
    QCOMPARE(nanos("anthropic", "claude-3-haiku-20240307", "2024-06-01"), 1'850'000LL);
    QCOMPARE(nanos("anthropic", "claude-3-haiku-20240307", "2025-06-01"), 1'850'000LL);
}

void TestShipped::longPromptsOfBedrockCostMoreWhateverTheRegion()
{
    Pricer pricer(shippedBook());
    const auto nanos = [&pricer](const char *model, const char *day) {
        return qint64(pricer.price(call("aws", model, day, 200'001, 0)).nanos);
    };
    // 200,001 × 6.60, a tenth more than the 6 of the worldwide endpoint
    QCOMPARE(nanos("anthropic.claude-sonnet-4-5-20250929-v1:0", "2026-01-15"), 1'320'006'600LL);
    QCOMPARE(nanos("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "2026-01-15"), 1'320'006'600LL);
    QCOMPARE(nanos("global.anthropic.claude-sonnet-4-5-20250929-v1:0", "2026-01-15"), 1'200'006'000LL);
    QCOMPARE(nanos("anthropic.claude-opus-4-6-v1", "2026-02-10"), 2'200'011'000LL);
    QCOMPARE(nanos("global.anthropic.claude-opus-4-6-v1", "2026-02-10"), 2'000'010'000LL);
    // Anthropic ended its price for long prompts of these on 2026-03-13: 200,001 × 3.30
    QCOMPARE(nanos("anthropic.claude-sonnet-4-6", "2026-02-20"), 1'320'006'600LL);
    QCOMPARE(nanos("anthropic.claude-sonnet-4-6", "2026-04-01"), 660'003'300LL);
}

void TestShipped::namesInTheWild_data()
{
    QTest::addColumn<QByteArray>("provider");
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<qint64>("nanos"); ///< of a thousand input tokens on 2026-05-01; 0: unpriced
    const auto row = [](const char *provider, const char *model, qint64 nanos) {
        QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(provider), QLatin1String(model))))
            << QByteArray(provider) << QByteArray(model) << nanos;
    };
    row("anthropic", "Claude Haiku 4.5", 1'000'000);
    row("", "anthropic/claude-haiku-4.5", 1'000'000);
    row("openrouter", "anthropic/claude-haiku-4.5", 1'000'000);
    row("vertex_ai", "claude-haiku-4-5@20251001", 1'000'000);
    row("aws", "global.anthropic.claude-haiku-4-5-20251001-v1:0", 1'000'000);
    row("aws", "us.anthropic.claude-haiku-4-5-20251001-v1:0", 1'100'000); // a tenth more in one region
    row("aws",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/"
        "us.anthropic.claude-haiku-4-5-20251001-v1:0",
        1'100'000);
    row("aws", "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/ab12cd34", 0);
    row("azure", "gpt-4o", 2'500'000);
    row("azure", "prod-chat-7", 0);
    row("openai", "gpt-4o-2024-08-06", 2'500'000);
    row("google", "models/gemini-2.5-pro", 1'250'000);
    row("openrouter", "meta-llama/llama-3.3-70b-instruct:free", 0);
    row("anthropic", "claude-opus-4-6-fast", 30'000'000);
    row("anthropic", "<synthetic>", 0);
    row("", "gpt-4o", 2'500'000);
    row("openai", "no-such-model", 0);
}

void TestShipped::namesInTheWild()
{
    QFETCH(QByteArray, provider);
    QFETCH(QByteArray, model);
    QFETCH(qint64, nanos);
    static Pricer pricer(shippedBook());
    const std::string name = model.toStdString();
    const std::string by = provider.toStdString();
    const CallCost cost = pricer.price(call(by, name, "2026-05-01", 1000, 0));
    const bool isFree = model.endsWith(":free") || model.startsWith('<');
    QCOMPARE(qint64(cost.nanos), nanos == 0 && !isFree ? qint64(base::kAbsent) : nanos);
}

void TestShipped::checkFindsNothingOdd()
{
    auto shipped = shippedLists();
    QVERIFY(shipped.has_value());
    for (const std::string &sentence : checkLists(*shipped))
        QFAIL(sentence.c_str());
}

void TestShipped::bookIsItsOwnText()
{
    auto shipped = shippedLists();
    QVERIFY(shipped.has_value());
    QVERIFY(shipped->size() == 3);
    const auto again = parseBook(bookText(*shipped), "again.json");
    QVERIFY(again.has_value() && *again == *shipped);
}

QTEST_GUILESS_MAIN(TestShipped)
#include "test_shipped.moc"
