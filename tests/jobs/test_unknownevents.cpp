// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "jobs/storeimport.h"
#include "jobs/unknownevents.h"

using namespace outlay;
using base::FixedDimension;
using store::Store;

namespace {

constexpr std::int64_t kHourUs = base::kDayUs / 24;
constexpr std::int64_t kMayUs = 1'777'593'600'000'000; ///< 2026-05-01 00:00 UTC

base::Attribution attribution(const char *feature, const char *requestType)
{
    base::Attribution a;
    a[FixedDimension::Feature] = feature;
    a[FixedDimension::RequestType] = requestType;
    return a;
}

base::EventRow call(std::uint32_t attribution, int hour, std::int64_t user, std::uint64_t chain,
                    std::int64_t input)
{
    base::EventRow row;
    row.attribution = attribution;
    row.atUs = kMayUs + hour * kHourUs + 1;
    row.user = user;
    row.attempt = chain;
    row.extra = chain == 0 ? -1 : 0; // which is where a log's ids are kept
    row.inputTokens = input;
    row.costNanos = 1'000'000'000;
    return row;
}

} // namespace

class TestUnknownEvents : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void singleCallsTellHoursSizesUsersAndChains()
    {
        auto opened = Store::openInMemory();
        QVERIFY(opened);
        const auto sink = (*opened)->beginImport({});
        QVERIFY(sink);
        QVERIFY((*sink)->beginFile("a.jsonl", 0));
        base::EventBatch batch;
        batch.newAttributions = {attribution("", "nightly"), attribution("", "other"),
                                 attribution("chat", "talk"), attribution("search", "talk")};
        batch.extras = {"{}"};
        // At night ten calls of users 1 and 2, who mostly chat; 1,000 tokens each: from 512 to 1,024.
        for (int i = 0; i < 10; ++i)
            batch.rows.push_back(call(0, 2 + i % 2, 1 + i % 2, 0, 1000));
        // By day four calls in two chains with a search, of a user whom nobody knows.
        for (int i = 0; i < 4; ++i)
            batch.rows.push_back(call(1, 9 + i * 3, 7, 10 + 2 * static_cast<std::uint64_t>(i % 2), 0));
        for (int i = 0; i < 3; ++i) {
            batch.rows.push_back(call(2, 10, 1, 0, 50));
            batch.rows.push_back(call(2, 11, 2, 0, 50));
        }
        batch.rows.push_back(call(3, 10, 1, 0, 50));
        batch.rows.push_back(call(3, 10, 3, 10, 50));
        batch.rows.push_back(call(3, 10, 3, 12, 50));
        QVERIFY((*sink)->addBatch(batch));
        base::FileReport report;
        report.path = "a.jsonl";
        QVERIFY((*sink)->endFile(report, {}, nullptr));
        QVERIFY((*sink)->commit());

        const auto cube = jobs::loadCube(**opened);
        QVERIFY(cube);
        auto found = *insight::unattributed(**cube, {}, "feature");
        QCOMPARE(found.clusters.size(), std::size_t{2});
        const auto events = jobs::lookAtEvents(**opened, {}, found);
        QVERIFY(events);
        const jobs::UnknownEvents &night = (*events)[0];
        QCOMPARE(night.calls, 10);
        QCOMPARE(night.busyHours().from, 2);
        QCOMPARE(night.busyHours().to, 4);
        QVERIFY(night.inputBand() == std::pair(std::int64_t{512}, std::int64_t{1024}));
        QCOMPARE(night.byUser.value, std::string("chat"));
        QCOMPARE(night.byUser.calls, 10);
        QCOMPARE(night.byChain.value, std::string());
        QCOMPARE(found.clusters[0].rule.value, std::string("chat"));
        const jobs::UnknownEvents &other = (*events)[1];
        QCOMPARE(other.calls, 4);
        QCOMPARE(other.byUser.value, std::string());
        QCOMPARE(other.byChain.value, std::string("search"));
        QCOMPARE(other.byChain.calls, 4);
        QVERIFY(other.inputBand() == std::pair(std::int64_t{0}, std::int64_t{1}));
        QCOMPARE(found.clusters[1].rule.value, std::string("search"));
    }

    void whatRulesTagIsNotUnknown()
    {
        auto opened = Store::openInMemory();
        QVERIFY(opened);
        const auto sink = (*opened)->beginImport({});
        QVERIFY((*sink)->beginFile("a.jsonl", 0));
        base::EventBatch batch;
        batch.newAttributions = {attribution("", "nightly")};
        for (int day = 0; day < 4; ++day)
            batch.rows.push_back(call(0, 24 * day, 1, 0, 1));
        QVERIFY((*sink)->addBatch(batch));
        base::FileReport report;
        report.path = "a.jsonl";
        QVERIFY((*sink)->endFile(report, {}, nullptr));
        QVERIFY((*sink)->commit());
        base::Rule rule;
        rule.value = "jobs";
        rule.days.first = *base::parseDay("2026-05-02");
        QVERIFY((*opened)->setRules({rule}, {}));

        auto found = *insight::unattributed(**jobs::loadCube(**opened), {}, "feature");
        const auto events = jobs::lookAtEvents(**opened, {}, found);
        QVERIFY(events);
        QCOMPARE(events->front().calls, 1);                          // that of the first day
        QCOMPARE(events->front().byUser.value, std::string("jobs")); // the same user's on the others
    }
};

QTEST_GUILESS_MAIN(TestUnknownEvents)
#include "test_unknownevents.moc"
