// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pages/attributionpage.h"

#include "items/models.h"
#include "items/rulewords.h"
#include "views/buddylabel.h"
#include "views/card.h"
#include "views/chartcard.h"
#include "views/coveragedelegate.h"
#include "views/datatable.h"
#include "views/dialogs/ruledialog.h"
#include "views/filtertext.h"
#include "views/format.h"
#include "views/loadingveil.h"
#include "views/menubutton.h"

#include <QtCore/QItemSelectionModel>
#include <QtCore/QSignalBlocker>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

#include <algorithm>

namespace outlay::views {

using base::Rule;
using items::CoverageModel;
using items::RulesModel;
using items::UnattributedModel;
using items::WatchedTable;

AttributionPage::AttributionPage(items::Models &models, Exporter &exporter, QWidget *parent)
    : Page(tr("Attribution"), models, exporter, parent)
    , m_coverage(new DataTable(tr("Coverage"), &models.coverage, DataTable::Sorting::Fixed))
    , m_clusters(new DataTable(tr("Without a feature"), &models.unattributed))
    , m_rules(new DataTable(tr("Rules"), &models.rules, DataTable::Sorting::Fixed))
    , m_history(new DataTable(tr("What was done to the rules"), &models.ruleChanges))
    , m_of(new QComboBox)
    , m_adding(new LoadingVeil(*m_coverage))
    , m_looking(new LoadingVeil(*m_clusters))
    , m_make(new QPushButton(tr("Ma&ke a rule…")))
    , m_edit(new QPushButton(tr("Edi&t…")))
    , m_remove(new QPushButton(tr("Re&move")))
    , m_up(new QPushButton(tr("&Up")))
    , m_down(new QPushButton(tr("Dow&n")))
    , m_switch(new QPushButton(tr("&Switch off")))
{
    addRow({{makeCoverage(), 1}});
    addRow({{makeClusters(), 1}});
    addRow({{makeRules(), 1}}, Follows::Store);
    addRow({{makeHistory(), 1}}, Follows::Store);
    connect(&models.coverage, &CoverageModel::stateChanged, this, &AttributionPage::refreshCoverage);
    connect(&models.unattributed, &UnattributedModel::stateChanged, this, &AttributionPage::refreshClusters);
    connect(&models.rules, &RulesModel::stateChanged, this, &AttributionPage::refreshRules);
    connect(m_clusters->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &AttributionPage::refreshClusters);
    connect(m_rules->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &AttributionPage::refreshRules);
    refreshCoverage();
    refreshClusters();
    refreshRules();
}

QWidget *AttributionPage::makeCoverage()
{
    m_coverage->setRowsShown(14);
    for (const int column : {CoverageModel::OfDollars, CoverageModel::OfRequests})
        m_coverage->setItemDelegateForColumn(column, new CoverageDelegate(m_coverage));
    m_coverageCard = savedCard(tr("Coverage"), QString(), m_coverage);
    return m_coverageCard;
}

QWidget *AttributionPage::makeClusters()
{
    m_clusters->setRowsShown(12);
    m_clusters->setSelectionMode(QAbstractItemView::SingleSelection);
    m_make->setToolTip(tr("Begins a rule with what the chosen calls have in common"));
    m_clustersCard = savedCard(tr("Without a feature"), QString(), m_clusters);
    m_of->setObjectName(QStringLiteral("unknown"));
    m_of->setAccessibleName(tr("What the calls have no value of"));
    m_clustersCard->addControl(buddyLabel(tr("With&out"), m_of));
    m_clustersCard->addControl(m_of);
    m_clustersCard->addControl(m_make);
    connect(m_of, &QComboBox::activated, this,
            [this] { models().unattributed.setDimension(m_of->currentData().toString().toStdString()); });
    connect(&models(), &items::Models::dimensionsChanged, this, &AttributionPage::offerDimensions);
    offerDimensions();
    auto *join = new QPushButton(tr("&Join with a Log…"));
    join->setToolTip(tr("Gives calls the features that another log says of them"));
    m_clustersCard->addControl(join);
    connect(join, &QPushButton::clicked, this, &AttributionPage::joiningRequested);
    connect(m_make, &QPushButton::clicked, this, &AttributionPage::makeRuleOfCluster);
    connect(m_clusters, &DataTable::opened, this, &AttributionPage::makeRuleOfCluster);
    return m_clustersCard;
}

QWidget *AttributionPage::makeRules()
{
    m_rules->setRowsShown(12);
    m_rules->setSelectionMode(QAbstractItemView::SingleSelection);
    m_rulesCard = savedCard(tr("Rules"), QString(), m_rules);
    auto *add = new QPushButton(tr("&Add…"));
    add->setAccessibleName(tr("Add a rule"));
    m_edit->setAccessibleName(tr("Edit the rule"));
    m_remove->setAccessibleName(tr("Remove the rule"));
    m_up->setAccessibleName(tr("Move the rule up"));
    m_down->setAccessibleName(tr("Move the rule down"));
    auto *files = new QMenu(this);
    files->addAction(tr("&Import rules…"), this, &AttributionPage::importRequested);
    files->addAction(tr("&Export rules…"), this, &AttributionPage::exportRequested);
    for (QPushButton *button : {add, m_edit, m_remove, m_up, m_down, m_switch})
        m_rulesCard->addControl(button);
    m_rulesCard->addControl(menuButton(tr("Files"), tr("Import and export of rules"), files));
    connect(add, &QPushButton::clicked, this, [this] { askForRule({}); });
    const auto connectChosen = [this](QPushButton *button, auto run) {
        connect(button, &QPushButton::clicked, this, [this, run] {
            if (const Rule *rule = chosenRule())
                run(Rule(*rule)); // a copy: the model may take other rules meanwhile
        });
    };
    connectChosen(m_edit, [this](const Rule &rule) { askForRule(rule); });
    connectChosen(m_remove, [this](const Rule &rule) { Q_EMIT ruleRemoved(rule); });
    connectChosen(m_up, [this](const Rule &rule) { Q_EMIT ruleMoved(rule, -1); });
    connectChosen(m_down, [this](const Rule &rule) { Q_EMIT ruleMoved(rule, 1); });
    connectChosen(m_switch, [this](const Rule &rule) { Q_EMIT ruleSwitched(rule, !rule.enabled); });
    connect(m_rules, &DataTable::opened, m_edit, &QPushButton::click);
    connect(&models().rules, &RulesModel::switched, this, [this](int row, bool on) {
        Q_EMIT ruleSwitched(Rule(models().rules.rules()[static_cast<std::size_t>(row)]), on);
    });
    return m_rulesCard;
}

QWidget *AttributionPage::makeHistory()
{
    m_history->setRowsShown(8);
    auto *card =
        savedCard(tr("What was done to the rules"),
                  tr("The latest first, with what became different; Undo takes an edit back."), m_history);
    const auto showIfAny = [this, card] { card->setVisible(models().ruleChanges.rowCount() > 0); };
    connect(&models().ruleChanges, &QAbstractItemModel::modelReset, card, showIfAny);
    showIfAny();
    return card;
}

const Rule *AttributionPage::chosenRule() const
{
    const QModelIndexList rows = m_rules->selectionModel()->selectedRows();
    const auto &rules = models().rules.rules();
    const int row = rows.isEmpty() ? -1 : m_rules->sourceRow(rows.front());
    return row >= 0 && row < std::ssize(rules) ? &rules[static_cast<std::size_t>(row)] : nullptr;
}

void AttributionPage::selectFirst(DataTable &table)
{
    if (!table.selectionModel()->hasSelection() && table.model()->rowCount() > 0)
        table.selectRow(0);
}

void AttributionPage::refreshCoverage()
{
    const CoverageModel &coverage = models().coverage;
    const QString period = periodText(coverage.filter().period, models().store().span);
    m_adding->follow(coverage.state() == WatchedTable::State::Loading);
    if (coverage.state() == WatchedTable::State::Failed)
        m_coverageCard->setSubtitle(tr("%1: the calls could not be added up.").arg(period));
    else if (coverage.state() == WatchedTable::State::Ready)
        m_coverageCard->setSubtitle(
            tr("%1: %2 In the bars solid was logged, striped came by rule, crossed was split; the ticks are "
               "the marks of 80 and 90 %. A default label is no attribution.")
                .arg(period, coverage.summary()));
}

/// Those that a rule can set, of which some calls may have no value.
void AttributionPage::offerDimensions()
{
    const QString chosen = QString::fromStdString(models().unattributed.dimension());
    const QSignalBlocker quiet(m_of);
    m_of->clear();
    for (const QString &dimension : models().dimensions())
        if (dimension != QLatin1String("outcome") && dimension != QLatin1String("source"))
            m_of->addItem(dimension, dimension);
    if (m_of->findData(chosen) < 0) // of a store that is not open any more, or none is open yet
        m_of->addItem(chosen, chosen);
    m_of->setCurrentIndex(m_of->findData(chosen));
}

void AttributionPage::refreshClusters()
{
    const UnattributedModel &found = models().unattributed;
    const QString period = periodText(found.filter().period, models().store().span);
    m_looking->follow(found.state() == WatchedTable::State::Loading);
    if (found.state() == WatchedTable::State::Ready)
        selectFirst(*m_clusters);
    const QModelIndexList rows = m_clusters->selectionModel()->selectedRows();
    m_make->setEnabled(found.state() == WatchedTable::State::Ready && !rows.isEmpty());
    const bool isOfFeatures = found.dimension() == base::nameOf(base::FixedDimension::Feature);
    const QString name = QString::fromStdString(found.dimension());
    m_clustersCard->setTitle(isOfFeatures ? tr("Without a feature") : tr("Without a value of %1").arg(name));
    if (found.state() == WatchedTable::State::Loading)
        return m_clustersCard->setSubtitle(
            isOfFeatures
                ? tr("%1: looking what calls without a feature have in common…").arg(period)
                : tr("%1: looking what calls without a value of %2 have in common…").arg(period, name));
    if (found.state() == WatchedTable::State::Failed)
        return m_clustersCard->setSubtitle(tr("%1: the calls could not be looked at.").arg(period));
    if (found.state() == WatchedTable::State::Unknown)
        return;
    if (found.unknownRequests() == 0)
        return m_clustersCard->setSubtitle(isOfFeatures
                                               ? tr("%1: every call has a feature.").arg(period)
                                               : tr("%1: every call has a value of %2.").arg(period, name));
    m_clustersCard->setSubtitle(clustersText(period));
}

/// How much there is without a value, and what the chosen rule covers of it.
QString AttributionPage::clustersText(const QString &period) const
{
    const UnattributedModel &found = models().unattributed;
    const QModelIndexList rows = m_clusters->selectionModel()->selectedRows();
    QString text = (found.dimension() == base::nameOf(base::FixedDimension::Feature)
                        ? tr("%1: %2 of %3 are without a feature, %4 of %5 requests.")
                        : tr("%1: %2 of %3 are without a value, %4 of %5 requests."))
                       .arg(period, format::money(found.unknownNanos()), format::money(found.totalNanos()),
                            format::count(found.unknownRequests()), format::count(found.totalRequests()));
    if (!rows.isEmpty()) {
        const int row = m_clusters->sourceRow(rows.front());
        text += QLatin1Char(' ') +
                tr("The chosen rule, %1, covers %2 of %3 unknown.")
                    .arg(items::actionText(found.ruleAt(row)),
                         format::money(
                             found.index(row, UnattributedModel::Covers).data(items::ValueRole).toLongLong()),
                         format::money(found.unknownNanos()));
    }
    if (found.further() > 0)
        text += QLatin1Char(' ') + (found.further() == 1
                                        ? tr("1 smaller part is left out.")
                                        : tr("%1 smaller parts are left out.").arg(found.further()));
    return text;
}

void AttributionPage::refreshRules()
{
    const RulesModel &rules = models().rules;
    m_rules->setVisible(rules.rowCount() > 0);
    const Rule *chosen = chosenRule();
    if (chosen)
        m_chosenId = chosen->id;
    else if (const auto row = std::ranges::find(rules.rules(), m_chosenId, &Rule::id);
             m_chosenId != 0 && row != rules.rules().end())
        return m_rules->selectRow(static_cast<int>(row - rules.rules().begin())); // and here again
    const auto place = chosen ? chosen - rules.rules().data() : -1;
    for (QPushButton *button : {m_edit, m_remove, m_switch})
        button->setEnabled(chosen);
    m_up->setEnabled(place > 0);
    m_down->setEnabled(chosen && place + 1 < rules.rowCount());
    m_switch->setText(chosen && !chosen->enabled ? tr("&Switch on") : tr("&Switch off"));
    m_switch->setAccessibleName(chosen && !chosen->enabled ? tr("Switch the rule on")
                                                           : tr("Switch the rule off"));
    QString text;
    if (rules.rowCount() == 0)
        text = tr("No rule is set. A rule says what calls are to count as, over all history; what was logged "
                  "stays as it is.");
    else if (rules.state() == WatchedTable::State::Failed)
        text = tr("How far the rules reach could not be found out.");
    else
        text = tr("Looked at in this order; for each dimension the first that matches counts. They ask what "
                  "was logged, over all history, whatever is filtered.");
    m_rulesCard->setSubtitle(text);
}

void AttributionPage::makeRuleOfCluster()
{
    const QModelIndexList rows = m_clusters->selectionModel()->selectedRows();
    if (models().unattributed.state() == WatchedTable::State::Ready && !rows.isEmpty())
        askForRule(models().unattributed.ruleAt(m_clusters->sourceRow(rows.front())));
}

void AttributionPage::askForRule(const Rule &rule)
{
    auto *dialog = new RuleDialog(models(), rule, window());
    connect(dialog, &RuleDialog::chosen, this, &AttributionPage::ruleChosen);
    dialog->open();
}

void AttributionPage::setWatched(bool watched)
{
    models().coverage.setWatched(watched);
    models().unattributed.setWatched(watched);
    models().rules.setWatched(watched);
}

void AttributionPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    setWatched(true);
}

void AttributionPage::hideEvent(QHideEvent *event)
{
    setWatched(false);
    Page::hideEvent(event);
}

QList<ReportPart> AttributionPage::reportParts() const
{
    QList<ReportPart> parts;
    for (const auto &[card, table] : {std::pair(m_coverageCard, m_coverage),
                                      std::pair(m_clustersCard, m_clusters), std::pair(m_rulesCard, m_rules)})
        if (table->rowsInAll() > 0)
            parts << ReportPart{card->title(), card->subtitle(), nullptr, &table->shownRows()};
    return parts;
}

} // namespace outlay::views
