// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/decimal.h"
#include "ingest/excerpt.h"
#include "ingest/redact.h"
#include "ingest/textcodec.h"

#include "base/money.h"

#include <QtTest>

using namespace outlay::ingest;

/// Texts and numbers on their own: what is replaced, what is shown, how digits become integers.
class RedactTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void redaction_data();
    void redaction();
    void excerpt_data();
    void excerpt();
    void excerptIsShortAndWhole();
    void cells_data();
    void cells();
    void decimal_data();
    void decimal();
    void windows1252_data();
    void windows1252();
};

void RedactTest::redaction_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("stored");
    const auto row = [](const char *text, const char *stored) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(stored);
    };
    const auto kept = [&](const char *text) { row(text, text); };
    row("joe@example.com", "[email]");
    row("mail joe.doe+x@mail.example.co.uk, please", "mail [email], please");
    row("<joe@example.com>.", "<[email]>.");
    row("a@b.co and c@d.org", "[email] and [email]");
    row("j\xC3\xB6rg@example.com", "[email]");
    kept("@handle");
    kept("joe@localhost");
    kept("claude-3@20241022");
    kept("50% @ 3.5");

    row("123-45-6789", "[ssn]");
    row("ssn:123-45-6789.", "ssn:[ssn].");
    kept("000-45-6789");
    kept("666-45-6789");
    kept("900-45-6789");
    kept("123-00-6789");
    kept("123-45-0000");
    kept("1123-45-6789");
    kept("123-45-67890");
    kept("2026-123-45-6789");

    // 4111111111111111 and the like are the issuers' test numbers: their check digits are right.
    row("4111111111111111", "[card]");
    row("4111 1111 1111 1111", "[card]");
    row("4111-1111-1111-1111", "[card]");
    row("card 5555555555554444!", "card [card]!");
    row("378282246310005", "[card]");
    row("3782 822463 10005", "[card]");
    row("6011111111111117", "[card]");
    row("3530111333300000", "[card]");
    row("id_4111111111111111", "id_[card]");
    row("2026 4111 1111 1111 1111", "2026 [card]");
    kept("4111111111111112");                     // wrong check digit
    kept("1234567812345670");                     // right check digit, nobody's prefix
    kept("0.4111111111111111");                   // decimals
    kept("a4111111111111111");                    // part of a hex id
    kept("41111111111111111111");                 // too long
    kept("41111111-1111-1111-1111-111111111111"); // a UUID
    kept("4111-1111 1111-1111");                  // no card is printed so
    kept("550e8400-e29b-41d4-a716-446655440000");
    kept("2026-05-01T16:08:32.384Z");
    kept("2026-05-01 16:08:32");
    kept("1777651712384");
    kept("1777651712384123");
    kept("1777651712384123456");
    kept("20261122014324626");
    kept("req_011CSHoEeqs5C35K2UUqR7Fy");
    kept("claude-3-5-haiku-20241022");

    row("sk-ant-api03-abcDEF1234567890xyz", "[secret]");
    row("key=sk-proj-0123456789abcdef0123", "key=[secret]");
    row("AKIAIOSFODNN7EXAMPLE", "[secret]");
    row("AIzaSyA0123456789abcdefghijklmnopqrstu", "[secret]");
    row("gsk_0123456789abcdefghij0123456789", "[secret]");
    row("xai-0123456789abcdefghij", "[secret]");
    row("at hf_0123456789abcdefghij.", "at [secret].");
    row("ghp_0123456789abcdefghijABCDEFGHIJ", "[secret]");
    row("github_pat_11ABCDEFG0123456789_abcdef", "[secret]");
    row("xoxb-123456789012-abcdef", "[secret]");
    row("sk_live_0123456789abcdefghij", "[secret]");
    row("npm_0123456789abcdefghij", "[secret]");
    row("glpat-0123456789abcdef", "[secret]");
    row("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl", "[secret]");
    row("key: -----BEGIN PRIVATE KEY-----MIIEvQIBADANBg", "key: [secret]");
    row("john.doe%40example.com", "[email]");
    kept("eyJ");
    kept("hf_model");
    kept("npm_install");
    kept("-----BEGIN of the log-----");
    kept("50%40off");
    row("Authorization: Bearer abc.def-123456", "Authorization: [secret]");
    kept("sk-learn");
    kept("risk-assessment-2026-with-a-long-name");
    kept("AKIAI");
    kept("Bearer of news");

    kept("");
    row("joe@example.com 123-45-6789 4111111111111111", "[email] [ssn] [card]");
}

void RedactTest::redaction()
{
    QFETCH(QByteArray, text);
    QTEST(QByteArray::fromStdString(redacted(text.toStdString())), "stored");
}

void RedactTest::excerpt_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char *name, const char *line, const char *shown) {
        QTest::newRow(name) << QByteArray(line) << QByteArray(shown);
    };
    row("harmless fields are shown", R"({"timestamp":"x","model":"m","input_tokens":-5})",
        R"({"timestamp":"x","model":"m","input_tokens":-5})");
    row("users and content are not", R"({"user_id":"u-1","prompt":"hello","cost_usd":1})",
        R"({"user_id":"…","prompt":"…","cost_usd":1})");
    row("nor numbers of users", R"({"user_id":17,"feature":"faq"})", R"({"user_id":…,"feature":"faq"})");
    row("nor unknown names", R"({"joe":"x","feature":"faq"})", R"({"…":"…","feature":"faq"})");
    row("constants are", R"({"user_id":null,"cached":true})", R"({"user_id":null,"cached":true})");
    row("python", "{'user_id': \"O'Brien\", 'feature': 'faq', 'x': None}",
        "{'user_id': \"…\", 'feature': 'faq', '…': None}");
    row("cut off in a text", R"({"feature":"faq","model":"clau)", R"({"feature":"faq","model":"…)");
    row("cut off in content", R"({"prompt":"hello, this is)", R"({"prompt":"…)");
    row("a quote too many", R"({"prompt":"he said "hello" to","feature":"faq"})",
        R"({"prompt":"…"…"…","feature":"faq"})");
    row("lists", R"({"messages":[{"role":"user","content":"hello"}]})",
        R"({"messages":[{"…":"…","content":"…"}]})");
    row("prefix", R"(joe INFO {"feature":"faq"})", R"(… {"feature":"faq"})");
    row("redacted", R"({"feature":"joe@example.com"})", R"({"feature":"[email]"})");
    row("redacted before it is cut", R"({"feature":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx joe@example.com"})",
        R"({"feature":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx [email]"})");
    row("no UTF-8", "{\"feature\":\"caf\xE9\"}", "{\"feature\":\"caf\xC3\xA9\"}");
    row("control characters", "{\"feature\":\"a\tb\"}", R"({"feature":"a b"})");
}

void RedactTest::excerpt()
{
    QFETCH(QByteArray, line);
    const auto map = FieldMap::costEvent();
    QVERIFY(map);
    QTEST(QByteArray::fromStdString(excerptOfObject(line.toStdString(), *map)), "shown");
}

void RedactTest::excerptIsShortAndWhole()
{
    const auto map = FieldMap::costEvent();
    QVERIFY(map);
    for (int length = 100; length < 200; ++length) {
        std::string line = "{";
        for (int i = 0; static_cast<int>(line.size()) < length; ++i)
            line += "\"feature\":\"caf\xC3\xA9\",";
        const std::string shown = excerptOfObject(line, *map);
        QVERIFY(shown.size() <= 160);
        QVERIFY(isUtf8(shown));
    }
}

void RedactTest::cells_data()
{
    QTest::addColumn<QByteArray>("cells");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("by column") << QByteArray("2026-05-01|u-1|hello|-5") << QByteArray("2026-05-01,…,…,-5");
    QTest::newRow("empty cells stay empty") << QByteArray("2026-05-01|||-5") << QByteArray("2026-05-01,,,-5");
    QTest::newRow("shifted: times only") << QByteArray("2026-05-01|u-1|faq") << QByteArray("2026-05-01,…,…");
}

void RedactTest::cells()
{
    QFETCH(QByteArray, cells);
    const std::vector<Role> roles = {Role::Timestamp, Role::User, Role::Content, Role::InputTokens};
    const QList<QByteArray> parts = cells.split('|');
    std::vector<std::string_view> views;
    for (const QByteArray &part : parts)
        views.emplace_back(part.constData(), static_cast<std::size_t>(part.size()));
    QTEST(QByteArray::fromStdString(excerptOfCells(views, roles, ',')), "shown");
}

void RedactTest::decimal_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("value"); // "none" if there is none; "~" before what was rounded
    const auto row = [](const char *text, int decimals, const char *value) {
        QTest::addRow("%s at %d", text, decimals)
            << QByteArray(text) << decimals << QString::fromLatin1(value);
    };
    row("0", 0, "0");
    row("-0", 0, "0");
    row("12", 0, "12");
    row("12.0", 0, "12");
    row("12.5", 0, "~12");
    row("13.5", 0, "~14");
    row("12.500000000000000000000000000000000001", 0, "~13");
    row("1e3", 0, "1000");
    row("1200e-2", 0, "12");
    row("+5", 0, "5");
    row(".5", 3, "500");
    row("5.", 0, "5");
    row("1.25", 6, "1250000");
    row("4.8e-05", 9, "48000");
    row("0.0041416000000000005", 9, "~4141600");
    row("0.0000000005", 9, "~0");
    row("0.0000000015", 9, "~2");
    row("0.00000000051", 9, "~1");
    row("-0.0000000015", 9, "~-2");
    row("1e-400", 9, "~0");
    row("0e999999999", 9, "0");
    row("9223372036854775807", 0, "9223372036854775807");
    row("9223372036854775808", 0, "none");
    row("9223372036.854775807", 9, "9223372036854775807");
    row("9223372036.8547758071", 9, "~9223372036854775807");
    row("9223372036.8547758075", 9, "none");
    row("1e400", 9, "none");
    row("100000000000000000000000000000000000000000e-41", 0, "1");
    for (const char *text :
         {"", "-", ".", "e5", "1e", "1e+", "1.2.3", "0x10", "1_000", "nan", "inf", "1 ", " 1", "--1", "1a"})
        row(text, 9, "none");
}

void RedactTest::decimal()
{
    QFETCH(QByteArray, text);
    QFETCH(int, decimals);
    const std::string_view view(text.constData(), static_cast<std::size_t>(text.size()));
    const auto read = readDecimal(view, decimals);
    const QString value =
        !read ? QStringLiteral("none")
              : (read->exact ? QString() : QStringLiteral("~")) + QString::number(read->value);
    QTEST(value, "value");
    if (decimals != 9)
        return;
    const auto money = outlay::base::Money::parse(view); // the other way to read money: they must agree
    QCOMPARE(read.has_value(), money.has_value());
    if (read)
        QCOMPARE(read->value, money->nanos());
}

void RedactTest::windows1252_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("latin") << QByteArray("caf\xE9") << QByteArray("caf\xC3\xA9");
    QTest::newRow("euro") << QByteArray("\x80") << QByteArray("\xE2\x82\xAC");
    QTest::newRow("UTF-8 stays") << QByteArray("caf\xC3\xA9") << QByteArray("caf\xC3\xA9");
    QTest::newRow("both") << QByteArray("\xC3\xA9\xE9") << QByteArray("\xC3\xA9\xC3\xA9");
    QTest::newRow("overlong") << QByteArray("\xC0\xAF") << QByteArray("\xC3\x80\xC2\xAF");
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << QByteArray("\xC3\xAD\xC2\xA0\xE2\x82\xAC");
    QTest::newRow("cut off") << QByteArray("\xE2\x82") << QByteArray("\xC3\xA2\xE2\x80\x9A");
}

void RedactTest::windows1252()
{
    QFETCH(QByteArray, bytes);
    std::string text;
    repairUtf8(bytes.toStdString(), text);
    QTEST(QByteArray::fromStdString(text), "text");
    QVERIFY(isUtf8(text));
}

QTEST_GUILESS_MAIN(RedactTest)
#include "test_redact.moc"
