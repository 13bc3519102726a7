// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QTest>

#include "books.h"
#include "pricing/bookcheck.h"

using namespace outlay;
using namespace outlay::pricing;

namespace {

/// The prices of a published list alone.
std::shared_ptr<const PriceBook> published(const char *json, std::vector<std::string> *leftOut = nullptr)
{
    auto read = parsePrices(json, "list.json");
    if (!read)
        qFatal("%s", base::sentence(read.error()).c_str());
    if (leftOut != nullptr)
        *leftOut = read->front().leftOut;
    std::vector<PriceList> lists;
    lists.push_back(std::move(read->front().list));
    return std::make_shared<const PriceBook>(std::move(lists));
}

std::string refusal(const std::string &json)
{
    const auto read = parsePrices(json, "book.json");
    return read ? std::string() : base::sentence(read.error());
}

/// With one of each of what is no text, and two searches.
Call besideText(Call made)
{
    for (const TokenKind kind : {TokenKind::InputAudio, TokenKind::CacheReadAudio, TokenKind::OutputAudio,
                                 TokenKind::InputImage, TokenKind::CacheReadImage, TokenKind::OutputImage})
        made.tokens[indexOf(kind)] = 1;
    made.tokens[indexOf(TokenKind::WebSearch)] = 2;
    return made;
}

} // namespace

class TestLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bookIsWrittenAsItIsRead();
    void badBooksAreRefusedWithTheirPlace_data();
    void badBooksAreRefusedWithTheirPlace();
    void genaiPrices();
    void genaiHistory();
    void genaiTimesOfDayBelongToTheDateBefore();
    void genaiNamesWhatItLeavesOut();
    void liteLlm();
    void liteLlmByThePiece();
    void liteLlmTiersAndThresholds();
    void liteLlmTieredPricing();
    void liteLlmLeavesOut();
    void liteLlmRefusesNumbersEntryByEntry();
    void liteLlmWritesOfGeminiAboveAThresholdAreReads();
    void whatHasNoPriceIsCounted();
    void checkFindsGapsAndOverlaps();
};

void TestLists::bookIsWrittenAsItIsRead()
{
    const auto lists = parseBook(
        bookOf(
            R"(
        {"provider": "openai", "model": "gpt-x", "match": ["gpt-x", "gpt-x-*", "/^gx\\d$/", {"all": ["*a*", "*b"]}],
         "names": ["GPT X"], "tier": "batch", "from": "2026-01-01", "to": "2026-02-01", "between": ["00:30", "16:30:15"],
         "above": 200000, "input": 0.0028, "cache_read": 0, "cache_write_5m": 1.25, "cache_write_1h": 2, "output": 10.5,
         "note": "by \"contract\""})",
            R"([{"id": "azure", "names": ["azure*"], "models": "gpt*", "fallback": ["openai"], "batch": 0.5}])"),
        "book.json");
    QVERIFY(lists.has_value());
    const std::string text = bookText(*lists);
    const auto again = parseBook(text, "again.json");
    QVERIFY2(again.has_value(), text.c_str());
    QVERIFY(*again == *lists);
    QCOMPARE(QByteArray::fromStdString(bookText(*again)), QByteArray::fromStdString(text));
}

void TestLists::badBooksAreRefusedWithTheirPlace_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("says");
    const auto bad = [](const char *what, const std::string &json, const char *says) {
        QTest::newRow(what) << QByteArray::fromStdString(json) << QByteArray(says);
    };
    bad("no JSON, with its line", "{\n\"format\": \"outlay-prices\",\n oops}",
        "book.json, line 3: is no valid JSON");
    bad("no JSON, with its column", "{\n\"format\": \"outlay-prices\",\n oops}", "at column 2");
    bad("a number beyond all numbers", bookOf(R"({"provider": "a", "model": "b", "input": 1e400})"),
        "book.json, line 1: list 1, row 1 (a b): \"input\" is no price in dollars a million tokens: "
        "\"1e400\"");
    bad("a price that would be rounded to nothing",
        bookOf(R"({"provider": "a", "model": "b", "input": 1e-10})"), "\"1e-10\"; write a number such as");
    bad("the line of the entry",
        bookOf("\n{\"provider\": \"a\", \"model\": \"b\",\n\"input\": 1},\n{\"provider\": \"a\",\n"
               "\"model\": \"c\",\n\"inptu\":\n1}"),
        "book.json, line 7: list 1, row 2 (a c): a row has no \"inptu\"");
    bad("the line of a row that lacks something",
        bookOf("\n{\"provider\": \"a\", \"model\": \"b\",\n\"input\": 1},\n{\"provider\": \"a\"}"),
        "book.json, line 4: list 1, row 2 (a ): a row needs");
    bad("the line of a provider",
        bookOf(R"({"provider": "a", "model": "b", "input": 1})", "[\n{\"idd\": 1}]"),
        "book.json, line 2: list 1, provider 1: a provider has no \"idd\"");
    bad("nested too deep", std::string(10'000, '['), "book.json, line 1: is nested too deep");
    bad("neither list nor book", "[]", "has no price that Outlay understands");
    bad("nothing", "", "book.json, line 1: is no valid JSON");
    bad("of a later Outlay", R"({"format": "outlay-prices", "version": 2, "lists": []})", "does not read");
    bad("a row without a model", bookOf(R"({"provider": "a", "input": 1})"),
        "list 1, row 1 (a ): a row needs \"provider\" and \"model\"");
    bad("a row without a price", bookOf(R"({"provider": "a", "model": "b"})"),
        "row 1 (a b): a row needs a price");
    bad("a word that rows do not have", bookOf(R"({"provider": "a", "model": "b", "inputs": 1})"),
        "row 1 (a b): a row has no \"inputs\"");
    bad("a price twice", bookOf(R"({"provider": "a", "model": "b", "input": 1, "input": 2})"),
        "says \"input\" twice");
    bad("a negative price", bookOf(R"({"provider": "a", "model": "b", "input": -1})"),
        "\"input\" is no price");
    bad("a day that does not exist",
        bookOf(R"({"provider": "a", "model": "b", "from": "2026-02-30", "input": 1})"),
        "\"2026-02-30\" is no day");
    bad("an end before the beginning",
        bookOf(R"({"provider": "a", "model": "b", "from": "2026-02-02", "to": "2026-02-02", "input": 1})"),
        "must be after \"from\"");
    bad("a tier that is none", bookOf(R"({"provider": "a", "model": "b", "tier": "cheap", "input": 1})"),
        "\"cheap\" is no tier");
    bad("no regular expression", bookOf(R"({"provider": "a", "model": "b", "match": "/(/", "input": 1})"),
        "is no regular expression");
    bad("two minds about its patterns", bookOf(R"({"provider": "a", "model": "b", "match": "x*", "input": 1},
        {"provider": "a", "model": "b", "tier": "batch", "match": "y*", "input": 1})"),
        "row 2 (a b): the model has other patterns");
}

void TestLists::badBooksAreRefusedWithTheirPlace()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, says);
    const std::string sentence = refusal(json.toStdString());
    QVERIFY2(QByteArray::fromStdString(sentence).contains(says), sentence.c_str());
}

void TestLists::genaiPrices()
{
    Pricer pricer(published(R"([{"id": "anthropic", "name": "Anthropic", "api_pattern": "x",
        "provider_match": {"contains": "anthropic"}, "model_match": {"contains": "claude"},
        "models": [{"id": "claude-sonnet-4-5", "name": "Claude Sonnet 4.5",
          "match": {"or": [{"starts_with": "claude-sonnet-4-5"}, {"and": [{"contains": "sonnet"}, {"ends_with": "4.5"}]}]},
          "prices": {"input_mtok": {"base": 3, "tiers": [{"start": 200000, "price": 6}]},
                     "cache_write_mtok": {"base": 3.75, "tiers": [{"start": 200000, "price": 7.5}]},
                     "cache_read_mtok": {"base": 0.3, "tiers": [{"start": 200000, "price": 0.6}]},
                     "output_mtok": {"base": 15, "tiers": [{"start": 200000, "price": 22.5}]},
                     "input_audio_mtok": 6, "cache_audio_read_mtok": 0.6, "output_audio_mtok": 30,
                     "input_image_mtok": 4, "cache_image_read_mtok": 0.4, "output_image_mtok": 40,
                     "output_citation_mtok": 2, "output_reasoning_mtok": 3, "web_searches_kcount": 10,
                     "storage_searches_kcount": 2.5, "input_document_kpages": 1}}]}])"));
    // 200,000 × 3 + 100 × 15 = 601,500; one token more: 200,001 × 6 + 100 × 22.5 = 1,202,256
    QCOMPARE(pricer.price(call("", "claude-sonnet-4-5-20250929", "2026-01-01", 200'000, 100)).nanos,
             std::int64_t{601'500'000});
    QCOMPARE(pricer.price(call("", "claude-sonnet-4-5-20250929", "2026-01-01", 200'001, 100)).nanos,
             std::int64_t{1'202'256'000});
    QCOMPARE(pricer.price(call("my anthropic proxy", "Claude Sonnet 4.5", "2026-01-01", 1000, 0)).nanos,
             std::int64_t{3'000'000});
    // One of each of what is no text, and two searches: 6 + 0.6 + 30 + 4 + 0.4 + 40 + 2 × 10,000
    Call beside = besideText(call("", "claude-sonnet-4-5", "2026-01-01", 0, 0));
    QCOMPARE(pricer.price(beside).nanos, std::int64_t{20'081'000});
    // … and one of what has come since: + 2 + 3 + 2,500 + 1,000
    for (const TokenKind kind :
         {TokenKind::Citation, TokenKind::BesideReasoning, TokenKind::FileSearch, TokenKind::DocumentPage})
        beside.tokens[indexOf(kind)] = 1;
    QCOMPARE(pricer.price(beside).nanos, std::int64_t{23'586'000});
}

void TestLists::genaiHistory()
{
    Pricer pricer(published(R"([{"id": "openai", "name": "OpenAI", "api_pattern": "x", "models": [
        {"id": "o3", "match": {"equals": "o3"}, "prices": [
          {"prices": {"input_mtok": 10, "output_mtok": 40}},
          {"constraint": {"type": "start_date", "start_date": "2025-06-10"}, "prices": {"input_mtok": 2, "output_mtok": 8}}]}]}])"));
    QCOMPARE(pricer.price(call("openai", "o3", "2025-06-09T23:59:59Z", 1000, 100)).nanos,
             std::int64_t{14'000'000});
    QCOMPARE(pricer.price(call("openai", "o3", "2025-06-10T00:00:00Z", 1000, 100)).nanos,
             std::int64_t{2'800'000});
}

void TestLists::genaiTimesOfDayBelongToTheDateBefore()
{
    Pricer pricer(published(R"([{"id": "deepseek", "name": "DeepSeek", "api_pattern": "x", "models": [
        {"id": "d", "match": {"equals": "d"}, "prices": [
          {"prices": {"input_mtok": 0.14}},
          {"constraint": {"type": "start_date", "start_date": "2026-08-17"}, "prices": {"input_mtok": 0.22}},
          {"constraint": {"type": "time_of_date", "start_time": "01:00:00Z", "end_time": "04:00:00Z"},
           "prices": {"input_mtok": 0.44}}]}]}])"));
    const auto input = [&pricer](const char *time) {
        return pricer.price(call("deepseek", "d", time, 1000, base::kAbsent)).nanos;
    };
    QCOMPARE(input("2026-08-16T02:00:00Z"), std::int64_t{140'000});
    QCOMPARE(input("2026-08-17T02:00:00Z"), std::int64_t{440'000});
    QCOMPARE(input("2026-08-17T04:00:00Z"), std::int64_t{220'000});
}

void TestLists::genaiNamesWhatItLeavesOut()
{
    std::vector<std::string> leftOut;
    published(R"([{"id": "p", "name": "P", "api_pattern": "x", "models": [
        {"id": "good", "match": {"equals": "good"}, "prices": {"input_mtok": 1}},
        {"id": "odd", "match": {"sounds_like": "odd"}, "prices": {"input_mtok": 1}},
        {"id": "text", "match": {"equals": "text"}, "prices": {"input_mtok": "much"}}]}])",
              &leftOut);
    QCOMPARE(leftOut.size(), std::size_t{2});
    QVERIFY(leftOut[0].starts_with("p odd: ") && leftOut[1].starts_with("p text: "));
}

void TestLists::liteLlm()
{
    Pricer pricer(published(R"({
        "sample_spec": {"litellm_provider": "one of https://docs.litellm.ai", "input_cost_per_token": 0.0, "mode": "chat"},
        "gpt-x": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 2.5e-06,
                  "output_cost_per_token": 1e-05, "cache_read_input_token_cost": 1.25e-06},
        "azure/gpt-x": {"litellm_provider": "azure", "mode": "chat", "input_cost_per_token": 3e-06, "output_cost_per_token": 1.2e-05},
        "claude-x": {"litellm_provider": "anthropic", "mode": "chat", "input_cost_per_token": 3e-06, "output_cost_per_token": 1.5e-05,
                     "cache_creation_input_token_cost": 3.75e-06, "cache_creation_input_token_cost_above_1hr": 6e-06},
        "talker": {"litellm_provider": "openai", "mode": "realtime", "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06,
                   "input_cost_per_audio_token": 6e-06, "cache_read_input_audio_token_cost": 6e-07,
                   "output_cost_per_audio_token": 3e-05, "input_cost_per_image_token": 4e-06,
                   "cache_read_input_image_token_cost": 4e-07, "output_cost_per_image_token": 4e-05,
                   "search_context_cost_per_query": {"search_context_size_low": 0.005, "search_context_size_medium": 0.01,
                                                     "search_context_size_high": 0.02}}})"));
    // As in the list above.
    QCOMPARE(pricer.price(besideText(call("openai", "talker", "2026-01-01", 0, 0))).nanos,
             std::int64_t{20'081'000});
    // 1000 × 2.5 + 100 × 10 = 3500
    QCOMPARE(pricer.price(call("openai", "gpt-x", "2026-01-01", 1000, 100)).nanos, std::int64_t{3'500'000});
    QCOMPARE(pricer.price(call("azure", "gpt-x", "2026-01-01", 1000, 100)).nanos, std::int64_t{4'200'000});
    Call written = call("anthropic", "claude-x", "2026-01-01", 0, 0);
    written.tokens[indexOf(TokenKind::CacheWrite1h)] = 1000;
    QCOMPARE(pricer.price(written).nanos, std::int64_t{6'000'000});
    QCOMPARE(pricer.price(call("", "sample_spec", "2026-01-01", 1, 1)).unpriced, Unpriced::UnknownModel);
}

void TestLists::liteLlmByThePiece()
{
    std::vector<std::string> leftOut;
    Pricer pricer(published(R"({
        "flux": {"litellm_provider": "aiml", "mode": "image_generation", "output_cost_per_image": 0.065},
        "whisper-1": {"litellm_provider": "openai", "mode": "audio_transcription", "input_cost_per_second": 0.0001,
                      "output_cost_per_second": 0.0},
        "mistral/ocr": {"litellm_provider": "mistral", "mode": "ocr", "ocr_cost_per_page": 1e-3},
        "rerank-v3.5": {"litellm_provider": "cohere", "mode": "rerank", "input_cost_per_token": 0.0,
                        "input_cost_per_query": 0.002},
        "gpt-image": {"litellm_provider": "openai", "mode": "image_generation", "input_cost_per_token": 5e-06,
                      "output_cost_per_image": 0.04},
        "perplexity/sonar": {"litellm_provider": "perplexity", "mode": "chat", "input_cost_per_token": 1e-06,
                             "output_cost_per_token": 1e-06, "search_context_cost_per_query":
                             {"search_context_size_low": 0.005, "search_context_size_medium": 0.008,
                              "search_context_size_high": 0.012}}})",
                            &leftOut));
    QVERIFY(leftOut.empty());
    const auto cost = [&](const char *provider, const char *model, TokenKind kind, std::int64_t count) {
        Call made = call(provider, model, "2026-01-01", 0, 0);
        made.tokens[indexOf(kind)] = count;
        return pricer.price(made).nanos;
    };
    QCOMPARE(cost("aiml", "flux", TokenKind::ImageMade, 2), std::int64_t{130'000'000});         // 2 × 0.065
    QCOMPARE(cost("openai", "whisper-1", TokenKind::AudioSecond, 60), std::int64_t{6'000'000}); // 60 × 0.0001
    QCOMPARE(cost("mistral", "ocr", TokenKind::DocumentPage, 3), std::int64_t{3'000'000});
    QCOMPARE(cost("cohere", "rerank-v3.5", TokenKind::RerankSearch, 1), std::int64_t{2'000'000});
    QVERIFY(!pricer.offer("cohere", "rerank-v3.5", Tier::Standard)
                 .card.ratesAt(at("2026-01-01"))
                 .front()
                 .rates[indexOf(TokenKind::Input)]
                 .isPriced());
    // What is billed by tokens is not billed by the image, too.
    QCOMPARE(cost("openai", "gpt-image", TokenKind::ImageMade, 1), base::kAbsent);
    QCOMPARE(cost("perplexity", "sonar", TokenKind::RequestLow, 1), std::int64_t{5'000'000});
    QCOMPARE(cost("perplexity", "sonar", TokenKind::RequestMedium, 1), std::int64_t{8'000'000});
    QCOMPARE(cost("perplexity", "sonar", TokenKind::RequestHigh, 1), std::int64_t{12'000'000});
    QCOMPARE(cost("perplexity", "sonar", TokenKind::WebSearch, 1), base::kAbsent);
}

void TestLists::liteLlmTiersAndThresholds()
{
    Pricer pricer(published(R"({"gpt-5.6-luna": {"litellm_provider": "openai", "mode": "chat",
        "input_cost_per_token": 2e-07, "input_cost_per_token_above_272k_tokens": 4e-07,
        "input_cost_per_token_batches": 1e-07, "input_cost_per_token_flex": 1e-07, "input_cost_per_token_priority": 4e-07,
        "input_cost_per_token_above_272k_tokens_flex": 2e-07,
        "output_cost_per_token": 1.2e-06, "output_cost_per_token_above_272k_tokens": 1.8e-06,
        "output_cost_per_token_batches": 6e-07, "output_cost_per_token_flex": 6e-07, "output_cost_per_token_priority": 2.4e-06}})"));
    const auto nanos = [&pricer](Tier tier, std::int64_t input) {
        Call made = call("openai", "gpt-5.6-luna", "2026-08-02", input, 1000);
        made.tier = tier;
        return pricer.price(made).nanos;
    };
    QCOMPARE(nanos(Tier::Standard, 1000), std::int64_t{1'400'000}); // 1000 × 0.2 + 1000 × 1.2
    QCOMPARE(nanos(Tier::Batch, 1000), std::int64_t{700'000});      // 1000 × 0.1 + 1000 × 0.6
    QCOMPARE(nanos(Tier::Flex, 1000), std::int64_t{700'000});
    QCOMPARE(nanos(Tier::Priority, 1000), std::int64_t{2'800'000});      // 1000 × 0.4 + 1000 × 2.4
    QCOMPARE(nanos(Tier::Standard, 272'000), std::int64_t{55'600'000});  // 272,000 × 0.2 + 1000 × 1.2
    QCOMPARE(nanos(Tier::Standard, 272'001), std::int64_t{110'600'400}); // 272,001 × 0.4 + 1000 × 1.8
    QCOMPARE(nanos(Tier::Flex, 272'001), std::int64_t{55'000'200});      // 272,001 × 0.2 + 1000 × 0.6
}

void TestLists::liteLlmTieredPricing()
{
    Pricer pricer(published(
        R"({"dashscope/qwen-x": {"litellm_provider": "dashscope", "mode": "chat", "tiered_pricing": [
        {"range": [0, 32000.0], "input_cost_per_token": 1e-06, "output_cost_per_token": 5e-06},
        {"range": [32000.0, 128000.0], "input_cost_per_token": 1.8e-06, "output_cost_per_token": 9e-06}]}})"));
    QCOMPARE(pricer.price(call("dashscope", "qwen-x", "2026-01-01", 32'000, 0)).nanos,
             std::int64_t{32'000'000});
    QCOMPARE(pricer.price(call("dashscope", "qwen-x", "2026-01-01", 32'001, 0)).nanos,
             std::int64_t{57'601'800});
}

void TestLists::liteLlmLeavesOut()
{
    std::vector<std::string> leftOut;
    Pricer pricer(published(R"({
        "good": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06},
        "zero": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 0, "output_cost_per_token": 0},
        "x:free": {"litellm_provider": "openrouter", "mode": "chat", "input_cost_per_token": 0, "output_cost_per_token": 0},
        "dall-e-9": {"litellm_provider": "openai", "mode": "image_generation", "input_cost_per_token": 1e-06},
        "odd": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": "cheap"},
        "orphan": {"mode": "chat", "input_cost_per_token": 1e-06}})",
                            &leftOut));
    QCOMPARE(leftOut.size(), std::size_t{2});
    QVERIFY(leftOut[0].starts_with("odd: ") && leftOut[1].starts_with("orphan: "));
    // The list writes 0 for what it does not know; that is not the price $0.
    QCOMPARE(pricer.price(call("openai", "zero", "2026-01-01", 1000, 0)).nanos, base::kAbsent);
    QCOMPARE(pricer.price(call("openrouter", "x:free", "2026-01-01", 1000, 0)).nanos, std::int64_t{0});
    QCOMPARE(pricer.price(call("openai", "dall-e-9", "2026-01-01", 1000, 0)).nanos, base::kAbsent);
}

void TestLists::liteLlmRefusesNumbersEntryByEntry()
{
    std::vector<std::string> leftOut;
    Pricer pricer(published(R"({
        "huge": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e400, "output_cost_per_token": 1e-06},
        "tiny": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-16, "output_cost_per_token": 1e-06},
        "\"1e400": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 2e-06, "output_cost_per_token": 1e-06},
        "good": {"litellm_provider": "openai", "mode": "chat", "max_tokens": -1e999, "input_cost_per_token": 1e-06,
                 "output_cost_per_token": 1e-06}})",
                            &leftOut));
    QCOMPARE(leftOut.size(), std::size_t{2});
    QCOMPARE(leftOut[0], std::string("huge: input_cost_per_token is no price that can be kept: \"1e400\""));
    QVERIFY(leftOut[1].starts_with("tiny: "));
    QCOMPARE(pricer.price(call("openai", "good", "2026-01-01", 1000, 0)).nanos, std::int64_t{1'000'000});
    QCOMPARE(pricer.price(call("openai", "\"1e400", "2026-01-01", 1000, 0)).nanos, std::int64_t{2'000'000});
    QCOMPARE(pricer.price(call("openai", "tiny", "2026-01-01", 1000, 1)).nanos, base::kAbsent);
}

void TestLists::liteLlmWritesOfGeminiAboveAThresholdAreReads()
{
    // As published for gemini-2.5-pro: 0.25 is a tenth of the input price of 2.5, which is what reads cost.
    Pricer pricer(
        published(R"({"gemini-2.5-pro": {"litellm_provider": "vertex_ai-language-models", "mode": "chat",
        "cache_read_input_token_cost": 1.25e-07, "cache_creation_input_token_cost_above_200k_tokens": 2.5e-07,
        "input_cost_per_token": 1.25e-06, "input_cost_per_token_above_200k_tokens": 2.5e-06,
        "output_cost_per_token": 1e-05, "output_cost_per_token_above_200k_tokens": 1.5e-05}})"));
    Call written = call("google", "gemini-2.5-pro", "2026-01-01", 0, 0);
    written.tokens[indexOf(TokenKind::CacheWrite5m)] = 300'000;
    QCOMPARE(pricer.price(written).nanos, std::int64_t{750'000'000}); // 300,000 × 2.5, the input price
}

void TestLists::whatHasNoPriceIsCounted()
{
    const auto liteLlm = parsePrices(R"({
        "good": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06},
        "zero": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 0, "output_cost_per_token": 0},
        "none": {"litellm_provider": "openai", "mode": "chat"},
        "x:free": {"litellm_provider": "openrouter", "mode": "chat", "input_cost_per_token": 0, "output_cost_per_token": 0},
        "dall-e-9": {"litellm_provider": "openai", "mode": "image_generation", "input_cost_per_token": 1e-06}})",
                                     "l.json");
    QVERIFY(liteLlm.has_value());
    QCOMPARE(qint64(liteLlm->front().withoutPrice), 2LL);
    QCOMPARE(qint64(liteLlm->front().notForText), 1LL);
    const auto genai = parsePrices(R"([{"id": "p", "name": "P", "api_pattern": "x", "models": [
        {"id": "good", "match": {"equals": "good"}, "prices": {"input_mtok": 1}},
        {"id": "none", "match": {"equals": "none"}, "prices": {}}]}])",
                                   "g.json");
    QVERIFY(genai.has_value());
    QCOMPARE(qint64(genai->front().withoutPrice), 1LL);
}

void TestLists::checkFindsGapsAndOverlaps()
{
    const auto sentences = [](const char *rows) {
        const auto lists = parseBook(bookOf(rows), "book.json");
        return lists ? checkLists(*lists) : std::vector<std::string>{base::sentence(lists.error())};
    };
    QVERIFY(sentences(R"({"provider": "p", "model": "m", "to": "2026-01-01", "input": 1},
        {"provider": "p", "model": "m", "from": "2026-01-01", "input": 2})")
                .empty());
    const auto gap = sentences(R"({"provider": "p", "model": "m", "to": "2026-01-01", "input": 1},
        {"provider": "p", "model": "m", "from": "2026-02-01", "input": 2})");
    QCOMPARE(gap,
             (std::vector<std::string>{"test, p m, standard input: no price from 2026-01-01 to 2026-02-01"}));
    const auto overlap =
        sentences(R"({"provider": "p", "model": "m", "to": "2026-02-01", "input": 1, "output": 3},
        {"provider": "p", "model": "m", "from": "2026-01-01", "input": 2, "output": 3})");
    QCOMPARE(overlap, (std::vector<std::string>{
                          "test, p m, standard input: two prices from 2026-01-01 to 2026-02-01: 1 and 2"}));
    const auto lonely = sentences(R"({"provider": "p", "model": "m", "above": 200000, "input": 1})");
    QCOMPARE(lonely,
             (std::vector<std::string>{
                 "test, p m, standard input above 200000 tokens: there is no price for all other calls"}));
    const auto claimed = sentences(R"({"provider": "p", "model": "m", "input": 1},
        {"provider": "p", "model": "n", "match": ["n", "m"], "input": 2})");
    QCOMPARE(claimed,
             (std::vector<std::string>{"test, p: \"m\" is claimed by m and by n; the first counts"}));
}

QTEST_GUILESS_MAIN(TestLists)
#include "test_lists.moc"
