// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "base/parallel.h"

#include <atomic>
#include <stdexcept>

using namespace outlay;
using base::ErrorKind;
using base::Result;

/// Parts of one answer run beside each other.
class ParallelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachTaskRunsOnce()
    {
        for (const int count : {0, 1, 2, 3, 50}) {
            std::vector<std::atomic<int>> ran(static_cast<std::size_t>(count));
            base::Tasks tasks;
            for (std::atomic<int> &one : ran)
                tasks.emplace_back([&one] {
                    ++one;
                    return Result<void>();
                });
            QVERIFY(base::inParallel(tasks));
            for (const std::atomic<int> &one : ran)
                QCOMPARE(one.load(), 1);
        }
    }

    void theFirstErrorOfTheListIsTold()
    {
        std::atomic<int> ran = 0;
        const auto failing = [&ran](const char *why) {
            return [&ran, why]() -> Result<void> {
                ++ran;
                return base::fail(ErrorKind::Misuse, "", why);
            };
        };
        const auto fine = [&ran] {
            ++ran;
            return Result<void>();
        };
        for (int i = 0; i < 20; ++i) {
            ran = 0;
            const auto done = base::inParallel({fine, failing("first"), fine, failing("second"), fine});
            QVERIFY(!done);
            QCOMPARE(done.error().detail, std::string("first"));
            QCOMPARE(ran.load(), 5); // nobody works on when the answer is there
        }
    }

    void whatATaskThrowsIsThrownToTheCaller()
    {
        std::atomic<int> ran = 0;
        const auto fine = [&ran] {
            ++ran;
            return Result<void>();
        };
        const auto throwing = []() -> Result<void> { throw std::runtime_error("broken"); };
        QVERIFY_THROWS_EXCEPTION(std::runtime_error,
                                 static_cast<void>(base::inParallel({fine, throwing, fine})));
        QCOMPARE(ran.load(), 2);
    }
};

QTEST_GUILESS_MAIN(ParallelTest)
#include "test_parallel.moc"
