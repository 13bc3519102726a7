// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "windowfixture.h"

#include "pricing/pricebook.h"
#include "views/charts/pricechart.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

using namespace outlay;
using tests::WindowFixture;

namespace {

constexpr std::int64_t kPicosPerDollarPerMillion = 1'000'000; // $1 a million tokens is 10⁻⁶ $ a token

pricing::PriceRow rowFrom(std::optional<base::Day> from, std::optional<base::Day> to, int input, int output)
{
    pricing::PriceRow row;
    row.from = from;
    row.to = to;
    const auto price = [](int dollars) {
        return base::TokenPrice::fromPicos(dollars * kPicosPerDollarPerMillion);
    };
    row.prices[pricing::indexOf(pricing::TokenKind::Input)] = price(input);
    row.prices[pricing::indexOf(pricing::TokenKind::Output)] = price(output);
    return row;
}

/// sonnet at $5 / $15 until 2025-01-01, then at $2 / $10; and a model that nobody uses.
std::shared_ptr<const pricing::PriceBook> book()
{
    using namespace std::chrono;
    const base::Day cut = sys_days(year{2025} / 1 / 1);
    pricing::PriceList list;
    list.name = "test list";
    pricing::ProviderRule seller;
    seller.id = "anthropic";
    seller.models = {*pricing::NamePattern::make(pricing::NamePattern::Kind::Starts, "sonnet")};
    list.providers = {seller};
    pricing::ModelEntry used;
    used.provider = "anthropic";
    used.model = "sonnet";
    used.rows = {rowFrom({}, cut, 5, 15), rowFrom(cut, {}, 2, 10)};
    pricing::ModelEntry idle = used;
    idle.model = "opus-idle";
    idle.rows = {rowFrom({}, {}, 1, 1)};
    list.models = {used, idle};
    pricing::PriceList later; // counts where the first has nothing
    later.name = "later list";
    later.models = {idle};
    later.models[0].rows = {rowFrom(sys_days(year{2026} / 1 / 1), {}, 3, 3)};
    list.models[1].rows[0].to = cut;
    return std::make_shared<const pricing::PriceBook>(std::vector{list, later});
}

} // namespace

class TestWindowPrices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsSaidOfABookThatIsNotReadYet()
    {
        WindowFixture fixture(ledger::guideLedger());
        fixture.window->showPage(tests::Prices);
        QStringList texts;
        for (const auto *label : fixture.window->currentPage()->findChildren<QLabel *>())
            texts << label->text();
        QVERIFY(texts.contains(QStringLiteral("There is no price book yet.")));
        QVERIFY(texts.filter(QStringLiteral("one price at a time")).isEmpty());
    }

    void rowsAreListedAndFound()
    {
        WindowFixture fixture(ledger::guideLedger());
        fixture.models.setBook(book(), {"test list, anthropic sonnet: a gap"});
        fixture.window->showPage(tests::Prices);
        auto *rows = fixture.table(tests::Prices, QStringLiteral("Price rows"));
        QCOMPARE(rows->model()->rowCount(), 4);
        auto *find = fixture.window->currentPage()->findChild<QLineEdit *>();
        find->setText(QStringLiteral("idle"));
        QCOMPARE(rows->model()->rowCount(), 2);
        QVERIFY(fixture.table(tests::Prices, QStringLiteral("Gaps and overlaps"))
                    ->model()
                    ->index(0, 0)
                    .data()
                    .toString()
                    .contains(QStringLiteral("a gap")));
    }

    void aLongSentenceOfAGapIsNotCut()
    {
        WindowFixture fixture(ledger::guideLedger());
        fixture.window->resize(fixture.window->minimumSize());
        const std::string sentence =
            "test list, anthropic sonnet, standard tier: no price from 2025-01-01 to "
            "2025-03-31, between a row of $5 and one of $2; and a second one from "
            "2025-06-01 on, for prompts above 200000 tokens, which has no end";
        fixture.models.setBook(book(), {"short", sentence});
        auto *issues = fixture.table(tests::Prices, QStringLiteral("Gaps and overlaps"));
        QTRY_VERIFY(issues->columnWidth(0) <= issues->viewport()->width());
        const QRect needed =
            issues->fontMetrics().boundingRect(QRect(0, 0, issues->columnWidth(0) - 8, 10'000),
                                               Qt::TextWordWrap, QString::fromStdString(sentence));
        QVERIFY(needed.height() > issues->rowHeight(0)); // it takes more than a line
        QTRY_VERIFY(issues->rowHeight(1) >= needed.height());
    }

    void aRowShowsHowThePricesOfItsModelWent()
    {
        WindowFixture fixture(ledger::guideLedger());
        fixture.models.setBook(book(), {});
        fixture.window->showPage(tests::Prices);
        auto *rows = fixture.table(tests::Prices, QStringLiteral("Price rows"));
        rows->setCurrentIndex(rows->model()->index(0, 0));
        const auto &history = fixture.models.priceHistory;
        QCOMPARE(history.rowCount(), 2);
        const auto dollars = [&](int row, int column) {
            return history.index(row, column).data(items::ValueRole).toLongLong() / 1'000'000'000;
        };
        using History = items::PriceHistoryModel;
        QCOMPARE(dollars(0, History::Input), 5);
        QCOMPARE(dollars(0, History::Output), 15);
        QCOMPARE(history.index(1, History::From).data().toString(), QStringLiteral("2025-01-01"));
        QCOMPARE(dollars(1, History::Input), 2);
        QVERIFY(!history.index(0, History::CacheRead).data(items::ValueRole).isValid()); // no price is not $0

        rows->setCurrentIndex(rows->model()->index(2, 0)); // idle: $1 until 2025, nothing, $3 from 2026
        QCOMPARE(history.rowCount(), 3);
        QCOMPARE(dollars(0, History::Input), 1);
        QVERIFY(!history.index(1, History::Input).data(items::ValueRole).isValid());
        QCOMPARE(history.index(2, History::From).data().toString(), QStringLiteral("2026-01-01"));
        QCOMPARE(dollars(2, History::Input), 3);
    }

    void theFirstKnownPriceIsThatOfTheDaysBefore()
    {
        using History = items::PriceHistoryModel;
        pricing::PriceList list;
        pricing::ModelEntry late;
        late.provider = "anthropic";
        late.model = "sonnet";
        late.rows = {rowFrom(std::chrono::sys_days(std::chrono::year{2026} / 1 / 1), {}, 3, 15)};
        list.models = {late};
        const pricing::PriceBook known({list});
        items::PriceHistoryModel history;
        history.setModel(known, known.lists()[0].models[0], pricing::Tier::Standard);
        QCOMPARE(history.rowCount(), 1); // $3 all along: there is no step
        QVERIFY(!history.index(0, History::From).data(items::ValueRole).isValid());
        QCOMPARE(history.index(0, History::Input).data(items::ValueRole).toLongLong(), 3'000'000'000);
    }

    void whatIsNoTextHasItsPricesOnOneLine()
    {
        pricing::PriceList list;
        pricing::ModelEntry talker;
        talker.provider = "openai";
        talker.model = "talker";
        talker.rows = {rowFrom({}, {}, 1, 2), rowFrom({}, {}, 1, 2)};
        talker.rows[0].prices[pricing::indexOf(pricing::TokenKind::InputAudio)] =
            base::TokenPrice::parsePerMillion("40");
        talker.rows[0].prices[pricing::indexOf(pricing::TokenKind::WebSearch)] =
            base::TokenPrice::parsePerThousand("10");
        talker.rows[0].prices[pricing::indexOf(pricing::TokenKind::RequestHigh)] =
            base::TokenPrice::parsePerThousand("12");
        list.models = {talker};
        items::PricesModel model;
        model.setBook(std::make_shared<const pricing::PriceBook>(std::vector{list}));
        const auto cell = [&](int row) {
            return model.index(row, items::PricesModel::BesideText).data(items::ValueRole);
        };
        QCOMPARE(cell(0).toString(),
                 QStringLiteral("input audio 40, 1,000 searches 10, 1,000 requests that search much 12"));
        QVERIFY(!cell(1).isValid());
    }

    void eachModelSaysWhatItIsUsedForAndWhatHasNoPrice()
    {
        WindowFixture fixture(ledger::guideLedger());
        fixture.models.setBook(book(), {});
        const auto &prices = fixture.models.prices;
        using items::PricesModel;
        const auto cell = [&](int row, int column) {
            return prices.index(row, column).data(items::ValueRole);
        };
        QCOMPARE(cell(0, PricesModel::Requests).toLongLong(), 950); // 800 + 150
        QCOMPARE(cell(0, PricesModel::Cost).toLongLong(), 114'000'000'000);
        QVERIFY(!cell(2, PricesModel::Requests).isValid()); // nobody uses it
        const auto &used = fixture.models.usedModels;
        QCOMPARE(used.rowCount(), 2);
        QStringList pricedBy;
        for (int row = 0; row < used.rowCount(); ++row)
            pricedBy << used.index(row, 0).data().toString() + QStringLiteral(": ") +
                            used.index(row, 1).data().toString();
        pricedBy.sort();
        QCOMPARE(pricedBy, QStringList({QStringLiteral("haiku: no price"),
                                        QStringLiteral("sonnet: anthropic / sonnet")}));
        fixture.models.filters.restart(
            {base::Filter{{ledger::dayOf("2026-05-13"), ledger::dayOf("2026-05-13")}, {}},
             base::Compare::PreviousPeriod});
        QCOMPARE(cell(0, PricesModel::Requests).toLongLong(), 150);
    }

    void importingPricesAsksWhichAndSaysWhatCameOfIt()
    {
        WindowFixture fixture(ledger::guideLedger());
        QSignalSpy wanted(fixture.window.get(), &views::MainWindow::pricesImportRequested);
        fixture.command(QStringLiteral("Import Prices…"))->trigger();
        QCOMPARE(wanted.size(), 0); // nothing was chosen
        fixture.pricesToOpen = QStringList{QStringLiteral("/tmp/list.json")};
        fixture.command(QStringLiteral("Import Prices…"))->trigger();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].toStringList(), fixture.pricesToOpen);
        fixture.window->showPricesImported(3, 12, 400, 1);
        QVERIFY(fixture.message().startsWith(
            QStringLiteral("Prices: 3 added, 12 changed, 400 known already. 1 entry was ")));
        QVERIFY(!fixture.message().contains(QStringLiteral("without a price")));
        fixture.window->showPricesImported(3, 12, 400, 0, 27);
        QVERIFY(fixture.message().contains(QStringLiteral("27 models without a price are left out")));
    }
};

QTEST_MAIN(TestWindowPrices)
#include "test_prices.moc"
