// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

#include "books.h"

#include <array>

using namespace outlay;
using namespace outlay::pricing;

namespace {

/// Disjoint tokens: uncached input, cache read, cache write for five minutes, output.
using Tokens = std::array<qint64, 4>;

/// The response inside line `line` (from 0) of a file of tests/data/pricing.
QJsonObject responseOf(const char *file, int line)
{
    QFile bodies(QStringLiteral(OUTLAY_TEST_DATA "/pricing/") + QLatin1String(file));
    if (!bodies.open(QIODevice::ReadOnly))
        qFatal("%s is not there", file);
    const QList<QByteArray> lines = bodies.readAll().split('\n');
    return QJsonDocument::fromJson(lines.at(line)).object().value(QLatin1String("response")).toObject();
}

/// OpenAI's input includes what the cache gave and took.
Tokens openAiTokens(const QJsonObject &usage, const char *input, const char *details, const char *output)
{
    const QJsonObject inside = usage.value(QLatin1String(details)).toObject();
    const qint64 read = inside.value(QLatin1String("cached_tokens")).toInteger();
    const qint64 written = inside.value(QLatin1String("cache_write_tokens")).toInteger();
    return {usage.value(QLatin1String(input)).toInteger() - read - written, read, written,
            usage.value(QLatin1String(output)).toInteger()};
}

/// Anthropic's counts are disjoint as they are.
Tokens anthropicTokens(const QJsonObject &usage)
{
    return {usage.value(QLatin1String("input_tokens")).toInteger(),
            usage.value(QLatin1String("cache_read_input_tokens")).toInteger(),
            usage.value(QLatin1String("cache_creation_input_tokens")).toInteger(),
            usage.value(QLatin1String("output_tokens")).toInteger()};
}

void columns()
{
    QTest::addColumn<int>("line");
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<Tokens>("tokens");
    QTest::addColumn<qint64>("nanos");
}

void row(int line, int body, const char *model, const Tokens &tokens, qint64 nanos)
{
    QTest::newRow(qPrintable(QStringLiteral("body %1, %2").arg(body).arg(QLatin1String(model))))
        << line << QByteArray(model) << tokens << nanos;
}

/// The body says what the row says, and costs it to the nano-dollar.
void check(const QJsonObject &response, const Tokens &found, const char *provider)
{
    QFETCH(QByteArray, model);
    QFETCH(Tokens, tokens);
    QFETCH(qint64, nanos);
    QCOMPARE(response.value(QLatin1String("model")).toString().toLatin1(), model);
    QVERIFY(found == tokens);
    static Pricer pricer(shippedBook());
    // Anthropic's bodies tell no time; these models had one price from their first day to July 2026.
    const qint64 created = response.value(QLatin1String("created")).toInteger() +
                           response.value(QLatin1String("created_at")).toInteger();
    Call made;
    const std::string name = model.toStdString();
    made.provider = provider;
    made.model = name;
    made.atUs = created == 0 ? at("2026-07-01") : created * 1'000'000;
    made.tier = tierLogged(response.value(QLatin1String("service_tier")).toString().toStdString()).value();
    made.tokens = {tokens[0], tokens[1], tokens[2], base::kAbsent, tokens[3]};
    QCOMPARE(qint64(pricer.price(made).nanos), nanos);
}

} // namespace

/// Real response bodies against the published prices, exact. The arithmetic above each row is tokens ×
/// dollars a million, so its result is in millionths of a dollar, a thousand nano-dollars each.
class TestBodies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anthropicMessages_data();
    void anthropicMessages();
    void openAiChat_data();
    void openAiChat();
    void openAiResponses_data();
    void openAiResponses();
};

void TestBodies::anthropicMessages_data()
{
    columns();
    // 48 × 3 + 42 × 15 = 774
    row(0, 1, "claude-sonnet-4-5-20250929", {48, 0, 0, 42}, 774'000);
    // 4727 × 3 + 278 × 15 = 18351
    row(1, 12, "claude-sonnet-4-6", {4727, 0, 0, 278}, 18'351'000);
    // 4 × 3 + 8845 × 0.3 + 6 × 3.75 + 193 × 15 = 5583
    row(2, 15, "claude-sonnet-4-6", {4, 8845, 6, 193}, 5'583'000);
    // 4 × 3 + 9116 × 0.3 + 219 × 3.75 + 156 × 15 = 5908.05
    row(3, 16, "claude-sonnet-4-6", {4, 9116, 219, 156}, 5'908'050);
    // 6 × 2 + 20443 × 0.2 + 574 × 2.5 + 489 × 10 = 10425.6
    row(4, 19, "claude-sonnet-5", {6, 20443, 574, 489}, 10'425'600);
    // 10 × 3 + 4332 × 0.3 + 4513 × 3.75 + 211 × 15 = 21418.35
    row(5, 23, "claude-sonnet-4-6", {10, 4332, 4513, 211}, 21'418'350);
    // 16 × 2 + 13637 × 0.2 + 7049 × 2.5 + 344 × 10 = 23821.9
    row(6, 27, "claude-sonnet-5", {16, 13637, 7049, 344}, 23'821'900);
    // 746 × 1 + 73 × 5 = 1111
    row(7, 36, "claude-haiku-4-5-20251001", {746, 0, 0, 73}, 1'111'000);
    // 661 × 5 + 4 × 25 = 3405
    row(8, 38, "claude-opus-4-8", {661, 0, 0, 4}, 3'405'000);
    // 924 × 5 + 115 × 25 = 7495
    row(9, 40, "claude-opus-4-8", {924, 0, 0, 115}, 7'495'000);
    // 7 × 3 + 1069 × 3.75 + 60 × 15 = 4929.75
    row(10, 59, "claude-sonnet-4-5-20250929", {7, 0, 1069, 60}, 4'929'750);
    // 6 × 3 + 1069 × 0.3 + 85 × 3.75 + 110 × 15 = 2307.45
    row(11, 60, "claude-sonnet-4-5-20250929", {6, 1069, 85, 110}, 2'307'450);
}

void TestBodies::anthropicMessages()
{
    QFETCH(int, line);
    const QJsonObject response = responseOf("anthropic-messages.jsonl", line);
    check(response, anthropicTokens(response.value(QLatin1String("usage")).toObject()), "anthropic");
}

void TestBodies::openAiChat_data()
{
    columns();
    // 48 × 2.5 + 14 × 10 = 260
    row(0, 1, "gpt-4o-2024-08-06", {48, 0, 0, 14}, 260'000);
    // 74 × 2.5 + 9 × 10 = 275
    row(1, 2, "gpt-4o-2024-08-06", {74, 0, 0, 9}, 275'000);
    // 65 × 2.5 + 1 × 10 = 172.5
    row(2, 3, "gpt-4o-2024-08-06", {65, 0, 0, 1}, 172'500);
    // 48 × 2.5 + 14 × 10 = 260
    row(3, 5, "gpt-4o-2024-08-06", {48, 0, 0, 14}, 260'000);
    // 14 × 2.5 + 8 × 10 = 115
    row(4, 10, "gpt-4o-2024-08-06", {14, 0, 0, 8}, 115'000);
    // 87 × 2.5 + 17 × 10 = 387.5
    row(5, 20, "gpt-4o-2024-08-06", {87, 0, 0, 17}, 387'500);
    // 14 × 2.5 + 8 × 10 = 115
    row(6, 30, "gpt-4o-2024-08-06", {14, 0, 0, 8}, 115'000);
    // 98 × 0.15 + 29 × 0.6 = 32.1
    row(7, 41, "gpt-4o-mini-2024-07-18", {98, 0, 0, 29}, 32'100);
    // 31 × 1.1 + 467 × 4.4 = 2088.9
    row(8, 42, "o3-mini-2025-01-31", {31, 0, 0, 467}, 2'088'900);
    // 14 × 2.5 + 8 × 10 = 115
    row(9, 50, "gpt-4o-2024-08-06", {14, 0, 0, 8}, 115'000);
    // 45 × 2.5 + 15 × 10 = 262.5
    row(10, 57, "gpt-4o-2024-08-06", {45, 0, 0, 15}, 262'500);
    // 133 × 2.5 + 19 × 10 = 522.5
    row(11, 59, "gpt-4o-2024-08-06", {133, 0, 0, 19}, 522'500);
}

void TestBodies::openAiChat()
{
    QFETCH(int, line);
    const QJsonObject response = responseOf("openai-chat.jsonl", line);
    const QJsonObject usage = response.value(QLatin1String("usage")).toObject();
    check(response, openAiTokens(usage, "prompt_tokens", "prompt_tokens_details", "completion_tokens"),
          "openai");
}

void TestBodies::openAiResponses_data()
{
    columns();
    // 1348 × 1.25 + 624 × 10 = 7925
    row(0, 1, "gpt-5-2025-08-07", {1348, 0, 0, 624}, 7'925'000);
    // 652 × 2.5 + 44 × 15 = 2290
    row(1, 4, "gpt-5.4-2026-03-05", {652, 0, 0, 44}, 2'290'000);
    // 9394 × 1.25 + 3200 × 0.125 + 1150 × 10 = 23642.5
    row(2, 5, "gpt-5-2025-08-07", {9394, 3200, 0, 1150}, 23'642'500);
    // 230 × 5 + 22 × 30 = 1810
    row(3, 6, "gpt-5.6-sol", {230, 0, 0, 22}, 1'810'000);
    // 345 × 1.25 + 559 × 10 = 6021.25
    row(4, 7, "gpt-5-2025-08-07", {345, 0, 0, 559}, 6'021'250);
    // 456 × 2.5 + 43 × 15 = 1785
    row(5, 16, "gpt-5.4-2026-03-05", {456, 0, 0, 43}, 1'785'000);
    // 139 × 5 + 32 × 30 = 1655
    row(6, 26, "gpt-5.6-sol", {139, 0, 0, 32}, 1'655'000);
    // 251 × 1.75 + 19 × 14 = 705.25
    row(7, 33, "gpt-5.2-2025-12-11", {251, 0, 0, 19}, 705'250);
    // 613 × 5 + 61 × 30 = 4895
    row(8, 45, "gpt-5.6-sol", {613, 0, 0, 61}, 4'895'000);
    // 583 × 0.75 + 26 × 4.5 = 554.25
    row(9, 57, "gpt-5.4-mini-2026-03-17", {583, 0, 0, 26}, 554'250);
    // 329 × 2 + 12 × 8 = 754
    row(10, 59, "gpt-4.1-2025-04-14", {329, 0, 0, 12}, 754'000);
    // 13 × 1.1 + 2241 × 4.4 = 9874.7
    row(11, 60, "o3-mini-2025-01-31", {13, 0, 0, 2241}, 9'874'700);
}

void TestBodies::openAiResponses()
{
    QFETCH(int, line);
    const QJsonObject response = responseOf("openai-responses.jsonl", line);
    const QJsonObject usage = response.value(QLatin1String("usage")).toObject();
    check(response, openAiTokens(usage, "input_tokens", "input_tokens_details", "output_tokens"), "openai");
}

QTEST_GUILESS_MAIN(TestBodies)
#include "test_bodies.moc"
