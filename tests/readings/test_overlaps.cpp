// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Logs that overlap: what stands in several of them is counted once.

#include "shelf.h"

using namespace outlay;
using outlay::tests::Shelf;

namespace {

/// A body of embeddings: no id, no time. `vector` as in JSON.
QByteArray embedding(int tokens, const QByteArray &vector = "0.1,0.2")
{
    return R"({"object":"list","data":[{"object":"embedding","index":0,"embedding":[)" + vector +
           R"(]}],"model":"text-embedding-3-small","usage":{"prompt_tokens":)" + QByteArray::number(tokens) +
           R"(,"total_tokens":)" + QByteArray::number(tokens) + "}}\n";
}

QByteArray converse(int tokens)
{
    return R"({"output":{"message":{"role":"assistant","content":[{"text":"no"}]}},"modelId":"nova-lite",)"
           R"("usage":{"outputTokens":0,"inputTokens":)" +
           QByteArray::number(tokens) + "}}\n";
}

std::int64_t merged(const base::FileReport &report)
{
    for (const base::Assumption &assumption : report.assumptions) {
        if (assumption.text.find("another file") != std::string::npos)
            return assumption.events;
    }
    return 0;
}

} // namespace

class OverlapsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsWithoutIdOrTimeCountOnce_data();
    void recordsWithoutIdOrTimeCountOnce();
    void equalRecordsOfOneFileStaySeveral();
    void aFileThatHasGrownKeepsItsEqualRecords();
    void whatDiffersInItsContentIsAnotherCall();
    void layoutMakesNoDifference();
    void aLogOfSeveralFormatsMayGrow();
};

void OverlapsTest::recordsWithoutIdOrTimeCountOnce_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::newRow("embeddings") << embedding(1) + embedding(2) + embedding(3)
                                << embedding(2) + embedding(3) + embedding(4);
    QTest::newRow("Converse") << converse(1) + converse(2) + converse(3)
                              << converse(2) + converse(3) + converse(4);
    QTest::newRow("more of the same") << embedding(1) + embedding(2) + embedding(3)
                                      << embedding(1) + embedding(2) + embedding(3) + embedding(4);
}

void OverlapsTest::recordsWithoutIdOrTimeCountOnce()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    Shelf shelf;
    QCOMPARE(shelf.import(QStringLiteral("a.jsonl"), first).added, std::int64_t{3});
    const base::FileReport report = shelf.import(QStringLiteral("b.jsonl"), second);
    QCOMPARE(report.added, std::int64_t{1});
    QCOMPARE(shelf.calls(), std::size_t{4});
    QCOMPARE(shelf.inputTokens(), std::int64_t{1 + 2 + 3 + 4});
    QCOMPARE(merged(report), report.duplicates); // and says so
    QVERIFY(report.duplicates >= 2);
    QVERIFY(shelf.isSound());
}

/// Two files with two and three equal records have three calls between them.
void OverlapsTest::equalRecordsOfOneFileStaySeveral()
{
    Shelf shelf;
    const base::FileReport two = shelf.import(QStringLiteral("a.jsonl"), embedding(8) + embedding(8));
    QCOMPARE(two.added, std::int64_t{2});
    QCOMPARE(merged(two), std::int64_t{0});
    const base::FileReport three =
        shelf.import(QStringLiteral("b.jsonl"), embedding(8) + embedding(8) + embedding(8));
    QCOMPARE(three.added, std::int64_t{1});
    QCOMPARE(merged(three), std::int64_t{2});
    QCOMPARE(shelf.calls(), std::size_t{3});
}

void OverlapsTest::aFileThatHasGrownKeepsItsEqualRecords()
{
    Shelf shelf;
    shelf.import(QStringLiteral("a.jsonl"), embedding(8) + embedding(9));
    QCOMPARE(shelf.import(QStringLiteral("a.jsonl"), embedding(8) + embedding(9) + embedding(8)).added,
             std::int64_t{1});
    QCOMPARE(
        shelf.import(QStringLiteral("a.jsonl"), embedding(8) + embedding(9) + embedding(8) + embedding(8))
            .added,
        std::int64_t{1});
    QCOMPARE(shelf.calls(), std::size_t{4});
    QCOMPARE(shelf.inputTokens(), std::int64_t{8 + 9 + 8 + 8});
}

void OverlapsTest::whatDiffersInItsContentIsAnotherCall()
{
    Shelf shelf;
    shelf.import(QStringLiteral("a.jsonl"), embedding(8, "0.1,0.2"));
    QCOMPARE(shelf.import(QStringLiteral("b.jsonl"), embedding(8, "0.1,0.3")).added, std::int64_t{1});
}

void OverlapsTest::layoutMakesNoDifference()
{
    Shelf shelf;
    shelf.import(QStringLiteral("a.jsonl"), embedding(8) + embedding(9));
    const QByteArray page = "[" + embedding(8).replace(",", ",\n  ") + ", " + embedding(9) + "]";
    QCOMPARE(shelf.import(QStringLiteral("b.json"), page).added, std::int64_t{0});
    QCOMPARE(shelf.calls(), std::size_t{2});
}

void OverlapsTest::aLogOfSeveralFormatsMayGrow()
{
    const QByteArray event =
        R"({"timestamp":"2026-05-01T10:00:00Z","feature_name":"faq","model":"gpt-4o","input_tokens":100,)"
        R"("output_tokens":1,"cost_usd":0.1})"
        "\n";
    Shelf shelf;
    shelf.import(QStringLiteral("a.jsonl"), event + embedding(8));
    const base::FileReport grown =
        shelf.import(QStringLiteral("a.jsonl"), event + embedding(8) + embedding(8) + event);
    QCOMPARE(grown.added, std::int64_t{2});
    QCOMPARE(shelf.inputTokens(), std::int64_t{100 + 8 + 8 + 100});
}

QTEST_GUILESS_MAIN(OverlapsTest)
#include "test_overlaps.moc"
