// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pages/bridgepage.h"

#include "items/models.h"
#include "views/chartcard.h"
#include "views/charts/waterfallchart.h"
#include "views/datatable.h"
#include "views/filtertext.h"
#include "views/format.h"
#include "views/loadingveil.h"
#include "views/periodbox.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>

namespace outlay::views {

using items::BridgeModel;
using State = items::WatchedTable::State;

BridgePage::BridgePage(items::Models &models, Exporter &exporter, QWidget *parent)
    : Page(tr("Why?"), models, exporter, parent)
    , m_chart(new WaterfallChart)
    , m_parts(new DataTable(tr("Change by feature or segment"), &models.bridgeParts))
    , m_before(new PeriodBox(tr("As compared above")))
    , m_by(new QComboBox)
    , m_warnings(new QLabel)
{
    m_chart->setModel(&models.bridge);
    m_chart->setMinimumHeight(340);
    m_looking = new LoadingVeil(*m_chart);
    m_chartCard = chartCard(tr("What has changed"), QString(), m_chart, &models.bridge);
    addRow({{makeControls(), 1}});
    addRow({{m_chartCard, 1}});
    addRow({{makeParts(), 1}});
    connect(&models.bridge, &BridgeModel::stateChanged, this, &BridgePage::refresh);
    connect(&models, &items::Models::storeChanged, this, &BridgePage::showBefore);
    showBefore();
    refresh();
}

QWidget *BridgePage::makeControls()
{
    m_before->setObjectName(QStringLiteral("held_against"));
    m_before->setMinimumContentsLength(18);
    auto *label = new QLabel(tr("&Held against"));
    label->setBuddy(m_before);
    m_warnings->setProperty("secondary", true);
    m_warnings->setWordWrap(true);
    connect(m_before, &PeriodBox::chosen, this, [this](const base::Period &period) {
        models().bridge.setChosenBefore(period == base::kAllTime ? std::nullopt : std::optional(period));
        showBefore();
    });
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(m_before);
    layout->addWidget(m_warnings, 1);
    return bar;
}

QWidget *BridgePage::makeParts()
{
    m_by->addItems({tr("By feature"), tr("By segment")});
    m_by->setObjectName(QStringLiteral("by"));
    m_by->setAccessibleName(tr("What the change is told by"));
    m_parts->setRowsShown(14);
    m_partsCard =
        tableCard(tr("In which features and segments"),
                  tr("Each step adds up to the bar above it. A click on a name filters all pages."), m_parts);
    m_partsCard->addControl(m_by);
    connect(m_by, &QComboBox::activated, &models().bridgeParts,
            [this](int index) { models().bridgeParts.setBySegment(index == 1); });
    return m_partsCard;
}

void BridgePage::showBefore()
{
    m_before->setSpan(models().store().span, models().store().fiscalStart);
    m_before->setPeriod(models().bridge.chosenBefore().value_or(base::kAllTime));
}

QString BridgePage::answer() const
{
    const BridgeModel &bridge = models().bridge;
    const auto cost = [&bridge](int row) {
        return bridge.index(row, BridgeModel::Subtotal).data(items::ValueRole).toLongLong();
    };
    const qint64 before = cost(0);
    const qint64 after = cost(bridge.rowCount() - 1);
    const QString change = format::money(std::abs(after - before));
    QString text = after == before
                       ? tr("%1 costs as much as %2: %3.")
                             .arg(m_chart->nameOfEnd(true), m_chart->nameOfEnd(false), format::money(after))
                   : after > before ? tr("%1 costs %2 more than %3: %4 instead of %5.")
                                          .arg(m_chart->nameOfEnd(true), change, m_chart->nameOfEnd(false),
                                               format::money(after), format::money(before))
                                    : tr("%1 costs %2 less than %3: %4 instead of %5.")
                                          .arg(m_chart->nameOfEnd(true), change, m_chart->nameOfEnd(false),
                                               format::money(after), format::money(before));
    return text + QLatin1Char(' ') +
           tr("The steps are taken in this order and add up exactly; what divisions leave is in Price.");
}

QString BridgePage::warnings() const
{
    const BridgeModel &bridge = models().bridge;
    QStringList sentences;
    if (const qint64 unpriced = bridge.unpricedCalls(); unpriced > 0)
        sentences << (unpriced == 1 ? tr("1 call of these days has no cost, which is not zero.")
                                    : tr("%1 calls of these days have no cost, which is not zero.")
                                          .arg(format::count(unpriced)));
    if (const QStringList models = bridge.unweighedModels(); !models.isEmpty())
        sentences << tr("No prices to weigh the tokens of %1 by: their token mix is in Price.")
                         .arg(models.join(QStringLiteral(", ")));
    return sentences.join(QLatin1Char(' '));
}

void BridgePage::refresh()
{
    const BridgeModel &bridge = models().bridge;
    const auto &span = models().store().span;
    const QString after = periodText(bridge.after().period, span);
    m_looking->follow(bridge.state() == State::Loading);
    if (bridge.before())
        m_chart->setEnds(periodText(*bridge.before(), span), after);
    m_chartCard->setTitle(bridge.before() ? tr("Why %1 costs what it costs").arg(after)
                                          : tr("What has changed"));
    m_warnings->setText(bridge.state() == State::Ready ? warnings() : QString());
    switch (bridge.state()) {
    case State::Unknown:
        return m_chartCard->setSubtitle(QString());
    case State::Loading:
        return m_chartCard->setSubtitle(tr("%1: finding out what has changed…").arg(after));
    case State::Failed:
        return m_chartCard->setSubtitle(tr("%1: this could not be found out.").arg(after));
    case State::Ready:
        break;
    }
    if (!bridge.before())
        m_chartCard->setSubtitle(tr("All time has no days before it: choose a period above, or the days "
                                    "that it is to be held against."));
    else
        m_chartCard->setSubtitle(answer());
}

void BridgePage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    models().bridge.setWatched(true);
}

void BridgePage::hideEvent(QHideEvent *event)
{
    models().bridge.setWatched(false);
    Page::hideEvent(event);
}

QList<ReportPart> BridgePage::reportParts() const
{
    if (models().bridge.rowCount() == 0)
        return {};
    return {{m_chartCard->title(), answer() + QLatin1Char(' ') + warnings(), m_chart, nullptr},
            {m_partsCard->title(), m_by->currentText(), nullptr, &m_parts->shownRows()}};
}

} // namespace outlay::views
