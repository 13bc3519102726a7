// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest>

#include <sqlite3.h>

#include "jobs/explainjob.h"
#include "jobs/storeimport.h"
#include "jobs/timezones.h"

#include <random>

using namespace outlay;
using insight::ExplainQuestion;
using insight::Figure;
using store::Store;

namespace {

/// The numbers of a query, each column added up over its rows, by SQLite itself on the file.
std::vector<std::int64_t> sumsOf(const std::string &path, const std::string &sql)
{
    sqlite3 *database = nullptr;
    sqlite3_stmt *statement = nullptr;
    std::vector<std::int64_t> row;
    if (sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK &&
        sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        do {
            row.resize(static_cast<std::size_t>(sqlite3_column_count(statement)));
            for (std::size_t i = 0; i < row.size(); ++i)
                row[i] += sqlite3_column_int64(statement, static_cast<int>(i));
        } while (sqlite3_step(statement) == SQLITE_ROW);
    else
        qInfo("no row: %s\n%s", sqlite3_errmsg(database), sql.c_str());
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return row;
}

/// A log in which anything may be absent, a default label, failed, reported, computed or unknown.
QByteArray randomLog(std::mt19937_64 &random, int calls)
{
    const auto one = [&random](std::initializer_list<const char *> of) {
        return QByteArray(*(of.begin() + static_cast<std::ptrdiff_t>(random() % of.size())));
    };
    QByteArray text;
    for (int i = 0; i < calls; ++i) {
        const qint64 at = 1'772'300'000'000 + static_cast<qint64>(random() % (200ULL * 86'400'000));
        text +=
            "{\"timestamp\": \"" +
            QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1() +
            "\", \"feature_name\": " +
            one({"\"chat\"", "\"search\"", "\"it's\"", "\"Unknown\"", "null", "\" n/a \"", "\"chat_2\""}) +
            ", \"user_segment\": " + one({"\"free\"", "\"pro\"", "null"}) + ", \"user_id\": \"u" +
            QByteArray::number(static_cast<int>(random() % 5)) + "\", \"model\": " +
            one({"\"claude-3-5-haiku-20241022\"", "\"gpt-4o-mini\"", "\"nobody-knows-1\""}) +
            ", \"environment\": " + one({"\"production\"", "\"staging\""}) +
            ", \"status\": " + one({"\"success\"", "\"error\"", "\"429\"", "\"200\"", "null", "\"odd\""}) +
            ", \"input_tokens\": " + one({"100", "1234", "0", "null"}) +
            ", \"output_tokens\": " + one({"10", "77", "null"}) +
            ", \"cost_usd\": " + one({"0.0035", "0.000000001", "null", "null"}) +
            ", \"request_type\": \"chat\", \"team\": " + one({"\"red\"", "\"blue\"", "null"}) +
            ", \"latency_ms\": " + one({"850", "12.5", "null"}) + "}\n";
    }
    return text;
}

base::Rule rule(const char *dimension, const char *is, const char *feature)
{
    base::Rule rule;
    rule.where[dimension] = {{is}, {}, false};
    rule.value = feature;
    return rule;
}

/// None, some that set, or also one that splits.
std::vector<base::Rule> rulesOf(int number)
{
    std::vector<base::Rule> rules;
    if (number == 0)
        return rules;
    rules.push_back(rule("model", "gpt-4o-mini", "mini"));
    rules.back().days = base::parsePeriod("2026-04-01..2026-06-15").value();
    rules.push_back(rule("feature", "", "nobody's"));
    rules.push_back(rule("environment", "staging", "tests"));
    rules.back().where["feature"] = {{}, {"ch*_*"}, true};
    if (number == 2) {
        base::Rule split = rule("feature", "search", "");
        split.action = base::RuleAction::SplitByShare;
        split.value.clear();
        split.shares = {{"a", 2'000'000'000}, {"b", 1'000'000'000}};
        rules.insert(rules.begin(), split);
    }
    return rules;
}

/// About whatever calls a random log may have.
ExplainQuestion randomQuestion(std::mt19937_64 &random, int trial)
{
    ExplainQuestion question;
    // Values are not kept here; each sixth asks for a step of the bridge instead, each sixth for what
    // a scenario saves or a difference.
    question.figure = static_cast<Figure>(random() % static_cast<unsigned>(Figure::BudgetUsed));
    if (trial % 6 == 5) {
        question.figure = Figure::Effect;
        question.effect = static_cast<insight::Effect>(random() % insight::kEffects);
    }
    if (trial % 6 == 4) {
        question.figure = trial % 12 == 4 ? Figure::Saved : Figure::CostDifference;
        question.scenario.emplace().changes.emplace_back().drop = true;
        question.scenario->changes.front().where["feature"] = {{"chat", "mini"}, false};
    }
    question.before = base::parsePeriod("2026-03").value();
    const auto coin = [&random] { return random() % 2 == 0; };
    if (coin())
        question.filter.period = base::parsePeriod(coin() ? "2026-05" : "2026-03-29..2026-04-02").value();
    if (coin())
        question.filter.where["segment"] = {{coin() ? "free" : ""}, coin()};
    if (coin())
        question.filter.where["team"] = {{"red", "blue"}, coin()};
    question.filter.basis = static_cast<base::CostBasis>(random() % 3);
    question.filter.counting = coin() ? base::Counting::Billed : base::Counting::CompletedOnly;
    const std::array<const char *, 6> features = {"chat", "search", "it's", "", "mini", "a"};
    if (coin())
        question.slice.emplace_back("feature", features[random() % features.size()]);
    if (coin())
        question.slice.emplace_back("month", "2026-05");
    return question;
}

} // namespace

class TestExplain : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    /// An open store of that log; its path is `path`.
    base::Result<std::unique_ptr<Store>> storeOf(const QByteArray &log, std::string &path)
    {
        static int number = 0;
        const QString name = m_folder.filePath(QString::number(++number));
        path = (name + QStringLiteral(".db")).toStdString();
        QFile file(name + QStringLiteral(".jsonl"));
        if (!file.open(QIODevice::WriteOnly) || file.write(log) != log.size())
            return base::fail(base::ErrorKind::Internal, "log", "cannot be written");
        file.close();
        auto store = Store::open(path, Store::Mode::ReadWrite);
        if (!store)
            return store;
        const auto report = jobs::importInto(**store, {file.fileName().toStdString()}, {}, {}, {}, {});
        return report ? std::move(store) : tl::unexpected(report.error());
    }

private Q_SLOTS:
    void theSqlGivesTheFigureToTheNanoDollar_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<int>("rules");
        for (const char *zone : {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"})
            for (int rules = 0; rules < 3; ++rules)
                QTest::addRow("%s, rules %d", zone, rules) << QString::fromLatin1(zone) << rules;
    }
    void theSqlGivesTheFigureToTheNanoDollar()
    {
        QFETCH(QString, zone);
        QFETCH(int, rules);
        std::mt19937_64 random(static_cast<std::uint64_t>(rules) * 7 +
                               static_cast<std::uint64_t>(zone.size()));
        std::string path;
        const auto store = storeOf(randomLog(random, 600), path);
        QVERIFY2(store, store ? "" : base::sentence(store.error()).c_str());
        QVERIFY((*store)->setReportingZone(*jobs::reportingZone(zone.toStdString())));
        const auto set = (*store)->setRules(rulesOf(rules), {});
        QVERIFY2(set, set ? "" : base::sentence(set.error()).c_str());
        int given = 0;
        for (int trial = 0; trial < 60; ++trial) {
            const ExplainQuestion question = randomQuestion(random, trial);
            const auto explained = jobs::explainFigure(**store, question, {}, {});
            if (!explained && rules == 2 && question.figure == Figure::Saved)
                continue; // of calls that a rule splits
            QVERIFY2(explained, explained ? "" : base::sentence(explained.error()).c_str());
            if (question.figure == Figure::Saved) // without its calls all of their cost
                QCOMPARE(explained->explanation.whole(),
                         std::optional(explained->explanation.terms.front().value));
            std::vector<std::int64_t> terms;
            for (const insight::ExplainTerm &term : explained->explanation.terms)
                terms.push_back(term.value);
            if (!explained->sql.text.empty()) {
                ++given;
                auto sums = sumsOf(path, explained->sql.text);
                if (question.figure == Figure::Effect) {
                    sums.erase(sums.begin(), sums.begin() + std::min<std::ptrdiff_t>(4, std::ssize(sums)));
                    terms.resize(terms.size() - 3); // which are given
                    if (sums.empty())               // no calls, no rows
                        sums.resize(terms.size());
                }
                QVERIFY2(sums == terms, explained->sql.text.c_str());
            }
            addsUp(*explained);
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY2(given > (rules == 2 ? 10 : 59), qPrintable(QString::number(given)));
    }

    void theTokensTimesThePricesAndTheRoundingAreTheCost()
    {
        // gpt-4o-mini: $0.15 in and $0.60 out a million tokens, so 3 calls of 1,001 in and 7 out cost 1,001 ×
        // 150,000 + 7 × 600,000 = 154,350,000 pico-dollars each, 154,350 nano-dollars, and one is reported.
        QByteArray log;
        for (int i = 0; i < 4; ++i)
            log += "{\"timestamp\": \"2026-05-0" + QByteArray::number(i + 1) +
                   "T12:00:00Z\", \"feature_name\": \"chat\", \"model\": \"gpt-4o-mini\", \"input_tokens\": "
                   "1001, \"output_tokens\": 7" +
                   (i == 3 ? ", \"cost_usd\": 1}" : "}") + "\n";
        std::string path;
        const auto store = storeOf(log, path);
        QVERIFY(store);
        const auto explained = jobs::explainFigure(**store, {}, {}, {});
        QVERIFY(explained);
        const insight::CostOrigin &origin = explained->origin.value();
        QCOMPARE(origin.reportedCalls, 1);
        QCOMPARE(origin.reportedNanos, 1'000'000'000);
        QCOMPARE(origin.bookCalls, 3);
        QCOMPARE(origin.bookNanos, 3 * 154'350);
        QCOMPARE(origin.otherCalls, 0);
        QCOMPARE(origin.prices.size(), std::size_t{2});
        QCOMPARE(origin.prices[0].kind, pricing::TokenKind::Input);
        QCOMPARE(static_cast<std::int64_t>(origin.prices[0].tokens), 3003);
        QCOMPARE(origin.prices[0].rate.price.picos(), 150'000);
        QCOMPARE(static_cast<std::int64_t>(origin.prices[0].picos), 3003 * 150'000LL);
        QCOMPARE(static_cast<std::int64_t>(origin.prices[1].picos), 21 * 600'000LL);
        QCOMPARE(static_cast<std::int64_t>(origin.roundingPicos()), 0);
        QCOMPARE(explained->sources.size(), std::size_t{1});
        QVERIFY(explained->sources.front().source.ends_with(".jsonl"));
        QCOMPARE(explained->explanation.whole(), std::optional<std::int64_t>(1'000'463'050));
    }

    void rulesTellWhatTheyBroughtInAndTookAway()
    {
        // chat: $2 and $1 by model a and b; search $4 by a. The rule makes a's calls of chat search.
        const auto line = [](const char *feature, const char *model, int dollars) {
            return QByteArray("{\"timestamp\": \"2026-05-01T12:00:00Z\", \"feature_name\": \"") + feature +
                   "\", \"model\": \"" + model +
                   "\", \"input_tokens\": 1, \"output_tokens\": 1, \"cost_usd\": " +
                   QByteArray::number(dollars) + "}\n";
        };
        const QByteArray log = line("chat", "a", 2) + line("chat", "b", 1) + line("search", "a", 4);
        std::string path;
        const auto store = storeOf(log, path);
        QVERIFY(store);
        base::Rule moving = rule("model", "a", "search");
        moving.where["feature"] = {{"chat"}, {}, false};
        QVERIFY((*store)->setRules({moving}, {}));
        const std::int64_t dollar = base::kNanosPerDollar;
        for (const auto &[feature, logged, in, out] :
             {std::tuple("search", 4, 2, 0), std::tuple("chat", 3, 0, 2)}) {
            ExplainQuestion question;
            question.slice = {{"feature", feature}};
            const auto explained = jobs::explainFigure(**store, question, {}, {});
            QVERIFY(explained);
            QCOMPARE(explained->rules.logged.costNanos, logged * dollar);
            QCOMPARE(explained->rules.moves.size(), std::size_t{1});
            QCOMPARE(explained->rules.moves.front().place, std::size_t{1});
            QCOMPARE(explained->rules.moves.front().in.costNanos, in * dollar);
            QCOMPARE(explained->rules.moves.front().out.costNanos, out * dollar);
            QCOMPARE(explained->explanation.whole(), std::optional((logged + in - out) * dollar));
        }
    }

private:
    /// Logs, origins and rules, each to the nano-dollar, are the calls behind the figure.
    static void addsUp(const insight::Explained &explained)
    {
        base::Measures all;
        for (const insight::SourceShare &share : explained.sources)
            all += share.sums;
        base::Measures ruled = explained.rules.logged;
        std::int64_t nanos = ruled.costNanos;
        std::int64_t requests = ruled.requests;
        for (const insight::RuleMove &move : explained.rules.moves) {
            nanos += move.in.costNanos - move.out.costNanos;
            requests += move.in.requests - move.out.requests;
        }
        QCOMPARE(nanos, all.costNanos);
        QCOMPARE(requests, all.requests);
        if (!explained.origin)
            return;
        const insight::CostOrigin &origin = *explained.origin;
        QCOMPARE(origin.nanos(), all.costNanos);
        QCOMPARE(origin.reportedCalls + origin.bookCalls + origin.otherCalls + origin.unpricedCalls,
                 all.requests);
        QCOMPARE(origin.otherCalls, 0); // the book has not changed since the import
    }
};

QTEST_GUILESS_MAIN(TestExplain)
#include "test_explain.moc"
