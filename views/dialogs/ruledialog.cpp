// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/ruledialog.h"

#include "items/models.h"
#include "items/rulewords.h"
#include "views/buddylabel.h"
#include "views/datatable.h"
#include "views/dialogs/freetextbox.h"
#include "views/dialogs/patternrows.h"
#include "views/dialogs/scopepicker.h"
#include "views/dialogs/sharerows.h"
#include "views/errortext.h"
#include "views/filtertext.h"
#include "views/format.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace outlay::views {

using base::Rule;
using base::RuleAction;
using items::RulePreviewModel;

namespace {

const QString kFeature = QStringLiteral("feature");

/// The values of a dimension that calls have, without the unattributed.
QStringList valuesOf(const items::Models &models, const QString &dimension)
{
    QStringList values;
    if (const items::ValuesModel *known = models.values().value(dimension))
        for (int row = 0; row < known->rowCount(); ++row)
            if (const QString key = known->index(row).data(items::KeyRole).toString(); !key.isEmpty())
                values << key;
    return values;
}

QString callsText(qint64 count)
{
    return count == 1 ? RuleDialog::tr("1 call") : RuleDialog::tr("%1 calls").arg(format::count(count));
}

QDateEdit *dayEdit(const QString &name)
{
    auto *edit = new QDateEdit;
    edit->setCalendarPopup(true);
    edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    edit->setAccessibleName(name);
    return edit;
}

} // namespace

RuleDialog::RuleDialog(items::Models &models, const Rule &rule, QWidget *parent)
    : QDialog(parent)
    , m_models(models)
    , m_first(rule)
    , m_name(new QLineEdit)
    , m_scope(new ScopePicker(models))
    , m_patterns(new PatternRows(models.dimensions()))
    , m_isFrom(new QCheckBox(tr("f&rom")))
    , m_from(dayEdit(tr("First day")))
    , m_isTo(new QCheckBox(tr("&to")))
    , m_to(dayEdit(tr("Last day")))
    , m_action(new QComboBox)
    , m_setRow(new QWidget)
    , m_dimension(freeTextBox())
    , m_value(freeTextBox())
    , m_shares(new ShareRows(valuesOf(models, kFeature)))
    , m_moves(new QLabel)
    , m_sentence(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(rule.id == 0 ? tr("Make a Rule") : tr("Change a Rule"));
    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    addConditions(*form);
    addDays(*form);
    addAction(*form);
    m_name->setPlaceholderText(tr("by what it does"));
    form->addRow(buddyLabel(tr("&Name"), m_name), m_name);
    form->addRow(makePreview());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_sentence->setWordWrap(true);
    m_sentence->setMinimumSize(620, m_sentence->fontMetrics().height() * 2);
    m_sentence->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    form->addRow(m_sentence);
    form->addRow(buttons);
    fill();
    connectFields();
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        QString problem;
        if (const auto meant = typed(problem)) {
            Q_EMIT chosen(*meant);
            accept();
        }
    });
    models.rulePreview.setWatched(true);
    showAction();
    m_value->setFocus();
}

RuleDialog::~RuleDialog()
{
    m_models.rulePreview.setWatched(false);
    m_models.rulePreview.clear();
}

void RuleDialog::addConditions(QFormLayout &form)
{
    m_scope->setToolTip(tr("Rules ask what was logged, never what another rule made of it"));
    form.addRow(new QLabel(tr("Calls logged as")), m_scope);
    form.addRow(new QLabel(tr("whose text")), m_patterns);
}

void RuleDialog::addDays(QFormLayout &form)
{
    auto *row = new QHBoxLayout;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_isFrom, m_from, m_isTo, m_to})
        row->addWidget(widget);
    row->addStretch();
    m_isFrom->setAccessibleName(tr("From a day on"));
    m_isTo->setAccessibleName(tr("Up to a day"));
    form.addRow(new QLabel(tr("on days")), row);
}

void RuleDialog::addAction(QFormLayout &form)
{
    m_action->addItem(tr("get a value"), int(RuleAction::Set));
    m_action->addItem(tr("are split over features by fixed shares"), int(RuleAction::SplitByShare));
    m_action->addItem(tr("are split over features by their requests of the month"),
                      int(RuleAction::SplitByRequests));
    m_action->addItem(tr("are split over features by their cost of the month"), int(RuleAction::SplitByCost));
    form.addRow(buddyLabel(tr("&What they are to be"), m_action), m_action);
    QStringList dimensions = m_models.dimensions();
    dimensions.removeAll(QStringLiteral("outcome")); // these two are facts of the log
    dimensions.removeAll(QStringLiteral("source"));
    offer(*m_dimension, dimensions);
    m_dimension->setToolTip(tr("A name that no log has yet becomes a dimension of its own"));
    m_value->setMinimumContentsLength(24);
    auto *row = new QHBoxLayout(m_setRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(buddyLabel(tr("&Dimension"), m_dimension));
    row->addWidget(m_dimension);
    row->addWidget(buddyLabel(tr("&Value"), m_value));
    row->addWidget(m_value, 1);
    nameBox(*m_dimension, tr("Dimension"));
    nameBox(*m_value, tr("Value"));
    form.addRow(QString(), m_setRow);
    form.addRow(QString(), m_shares);
}

QWidget *RuleDialog::makePreview()
{
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    auto *table = new DataTable(tr("What the rule moves"), &m_models.rulePreview, DataTable::Sorting::Fixed);
    table->setMinimumHeight(190);
    m_moves->setWordWrap(true);
    m_moves->setProperty("secondary", true);
    column->addWidget(m_moves);
    column->addWidget(table, 1);
    return part;
}

void RuleDialog::fill()
{
    std::map<base::Dimension, base::ValueSet> where;
    for (const auto &[dimension, test] : m_first.where)
        if (!test.values.empty())
            where[dimension] = {test.values, test.exclude};
    m_scope->setScope(where);
    m_patterns->setPatterns(m_first.where);
    const base::Period span = m_models.store().span.value_or(base::Period{});
    m_isFrom->setChecked(m_first.days.first != base::kAllTime.first);
    m_isTo->setChecked(m_first.days.last != base::kAllTime.last);
    m_from->setDate(toDate(m_isFrom->isChecked() ? m_first.days.first : span.first));
    m_to->setDate(toDate(m_isTo->isChecked() ? m_first.days.last : span.last));
    m_action->setCurrentIndex(m_action->findData(int(m_first.action)));
    const QString dimension = QString::fromStdString(m_first.dimension);
    m_dimension->setEditText(dimension);
    offer(*m_value, valuesOf(m_models, dimension));
    m_value->setEditText(QString::fromStdString(m_first.value));
    m_shares->setShares(m_first.shares);
    m_name->setText(QString::fromStdString(m_first.name));
}

void RuleDialog::connectFields()
{
    connect(m_scope, &ScopePicker::changed, this, &RuleDialog::refresh);
    connect(m_patterns, &PatternRows::changed, this, &RuleDialog::refresh);
    connect(m_shares, &ShareRows::changed, this, &RuleDialog::refresh);
    connect(m_name, &QLineEdit::textChanged, this, &RuleDialog::refresh);
    for (const QCheckBox *box : {m_isFrom, m_isTo})
        connect(box, &QCheckBox::toggled, this, &RuleDialog::refresh);
    for (const QDateEdit *edit : {m_from, m_to})
        connect(edit, &QDateEdit::dateChanged, this, &RuleDialog::refresh);
    connect(m_action, &QComboBox::currentIndexChanged, this, &RuleDialog::showAction);
    connect(m_dimension, &QComboBox::editTextChanged, this, [this](const QString &dimension) {
        offer(*m_value, valuesOf(m_models, dimension));
        refresh();
    });
    connect(m_value, &QComboBox::editTextChanged, this, &RuleDialog::refresh);
    connect(&m_models.rulePreview, &RulePreviewModel::stateChanged, this, &RuleDialog::showPreview);
    connect(&m_models.rules, &QAbstractItemModel::modelReset, this, &RuleDialog::refresh);
}

QString RuleDialog::readConditions(Rule &rule) const
{
    rule.where.clear();
    for (const auto &[dimension, set] : m_scope->scope()) {
        if (set.values.empty() && !set.exclude)
            return tr("No value of %1 is chosen, so that no call would be meant.")
                .arg(QString::fromStdString(dimension));
        rule.where[dimension] = {set.values, {}, set.exclude};
    }
    rule.days = base::kAllTime;
    if (m_isFrom->isChecked())
        rule.days.first = toDay(m_from->date());
    if (m_isTo->isChecked())
        rule.days.last = toDay(m_to->date());
    if (rule.days.isEmpty())
        return tr("The last day is before the first.");
    return m_patterns->addTo(rule.where);
}

QString RuleDialog::readAction(Rule &rule) const
{
    rule.action = static_cast<RuleAction>(m_action->currentData().toInt());
    rule.shares.clear();
    rule.value.clear();
    if (rule.isSplit()) {
        rule.dimension = kFeature.toStdString();
        rule.shares = m_shares->shares();
        return m_shares->problem();
    }
    rule.dimension = m_dimension->currentText().trimmed().toStdString();
    rule.value = m_value->currentText().trimmed().toStdString();
    if (rule.dimension.empty())
        return tr("Type the name of the dimension that is to get a value.");
    if (rule.value.empty())
        return tr("Type which %1 these calls are to have.").arg(QString::fromStdString(rule.dimension));
    return {};
}

std::optional<Rule> RuleDialog::typed(QString &problem) const
{
    Rule rule = m_first;
    rule.name = m_name->text().trimmed().toStdString();
    problem = readConditions(rule);
    if (problem.isEmpty())
        problem = readAction(rule);
    if (!problem.isEmpty())
        return std::nullopt;
    auto sound = base::canonical(std::move(rule));
    if (!sound) {
        problem = errorText(sound.error());
        return std::nullopt;
    }
    return *std::move(sound);
}

void RuleDialog::showAction()
{
    const auto action = static_cast<RuleAction>(m_action->currentData().toInt());
    m_setRow->setVisible(action == RuleAction::Set);
    m_shares->setVisible(action != RuleAction::Set);
    m_shares->setWeighted(action == RuleAction::SplitByShare);
    refresh();
}

void RuleDialog::refresh()
{
    m_from->setEnabled(m_isFrom->isChecked());
    m_to->setEnabled(m_isTo->isChecked());
    const auto rule = typed(m_problem);
    m_ok->setEnabled(rule.has_value());
    const QString text = rule ? tr("%1: %2. What was logged stays as it is; without the rule all is back.")
                                    .arg(items::conditionsText(*rule), items::actionText(*rule))
                              : m_problem;
    m_sentence->setText(text);
    m_sentence->setAccessibleName(text);
    if (!rule) {
        m_models.rulePreview.clear();
        return showPreview();
    }
    const auto &current = m_models.rules.rules();
    std::vector<Rule> next = current;
    auto place =
        std::ranges::find_if(next, [&rule](const Rule &one) { return rule->id != 0 && one.id == rule->id; });
    if (place == next.end())
        place = next.insert(place, *rule);
    else
        *place = *rule;
    m_models.rulePreview.setRules(current, next, static_cast<std::size_t>(place - next.begin()));
    showPreview();
}

void RuleDialog::showPreview()
{
    const RulePreviewModel &preview = m_models.rulePreview;
    QString text;
    if (!m_problem.isEmpty())
        text = tr("What it moves is shown here once the rule is complete.");
    else if (preview.state() == RulePreviewModel::State::Failed)
        text = tr("What it would move could not be found out.");
    else if (!preview.isKnown())
        text = tr("Trying it on all calls…");
    else {
        const auto &reach = preview.reach();
        text = tr("It matches %1 (%2) and counts for %3 (%4) of them, over all history.")
                   .arg(callsText(reach.matched.requests), format::money(reach.matched.nanos),
                        callsText(reach.counted.requests), format::money(reach.counted.nanos));
        if (preview.rowCount() == 0)
            text += QLatin1Char(' ') + tr("Nothing moves.");
        for (const QString &warning : preview.warnings())
            text += QStringLiteral(" ⚠ ") + warning;
    }
    m_moves->setText(text);
    m_moves->setAccessibleName(text);
}

} // namespace outlay::views
