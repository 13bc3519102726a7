// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is priced apart from text: audio, images and web searches, by the book that ships.

#include "books.h"
#include "pricing/bookpricer.h"

#include <QtTest/QTest>

using namespace outlay::pricing;
namespace base = outlay::base;
using base::Part;

namespace {

/// An event with cache reads, absent if less than 0, and its parts.
struct Logged
{
    std::int64_t input = base::kAbsent;
    std::int64_t read = base::kAbsent;
    std::int64_t output = base::kAbsent;
    base::Parts parts{};

    Logged with(Part part, std::int64_t count) const
    {
        Logged more = *this;
        more.parts[static_cast<std::size_t>(part)] = count;
        return more;
    }
};

Call callOf(std::string_view provider, std::string_view model, const Logged &logged,
            std::string_view day = "2026-05-01", Tier tier = Tier::Standard)
{
    base::EventRow row;
    row.inputTokens = logged.input;
    row.cacheReadTokens = logged.read;
    row.outputTokens = logged.output;
    Call made;
    made.provider = provider;
    made.model = model;
    made.tier = tier;
    made.atUs = at(day);
    made.tokens = tokensOf(row, logged.parts);
    return made;
}

} // namespace

class TestParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void costs_data();
    void costs();
    void whatHasNoPriceIsUnpricedAndSaysWhy_data();
    void whatHasNoPriceIsUnpricedAndSaysWhy();
    void audioCountsTowardsAThreshold();
    void googleTakesThePriceOfText();
    void searchesCostTheSameInEveryTier();
    void aBookSaysThem();
    void theyAreFoundAgainAmongTheExtras();
    void anAnswerOfAGatewaysCacheCostsNothing();
    void aSessionLeftOutIsTold();
};

void TestParts::costs_data()
{
    QTest::addColumn<Call>("made");
    QTest::addColumn<qint64>("nanos");
    const Logged audio =
        Logged{1000, base::kAbsent, 300}.with(Part::InputAudio, 600).with(Part::OutputAudio, 200);
    // 400 × 2.50 + 600 × 40 + 100 × 10 + 200 × 80 = 1,000 + 24,000 + 1,000 + 16,000 millionths of a dollar
    QTest::newRow("gpt-4o-audio-preview")
        << callOf("openai", "gpt-4o-audio-preview-2024-12-17", audio) << qint64{42'000'000};
    // 400 × 2.50 + 600 × 32 + 100 × 10 + 200 × 64 = 1,000 + 19,200 + 1,000 + 12,800
    QTest::newRow("gpt-audio") << callOf("openai", "gpt-audio", audio) << qint64{34'000'000};
    // 750 × 0.30 + 250 × 1 + 100 × 2.50 = 225 + 250 + 250
    QTest::newRow("gemini-2.5-flash")
        << callOf("google", "gemini-2.5-flash", Logged{1000, base::kAbsent, 100}.with(Part::InputAudio, 250))
        << qint64{725'000};
    // Of 1,000 that went in 400 are from the cache; of the 250 of audio 100 are.
    // 450 × 0.30 + 150 × 1 + 300 × 0.03 + 100 × 0.10 + 100 × 2.50 = 135 + 150 + 9 + 10 + 250
    QTest::newRow("gemini-2.5-flash, cached")
        << callOf("google", "gemini-2.5-flash",
                  Logged{600, 400, 100}.with(Part::InputAudio, 250).with(Part::CachedAudio, 100))
        << qint64{554'000};
    // 900 of audio cannot be among 600 that are not cached, so 300 are: 600 × 1 + 100 × 0.03 + 300 × 0.10
    QTest::newRow("cached audio that the log does not tell of")
        << callOf("google", "gemini-2.5-flash", Logged{600, 400, 0}.with(Part::InputAudio, 900))
        << qint64{633'000};
    // 1,000 × 3 + 100 × 15 + 3 × 10,000 = 3,000 + 1,500 + 30,000: three searches are $0.03
    QTest::newRow("claude with three searches")
        << callOf("anthropic", "claude-sonnet-4-5",
                  Logged{1000, base::kAbsent, 100}.with(Part::WebSearches, 3))
        << qint64{34'500'000};
    // 100 × 5 + 200 × 10 + 1,000 × 40 = 500 + 2,000 + 40,000
    QTest::newRow("gpt-image-1")
        << callOf("openai", "gpt-image-1",
                  Logged{300, base::kAbsent, 1000}.with(Part::InputImage, 200).with(Part::OutputImage, 1000))
        << qint64{42'500'000};
    // 100 × 0.30 + 50 × 2.50 + 1,290 × 30 = 30 + 125 + 38,700: an image of 1,290 tokens is $0.0387
    QTest::newRow("gemini-2.5-flash-image")
        << callOf("google", "gemini-2.5-flash-image",
                  Logged{100, base::kAbsent, 1340}.with(Part::OutputImage, 1290))
        << qint64{38'855'000};
    // Images among the input of gpt-4o are tokens like text: 1,000 × 2.50 + 100 × 10
    QTest::newRow("an image that is looked at")
        << callOf("openai", "gpt-4o-2024-11-20", Logged{1000, base::kAbsent, 100}.with(Part::InputImage, 765))
        << qint64{3'500'000};
    // 10 × 1 + 100 × 1 = 110 millionths, and what the request costs that searches little, some or much
    const Logged asked{10, base::kAbsent, 100};
    QTest::newRow("a small search of sonar")
        << callOf("perplexity", "sonar", asked.with(Part::RequestsLow, 1)) << qint64{5'110'000};
    QTest::newRow("a middling one") << callOf("perplexity", "sonar", asked.with(Part::RequestsMedium, 1))
                                    << qint64{8'110'000};
    QTest::newRow("a large one") << callOf("perplexity", "sonar", asked.with(Part::RequestsHigh, 1))
                                 << qint64{12'110'000};
    // 10 × 2 + 100 × 8 + 500 × 2 + 1,000 × 3 = 4,820 and ten searches of 5,000
    QTest::newRow("deep research") << callOf("perplexity", "sonar-deep-research",
                                             asked.with(Part::CitationTokens, 500)
                                                 .with(Part::BesideReasoningTokens, 1000)
                                                 .with(Part::WebSearches, 10))
                                   << qint64{54'820'000};
    // 10 × 2 + 100 × 8 = 820 and two searches of 2,500
    QTest::newRow("files that are searched")
        << callOf("openai", "gpt-4.1", asked.with(Part::FileSearches, 2)) << qint64{5'820'000};
    // A session is not the one call's, and no list has its price: 820.
    QTest::newRow("a session of the code interpreter")
        << callOf("openai", "gpt-4.1", asked.with(Part::CodeSessions, 1)) << qint64{820'000};
    // 9 seconds at $0.36 an hour
    const Logged nothing{0, base::kAbsent, 0};
    QTest::newRow("seconds of whisper-1")
        << callOf("openai", "whisper-1", nothing.with(Part::AudioSeconds, 9)) << qint64{900'000};
    QTest::newRow("pages") << callOf("mistral", "mistral-ocr-2505-completion",
                                     nothing.with(Part::DocumentPages, 3))
                           << qint64{3'000'000};
    QTest::newRow("ranked anew") << callOf("cohere", "rerank-v3.5", nothing.with(Part::RerankSearches, 1))
                                 << qint64{2'000'000};
    QTest::newRow("images by the piece")
        << callOf("google", "imagen-4.0-fast-generate-001", nothing.with(Part::ImagesMade, 2))
        << qint64{40'000'000};
}

void TestParts::costs()
{
    QFETCH(Call, made);
    QFETCH(qint64, nanos);
    Pricer pricer(shippedBook());
    const CallCost cost = pricer.price(made);
    QVERIFY2(cost.unpriced == Unpriced::No, std::string(phrase(cost.unpriced)).c_str());
    QCOMPARE(qint64(cost.nanos), nanos);
    base::Int128 sum = 0;
    for (const CostPart &part : partsOf(made, cost))
        sum += part.picos;
    QCOMPARE(base::costOfPicos(sum)->nanos(), cost.nanos);
}

void TestParts::whatHasNoPriceIsUnpricedAndSaysWhy_data()
{
    QTest::addColumn<Call>("made");
    QTest::addColumn<QString>("why");
    const Logged plain{1000, base::kAbsent, 100};
    QTest::newRow("audio of a model for text")
        << callOf("openai", "gpt-4.1", plain.with(Part::InputAudio, 1))
        << "no list has a price for its tokens of audio, and text costs another";
    QTest::newRow("images that come out")
        << callOf("anthropic", "claude-sonnet-4-5", plain.with(Part::OutputImage, 1))
        << "no list has a price for its tokens of images, and text costs another";
    QTest::newRow("searches") << callOf("mistral", "mistral-large-latest", plain.with(Part::WebSearches, 1))
                              << "no list has a price for its web searches";
    QTest::newRow("a request whose fee is not known")
        << callOf("perplexity", "sonar", plain)
        << "each request has a fee by how much it searches, which the log does not say";
    QTest::newRow("images made") << callOf("openai", "gpt-4.1", plain.with(Part::ImagesMade, 1))
                                 << "no list has a price for the images that it made";
    QTest::newRow("seconds") << callOf("openai", "gpt-4.1", plain.with(Part::AudioSeconds, 1))
                             << "no list has a price for its seconds of audio";
    QTest::newRow("citations")
        << callOf("openai", "gpt-4.1", plain.with(Part::CitationTokens, 1))
        << "no list has a price for its citations or for its reasoning beside the output";
    QTest::newRow("files") << callOf("anthropic", "claude-sonnet-4-5", plain.with(Part::FileSearches, 1))
                           << "no list has a price for its file searches";
    QTest::newRow("pages") << callOf("openai", "gpt-4.1", plain.with(Part::DocumentPages, 1))
                           << "no list has a price for its pages";
    QTest::newRow("searches ranked anew") << callOf("openai", "gpt-4.1", plain.with(Part::RerankSearches, 1))
                                          << "no list has a price for its searches ranked anew";
    QTest::newRow("more audio than tokens")
        << callOf("openai", "gpt-audio", plain.with(Part::InputAudio, 1001))
        << "the log gives more tokens of audio or images than tokens";
}

void TestParts::whatHasNoPriceIsUnpricedAndSaysWhy()
{
    QFETCH(Call, made);
    QFETCH(QString, why);
    Pricer pricer(shippedBook());
    const CallCost cost = pricer.price(made);
    QCOMPARE(cost.nanos, base::kAbsent);
    const std::string said(phrase(cost.unpriced));
    QCOMPARE(QString::fromStdString(said), why);
}

void TestParts::audioCountsTowardsAThreshold()
{
    Pricer pricer(book(bookOf(R"({"provider": "a", "model": "m", "input": 1, "input_audio": 2, "output": 1},
        {"provider": "a", "model": "m", "above": 1000, "input": 10, "input_audio": 20, "output": 10})")));
    // 900 + 100 of audio: 900 × 1 + 100 × 2; one token of audio more: 900 × 10 + 101 × 20
    QCOMPARE(pricer.price(callOf("a", "m", Logged{1000, base::kAbsent, 0}.with(Part::InputAudio, 100))).nanos,
             std::int64_t{1'100'000});
    QCOMPARE(pricer.price(callOf("a", "m", Logged{1001, base::kAbsent, 0}.with(Part::InputAudio, 101))).nanos,
             std::int64_t{11'020'000});
}

void TestParts::googleTakesThePriceOfText()
{
    Pricer pricer(shippedBook());
    // "Input price (text, image, video, audio)": 1,000 × 1.25 + 100 × 10
    const Call made =
        callOf("google", "gemini-2.5-pro", Logged{1000, base::kAbsent, 100}.with(Part::InputAudio, 400));
    const CallCost cost = pricer.price(made);
    QCOMPARE(cost.nanos, std::int64_t{2'250'000});
    QCOMPARE(cost.rates->rates[indexOf(TokenKind::InputAudio)].basis, Basis::LikeText);
    QVERIFY(!assumption(Basis::LikeText).empty());
}

void TestParts::searchesCostTheSameInEveryTier()
{
    Pricer pricer(shippedBook());
    // Half of 4,500 for the tokens, and the whole 30,000 of three searches.
    const Logged logged = Logged{1000, base::kAbsent, 100}.with(Part::WebSearches, 3);
    QCOMPARE(pricer.price(callOf("anthropic", "claude-sonnet-4-5", logged, "2026-05-01", Tier::Batch)).nanos,
             std::int64_t{32'250'000});
}

void TestParts::aBookSaysThem()
{
    const std::string json = bookOf(
        R"({"provider": "a", "model": "m", "input": 1, "output": 2, "input_audio": 3, "cache_read_audio": 0.5,)"
        R"( "output_audio": 4, "input_image": 5, "cache_read_image": 0.6, "output_image": 7, "web_search": 10})",
        R"([{"id": "a", "like_text": ["output_image"]}])");
    const auto lists = parseBook(json, "book.json");
    QVERIFY(lists.has_value());
    const PriceRow &row = lists->front().models.front().rows.front();
    QCOMPARE(row.prices[indexOf(TokenKind::InputAudio)]->picos(), std::int64_t{3'000'000});
    QCOMPARE(row.prices[indexOf(TokenKind::WebSearch)]->picos(), std::int64_t{10'000'000'000}); // a cent each
    QCOMPARE(QByteArray::fromStdString(pricesBesideText(row.prices)),
             QByteArray(
                 "input_audio 3, cache_read_audio 0.5, output_audio 4, input_image 5, cache_read_image 0.6, "
                 "output_image 7, web_search 10 per thousand"));
    const auto again = parseBook(bookText(*lists), "again.json");
    QVERIFY(again.has_value());
    QVERIFY(*again == *lists);
    QVERIFY(!parseBook(bookOf(R"({"provider": "a", "model": "m", "input": 1})",
                              R"([{"id": "a", "like_text": ["input"]}])"),
                       "bad.json")
                 .has_value());
}

void TestParts::theyAreFoundAgainAmongTheExtras()
{
    base::Parts parts{};
    QVERIFY(!base::hasParts(parts));
    for (std::size_t i = 0; i < base::kParts; ++i)
        parts[i] = static_cast<std::int64_t>(i) + 1;
    std::string extras = "{";
    base::appendParts(parts, extras);
    extras += R"("note":"\"input_audio_tokens\":\"9\"","request_id":"web_searches"})";
    QVERIFY(base::partsIn(extras) == parts);
    QVERIFY(base::partsIn(R"({"log_web_searches":"3","request_id":"\"web_searches\":\"3\""})") ==
            base::Parts{});
    QVERIFY(base::partsIn("") == base::Parts{});
    base::Parts some{};
    some[1] = 9'223'372'036'854'775'807;
    some[base::kParts - 1] = 3;
    extras = "{";
    base::appendParts(some, extras);
    QVERIFY(base::partsIn(extras + R"("request_id":"r"})") == some);
}

void TestParts::anAnswerOfAGatewaysCacheCostsNothing()
{
    using base::FixedDimension;
    BookPricer pricer(shippedBook());
    base::Attribution cached;
    cached[FixedDimension::Provider] = "openai";
    cached[FixedDimension::Model] = "gpt-4o-2024-11-20";
    cached[FixedDimension::Cached] = "true";
    base::Attribution fresh = cached;
    fresh[FixedDimension::Cached] = "false";
    base::EventRow row;
    row.atUs = at("2026-05-01");
    row.inputTokens = 1000;
    row.outputTokens = 100;
    row.costNanos = 0;
    base::EventBatch batch;
    batch.newAttributions = {cached, fresh};
    batch.rows = {row, row, row};
    batch.rows[1].attribution = 1;
    batch.rows[2].costNanos = 3'500'000; // a provider's cache: its answer is paid for
    pricer.price(batch);
    QCOMPARE(batch.rows[0].computedNanos, std::int64_t{0});
    QCOMPARE(batch.rows[1].computedNanos, std::int64_t{3'500'000});
    QCOMPARE(batch.rows[2].computedNanos, std::int64_t{3'500'000});
}

void TestParts::aSessionLeftOutIsTold()
{
    using base::FixedDimension;
    BookPricer pricer(shippedBook());
    base::EventBatch batch;
    base::Attribution attribution;
    attribution[FixedDimension::Provider] = "openai";
    attribution[FixedDimension::Model] = "gpt-4.1";
    batch.newAttributions = {attribution};
    base::EventRow row;
    row.atUs = at("2026-05-01");
    row.inputTokens = 10;
    row.outputTokens = 100;
    row.hasParts = true;
    row.extra = 0;
    batch.extras = {R"({"code_sessions":"1"})"};
    batch.rows = {row};
    pricer.price(batch);
    QCOMPARE(batch.rows[0].computedNanos, std::int64_t{820'000}); // 10 × 2 + 100 × 8
    const auto remarks = pricer.takeRemarks();
    QCOMPARE(remarks.size(), std::size_t{1});
    QCOMPARE(remarks[0].first,
             std::string("is computed without the session of a code interpreter, whose price no list has"));
    QCOMPARE(remarks[0].second, std::int64_t{1});
    QVERIFY(pricer.takeRemarks().empty());
}

QTEST_GUILESS_MAIN(TestParts)
#include "test_parts.moc"
