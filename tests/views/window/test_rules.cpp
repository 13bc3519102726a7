// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include "views/dialogs/ruledialog.h"
#include "views/window/windowfixture.h"

using namespace outlay;
using base::Rule;
using base::RuleAction;
using tests::WindowFixture;
using views::RuleDialog;

namespace {

template <class Widget>
Widget *namedChild(const QWidget &within, const QString &name)
{
    for (auto *widget : within.findChildren<Widget *>())
        if (widget->accessibleName() == name && !widget->isHidden())
            return widget;
    return nullptr;
}

bool says(const QWidget &within, const QString &text)
{
    const auto labels = within.findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&](const QLabel *label) { return label->text().contains(text); });
}

/// The button OK of a dialog.
QPushButton *okOf(const RuleDialog &dialog)
{
    for (auto *button : dialog.findChildren<QPushButton *>())
        if (button->text().remove(QLatin1Char('&')) == QStringLiteral("OK"))
            return button;
    return nullptr;
}

/// What the dialog hands over when OK is clicked.
std::optional<Rule> chosenBy(RuleDialog &dialog)
{
    std::optional<Rule> chosen;
    QObject::connect(&dialog, &RuleDialog::chosen, &dialog, [&chosen](const Rule &rule) { chosen = rule; });
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    okOf(dialog)->click();
    return chosen;
}

constexpr int kAttributionPage = 11;

} // namespace

class TestWindowRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRuleWithoutAValueCannotBeSetAndSaysWhy()
    {
        WindowFixture fixture(ledger::guideLedger());
        RuleDialog dialog(fixture.models, {});
        QVERIFY(!okOf(dialog)->isEnabled());
        QVERIFY(says(dialog, QStringLiteral("Type which feature these calls are to have.")));
        namedChild<QComboBox>(dialog, QStringLiteral("Value"))->setEditText(QStringLiteral("chat"));
        QVERIFY(okOf(dialog)->isEnabled());
        QVERIFY(says(dialog, QStringLiteral("all calls: feature → chat.")));
        const auto rule = chosenBy(dialog);
        QVERIFY(rule);
        QCOMPARE(rule->value, std::string("chat"));
        QVERIFY(rule->where.empty());
    }

    void enterSetsTheRuleWithTheVeryTextThatWasTyped()
    {
        WindowFixture fixture(ledger::guideLedger());
        RuleDialog dialog(fixture.models, {});
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy chosen(&dialog, &RuleDialog::chosen);
        dialog.show();
        auto *value = namedChild<QComboBox>(dialog, QStringLiteral("Value"));
        QVERIFY(value->count() > 0); // others are offered
        value->setFocus();
        QTest::keyClicks(value, QStringLiteral("c"));
        QCOMPARE(value->currentText(), QStringLiteral("c"));
        QTest::keyClick(value, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].value<Rule>().value, std::string("c"));
    }

    void aRuleIsTakenOverAsItIs()
    {
        WindowFixture fixture(ledger::guideLedger());
        Rule rule;
        rule.id = 7;
        rule.name = "night";
        rule.where["model"] = {{"o1"}, {"gpt-4*"}, false};
        rule.where["team"] = {{}, {"b*"}, true};
        rule.days = base::periodOf(*base::parseMonth("2026-05"));
        rule.action = RuleAction::SplitByShare;
        rule.shares = {{"chat", 60 * base::kNanosPerDollar}, {"search", base::kNanosPerDollar / 2}};
        RuleDialog dialog(fixture.models, rule);
        const auto chosen = chosenBy(dialog);
        QVERIFY(chosen);
        QVERIFY(*chosen == rule);
    }

    void aPatternThatContradictsAndAnEmptyOneAreSaid()
    {
        WindowFixture fixture(ledger::guideLedger());
        Rule rule;
        rule.where["model"] = {{"o1"}, {"gpt-4*"}, false};
        rule.value = "chat";
        RuleDialog dialog(fixture.models, rule);
        QVERIFY(okOf(dialog)->isEnabled());
        namedChild<QComboBox>(dialog, QStringLiteral("Whether pattern 1 is to fit"))->setCurrentIndex(1);
        QVERIFY(!okOf(dialog)->isEnabled());
        QVERIFY(says(dialog, QStringLiteral("take two rules")));
        namedChild<QComboBox>(dialog, QStringLiteral("Whether pattern 1 is to fit"))->setCurrentIndex(0);
        namedChild<QLineEdit>(dialog, QStringLiteral("Text of pattern 1"))->clear();
        QVERIFY(!okOf(dialog)->isEnabled());
        QVERIFY(says(dialog, QStringLiteral("Type what the model is to be like")));
    }

    void aSplitNeedsFeaturesAndByFixedSharesNumbers()
    {
        WindowFixture fixture(ledger::guideLedger());
        RuleDialog dialog(fixture.models, {});
        auto *action = namedChild<QComboBox>(dialog, QStringLiteral("What they are to be"));
        action->setCurrentIndex(action->findData(int(RuleAction::SplitByShare)));
        QVERIFY(!okOf(dialog)->isEnabled());
        QVERIFY(says(dialog, QStringLiteral("Add the features that are to share the cost.")));
        for (auto *button : dialog.findChildren<QPushButton *>())
            if (button->text().remove(QLatin1Char('&')) == QStringLiteral("Add a feature"))
                button->click();
        QVERIFY(says(dialog, QStringLiteral("Type the name of each feature")));
        namedChild<QComboBox>(dialog, QStringLiteral("Feature 1 of the split"))
            ->setEditText(QStringLiteral("chat"));
        QVERIFY(okOf(dialog)->isEnabled());
        auto *share = namedChild<QLineEdit>(dialog, QStringLiteral("Share of feature 1"));
        share->setText(QStringLiteral("0"));
        QVERIFY(says(dialog, QStringLiteral("The share of chat is no number above 0.")));
        action->setCurrentIndex(action->findData(int(RuleAction::SplitByCost)));
        QVERIFY(share->isHidden());
        const auto rule = chosenBy(dialog);
        QVERIFY(rule);
        QCOMPARE(rule->action, RuleAction::SplitByCost);
        QCOMPARE(rule->shares.size(), std::size_t{1});
        QCOMPARE(rule->shares[0].weight, std::int64_t{0});
    }

    void editsOfRulesAreAskedForAndTakenBack()
    {
        WindowFixture fixture(ledger::guideLedger());
        fixture.window->showPage(kAttributionPage);
        QList<std::pair<std::vector<Rule>, std::vector<Rule>>> asked;
        QObject::connect(fixture.window.get(), &views::MainWindow::rulesSet, fixture.window.get(),
                         [&](const std::vector<Rule> &before, const std::vector<Rule> &after) {
                             asked.append({before, after});
                             fixture.models.rules.setRules(after); // as a store would
                             fixture.window->settleRules(true);
                         });
        Rule rule;
        rule.value = "chat";
        fixture.window->putRules({rule});
        QCOMPARE(asked.size(), 1);
        QVERIFY(asked[0].first.empty());
        QCOMPARE(fixture.message(), QStringLiteral("1 rule of the file is set."));
        fixture.window->putRules({rule}); // is there
        QCOMPARE(asked.size(), 1);
        fixture.command(QStringLiteral("Undo Import of Rules"))->trigger();
        QCOMPARE(asked.size(), 2);
        QVERIFY(asked[1].second.empty());
        fixture.command(QStringLiteral("Redo Import of Rules"))->trigger();
        QCOMPARE(asked.size(), 3);
        QVERIFY(asked[2].second == std::vector<Rule>{rule});
    }

    void rulesAreImportedAndExportedByFile()
    {
        WindowFixture fixture(ledger::guideLedger());
        views::Page *page = fixture.window->pages()[kAttributionPage];
        fixture.window->showPage(kAttributionPage);
        QSignalSpy read(fixture.window.get(), &views::MainWindow::rulesImportRequested);
        QSignalSpy written(fixture.window.get(), &views::MainWindow::rulesExportRequested);
        const auto trigger = [page](const QString &text) {
            for (QAction *action : page->findChildren<QAction *>())
                if (action->text().remove(QLatin1Char('&')) == text)
                    action->trigger();
        };
        trigger(QStringLiteral("Import rules…")); // the person thought better of it
        QCOMPARE(read.size(), 0);
        fixture.rulesToOpen = QStringLiteral("/tmp/rules.json");
        trigger(QStringLiteral("Import rules…"));
        QCOMPARE(read.size(), 1);
        fixture.fileToSave = QStringLiteral("/tmp/out.json");
        trigger(QStringLiteral("Export rules…"));
        QCOMPARE(written.size(), 1);
        QCOMPARE(fixture.suggestedName, QStringLiteral("rules.json"));
    }
};

QTEST_MAIN(TestWindowRules)
#include "test_rules.moc"
