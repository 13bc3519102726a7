// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include "books.h"
#include "pricing/listimport.h"

using namespace outlay;
using namespace outlay::pricing;

namespace {

constexpr base::Day kToday = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22);

std::vector<PriceList> lists(const std::string &json)
{
    auto read = parseBook(json, "book.json");
    if (!read)
        qFatal("%s", base::sentence(read.error()).c_str());
    return std::move(*read);
}

PriceList liteLlm(const std::string &models)
{
    auto read = parsePrices("{" + models + "}", "list.json");
    if (!read)
        qFatal("%s", base::sentence(read.error()).c_str());
    return std::move(read->front().list);
}

std::string model(const std::string &name, const std::string &input)
{
    return "\"" + name +
           "\": {\"litellm_provider\": \"openai\", \"mode\": \"chat\", \"input_cost_per_token\": " + input +
           ", \"output_cost_per_token\": 8e-06}";
}

/// Price of a thousand input tokens by the merged lists over the shipped ones.
std::int64_t input(const MergedPrices &merged, const std::vector<PriceList> &shipped, const char *name,
                   const char *day)
{
    std::vector<PriceList> all = merged.lists;
    all.insert(all.end(), shipped.begin(), shipped.end());
    Pricer pricer(std::make_shared<const PriceBook>(std::move(all)));
    return pricer.price(call("openai", name, day, 1000, 0)).nanos;
}

} // namespace

class TestMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newModelsHoldForAllDays();
    void knownPricesAreLeftOut();
    void changedPricesHoldFromToday();
    void alwaysCorrectsThePast();
    void secondImportContinuesTheFirst();
    void ownRowsStayAbove();
    void datesOfTheFileAreKept();
    void bookIsWrittenWholeOrNotAtAll();
    void missingBookIsEmpty();
    void unreadableFilesAreNamed();

private:
    const std::vector<PriceList> m_shipped =
        lists(bookOf(R"({"provider": "openai", "model": "gpt-x", "input": 2, "output": 8})"));
};

void TestMerge::newModelsHoldForAllDays()
{
    const MergedPrices merged = mergePrices({}, m_shipped, liteLlm(model("gpt-new", "1e-06")), kToday, false);
    QCOMPARE(merged.changes.size(), std::size_t{1});
    QVERIFY(merged.changes[0].isNew && !merged.changes[0].from);
    QCOMPARE(input(merged, m_shipped, "gpt-new", "2026-01-01"), std::int64_t{1'000'000});
}

void TestMerge::knownPricesAreLeftOut()
{
    const MergedPrices merged = mergePrices({}, m_shipped, liteLlm(model("gpt-x", "2e-06")), kToday, false);
    QCOMPARE(merged.changes.size(), std::size_t{0});
    QCOMPARE(merged.unchanged, std::int64_t{1});
    QVERIFY(merged.lists.empty());
}

void TestMerge::changedPricesHoldFromToday()
{
    const MergedPrices merged = mergePrices({}, m_shipped, liteLlm(model("gpt-x", "1e-06")), kToday, false);
    QCOMPARE(merged.changes.size(), std::size_t{1});
    QVERIFY(!merged.changes[0].isNew && merged.changes[0].from == kToday);
    QCOMPARE(merged.changes[0].before[0]->perMillion(), std::string("2"));
    QCOMPARE(merged.changes[0].after[0]->perMillion(), std::string("1"));
    QCOMPARE(input(merged, m_shipped, "gpt-x", "2026-11-21"), std::int64_t{2'000'000});
    QCOMPARE(input(merged, m_shipped, "gpt-x", "2026-11-22"), std::int64_t{1'000'000});
}

void TestMerge::alwaysCorrectsThePast()
{
    const MergedPrices merged = mergePrices({}, m_shipped, liteLlm(model("gpt-x", "1e-06")), kToday, true);
    QCOMPARE(input(merged, m_shipped, "gpt-x", "2026-01-01"), std::int64_t{1'000'000});
}

void TestMerge::secondImportContinuesTheFirst()
{
    const MergedPrices first = mergePrices({}, m_shipped, liteLlm(model("gpt-new", "1e-06")), kToday, false);
    const MergedPrices second = mergePrices(first.lists, m_shipped, liteLlm(model("gpt-new", "3e-06")),
                                            kToday + std::chrono::days(10), false);
    QCOMPARE(second.lists.size(), std::size_t{1});
    QCOMPARE(input(second, m_shipped, "gpt-new", "2026-12-01"), std::int64_t{1'000'000});
    QCOMPARE(input(second, m_shipped, "gpt-new", "2026-12-02"), std::int64_t{3'000'000});
    const MergedPrices same = mergePrices(second.lists, m_shipped, liteLlm(model("gpt-new", "3e-06")),
                                          kToday + std::chrono::days(20), false);
    QCOMPARE(same.changes.size(), std::size_t{0});
    QVERIFY(same.lists.front().models == second.lists.front().models);
}

void TestMerge::ownRowsStayAbove()
{
    const auto own =
        lists(R"({"format": "outlay-prices", "version": 1, "lists": [{"name": "contract", "rows": [
        {"provider": "openai", "model": "gpt-x", "input": 0.5}]}]})");
    const MergedPrices merged = mergePrices(own, m_shipped, liteLlm(model("gpt-x", "1e-06")), kToday, false);
    QCOMPARE(merged.lists.size(), std::size_t{2});
    QVERIFY(merged.lists[0] == own[0]);
    QCOMPARE(input(merged, m_shipped, "gpt-x", "2026-12-01"), std::int64_t{500'000});
}

void TestMerge::datesOfTheFileAreKept()
{
    auto read = parsePrices(R"([{"id": "openai", "name": "OpenAI", "api_pattern": "x", "models": [
        {"id": "gpt-x", "match": {"equals": "gpt-x"}, "prices": [{"prices": {"input_mtok": 4, "output_mtok": 8}},
          {"constraint": {"type": "start_date", "start_date": "2026-06-01"}, "prices": {"input_mtok": 1, "output_mtok": 8}}]}]}])",
                            "list.json");
    QVERIFY(read.has_value());
    const MergedPrices merged = mergePrices({}, m_shipped, read->front().list, kToday, false);
    QCOMPARE(input(merged, m_shipped, "gpt-x", "2026-05-31"), std::int64_t{4'000'000});
    QCOMPARE(input(merged, m_shipped, "gpt-x", "2026-06-01"), std::int64_t{1'000'000});
}

void TestMerge::bookIsWrittenWholeOrNotAtAll()
{
    QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("new folder/prices.json")).toStdString();
    QVERIFY(writeUserBook(path, m_shipped).has_value());
    const auto again = readUserBook(path);
    QVERIFY(again.has_value() && *again == m_shipped);
    QCOMPARE(QDir(folder.filePath(QStringLiteral("new folder"))).entryList(QDir::Files),
             QStringList{QStringLiteral("prices.json")});
    // A folder where the file should be: nothing is written, and nothing is left behind.
    const std::string blocked = folder.filePath(QStringLiteral("blocked")).toStdString();
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("blocked/inside")));
    const auto written = writeUserBook(blocked, m_shipped);
    QVERIFY(!written.has_value());
    QCOMPARE(written.error().kind, base::ErrorKind::Unwritable);
    QVERIFY(!QFile::exists(QString::fromStdString(blocked) + QStringLiteral(".part")));
}

void TestMerge::missingBookIsEmpty()
{
    const auto none = readUserBook("/no/such/folder/prices.json");
    QVERIFY(none.has_value() && none->empty());
}

void TestMerge::unreadableFilesAreNamed()
{
    QTemporaryDir folder;
    const auto missing = readPriceFile(folder.filePath(QStringLiteral("none.json")).toStdString());
    QCOMPARE(missing.error().kind, base::ErrorKind::NotFound);
    const auto isFolder = readPriceFile(folder.path().toStdString());
    QCOMPARE(isFolder.error().kind, base::ErrorKind::Unreadable);
    QVERIFY(!readUserBook(folder.path().toStdString()).has_value());
}

QTEST_GUILESS_MAIN(TestMerge)
#include "test_merge.moc"
