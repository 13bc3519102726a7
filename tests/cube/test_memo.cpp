// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "cube/memo.h"

#include <thread>

using namespace outlay;
using base::FixedDimension;

namespace {

base::Day dayOfMay(unsigned day)
{
    return std::chrono::year{2026} / 5 / day;
}

/// On each of the first 20 days of May a call of `chat` for $1 and two of `search` for $3.
std::shared_ptr<const cube::Cube> twoFeatures()
{
    base::Attribution chat;
    chat[FixedDimension::Feature] = "chat";
    base::Attribution search;
    search[FixedDimension::Feature] = "search";
    std::vector<base::Cell> cells;
    for (unsigned day = 1; day <= 20; ++day) {
        for (const auto &[id, requests, dollars] : {std::tuple(0U, 1, 1), std::tuple(1U, 2, 3)}) {
            base::Cell cell{dayOfMay(day), id, {}};
            cell.sums.requests = cell.sums.priced = requests;
            cell.sums.costNanos = dollars * base::kNanosPerDollar;
            cells.push_back(cell);
        }
    }
    return *cube::Cube::build({{0, chat}, {1, search}}, base::CellColumns(cells));
}

} // namespace

/// What is remembered is what the cube says.
class MemoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void threadsThatAskAtOnceAllGetTheCubesAnswer()
    {
        const auto cube = twoFeatures();
        const cube::Memo memo(*cube);
        std::vector<std::pair<base::Filter, base::Grouping>> questions;
        for (const unsigned last : {1U, 7U, 20U})
            for (const char *by : {"feature", "day"}) {
                base::Filter filter;
                filter.period = {dayOfMay(1), dayOfMay(last)};
                questions.push_back({filter, {by}});
            }
        std::vector<std::vector<base::Result<cube::Table>>> answers(4);
        {
            std::vector<std::jthread> threads;
            for (auto &mine : answers)
                threads.emplace_back([&memo, &questions, &mine] {
                    for (int round = 0; round < 2; ++round)
                        for (const auto &question : questions)
                            mine.push_back(memo.query(question.first, question.second));
                });
        }
        for (const auto &mine : answers)
            for (std::size_t i = 0; i < mine.size(); ++i) {
                const auto &question = questions[i % questions.size()];
                QVERIFY(mine[i] == cube->query(question.first, question.second));
            }
    }

    void daysWithoutDataAskNothingElse()
    {
        const auto cube = twoFeatures();
        const cube::Memo memo(*cube);
        base::Filter may;
        may.period = {dayOfMay(1), dayOfMay(31)};
        const auto table = memo.query(may, {"feature"});
        QVERIFY(table);
        // 20 days of 1 + 3 dollars.
        QCOMPARE(table->total.costNanos, 80 * base::kNanosPerDollar);
        may.period = {dayOfMay(25), dayOfMay(31)};
        QVERIFY(memo.query(may, {"feature"})->rows.empty());
    }

    void anErrorIsRememberedAsOne()
    {
        const auto cube = twoFeatures();
        const cube::Memo memo(*cube);
        for (int i = 0; i < 2; ++i)
            QVERIFY(!memo.query({}, {"colour of the sky"}));
    }
};

QTEST_GUILESS_MAIN(MemoTest)
#include "test_memo.moc"
