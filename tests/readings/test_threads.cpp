// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What threads share, each with what is its own: these are the tests that run under the thread sanitizer.

#include "cube/cube.h"
#include "ingest/importer.h"
#include "pricing/bookpricer.h"
#include "pricing/userbook.h"
#include "store/store.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace outlay;

namespace {

constexpr int kThreads = 3;

/// Events, and what they cost: reported, else computed.
struct Totals
{
    std::int64_t requests = 0;
    std::int64_t costNanos = 0;

    bool operator==(const Totals &) const = default;
};

base::Result<Totals> totalsOf(const cube::Cube &cube)
{
    return cube.query({}, {"feature", "model"}).map([](const cube::Table &table) {
        return Totals{table.total.requests, table.total.costNanos};
    });
}

base::Result<std::shared_ptr<const cube::Cube>> cubeOf(const store::Store &store)
{
    return store.cells().and_then([](store::CellData data) {
        return cube::Cube::build(std::move(data.attributions), std::move(data.cells));
    });
}

base::Result<void> import(store::Store &store, const std::string &path,
                          const std::shared_ptr<const pricing::PriceBook> &book)
{
    auto sink = store.beginImport(base::Instant{std::chrono::seconds{1'790'000'000}});
    if (!sink)
        return tl::unexpected(sink.error());
    pricing::BookPricer pricer(book);
    ingest::ImportOptions options;
    options.pricer = &pricer;
    return ingest::importPaths({path}, options, **sink, {}, {}).map([](const base::ImportReport &) {});
}

/// Of samples in many formats, with prices; nothing if anything of it fails.
Totals importedSamples()
{
    const auto book = pricing::openBook({});
    const auto store = store::Store::openInMemory();
    if (!book || !store)
        return {};
    for (const char *folder : {"02-litellm", "05-openai", "07-otel", "10-coding-agents"}) {
        if (!import(**store, OUTLAY_TEST_DATA "/samples/" + std::string(folder), *book))
            return {};
    }
    return cubeOf(**store).and_then([](const auto &cube) { return totalsOf(*cube); }).value_or(Totals{});
}

class ThreadsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void importsIntoStoresOfTheirOwnDoNotMeet()
    {
        std::vector<Totals> found(kThreads);
        {
            std::vector<std::jthread> threads;
            for (Totals &totals : found)
                threads.emplace_back([&totals] { totals = importedSamples(); });
        }
        const Totals alone = importedSamples();
        QVERIFY(alone.requests > 50);
        QVERIFY(alone.costNanos > 0);
        for (const Totals &totals : found)
            QVERIFY(totals == alone);
    }

    void readersSeeWholeImportsOnlyWhileOneThreadWrites()
    {
        constexpr int lines = 4000;
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("store.db")).toStdString();
        const auto book = pricing::openBook({}).value();
        const auto writer = store::Store::open(path, store::Store::Mode::ReadWrite).value();
        std::atomic<bool> done = false;
        std::atomic<int> looks = 0;
        std::atomic<int> wrong = 0;
        std::vector<std::jthread> readers;
        for (int i = 0; i < kThreads; ++i)
            readers.emplace_back([&] {
                const auto store = store::Store::open(path, store::Store::Mode::ReadOnly);
                do {
                    const auto cube = store.and_then([](const auto &s) { return cubeOf(*s); });
                    const auto totals = cube.and_then([](const auto &c) { return totalsOf(*c); });
                    if (!totals || totals->requests % lines != 0 ||
                        totals->costNanos != totals->requests * 2'000'000)
                        ++wrong;
                    ++looks;
                } while (!done);
            });
        for (int file = 0; file < 4; ++file) {
            const QString name = folder.filePath(QString::number(file));
            QFile log(name);
            QVERIFY(log.open(QIODevice::WriteOnly));
            for (int i = 0; i < lines; ++i)
                log.write("{\"timestamp\":\"2026-05-01T00:00:00Z\",\"feature_name\":\"f" +
                          QByteArray::number(i % 7) + "\",\"model\":\"gpt-4o\",\"request_id\":\"" +
                          QByteArray::number(file * lines + i) +
                          "\",\"input_tokens\":1,\"output_tokens\":1,\"cost_usd\":0.002}\n");
            log.close();
            QVERIFY(import(*writer, name.toStdString(), book));
        }
        done = true;
        readers.clear();
        QCOMPARE(wrong.load(), 0);
        QVERIFY(looks.load() >= kThreads);
        QCOMPARE(writer->facts().value().events, 4 * lines);
    }

    void oneCubeIsReadByManyThreads()
    {
        const auto store = store::Store::openInMemory().value();
        QVERIFY(import(*store, OUTLAY_TEST_DATA "/samples/02-litellm", pricing::openBook({}).value()));
        const auto cube = cubeOf(*store).value();
        const Totals alone = totalsOf(*cube).value();
        std::atomic<int> same = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < kThreads; ++i)
                threads.emplace_back([&] { same += totalsOf(*cube).value() == alone ? 1 : 0; });
        }
        QCOMPARE(same.load(), kThreads);
    }
};

} // namespace

QTEST_GUILESS_MAIN(ThreadsTest)
#include "test_threads.moc"
