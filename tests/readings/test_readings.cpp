// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "golden.h"

#include "ingest/importer.h"
#include "store/store.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <algorithm>
#include <filesystem>

using namespace outlay;

namespace {

constexpr const char *kData = OUTLAY_TEST_DATA;

/// Notes the lines of bills on their way into the store.
class Spy : public base::EventSink
{
public:
    Spy(base::EventSink &sink, std::vector<std::pair<base::BillingRow, base::Attribution>> &bills)
        : m_sink(sink)
        , m_bills(bills)
    {
    }
    base::Result<std::vector<base::KnownFile>> knownFiles() override { return m_sink.knownFiles(); }
    base::Result<void> beginFile(const std::string &name, std::int64_t resumed) override
    {
        return m_sink.beginFile(name, resumed);
    }
    base::Result<void> addBatch(const base::EventBatch &batch) override
    {
        m_attributions.insert(m_attributions.end(), batch.newAttributions.begin(),
                              batch.newAttributions.end());
        for (const base::BillingRow &row : batch.billing)
            m_bills.emplace_back(row, m_attributions.at(row.sums.attribution));
        return m_sink.addBatch(batch);
    }
    base::Result<void> endFile(base::FileReport &report, std::span<const base::Reject> rejects,
                               const base::FileFingerprint *fingerprint) override
    {
        return m_sink.endFile(report, rejects, fingerprint);
    }
    base::Result<std::int64_t> commit() override { return m_sink.commit(); }
    void rollback() noexcept override { m_sink.rollback(); }

private:
    base::EventSink &m_sink;
    std::vector<std::pair<base::BillingRow, base::Attribution>> &m_bills;
    std::vector<base::Attribution> m_attributions;
};

struct Imported
{
    base::ImportReport report;
    std::vector<std::string> lines;
};

/// What the store holds after an import of `path` into an empty one.
Imported imported(const std::string &path, int times = 1)
{
    auto store = store::Store::openInMemory().value();
    std::vector<std::pair<base::BillingRow, base::Attribution>> bills;
    Imported result;
    for (int i = 0; i < times; ++i) {
        bills.clear();
        auto sink = store->beginImport(base::Instant{std::chrono::seconds{1'790'000'000 + i}}).value();
        Spy spy(*sink, bills);
        ingest::ImportOptions options;
        result.report = ingest::importPaths({path}, options, spy, {}, {}).value();
    }
    store::EventQuery query;
    query.limit = 1'000'000;
    const auto events = store->events(query).value();
    if (!store->check().value().empty())
        qWarning() << "the store is not sound";
    Outcome outcome;
    for (const store::EventRecord &event : events)
        outcome.add(event.row, event.attribution);
    for (std::size_t i = 0; i < bills.size(); ++i) {
        const auto &[bill, attribution] = bills[i];
        const auto isIt = [key = bill.sums.key](const auto &later) { return later.first.sums.key == key; };
        if (bill.sums.key != 0 &&
            std::any_of(bills.begin() + static_cast<std::ptrdiff_t>(i) + 1, bills.end(), isIt))
            continue; // the store keeps the last of one key
        outcome.add(bill.sums, attribution);
        outcome.addRequests(bill.requests);
        outcome.setCurrency(bill.currency);
    }
    const bool read = std::any_of(result.report.files.begin(), result.report.files.end(),
                                  [](const base::FileReport &file) { return !file.error; });
    result.lines = outcome.lines(!bills.empty()    ? "billing"
                                 : !events.empty() ? "events"
                                 : read            ? "nothing"
                                                   : "refused");
    return result;
}

QString joined(const std::vector<std::string> &lines)
{
    QString text;
    for (const std::string &line : lines)
        text += QString::fromStdString(line) + QLatin1Char('\n');
    return text;
}

std::string sampleOf(const QString &golden)
{
    const QString name = QString(golden).chopped(4).replace(QStringLiteral("__"), QStringLiteral("/"));
    const std::string data = kData;
    const std::string sample = data + "/samples/" + name.toStdString();
    return std::filesystem::exists(sample) ? sample : data + "/ingest/" + name.toStdString();
}

/// What is of the time of the sample's last change, which is another one in every copy, said in words.
void nameTimeOfFile(std::vector<std::string> &lines, const std::string &sample)
{
    const QDateTime changed = QFileInfo(QString::fromStdString(sample)).lastModified().toUTC();
    const std::string second = changed.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")).toStdString();
    for (std::string &line : lines) {
        for (const char *name : {"first ", "last "}) {
            if (line.starts_with(name + second))
                line = std::string(name) + "of the file";
        }
    }
}

/// A file without times gets those of the file, which are nobody's business here.
std::vector<std::string> comparable(std::vector<std::string> lines, const std::vector<std::string> &golden)
{
    const bool timed = std::any_of(golden.begin(), golden.end(),
                                   [](const std::string &line) { return line.starts_with("first "); });
    if (!timed)
        lines.erase(std::remove_if(lines.begin(), lines.end(),
                                   [](const std::string &line) {
                                       return line.starts_with("first ") || line.starts_with("last ");
                                   }),
                    lines.end());
    return lines;
}

} // namespace

class ReadingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sampleReadsAsAnIndependentReaderFinds_data();
    void sampleReadsAsAnIndependentReaderFinds();
    void importedTwiceIsImportedOnce_data() { sampleReadsAsAnIndependentReaderFinds_data(); }
    void importedTwiceIsImportedOnce();
};

void ReadingsTest::sampleReadsAsAnIndependentReaderFinds_data()
{
    QTest::addColumn<QString>("golden");
    const QDir folder(QString::fromUtf8(kData) + QStringLiteral("/readings"));
    const auto files = folder.entryList({QStringLiteral("*.txt")}, QDir::Files, QDir::Name);
    QVERIFY(files.size() > 100);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << file;
}

void ReadingsTest::sampleReadsAsAnIndependentReaderFinds()
{
    QFETCH(QString, golden);
    const auto expected = goldenLines(std::string(kData) + "/readings/" + golden.toStdString());
    const Imported result = imported(sampleOf(golden));
    std::vector<std::string> lines = result.lines;
    nameTimeOfFile(lines, sampleOf(golden));
    const QString actual = joined(comparable(std::move(lines), expected));
    if (actual != joined(expected)) {
        for (const base::Reject &reject : result.report.rejects)
            qWarning("%s:%lld %s", reject.file.c_str(), static_cast<long long>(reject.line),
                     reject.reason.c_str());
        for (const base::FileReport &file : result.report.files)
            qWarning("%s: %s", file.format.c_str(), file.error ? file.error->detail.c_str() : "");
        qWarning("got:\n%s\nexpected:\n%s", qPrintable(actual), qPrintable(joined(expected)));
    }
    QVERIFY(actual == joined(expected));
}

void ReadingsTest::importedTwiceIsImportedOnce()
{
    QFETCH(QString, golden);
    const std::string sample = sampleOf(golden);
    const auto once = imported(sample).lines;
    if (once.front() == "kind billing")
        return;
    QCOMPARE(joined(imported(sample, 2).lines), joined(once));
}

QTEST_GUILESS_MAIN(ReadingsTest)
#include "test_readings.moc"
