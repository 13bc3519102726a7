// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/storefixture.h"

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <sys/wait.h>
#include <unistd.h>

using namespace outlay;
using namespace outlay::tests;
using store::Store;

/// An import whose process is killed.
class StoreKilledTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aKilledImportNeverWas_data();
    void aKilledImportNeverWas();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::string m_path;
};

namespace {

constexpr const char *kWriteForever = "--write-forever";

FileToImport bigLog()
{
    return log("two", kMay1 + 30, 400'000, 3);
}

/// What the process does that is to be killed: imports without end, and says after each batch that it is in.
int writeForever(const char *path, int said)
{
    const FileToImport big = bigLog();
    auto store = Store::open(path, Store::Mode::ReadWrite);
    auto sink = (*store)->beginImport({}, Store::Meanwhile::Busy);
    (void)(*sink)->beginFile("two", 0);
    base::EventBatch batch;
    batch.newAttributions = big.attributions;
    batch.rows = big.rows;
    while ((*sink)->addBatch(batch)) { // beyond the page cache, so that the log on disk holds much of it
        batch.newAttributions.clear();
        (void)!write(said, "x", 1);
    }
    return 1;
}

} // namespace

void StoreKilledTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(QStringLiteral("costs.db")).toStdString();
}

void StoreKilledTest::aKilledImportNeverWas_data()
{
    QTest::addColumn<bool>("first");
    QTest::newRow("beside what is there, through a log") << false;
    QTest::newRow("into a new store, in place") << true;
}

void StoreKilledTest::aKilledImportNeverWas()
{
    QFETCH(const bool, first);
    {
        auto store = Store::open(m_path, Store::Mode::ReadWrite);
        MUST(store);
        if (!first)
            MUST(import(**store, {log("one", kMay1, 1000, 60)}));
    }
    const auto before = dump(m_path);
    std::array<int, 2> pipes{};
    QCOMPARE(pipe(pipes.data()), 0);
    // A process of its own: a copy of this one could not start threads under every sanitizer.
    const std::string written = std::to_string(pipes[1]);
    const pid_t child = fork();
    if (child == 0) {
        execl("/proc/self/exe", "test_storekilled", kWriteForever, m_path.c_str(), written.c_str(), nullptr);
        _exit(1);
    }
    QVERIFY(child > 0);
    char byte = 0;
    for (int batches = 0; batches < 6; ++batches)
        QCOMPARE(read(pipes[0], &byte, 1), ssize_t{1});
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    QVERIFY(WIFSIGNALED(status));
    ::close(pipes[0]);
    ::close(pipes[1]);
    const QString file = QString::fromStdString(m_path) + (first ? QString() : QStringLiteral("-wal"));
    QVERIFY2(QFileInfo(file).size() > 1'000'000, "the child had written to the disk");

    auto reader = Store::open(m_path, Store::Mode::ReadOnly);
    MUST(reader);
    QCOMPARE((*reader)->facts().value().events, first ? 0 : 1000);
    reader->reset();
    auto store = Store::open(m_path, Store::Mode::ReadWrite);
    MUST(store);
    QVERIFY((*store)->check().value().empty());
    QVERIFY(dump(m_path) == before);
    const FileToImport big = bigLog();
    MUST(import(**store, {big}));
    const std::string cleanPath = m_path + ".clean";
    auto clean = Store::open(cleanPath, Store::Mode::ReadWrite);
    MUST(clean);
    if (!first)
        MUST(import(**clean, {log("one", kMay1, 1000, 60)}));
    MUST(import(**clean, {big}));
    const char *sums = "SELECT count(*), sum(cost_nanos), sum(input_tokens), min(timestamp), max(timestamp) "
                       "FROM cost_events";
    QCOMPARE(query(m_path, sums), query(cleanPath, sums));
    QCOMPARE(cellsOf(m_path), cellsOf(cleanPath));
}

int main(int argc, char **argv)
{
    if (argc == 4 && std::strcmp(argv[1], kWriteForever) == 0)
        return writeForever(argv[2], std::atoi(argv[3]));
    QCoreApplication app(argc, argv);
    StoreKilledTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_storekilled.moc"
