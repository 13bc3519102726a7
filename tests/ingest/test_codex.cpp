// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Codex' rollouts: running sums that restart, and histories that forks and subagents copy into their files.

#include "reading.h"

#include <map>
#include <numeric>

using namespace outlay;

/// A log of the Codex CLI counts every call once, whatever other files repeat of it.
class CodexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCallCountsOnce_data();
    void everyCallCountsOnce();
    void aCopyStandsWhenItsCallWasMade();
    void aCounterThatRestartsCountsFromZero();
    void aCallWithoutATimeIsRejected();
};

namespace {

QByteArray line(const char *at, const char *type, const QByteArray &payload)
{
    return R"({"timestamp":"2026-02-)" + QByteArray(at) + R"(Z","type":")" + type + R"(","payload":)" +
           payload + "}\n";
}

/// `more` of a session's first line: whose fork it is.
QByteArray session(const char *at, const char *id, const QByteArray &more = {})
{
    return line(at, "session_meta",
                R"({"id":")" + QByteArray(id) + R"(","timestamp":"2026-02-)" + at + R"(Z","cwd":"/p/web")" +
                    more + "}") +
           line(at, "turn_context", R"({"model":"gpt-5-codex"})");
}

QByteArray usage(int input, int output)
{
    return R"({"input_tokens":)" + QByteArray::number(input) +
           R"(,"cached_input_tokens":0,"output_tokens":)" + QByteArray::number(output) + "}";
}

/// A call of 1,000 in and 10 out behind which the running sum is `input` and 10 for each 1,000.
QByteArray call(const char *at, int input)
{
    return line(at, "event_msg",
                R"({"type":"token_count","info":{"total_token_usage":)" + usage(input, input / 100) +
                    R"(,"last_token_usage":)" + usage(1000, 10) + "}}");
}

/// Only the running sum.
QByteArray sum(const char *at, int input, int output)
{
    return line(at, "event_msg",
                R"({"type":"token_count","info":{"total_token_usage":)" + usage(input, output) + "}}");
}

const QByteArray kSpawned =
    R"(,"forked_from_id":"A","source":{"subagent":{"thread_spawn":{"parent_thread_id":"A","depth":1}}})";
const QByteArray kForked = R"(,"forked_from_id":"A")";

/// The parent: three calls on the first of February.
QByteArray elder()
{
    return session("01T10:00:00.000", "A") + call("01T10:00:05.000", 1000) +
           call("01T10:00:06.000", 1000) + // said again
           call("01T10:00:15.000", 2000) + call("01T10:00:25.000", 3000);
}

/// Its calls, written again at `at`.
QByteArray copies(const char *at)
{
    return call(at, 1000) + call(at, 2000) + call(at, 3000);
}

/// Of the states of one call the one that stands: of equal rank the last, as in the store.
std::vector<SeenEvent> standing(const Reading &log)
{
    std::map<std::uint64_t, SeenEvent> best;
    for (const SeenEvent &event : log.sink.events) {
        const auto [place, isNew] = best.emplace(event.row.key, event);
        if (!isNew && place->second.row.rank <= event.row.rank)
            place->second = event;
    }
    std::vector<SeenEvent> events;
    for (const auto &[key, event] : best)
        events.push_back(event);
    return events;
}

} // namespace

void CodexTest::everyCallCountsOnce_data()
{
    QTest::addColumn<QByteArrayList>("files");
    QTest::addColumn<int>("calls");
    const QByteArray own = call("03T10:01:20.000", 4000);
    QTest::newRow("one session") << QByteArrayList{elder()} << 3;
    QTest::newRow("a subagent that starts at zero")
        << QByteArrayList{session("01T10:01:00.000", "Z", kSpawned) + call("01T10:01:20.000", 1000)} << 1;
    QTest::newRow("a subagent's two calls in two seconds")
        << QByteArrayList{session("01T10:01:00.000", "Z", kSpawned) + call("01T10:01:20.000", 1000) +
                          call("01T10:01:20.700", 1000) + // said again, which is no second call
                          call("01T10:01:30.000", 2000)}
        << 2;
    QTest::newRow("three subagents with equal sums")
        << QByteArrayList{session("01T10:01:00.000", "Z0", kSpawned) + call("01T10:01:20.000", 1000),
                          session("01T10:01:01.000", "Z1", kSpawned) + call("01T10:01:20.000", 1000),
                          session("01T10:01:02.000", "Z2", kSpawned) + call("01T10:01:20.000", 1000)}
        << 3;
    // Each has the line of its parent's session, too: 2 + 2 calls.
    const QByteArray named = session("01T09:00:00.000", "A");
    QTest::newRow("two subagents that name their parent")
        << QByteArrayList{session("01T10:01:00.000", "S0", kSpawned) + named + call("01T10:01:10.000", 1000) +
                              call("01T10:01:20.000", 2000),
                          session("01T10:01:01.000", "S1", kSpawned) + named + call("01T10:01:10.000", 1000) +
                              call("01T10:01:21.000", 2000)}
        << 4;
    QTest::newRow("a subagent that repeats its parent within its first second")
        << QByteArrayList{elder(),
                          session("03T10:01:00.000", "K", kSpawned) + copies("03T10:01:00.500") + own}
        << 4;
    QTest::newRow("a subagent that repeats its parent within a later second")
        << QByteArrayList{elder(),
                          session("03T10:01:00.000", "K", kSpawned) + copies("03T10:01:02.500") + own}
        << 4;
    QTest::newRow("a subagent that repeats its parent with its times")
        << QByteArrayList{elder(), session("03T10:01:00.000", "K", kSpawned) +
                                       elder().mid(session("01T10:00:00.000", "A").size()) + own}
        << 4;
    QTest::newRow("a fork that repeats its parent")
        << QByteArrayList{elder(), session("03T10:01:00.000", "F", kForked) + copies("03T10:01:00.100") + own}
        << 4;
    QTest::newRow("a fork that names and repeats its parent")
        << QByteArrayList{elder(), session("03T10:01:00.000", "F", kForked) +
                                       session("03T10:01:00.100", "A") + copies("03T10:01:00.100") + own}
        << 4;
    QTest::newRow("a fork whose parent is gone: 3 calls of the parent, 1 of its own")
        << QByteArrayList{session("03T10:01:00.000", "F", kForked) + copies("03T10:01:00.100") + own} << 4;
    QTest::newRow("two forks of one parent that is gone")
        << QByteArrayList{session("03T10:01:00.000", "F", kForked) + copies("03T10:01:00.100") + own,
                          session("03T10:02:00.000", "G", kForked) + copies("03T10:02:00.100") +
                              call("03T10:03:00.000", 4000)}
        << 5;
    QTest::newRow("a counter that comes to the same sum again")
        << QByteArrayList{session("01T10:00:00.000", "R") + call("01T10:00:05.000", 1000) +
                          call("01T10:00:15.000", 2000) + call("01T11:00:05.000", 1000)}
        << 3;
}

void CodexTest::everyCallCountsOnce()
{
    QFETCH(QByteArrayList, files);
    QFETCH(int, calls);
    for (const bool isReversed : {false, true}) {
        Reading log;
        std::vector<std::string> paths;
        for (const QByteArray &file : files)
            paths.push_back(log.write(file, QStringLiteral("r%1.jsonl").arg(paths.size())));
        if (isReversed)
            std::reverse(paths.begin(), paths.end());
        log.readPaths(paths);
        const auto events = standing(log);
        QCOMPARE(static_cast<int>(events.size()), calls);
        for (const SeenEvent &event : events) {
            QCOMPARE(event.row.inputTokens, 1000);
            QCOMPARE(event.row.outputTokens, 10);
        }
    }
}

void CodexTest::aCopyStandsWhenItsCallWasMade()
{
    const QByteArray fork = session("03T10:01:00.000", "F", kForked) + copies("03T10:01:00.100");
    for (const auto &files : {QByteArrayList{elder(), fork}, QByteArrayList{fork, elder()}}) {
        Reading log;
        log.readPaths(
            {log.write(files[0], QStringLiteral("a.jsonl")), log.write(files[1], QStringLiteral("b.jsonl"))});
        const auto events = standing(log);
        QCOMPARE(events.size(), std::size_t{3});
        for (const SeenEvent &event : events)
            QCOMPARE(base::isoDay(base::utcDayOf(event.row.atUs)), std::string("2026-02-01"));
    }
}

void CodexTest::aCounterThatRestartsCountsFromZero()
{
    // 1,000 in, 100 out; the counter restarts: 300 in, 30 out; then 500 - 300 = 200 in, 50 - 30 = 20 out.
    Reading log;
    log.read(session("01T10:00:00.000", "A") + sum("01T10:00:05.000", 1000, 100) +
             sum("01T10:00:15.000", 300, 30) + sum("01T10:00:25.000", 500, 50));
    QCOMPARE(log.file().rejected, 0);
    QCOMPARE(log.sink.events.size(), std::size_t{3});
    QCOMPARE(log.event(1).row.inputTokens, 300);
    QCOMPARE(log.event(1).row.outputTokens, 30);
    QCOMPARE(log.event(2).row.inputTokens, 200);
    QCOMPARE(log.event(2).row.outputTokens, 20);
}

void CodexTest::aCallWithoutATimeIsRejected()
{
    Reading log;
    log.read(session("01T10:00:00.000", "Z", kSpawned) +
             call("01T10:00:05.000", 1000).replace(R"("timestamp":"2026-02-01T10:00:05.000Z",)", ""));
    QCOMPARE(log.sink.events.size(), std::size_t{0});
    QCOMPARE(log.file().rejected, 1);
}

QTEST_GUILESS_MAIN(CodexTest)
#include "test_codex.moc"
