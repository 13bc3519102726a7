// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/scenariodialog.h"

#include "items/models.h"
#include "views/dialogs/optionaldays.h"
#include "views/dialogs/pricerows.h"
#include "views/dialogs/scopepicker.h"
#include "views/filtertext.h"

#include <QtCore/QScopedValueRollback>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTabWidget>

#include <algorithm>

namespace outlay::views {

using items::ScenarioChange;
using items::WhatIfScenario;

namespace {

constexpr int kMostTolerance = 100;
constexpr int kMostTokens = 10'000'000;
constexpr int kMostSeconds = 86'400;
constexpr int kUsualSeconds = 300;
constexpr int kSentenceWidth = 520;

/// Millionths a percent.
constexpr std::int64_t kPercent = 10'000;

QSpinBox *percentBox(int most)
{
    auto *box = new QSpinBox;
    box->setRange(0, most);
    box->setSuffix(ScenarioDialog::tr(" %"));
    return box;
}

/// A spin box whose least value stands for "as it was".
QSpinBox *optionalBox(int least, int most, const QString &asItWas)
{
    auto *box = new QSpinBox;
    box->setRange(least, most);
    box->setSpecialValueText(asItWas);
    box->setGroupSeparatorShown(true);
    return box;
}

/// `percent` below 0: as it was. A finer share that was read stays.
void takePercent(std::optional<std::int64_t> &share, int percent)
{
    if (percent < 0)
        share.reset();
    else if (!share || *share / kPercent != percent)
        share = percent * kPercent;
}

bool changesNothing(const ScenarioChange &change)
{
    ScenarioChange nothing;
    nothing.where = change.where;
    nothing.during = change.during;
    nothing.share = change.share;
    nothing.contextWindow = change.contextWindow;
    return change == nothing;
}

} // namespace

ScenarioDialog::ScenarioDialog(items::Models &models, const WhatIfScenario &scenario, QWidget *parent)
    : QDialog(parent)
    , m_scenario(scenario)
    , m_name(new QLineEdit(QString::fromStdString(scenario.name)))
    , m_tokenizer(percentBox(kMostTolerance))
    , m_answers(percentBox(kMostTolerance))
    , m_changes(new QListWidget)
    , m_remove(new QPushButton(tr("Remo&ve it")))
    , m_scope(new ScopePicker(models))
    , m_share(percentBox(100))
    , m_model(new QComboBox)
    , m_window(optionalBox(0, kMostTokens, tr("Not known")))
    , m_tier(new QComboBox)
    , m_cacheHits(optionalBox(-1, 100, tr("As it was")))
    , m_cacheWrites(optionalBox(-1, 100, tr("As before, if there is room")))
    , m_maxOutput(optionalBox(-1, kMostTokens, tr("As they were")))
    , m_days(new OptionalDays)
    , m_prices(new PriceRows)
    , m_noDuplicates(new QCheckBox(tr("Without d&uplicates within")))
    , m_duplicatesWithin(new QSpinBox)
    , m_hasPricesOf(new QCheckBox(tr("At the prices o&f")))
    , m_pricesOf(new QDateEdit(QDate::currentDate()))
    , m_noRetries(new QCheckBox(tr("Without re&tries")))
    , m_drop(new QCheckBox(tr("Not ma&de at all")))
    , m_sentence(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("What If"));
    m_model->setEditable(true);
    m_model->addItem(QString());
    if (const auto *values = models.values().value(QStringLiteral("model")))
        for (int row = 0; row < values->rowCount(); ++row)
            if (const QString key = values->index(row, 0).data(items::KeyRole).toString(); !key.isEmpty())
                m_model->addItem(key);
    m_model->lineEdit()->setAccessibleName(tr("Model"));
    m_model->lineEdit()->setPlaceholderText(tr("As it was"));
    m_tier->addItem(tr("As it was"));
    for (const std::string_view tier : pricing::kTierNames)
        m_tier->addItem(QString::fromUtf8(tier.data(), static_cast<qsizetype>(tier.size())));
    m_pricesOf->setCalendarPopup(true);
    m_pricesOf->setAccessibleName(tr("Day of the prices"));
    m_cacheHits->setSuffix(tr(" % of the prompt"));
    m_maxOutput->setSuffix(tr(" tokens"));
    m_window->setSuffix(tr(" tokens"));
    m_cacheWrites->setSuffix(tr(" % of the prompt"));
    m_sentence->setWordWrap(true);
    m_sentence->setMinimumWidth(kSentenceWidth);
    m_tokenizer->setValue(static_cast<int>(scenario.tokenizerTolerance / kPercent));
    m_answers->setValue(static_cast<int>(scenario.answerTolerance / kPercent));

    auto *form = new QFormLayout(this);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("Chan&ges"), makeList());
    makeFields(*form);
    form->addRow(m_sentence);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(m_scenario);
        accept();
    });
    if (m_scenario.changes.empty())
        m_scenario.changes.emplace_back();
    listChanges();
    m_changes->setCurrentRow(0);
    m_name->setFocus();
}

QWidget *ScenarioDialog::makeList()
{
    auto *add = new QPushButton(tr("&Another change"));
    m_changes->setAccessibleName(tr("Changes of the scenario, in their order"));
    m_changes->setMaximumHeight(84);
    auto *list = new QWidget;
    auto *row = new QHBoxLayout(list);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_changes, 1);
    auto *column = new QVBoxLayout;
    column->addWidget(add);
    column->addWidget(m_remove);
    column->addStretch();
    row->addLayout(column);
    list->setFocusProxy(m_changes);
    connect(add, &QPushButton::clicked, this, &ScenarioDialog::addChange);
    connect(m_remove, &QPushButton::clicked, this, &ScenarioDialog::removeChange);
    connect(m_changes, &QListWidget::currentRowChanged, this, &ScenarioDialog::showChange);
    return list;
}

void ScenarioDialog::makeFields(QFormLayout &form)
{
    form.addRow(tr("&Of the calls"), m_scope);
    form.addRow(tr("S&hare of them"), m_share);
    form.addRow(tr("On da&ys"), m_days);
    auto *tabs = new QTabWidget;
    tabs->setAccessibleName(tr("What would be different"));
    tabs->addTab(makeCallFields(), tr("Ca&lls"));
    tabs->addTab(makePriceFields(), tr("&Prices and estimates"));
    form.addRow(tabs);
    connect(m_name, &QLineEdit::textChanged, this, &ScenarioDialog::refresh);
    connect(m_scope, &ScopePicker::changed, this, &ScenarioDialog::readChange);
    connect(m_model, &QComboBox::editTextChanged, this, &ScenarioDialog::readChange);
    connect(m_tier, &QComboBox::currentIndexChanged, this, &ScenarioDialog::readChange);
    for (QSpinBox *box : {m_share, m_window, m_cacheHits, m_cacheWrites, m_maxOutput, m_duplicatesWithin,
                          m_tokenizer, m_answers})
        connect(box, &QSpinBox::valueChanged, this, &ScenarioDialog::readChange);
    for (QCheckBox *box : {m_hasPricesOf, m_noRetries, m_noDuplicates, m_drop})
        connect(box, &QCheckBox::toggled, this, &ScenarioDialog::readChange);
    connect(m_pricesOf, &QDateEdit::dateChanged, this, &ScenarioDialog::readChange);
    connect(m_days, &OptionalDays::changed, this, &ScenarioDialog::readChange);
    connect(m_prices, &PriceRows::changed, this, &ScenarioDialog::readChange);
}

QWidget *ScenarioDialog::makeCallFields()
{
    auto *fields = new QWidget;
    auto *form = new QFormLayout(fields);
    form->addRow(tr("To &model"), m_model);
    form->addRow(tr("Conte&xt window of it"), m_window);
    form->addRow(tr("Service t&ier"), m_tier);
    form->addRow(tr("Read from the &cache"), m_cacheHits);
    form->addRow(tr("Written to th&e cache"), m_cacheWrites);
    form->addRow(tr("Answers at mo&st"), m_maxOutput);
    form->addRow(QString(), m_noRetries);
    form->addRow(m_noDuplicates, makeDuplicates());
    form->addRow(QString(), m_drop);
    return fields;
}

QWidget *ScenarioDialog::makeDuplicates()
{
    m_duplicatesWithin->setRange(0, kMostSeconds);
    m_duplicatesWithin->setValue(kUsualSeconds);
    m_duplicatesWithin->setGroupSeparatorShown(true);
    m_duplicatesWithin->setSuffix(tr(" seconds"));
    m_duplicatesWithin->setAccessibleName(tr("Seconds within which a call is a duplicate"));
    m_duplicatesWithin->setToolTip(
        tr("Of the same user, feature, model and input size as one so long before at most"));
    return m_duplicatesWithin;
}

QWidget *ScenarioDialog::makePriceFields()
{
    auto *fields = new QWidget;
    auto *form = new QFormLayout(fields);
    form->addRow(m_hasPricesOf, m_pricesOf);
    form->addRow(tr("Dollars a million tokens, &by kind"), m_prices);
    auto *hint = new QLabel(tr("A price that is typed counts instead of the book's, for the calls and days "
                               "above: a price from a day on has that day in “From”."));
    hint->setWordWrap(true);
    form->addRow(hint);
    form->addRow(tr("To&kens of another model may be off by"), m_tokenizer);
    form->addRow(tr("its ans&wers besides by"), m_answers);
    return fields;
}

void ScenarioDialog::listChanges()
{
    const QScopedValueRollback showing(m_isShowing, true);
    const auto count = static_cast<int>(m_scenario.changes.size());
    while (m_changes->count() > count)
        delete m_changes->takeItem(count);
    while (m_changes->count() < count)
        m_changes->addItem(QString());
    for (int row = 0; row < count; ++row)
        m_changes->item(row)->setText(items::changeWords(m_scenario.changes[static_cast<std::size_t>(row)]));
    m_remove->setEnabled(count > 1);
    refresh();
}

void ScenarioDialog::showChange(int row)
{
    if (row < 0 || row >= static_cast<int>(m_scenario.changes.size()))
        return;
    const QScopedValueRollback showing(m_isShowing, true);
    const ScenarioChange &change = m_scenario.changes[static_cast<std::size_t>(row)];
    m_scope->setScope(change.where);
    m_days->setPeriod(change.during);
    PriceRows::Prices prices;
    std::copy_n(change.prices.begin(), prices.size(), prices.begin());
    m_prices->setPrices(prices);
    m_cacheWrites->setValue(change.cacheWrites ? static_cast<int>(*change.cacheWrites / kPercent) : -1);
    m_noDuplicates->setChecked(change.duplicatesWithin.has_value());
    if (change.duplicatesWithin)
        m_duplicatesWithin->setValue(static_cast<int>(*change.duplicatesWithin));
    m_share->setValue(static_cast<int>(change.share / kPercent));
    m_model->setEditText(QString::fromStdString(change.model.value_or(std::string())));
    m_window->setValue(static_cast<int>(change.contextWindow));
    m_tier->setCurrentIndex(change.tier ? 1 + static_cast<int>(*change.tier) : 0);
    m_cacheHits->setValue(change.cacheHits ? static_cast<int>(*change.cacheHits / kPercent) : -1);
    m_maxOutput->setValue(change.maxOutput ? static_cast<int>(*change.maxOutput) : -1);
    m_hasPricesOf->setChecked(change.pricesOf.has_value());
    if (change.pricesOf)
        m_pricesOf->setDate(toDate(*change.pricesOf));
    m_noRetries->setChecked(change.noRetries);
    m_drop->setChecked(change.drop);
}

void ScenarioDialog::readChange()
{
    const int row = m_changes->currentRow();
    if (m_isShowing || row < 0)
        return;
    m_scenario.tokenizerTolerance = m_tokenizer->value() * kPercent;
    m_scenario.answerTolerance = m_answers->value() * kPercent;
    ScenarioChange &change = m_scenario.changes[static_cast<std::size_t>(row)];
    change.where = m_scope->scope();
    if (change.share / kPercent != m_share->value()) // a finer one that was read stays
        change.share = m_share->value() * kPercent;
    const std::string model = m_model->currentText().trimmed().toStdString();
    if (model != change.model.value_or(std::string())) {
        change.model = model.empty() ? std::nullopt : std::optional(model);
        change.provider.reset();
    }
    change.contextWindow = m_window->value();
    const int tier = m_tier->currentIndex();
    change.tier = tier > 0 ? std::optional(static_cast<pricing::Tier>(tier - 1)) : std::nullopt;
    takePercent(change.cacheHits, m_cacheHits->value());
    takePercent(change.cacheWrites, change.cacheHits ? m_cacheWrites->value() : -1);
    if (m_days->problem().isEmpty())
        change.during = m_days->period();
    if (const auto prices = m_prices->prices())
        std::copy_n(prices->begin(), prices->size(), change.prices.begin());
    change.duplicatesWithin =
        m_noDuplicates->isChecked() ? std::optional<std::int64_t>(m_duplicatesWithin->value()) : std::nullopt;
    change.maxOutput =
        m_maxOutput->value() < 0 ? std::nullopt : std::optional<std::int64_t>(m_maxOutput->value());
    change.pricesOf = m_hasPricesOf->isChecked() ? std::optional(toDay(m_pricesOf->date())) : std::nullopt;
    change.noRetries = m_noRetries->isChecked();
    change.drop = m_drop->isChecked();
    listChanges();
}

void ScenarioDialog::addChange()
{
    m_scenario.changes.emplace_back();
    listChanges();
    m_changes->setCurrentRow(m_changes->count() - 1);
}

void ScenarioDialog::removeChange()
{
    const int row = m_changes->currentRow();
    if (row < 0 || m_scenario.changes.size() < 2)
        return;
    m_scenario.changes.erase(m_scenario.changes.begin() + row);
    listChanges();
    showChange(m_changes->currentRow());
}

QString ScenarioDialog::problem() const
{
    if (m_scenario.name.empty())
        return tr("Give the scenario a name.");
    if (const QString wrong = m_days->problem(); !wrong.isEmpty())
        return wrong;
    if (const QString wrong = m_prices->problem(); !wrong.isEmpty())
        return wrong;
    for (const ScenarioChange &change : m_scenario.changes)
        if (change.cacheHits.value_or(0) + change.cacheWrites.value_or(0) > 100 * kPercent)
            return tr("What is read from the cache and what is written to it are more than 100 % of the "
                      "prompt.");
    if (std::ranges::all_of(m_scenario.changes, changesNothing))
        return tr("Say what would be different.");
    return {};
}

void ScenarioDialog::refresh()
{
    m_scenario.name = m_name->text().trimmed().toStdString();
    m_model->setEnabled(!m_drop->isChecked());
    m_pricesOf->setEnabled(m_hasPricesOf->isChecked());
    m_cacheWrites->setEnabled(m_cacheHits->value() >= 0);
    m_duplicatesWithin->setEnabled(m_noDuplicates->isChecked());
    const QString problem = this->problem();
    m_sentence->setText(problem.isEmpty() ? tr("It is tried on the calls of the filter, each by the price "
                                               "book; nothing in the store is changed.")
                                          : problem);
    if (m_ok)
        m_ok->setEnabled(problem.isEmpty());
}

} // namespace outlay::views
