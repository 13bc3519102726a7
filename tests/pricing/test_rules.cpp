// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QTest>

#include "books.h"
#include "pricing/bookpricer.h"

using namespace outlay;
using namespace outlay::pricing;

namespace {

PerKind<std::int64_t> tokens(std::int64_t input, std::int64_t read, std::int64_t write5m,
                             std::int64_t write1h, std::int64_t output)
{
    return {input, read, write5m, write1h, output};
}

constexpr const char *kClaude =
    R"({"provider": "anthropic", "model": "claude-x", "input": 3, "cache_read": 0.3,
    "cache_write_5m": 3.75, "output": 15})";
constexpr const char *kLong =
    R"({"provider": "openai", "model": "gpt-x", "input": 1, "cache_read": 0.1, "output": 6},
    {"provider": "openai", "model": "gpt-x", "above": 1000, "input": 2, "cache_read": 0.2, "output": 9})";

} // namespace

class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindAtItsPrice();
    void derivedPricesAreNamed();
    void thresholdChargesTheWholeCall_data();
    void thresholdChargesTheWholeCall();
    void datesAreHalfOpen_data();
    void datesAreHalfOpen();
    void timesOfDay_data();
    void timesOfDay();
    void tiers_data();
    void tiers();
    void shareOfTheStandardPrice();
    void firstKnownPriceHoldsBefore();
    void speedOfClaudeIsATier();
    void upperListOverridesKindByKind();
    void cacheOfAnotherListIsItsShareOfTheInput();
    void providerThatSellsAnothersModels();
    void unpricedIsNeverZero_data();
    void unpricedIsNeverZero();
    void notBillableCostsNothing();
    void partsAddUp();
    void pricerOfBatches();
};

void TestRules::everyKindAtItsPrice()
{
    Pricer pricer(book(bookOf(kClaude)));
    Call made = call("anthropic", "claude-x", "2026-05-01T00:00:00Z", 0, 0);
    made.tokens = tokens(1000, 20'000, 400, 0, 500);
    // 1000 × 3 + 20,000 × 0.3 + 400 × 3.75 + 500 × 15 = 3000 + 6000 + 1500 + 7500 = 18,000 millionths of a
    // dollar
    QCOMPARE(pricer.price(made).nanos, std::int64_t{18'000'000});
}

void TestRules::derivedPricesAreNamed()
{
    Pricer pricer(book(bookOf(std::string(kClaude) + R"(, {"provider": "openai", "model": "gpt-y", "input": 2,
        "output": 8}, {"provider": "openai", "model": "gpt-z", "input": 2, "cache_write_5m": 2.5, "output": 8})")));
    Call made = call("anthropic", "claude-x", "2026-05-01T00:00:00Z", 0, 0);
    made.tokens = tokens(0, 0, 0, 1000, 0);
    CallCost cost = pricer.price(made);
    QCOMPARE(cost.nanos, std::int64_t{6'000'000}); // one-hour writes of Claude: 1000 × 2 × 3
    QCOMPARE(cost.rates->rates[indexOf(TokenKind::CacheWrite1h)].basis, Basis::TwiceInput);

    made.model = "gpt-y";
    made.provider = "openai";
    made.tokens = tokens(0, 1000, 0, 0, 0);
    cost = pricer.price(made);
    QCOMPARE(cost.nanos, std::int64_t{2'000'000}); // no price for cache reads: 1000 × 2, the input price
    QCOMPARE(cost.rates->rates[indexOf(TokenKind::CacheRead)].basis, Basis::LikeInput);
    QVERIFY(!assumption(Basis::LikeInput).empty());

    made.model = "gpt-z";
    made.tokens = tokens(0, 0, 0, 1000, 0);
    QCOMPARE(pricer.price(made).nanos, std::int64_t{2'500'000}); // not Claude: as for five minutes
}

void TestRules::thresholdChargesTheWholeCall_data()
{
    QTest::addColumn<qint64>("input");
    QTest::addColumn<qint64>("read");
    QTest::addColumn<qint64>("output");
    QTest::addColumn<qint64>("nanos");
    // at the threshold: 1000 × 1 + 10 × 6 = 1060 millionths
    QTest::newRow("the threshold itself is below") << 1000LL << 0LL << 10LL << 1'060'000LL;
    // one token more: every token at the higher price: 1001 × 2 + 10 × 9 = 2092
    QTest::newRow("one token more and all tokens are dearer") << 1001LL << 0LL << 10LL << 2'092'000LL;
    // the cache counts to the prompt: 600 × 2 + 401 × 0.2 + 10 × 9 = 1200 + 80.2 + 90 = 1370.2
    QTest::newRow("cache reads count to the prompt") << 600LL << 401LL << 10LL << 1'370'200LL;
    // output does not: 10 × 1 + 5000 × 6 = 30,010
    QTest::newRow("output does not") << 10LL << 0LL << 5000LL << 30'010'000LL;
}

void TestRules::thresholdChargesTheWholeCall()
{
    QFETCH(qint64, input);
    QFETCH(qint64, read);
    QFETCH(qint64, output);
    QFETCH(qint64, nanos);
    Pricer pricer(book(bookOf(kLong)));
    Call made = call("openai", "gpt-x", "2026-05-01T00:00:00Z", input, output);
    made.tokens[indexOf(TokenKind::CacheRead)] = read;
    const CallCost cost = pricer.price(made);
    QCOMPARE(qint64(cost.nanos), nanos);
    QCOMPARE(cost.rates->above, input + read > 1000 ? std::int64_t{1000} : std::int64_t{0});
}

void TestRules::datesAreHalfOpen_data()
{
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<qint64>("nanos"); ///< of a thousand input tokens; 0: unpriced
    QTest::newRow("long before") << QByteArray("1970-01-01T00:00:00Z") << 10'000'000LL;
    QTest::newRow("the last moment before") << QByteArray("2025-06-09T23:59:59.999999Z") << 10'000'000LL;
    QTest::newRow("the first day") << QByteArray("2025-06-10T00:00:00Z") << 2'000'000LL;
    QTest::newRow("in a gap") << QByteArray("2026-01-15T00:00:00Z") << 0LL;
    QTest::newRow("behind the gap") << QByteArray("2026-02-01T00:00:00Z") << 1'000'000LL;
    QTest::newRow("far ahead") << QByteArray("9999-12-31T00:00:00Z") << 1'000'000LL;
}

void TestRules::datesAreHalfOpen()
{
    QFETCH(QByteArray, time);
    QFETCH(qint64, nanos);
    Pricer pricer(book(bookOf(R"(
        {"provider": "openai", "model": "o", "to": "2025-06-10", "input": 10, "output": 40},
        {"provider": "openai", "model": "o", "from": "2025-06-10", "to": "2026-01-01", "input": 2, "output": 8},
        {"provider": "openai", "model": "o", "from": "2026-02-01", "input": 1, "output": 4})")));
    const CallCost cost = pricer.price(call("openai", "o", time.toStdString(), 1000, 0));
    QCOMPARE(qint64(cost.nanos), nanos == 0 ? qint64(base::kAbsent) : nanos);
    QCOMPARE(cost.unpriced, nanos == 0 ? Unpriced::NoPriceThen : Unpriced::No);
}

void TestRules::timesOfDay_data()
{
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<qint64>("nanos");
    QTest::newRow("before") << QByteArray("2026-05-01T00:29:59Z") << 1'000'000LL;
    QTest::newRow("begins") << QByteArray("2026-05-01T00:30:00Z") << 2'000'000LL;
    QTest::newRow("ends") << QByteArray("2026-05-01T16:30:00Z") << 1'000'000LL;
    QTest::newRow("through midnight, evening") << QByteArray("2026-05-01T23:00:00Z") << 4'000'000LL;
    QTest::newRow("through midnight, morning") << QByteArray("2026-05-02T00:10:00Z") << 4'000'000LL;
    QTest::newRow("1969 counts back") << QByteArray("1969-12-31T12:00:00Z") << 2'000'000LL;
}

void TestRules::timesOfDay()
{
    QFETCH(QByteArray, time);
    QFETCH(qint64, nanos);
    std::string rows = R"({"provider": "deepseek", "model": "d", "input": 1, "output": 2},
        {"provider": "deepseek", "model": "d", "between": ["00:30", "16:30"], "input": 2, "output": 4})";
    if (QByteArray(QTest::currentDataTag()).startsWith("through"))
        rows +=
            R"(, {"provider": "deepseek", "model": "d", "between": ["22:00", "00:15"], "input": 4, "output": 8})";
    Pricer pricer(book(bookOf(rows)));
    QCOMPARE(qint64(pricer.price(call("deepseek", "d", time.toStdString(), 1000, 0)).nanos), nanos);
}

void TestRules::tiers_data()
{
    QTest::addColumn<QByteArray>("logged");
    QTest::addColumn<int>("tier"); ///< -1: none of ours
    for (const char *word : {"", "standard", "Default", "auto", "on_demand", "unknown"})
        QTest::newRow(qPrintable(QStringLiteral("standard: %1").arg(QLatin1String(word))))
            << QByteArray(word) << 0;
    for (const char *word : {"batch", "Batches"})
        QTest::newRow(word) << QByteArray(word) << 1;
    QTest::newRow("fast") << QByteArray("fast") << 4;
    QTest::newRow("flex") << QByteArray("flex") << 2;
    for (const char *word : {"priority", "provisioned"})
        QTest::newRow(word) << QByteArray(word) << 3;
    QTest::newRow("a tier that is none of ours") << QByteArray("scale") << -1;
}

void TestRules::tiers()
{
    QFETCH(QByteArray, logged);
    QFETCH(int, tier);
    const auto read = tierLogged(logged.toStdString());
    QCOMPARE(read ? static_cast<int>(*read) : -1, tier);
}

void TestRules::shareOfTheStandardPrice()
{
    Pricer pricer(book(
        bookOf(std::string(kClaude) + R"(, {"provider": "anthropic", "model": "claude-b", "tier": "batch",
        "input": 1, "output": 5}, {"provider": "anthropic", "model": "claude-b", "input": 3, "output": 15})",
               R"([{"id": "anthropic", "batch": 0.5}])")));
    Call made = call("anthropic", "claude-x", "2026-05-01T00:00:00Z", 1000, 100);
    made.tier = Tier::Batch;
    // half of 1000 × 3 + 100 × 15 = 4500
    CallCost cost = pricer.price(made);
    QCOMPARE(cost.nanos, std::int64_t{2'250'000});
    QCOMPARE(cost.rates->rates[indexOf(TokenKind::Input)].basis, Basis::TierShare);
    made.model = "claude-b"; // a row of the tier counts before any share: 1000 × 1 + 100 × 5
    QCOMPARE(pricer.price(made).nanos, std::int64_t{1'500'000});
    made.tier = Tier::Flex; // no row and no share
    cost = pricer.price(made);
    QCOMPARE(cost.nanos, base::kAbsent);
    QCOMPARE(cost.unpriced, Unpriced::NoTierPrice);
}

void TestRules::cacheOfAnotherListIsItsShareOfTheInput()
{
    Pricer pricer(book(R"({"format": "outlay-prices", "version": 1, "lists": [
        {"name": "mine", "rows": [{"provider": "openai", "model": "gpt-x", "input": 2.1, "output": 8.4},
                                  {"provider": "openai", "model": "gpt-y", "input": 2.5}]},
        {"name": "base", "rows": [
            {"provider": "openai", "model": "gpt-x", "input": 2.5, "cache_read": 1.25, "output": 10},
            {"provider": "openai", "model": "gpt-y", "input": 2.5, "cache_read": 1.25, "output": 10}]},
        {"name": "more", "rows": [{"provider": "openai", "model": "gpt-x", "cache_write_5m": 3}]}]})"));
    Call made = call("openai", "gpt-x", "2026-06-01", 0, 0);
    made.tokens = tokens(1000, 10'000, 100, 0, 0);
    // 1000 × 2.1 + 10,000 × 2.1 × (1.25 ÷ 2.5) + 100 × 3, whose list has no input price of its own
    // = 2100 + 10,500 + 300 = 12,900
    const CallCost cost = pricer.price(made);
    QCOMPARE(cost.nanos, std::int64_t{12'900'000});
    QCOMPARE(cost.rates->rates[indexOf(TokenKind::CacheRead)].basis, Basis::InputShare);
    QCOMPARE(cost.rates->rates[indexOf(TokenKind::CacheWrite5m)].basis, Basis::Listed);
    QVERIFY(!assumption(Basis::InputShare).empty());
    made.model = "gpt-y"; // with the same input price the price is the list's own
    QCOMPARE(pricer.price(made).rates->rates[indexOf(TokenKind::CacheRead)].basis, Basis::Listed);
}

void TestRules::firstKnownPriceHoldsBefore()
{
    Pricer pricer(book(bookOf(R"(
        {"provider": "openai", "model": "g", "input": 2, "output": 8},
        {"provider": "openai", "model": "g", "tier": "flex", "from": "2026-02-01", "to": "2026-03-01", "input": 1,
         "output": 4},
        {"provider": "openai", "model": "g", "tier": "flex", "from": "2026-03-01", "input": 0.5, "output": 2})")));
    Call made = call("openai", "g", "2026-01-01", 1000, 0);
    made.tier = Tier::Flex;
    CallCost cost = pricer.price(made);
    QCOMPARE(cost.nanos, std::int64_t{1'000'000}); // 1000 × 1
    QCOMPARE(cost.rates->rates[indexOf(TokenKind::Input)].basis, Basis::FirstKnown);
    QVERIFY(!assumption(Basis::FirstKnown).empty());
    made.atUs = at("2026-02-01");
    cost = pricer.price(made);
    QCOMPARE(cost.nanos, std::int64_t{1'000'000});
    QCOMPARE(cost.rates->rates[indexOf(TokenKind::Input)].basis, Basis::Listed);
    made.atUs = at("2026-03-01");
    QCOMPARE(pricer.price(made).nanos, std::int64_t{500'000}); // 1000 × 0.5
}

void TestRules::speedOfClaudeIsATier()
{
    using base::FixedDimension;
    base::Attribution logged;
    logged[FixedDimension::Model] = "claude-x";
    logged[FixedDimension::Tier] = "standard";
    logged.custom = {{"speed", "fast"}};
    QCOMPARE(tierOf(logged), std::optional(Tier::Fast));
    logged.custom = {{"speed", "standard"}};
    QCOMPARE(tierOf(logged), std::optional(Tier::Standard));
    logged.custom = {{"speed", "fast"}};
    logged[FixedDimension::Model] = "gpt-x"; // somebody's own field
    QCOMPARE(tierOf(logged), std::optional(Tier::Standard));
}

void TestRules::upperListOverridesKindByKind()
{
    Pricer pricer(book(R"({"format": "outlay-prices", "version": 1, "lists": [
        {"name": "mine", "rows": [{"provider": "openai", "model": "gpt-x", "from": "2026-06-01", "input": 0.5}]},
        {"name": "base", "rows": [{"provider": "openai", "model": "gpt-x", "input": 1, "output": 6}]}]})"));
    // before my row: 1000 × 1 + 100 × 6 = 1600; with it: 1000 × 0.5 + 100 × 6 = 1100
    QCOMPARE(pricer.price(call("openai", "gpt-x", "2026-05-31T23:00:00Z", 1000, 100)).nanos,
             std::int64_t{1'600'000});
    const CallCost cost = pricer.price(call("openai", "gpt-x", "2026-06-01T00:00:00Z", 1000, 100));
    QCOMPARE(cost.nanos, std::int64_t{1'100'000});
    QCOMPARE(cost.rates->rates[indexOf(TokenKind::Input)].place.list->name, std::string("mine"));
    QCOMPARE(cost.rates->rates[indexOf(TokenKind::Output)].place.list->name, std::string("base"));
}

void TestRules::providerThatSellsAnothersModels()
{
    const std::string providers =
        R"([{"id": "azure", "names": ["azure*"], "fallback": ["openai"]}, {"id": "openai"}])";
    Pricer pricer(book(bookOf(R"({"provider": "openai", "model": "gpt-x", "input": 1, "output": 6},
        {"provider": "openai", "model": "gpt-y", "input": 1, "output": 6},
        {"provider": "azure", "model": "gpt-y", "to": "2026-01-01", "input": 2, "output": 12})",
                              providers)));
    QCOMPARE(pricer.price(call("azure.ai.openai", "gpt-x", "2026-05-01", 1000, 0)).nanos,
             std::int64_t{1'000'000});
    QCOMPARE(pricer.price(call("azure", "gpt-y", "2025-12-31", 1000, 0)).nanos, std::int64_t{2'000'000});
    QCOMPARE(pricer.price(call("azure", "gpt-y", "2026-01-01", 1000, 0)).nanos, std::int64_t{1'000'000});
    QCOMPARE(pricer.price(call("azure", "my-deployment", "2026-01-01", 1000, 0)).unpriced,
             Unpriced::UnknownModel);
}

void TestRules::unpricedIsNeverZero_data()
{
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<qint64>("input");
    QTest::addColumn<qint64>("output");
    QTest::addColumn<int>("reason");
    const auto absent = qint64(base::kAbsent);
    const auto reason = [](Unpriced why) { return static_cast<int>(why); };
    QTest::newRow("a model that no list has")
        << QByteArray("nobodys-model") << 10LL << 10LL << reason(Unpriced::UnknownModel);
    QTest::newRow("no model at all") << QByteArray("") << 10LL << 10LL << reason(Unpriced::NoModel);
    QTest::newRow("no input tokens logged")
        << QByteArray("claude-x") << absent << 10LL << reason(Unpriced::TokensMissing);
    QTest::newRow("no output tokens logged")
        << QByteArray("claude-x") << 10LL << absent << reason(Unpriced::TokensMissing);
    QTest::newRow("negative tokens") << QByteArray("claude-x") << -1LL << 10LL
                                     << reason(Unpriced::TokensMissing);
    QTest::newRow("output of what has none")
        << QByteArray("embed-x") << 10LL << 10LL << reason(Unpriced::NoKindPrice);
    QTest::newRow("more than there is money")
        << QByteArray("claude-x") << (1LL << 62) << 0LL << reason(Unpriced::TooLarge);
}

void TestRules::unpricedIsNeverZero()
{
    QFETCH(QByteArray, model);
    QFETCH(qint64, input);
    QFETCH(qint64, output);
    QFETCH(int, reason);
    Pricer pricer(book(
        bookOf(std::string(kClaude) + R"(, {"provider": "anthropic", "model": "embed-x", "input": 1})")));
    const std::string name = model.toStdString();
    const CallCost cost = pricer.price(call("anthropic", name, "2026-05-01", input, output));
    QCOMPARE(cost.nanos, base::kAbsent);
    QCOMPARE(static_cast<int>(cost.unpriced), reason);
    QVERIFY(!phrase(cost.unpriced).empty());
    // An embedding's log need not mention output.
    QCOMPARE(pricer.price(call("anthropic", "embed-x", "2026-05-01", 1000, base::kAbsent)).nanos,
             std::int64_t{1'000'000});
}

void TestRules::notBillableCostsNothing()
{
    Pricer pricer(book(bookOf(kClaude)));
    const CallCost cost =
        pricer.price(call("anthropic", "<synthetic>", "2026-05-01", base::kAbsent, base::kAbsent));
    QCOMPARE(cost.nanos, std::int64_t{0});
    QCOMPARE(cost.unpriced, Unpriced::No);
}

void TestRules::partsAddUp()
{
    Pricer pricer(book(bookOf(kClaude)));
    Call made = call("anthropic", "claude-x", "2026-05-01", 7, 3);
    made.tokens[indexOf(TokenKind::CacheRead)] = 1;
    const CallCost cost = pricer.price(made);
    const std::vector<CostPart> parts = partsOf(made, cost);
    QCOMPARE(parts.size(), std::size_t{3});
    base::Int128 sum = 0;
    for (const CostPart &part : parts)
        sum += part.picos;
    QCOMPARE(base::costOfPicos(sum)->nanos(), cost.nanos);
    QCOMPARE(parts[1].tokens, std::int64_t{1});
    QCOMPARE(parts[1].rate.place.list->name, std::string("test"));
}

void TestRules::pricerOfBatches()
{
    using base::FixedDimension;
    BookPricer pricer(book(bookOf(kClaude, R"([{"id": "anthropic", "batch": 0.5}])")));
    base::Attribution standard;
    standard[FixedDimension::Provider] = "anthropic";
    standard[FixedDimension::Model] = "claude-x";
    base::Attribution batched = standard;
    batched[FixedDimension::Tier] = "batch";
    base::Attribution strange = standard;
    strange[FixedDimension::Tier] = "scale";
    base::EventRow row;
    row.atUs = at("2026-05-01");
    row.inputTokens = 1000;
    row.outputTokens = 100;
    row.costNanos = 42;

    base::EventBatch first;
    first.newAttributions = {standard, batched};
    first.rows = {row, row};
    first.rows[1].attribution = 1;
    pricer.price(first);
    QCOMPARE(first.rows[0].computedNanos, std::int64_t{4'500'000});
    QCOMPARE(first.rows[1].computedNanos, std::int64_t{2'250'000});
    QCOMPARE(first.rows[0].costNanos, std::int64_t{42}); // what was reported stays

    base::EventBatch second; // attributions of earlier batches are remembered
    second.newAttributions = {strange};
    second.rows = {row, row};
    second.rows[0].attribution = 2;
    second.rows[0].computedNanos = 7;
    second.rows[1].attribution = 0;
    pricer.price(second);
    QCOMPARE(second.rows[0].computedNanos, base::kAbsent); // a tier that nobody knows
    QCOMPARE(second.rows[1].computedNanos, std::int64_t{4'500'000});
}

QTEST_GUILESS_MAIN(TestRules)
#include "test_rules.moc"
