// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/budgetdialog.h"

#include "items/models.h"
#include "views/budgetwords.h"
#include "views/dialogs/scopepicker.h"
#include "views/dialogs/thresholdrows.h"
#include "views/errortext.h"
#include "views/format.h"

#include <QtCore/QLocale>
#include <QtCore/QUrl>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>

#include <cmath>

namespace outlay::views {

namespace {

constexpr double kBasisPointsPerPercent = 100;

/// Presets of when to be told.
QPushButton *presetsButton(ThresholdRows &rows)
{
    auto *button = new QPushButton(BudgetDialog::tr("&Presets"));
    auto *menu = new QMenu(button);
    const auto add = [&](const QString &text, const std::vector<base::Threshold> &thresholds) {
        menu->addAction(text, &rows, [&rows, thresholds] { rows.setThresholds(thresholds); });
    };
    add(BudgetDialog::tr("At 80 %, and when it is spent"), {{80}, {100}});
    add(BudgetDialog::tr("Only when it is spent"), {{100, true, false}});
    add(BudgetDialog::tr("At 50, 80, 95 and 100 %"), {{50}, {80}, {95}, {100}});
    add(BudgetDialog::tr("When the forecast is over it"), {{100, false, true}});
    button->setMenu(menu);
    return button;
}

} // namespace

BudgetDialog::BudgetDialog(items::Models &models, const base::Budget &budget, bool isStored, QWidget *parent)
    : QDialog(parent)
    , m_models(models)
    , m_first(budget)
    , m_stored(isStored ? std::optional(budget) : std::nullopt)
    , m_scope(new ScopePicker(models))
    , m_amount(new QLineEdit)
    , m_period(new QComboBox)
    , m_fiscalStart(new QComboBox)
    , m_fiscalLabel(new QLabel(tr("&Year begins in")))
    , m_past(new QLabel)
    , m_takeMedian(new QPushButton(tr("Take the middle")))
    , m_takeHigh(new QPushButton(tr("Take what 9 in 10 were under")))
    , m_thresholds(new ThresholdRows)
    , m_growth(new QLineEdit)
    , m_name(new QLineEdit)
    , m_webhook(new QLineEdit)
    , m_sentence(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(isStored ? tr("Change a Budget") : tr("Set a Budget"));
    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    addScope(*form);
    addAmount(*form);
    addRest(*form);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_sentence->setWordWrap(true);
    m_sentence->setMinimumSize(520, m_sentence->fontMetrics().height() * 3);
    m_sentence->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    form->addRow(m_sentence);
    form->addRow(buttons);
    fill();
    connect(m_scope, &ScopePicker::changed, this, &BudgetDialog::askPast);
    connect(m_thresholds, &ThresholdRows::changed, this, &BudgetDialog::refresh);
    for (QLineEdit *edit : {m_amount, m_growth, m_name, m_webhook})
        connect(edit, &QLineEdit::textChanged, this, &BudgetDialog::refresh);
    connect(m_period, &QComboBox::currentIndexChanged, this, &BudgetDialog::askPast);
    connect(m_fiscalStart, &QComboBox::currentIndexChanged, this, &BudgetDialog::askPast);
    connect(&models.draftPast, &items::BudgetPastModel::stateChanged, this, &BudgetDialog::showPast);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        QString problem;
        if (const auto meant = typed(problem)) {
            Q_EMIT chosen(*meant, m_stored);
            accept();
        }
    });
    models.draftPast.setWatched(true);
    askPast();
    m_amount->setFocus();
}

BudgetDialog::~BudgetDialog()
{
    m_models.draftPast.setWatched(false);
}

void BudgetDialog::addScope(QFormLayout &form)
{
    auto *label = new QLabel(tr("Budget of"));
    form.addRow(label, m_scope);
}

void BudgetDialog::addAmount(QFormLayout &form)
{
    m_amount->setPlaceholderText(tr("300"));
    m_amount->setMaximumWidth(140);
    for (const base::BudgetPeriod period : base::kBudgetPeriods)
        m_period->addItem(tr("each %1").arg(periodWord(period)), int(period));
    m_period->setAccessibleDescription(tr("How long the amount has to last"));
    for (int month = 1; month <= 12; ++month)
        m_fiscalStart->addItem(QLocale().standaloneMonthName(month), month);
    m_fiscalLabel->setBuddy(m_fiscalStart);
    auto *row = new QHBoxLayout;
    row->addWidget(m_amount);
    row->addWidget(m_period);
    row->addWidget(m_fiscalLabel);
    row->addWidget(m_fiscalStart);
    row->addStretch();
    auto *label = new QLabel(tr("&Dollars"));
    label->setBuddy(m_amount);
    m_amount->setAccessibleName(tr("Dollars a period"));
    form.addRow(label, row);
    auto *taking = new QHBoxLayout;
    taking->addWidget(m_takeMedian);
    taking->addWidget(m_takeHigh);
    taking->addStretch();
    m_past->setProperty("secondary", true);
    form.addRow(QString(), m_past);
    form.addRow(QString(), taking);
    connect(m_takeMedian, &QPushButton::clicked, this, [this] {
        if (const auto suggested = m_models.draftPast.suggested())
            take(suggested->median);
    });
    connect(m_takeHigh, &QPushButton::clicked, this, [this] {
        if (const auto suggested = m_models.draftPast.suggested())
            take(suggested->high);
    });
}

void BudgetDialog::addRest(QFormLayout &form)
{
    auto *warnings = new QHBoxLayout;
    warnings->addWidget(m_thresholds, 1);
    warnings->addWidget(presetsButton(*m_thresholds), 0, Qt::AlignTop);
    form.addRow(new QLabel(tr("Tell me")), warnings);
    m_growth->setAccessibleName(tr("Growth a period"));
    m_name->setAccessibleName(tr("Name"));
    m_webhook->setAccessibleName(tr("Webhook"));
    m_growth->setMaximumWidth(90);
    m_growth->setPlaceholderText(tr("0 %"));
    m_growth->setToolTip(tr("By how many percent the amount changes from each period to the next"));
    form.addRow(tr("&Growth a period"), m_growth);
    m_name->setPlaceholderText(tr("by what it is of"));
    form.addRow(tr("&Name"), m_name);
    m_webhook->setPlaceholderText(tr("none; https://hooks.slack.com/… posts each alert there"));
    if (m_stored && !m_stored->webhook.empty())
        m_webhook->setPlaceholderText(
            tr("%1 stays; type another, or “none” for no more")
                .arg(QString::fromStdString(base::shownWebhook(m_stored->webhook))));
    form.addRow(tr("&Webhook"), m_webhook);
}

void BudgetDialog::fill()
{
    m_scope->setScope(m_first.where);
    if (m_first.amount > base::Money())
        m_amount->setText(QString::fromStdString(m_first.amount.toDecimal(2)));
    m_period->setCurrentIndex(m_period->findData(int(m_first.period)));
    m_fiscalStart->setCurrentIndex(m_first.fiscalStart - 1);
    m_thresholds->setThresholds(m_first.thresholds);
    if (m_first.growthBasisPoints != 0)
        m_growth->setText(tr("%1 %").arg(m_first.growthBasisPoints / kBasisPointsPerPercent));
    m_name->setText(QString::fromStdString(m_first.name));
}

bool BudgetDialog::readGrowth(base::Budget &budget) const
{
    QString text = m_growth->text().remove(QLatin1Char('%')).trimmed();
    bool isNumber = text.isEmpty();
    const double percent = isNumber ? 0 : text.toDouble(&isNumber);
    if (!isNumber || std::abs(percent) > base::kWholeBasisPoints)
        return false;
    budget.growthBasisPoints = static_cast<int>(std::lround(percent * kBasisPointsPerPercent));
    const bool isNew = !m_stored || m_stored->growthBasisPoints != budget.growthBasisPoints ||
                       m_stored->amount != budget.amount;
    if (budget.growthBasisPoints == 0)
        budget.since.reset();
    else if (isNew && m_models.store().span)
        budget.since = m_models.store().span->last; // what was typed is for the period that this day is in
    return true;
}

bool BudgetDialog::readWebhook(base::Budget &budget) const
{
    const QString text = m_webhook->text().trimmed();
    if (text.isEmpty())
        return true; // as it was
    budget.webhook.clear();
    if (text.compare(QLatin1String("none"), Qt::CaseInsensitive) == 0)
        return true;
    const QUrl url(text, QUrl::StrictMode);
    const bool isHere = url.host() == QLatin1String("localhost") || url.host() == QLatin1String("127.0.0.1");
    if (!url.isValid() || url.host().isEmpty() ||
        !(url.scheme() == QLatin1String("https") || (isHere && url.scheme() == QLatin1String("http"))))
        return false;
    budget.webhook = text.toStdString();
    return true;
}

std::optional<base::Budget> BudgetDialog::typed(QString &problem) const
{
    base::Budget budget = m_first;
    budget.where = m_scope->scope();
    budget.period = static_cast<base::BudgetPeriod>(m_period->currentData().toInt());
    budget.fiscalStart =
        budget.period == base::BudgetPeriod::Quarterly ? m_fiscalStart->currentData().toInt() : 1;
    budget.name = m_name->text().trimmed().toStdString();
    const auto amount = typedMoney(m_amount->text());
    if (!amount) {
        problem = m_amount->text().isEmpty()
                      ? tr("Type how many dollars %1 may cost a %2.")
                            .arg(scopeWords(budget), periodWord(budget.period))
                      : tr("“%1” is not an amount of dollars above 0.").arg(m_amount->text());
        return std::nullopt;
    }
    budget.amount = *amount;
    const auto thresholds = m_thresholds->thresholds(*amount);
    if (!thresholds)
        problem = m_thresholds->problem(*amount);
    else
        budget.thresholds = *thresholds;
    if (problem.isEmpty() && !readGrowth(budget))
        problem = tr("“%1” is no growth: percent such as 2.5 %.").arg(m_growth->text());
    if (problem.isEmpty() && !readWebhook(budget))
        problem = tr("Alerts can be posted to an https address only, such as https://hooks.slack.com/…");
    if (!problem.isEmpty())
        return std::nullopt;
    const auto sound = base::canonical(budget);
    if (!sound) {
        problem = errorText(sound.error());
        return std::nullopt;
    }
    return *sound;
}

void BudgetDialog::refresh()
{
    QString problem;
    const auto budget = typed(problem);
    m_ok->setEnabled(budget.has_value());
    QString text = budget ? budgetSentences(*budget) : problem;
    if (budget) {
        const auto there = m_models.budgets.budgetOf(QString::fromStdString(base::scopeKey(*budget)));
        if (there && (!m_stored || base::scopeKey(*m_stored) != base::scopeKey(*there)))
            text +=
                QLatin1Char(' ') +
                tr("This takes the place of its budget of %1.").arg(format::dollars(there->amount.nanos()));
    }
    m_sentence->setText(text);
    m_sentence->setAccessibleName(text);
}

void BudgetDialog::askPast()
{
    const bool isQuarterly =
        static_cast<base::BudgetPeriod>(m_period->currentData().toInt()) == base::BudgetPeriod::Quarterly;
    m_fiscalStart->setVisible(isQuarterly);
    m_fiscalLabel->setVisible(isQuarterly);
    base::Budget scope;
    scope.where = m_scope->scope();
    scope.period = static_cast<base::BudgetPeriod>(m_period->currentData().toInt());
    scope.fiscalStart = isQuarterly ? m_fiscalStart->currentData().toInt() : 1;
    m_models.draftPast.setBudget(scope);
    showPast();
    refresh();
}

void BudgetDialog::showPast()
{
    const items::BudgetPastModel &past = m_models.draftPast;
    const auto suggested = past.suggested();
    m_takeMedian->setVisible(suggested.has_value());
    m_takeHigh->setVisible(suggested.has_value());
    if (!past.isKnown()) {
        m_past->setText(past.state() == items::BudgetPastModel::State::Failed ? QString()
                                                                              : tr("Looking at the past…"));
        return;
    }
    if (past.requests() == 0) {
        m_past->setText(tr("No calls match so far."));
        return;
    }
    if (!suggested) {
        m_past->setText(tr("%1 calls match; there is no complete %2 with a cost to go by yet.")
                            .arg(format::count(past.requests()), periodWord(past.budget().period)));
        return;
    }
    const QString growth =
        suggested->growthBasisPoints == 0
            ? QString()
            : tr(", with a growth of %1 a %2")
                  .arg(format::percent(suggested->growthBasisPoints / double(base::kWholeBasisPoints)),
                       periodWord(past.budget().period));
    m_past->setText(tr("By %1 past periods%2, for %3:")
                        .arg(format::count(suggested->periods), growth, suggested->forPeriod));
    m_takeMedian->setText(tr("Take the middle, %1").arg(format::dollars(suggested->median.nanos())));
    m_takeHigh->setText(tr("Take what 9 in 10 were under, %1").arg(format::dollars(suggested->high.nanos())));
    m_takeMedian->setEnabled(suggested->median > base::Money());
    m_takeHigh->setEnabled(suggested->high > base::Money());
}

void BudgetDialog::take(const base::Money &amount)
{
    m_amount->setText(QString::fromStdString(amount.toDecimal(2)));
    m_amount->setFocus();
}

} // namespace outlay::views
