// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/storefixture.h"

#include "store/cellcodec.h"

#include <limits>
#include <random>

using namespace outlay;
using base::Cell;

class StoreCellsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsPackedComesBack_data();
    void whatIsPackedComesBack();
    void daysFollowOneAnother();
    void unwantedMeasuresAreLeftOut();
    void damageIsFound();
    void usualCellsAreSmall();
};

namespace {

const base::Day kDayOfTest{std::chrono::year{2026} / 5 / 9};

/// Cells as a log gives them: every request has tokens and a cost, which the price book agrees with.
std::vector<Cell> usualCells(std::size_t count)
{
    std::mt19937 random(7);
    const auto upTo = [&](std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>(1, most)(random);
    };
    std::vector<Cell> cells;
    for (std::uint32_t a = 1; a <= count; ++a) {
        Cell cell{kDayOfTest, a, {}};
        base::Measures &sums = cell.sums;
        sums.requests = sums.priced = sums.withInput = sums.withOutput = sums.computed = upTo(90);
        sums.withLatency = sums.requests - (a % 20 == 0 ? 1 : 0);
        sums.costNanos = sums.requests * upTo(4'000'000);
        sums.computedNanos = sums.costNanos + upTo(60) - 30;
        sums.inputTokens = sums.requests * upTo(3'000);
        sums.outputTokens = sums.requests * upTo(400);
        sums.latencyUs = sums.requests * upTo(2'000'000);
        cells.push_back(cell);
    }
    return cells;
}

/// Numbers of all sizes, the largest that there are among them.
std::vector<Cell> wildCells(unsigned seed)
{
    std::mt19937_64 random(seed);
    std::vector<Cell> cells;
    std::uint32_t attribution = 0;
    const std::size_t count = random() % 40;
    for (std::size_t i = 0; i < count; ++i) {
        attribution += static_cast<std::uint32_t>(1 + random() % 1'000'000);
        Cell cell{kDayOfTest, attribution, {}};
        for (const auto field : base::kMeasureFields) {
            const auto any = static_cast<std::int64_t>(random());
            const std::array values = {std::int64_t{0},
                                       cell.sums.requests,
                                       any,
                                       any >> (random() % 64),
                                       std::numeric_limits<std::int64_t>::max(),
                                       std::numeric_limits<std::int64_t>::min()};
            cell.sums.*field = values[random() % (seed % 3 == 0 ? 2 : values.size())];
        }
        cells.push_back(cell);
    }
    return cells;
}

bool areEqual(const std::vector<Cell> &a, const std::vector<Cell> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Cell &x, const Cell &y) {
        return x.day == y.day && x.attribution == y.attribution && x.sums == y.sums;
    });
}

} // namespace

void StoreCellsTest::whatIsPackedComesBack_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 0; seed < 60; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void StoreCellsTest::whatIsPackedComesBack()
{
    QFETCH(const unsigned, seed);
    const std::vector<Cell> cells = wildCells(seed);
    base::CellColumns read;
    QVERIFY(store::decodeCells(store::encodeCells(cells), kDayOfTest, read));
    QVERIFY(areEqual(read.cells(), cells));
}

void StoreCellsTest::daysFollowOneAnother()
{
    // A measure that is nothing but zeros at first and at last, and is something in between.
    std::vector<Cell> all;
    base::CellColumns read;
    for (int day = 0; day < 5; ++day) {
        std::vector<Cell> cells = usualCells(3);
        for (Cell &cell : cells) {
            cell.day = kDayOfTest + std::chrono::days{day};
            cell.sums.cacheReadTokens = day == 2 ? 100 + cell.attribution : 0;
            all.push_back(cell);
        }
        QVERIFY(store::decodeCells(store::encodeCells(cells), cells.front().day, read));
    }
    QVERIFY(areEqual(read.cells(), all));
    QVERIFY(read.measures[1] == read.measures[0]); // all are priced
}

void StoreCellsTest::unwantedMeasuresAreLeftOut()
{
    const std::vector<Cell> cells = usualCells(10);
    base::CellColumns read;
    QVERIFY(store::decodeCells(store::encodeCells(cells), kDayOfTest, read, store::kRequestsAlone));
    for (std::size_t i = 0; i < cells.size(); ++i) {
        QCOMPARE(read.attributions[i], cells[i].attribution);
        QCOMPARE(read.sums(i).requests, cells[i].sums.requests);
        QCOMPARE(read.sums(i).costNanos, 0);
    }
}

void StoreCellsTest::damageIsFound()
{
    const std::string whole = store::encodeCells(usualCells(20));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        base::CellColumns read;
        QVERIFY2(!store::decodeCells(whole.substr(0, size), kDayOfTest, read), "cut off");
    }
    base::CellColumns read;
    QVERIFY2(!store::decodeCells(whole + '\0', kDayOfTest, read), "something behind it");
    // Other damage may give other numbers, but never reads elsewhere (which the sanitizers watch).
    std::mt19937 random(11);
    for (int i = 0; i < 5000; ++i) {
        std::string damaged = whole;
        damaged[random() % damaged.size()] = static_cast<char>(random());
        base::CellColumns other;
        (void)store::decodeCells(damaged, kDayOfTest, other);
    }
}

void StoreCellsTest::usualCellsAreSmall()
{
    // 1 for the attribution, 1 for the requests, 4 for the cost, 3 and 2 for tokens, 4 for the latency, 1 for
    // the computed cost, 1 for the latencies that are missing; some of them one more for large numbers.
    constexpr std::size_t count = 1000;
    const std::size_t bytes = store::encodeCells(usualCells(count)).size();
    QVERIFY2(bytes < 20 * count, std::to_string(bytes).c_str());
}

QTEST_GUILESS_MAIN(StoreCellsTest)
#include "test_storecells.moc"
