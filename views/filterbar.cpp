// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/filterbar.h"

#include "items/models.h"
#include "views/costswitch.h"
#include "views/filtertext.h"
#include "views/menubutton.h"
#include "views/periodbox.h"
#include "views/valuepicker.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QWidgetAction>

namespace outlay::views {

namespace {

QToolButton *arrowButton(Qt::ArrowType arrow, const QString &name, const QString &tip)
{
    auto *button = new QToolButton;
    button->setArrowType(arrow);
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

FilterBar::FilterBar(items::Models &models, QWidget *parent)
    : QWidget(parent)
    , m_models(models)
    , m_back(arrowButton(isRightToLeft() ? Qt::RightArrow : Qt::LeftArrow, tr("Back"),
                         tr("Undo the last change of the filter (Alt+Left)")))
    , m_forward(arrowButton(isRightToLeft() ? Qt::LeftArrow : Qt::RightArrow, tr("Forward"),
                            tr("Redo the filter that Back undid (Alt+Right)")))
    , m_period(new PeriodBox)
    , m_compare(new QComboBox)
    , m_pickersLayout(new QHBoxLayout)
    , m_firstRow(new QHBoxLayout)
    , m_secondRow(new QHBoxLayout)
    , m_more(new MenuButton)
    , m_export(new QPushButton(tr("&Export")))
    , m_filters(makeFilters())
{
    auto *periodLabel = new QLabel(tr("&Period"));
    periodLabel->setBuddy(m_period);
    auto *compareLabel = new QLabel(tr("&Against"));
    compareLabel->setBuddy(m_compare);
    m_compare->addItem(tr("Previous period"), int(base::Compare::PreviousPeriod));
    m_compare->addItem(tr("Same period last year"), int(base::Compare::SamePeriodLastYear));
    m_compare->addItem(tr("Nothing"), int(base::Compare::None));
    m_compare->setMinimumContentsLength(12);
    m_compare->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto *reset = new QPushButton(tr("&Reset"));
    reset->setToolTip(tr("Back to the latest month and no filter (Ctrl+Shift+R)"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->addLayout(m_firstRow);
    layout->addLayout(m_secondRow);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_back, m_forward, periodLabel, m_period, compareLabel, m_compare})
        m_firstRow->addWidget(widget);
    m_firstRow->addWidget(m_filters);
    m_firstRow->addStretch();
    m_firstRow->addWidget(reset);
    m_firstRow->addWidget(m_export);

    connect(m_back, &QToolButton::clicked, &models.filters, &items::FilterHistory::back);
    connect(m_forward, &QToolButton::clicked, &models.filters, &items::FilterHistory::forward);
    connect(reset, &QPushButton::clicked, &models.filters, &items::FilterHistory::reset);
    connect(m_period, &PeriodBox::chosen, &models.filters, &items::FilterHistory::setPeriod);
    connect(m_compare, &QComboBox::activated, this, [this] {
        m_models.filters.setCompare(static_cast<base::Compare>(m_compare->currentData().toInt()));
    });
    connect(&models, &items::Models::dimensionsChanged, this, &FilterBar::rebuildPickers);
    connect(&models, &items::Models::storeChanged, this, &FilterBar::rebuildPeriods);
    connect(&models.filters, &items::FilterHistory::changed, this, &FilterBar::show);
    rebuildPickers();
    rebuildPeriods();
}

QWidget *FilterBar::makeFilters()
{
    m_more->setText(tr("More"));
    m_more->setAccessibleName(tr("More filters"));
    auto *filters = new QWidget;
    auto *layout = new QHBoxLayout(filters);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    m_pickersLayout->setSpacing(4);
    layout->addLayout(m_pickersLayout);
    layout->addWidget(m_more);
    layout->addWidget(new CostSwitch(m_models.filters));
    return filters;
}

/// The filters stand in the first row if all of it has room there, else in one of their own.
void FilterBar::arrange()
{
    const QMargins margins = layout()->contentsMargins();
    int needed = margins.left() + margins.right() + m_filters->sizeHint().width();
    for (int i = 0; i < m_firstRow->count(); ++i) {
        QWidget *widget = m_firstRow->itemAt(i)->widget();
        if (widget != nullptr && widget != m_filters)
            needed += widget->sizeHint().width() + m_firstRow->spacing();
    }
    needed += m_firstRow->spacing();
    const bool below = needed > width();
    if (below == (m_secondRow->count() > 0))
        return;
    if (below) {
        m_firstRow->removeWidget(m_filters);
        m_secondRow->addWidget(m_filters);
        m_secondRow->addStretch();
    } else {
        m_secondRow->removeWidget(m_filters);
        delete m_secondRow->takeAt(0);
        m_firstRow->insertWidget(m_firstRow->indexOf(m_compare) + 1, m_filters);
    }
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void FilterBar::rebuildPickers()
{
    qDeleteAll(m_pickers);
    m_pickers.clear();
    delete m_more->menu();
    auto *menu = new QMenu(m_more);
    static const QStringList inBar = {QStringLiteral("feature"), QStringLiteral("segment"),
                                      QStringLiteral("model"), QStringLiteral("environment")};
    for (const QString &dimension : m_models.dimensions()) {
        auto *picker = new ValuePicker(dimensionTitle(dimension), *m_models.values().value(dimension));
        connect(picker, &ValuePicker::picked, this, [this, dimension](const QSet<QString> &keys, bool all) {
            if (!all && keys.isEmpty())
                m_models.filters.setNothing(dimension);
            else
                m_models.filters.setValues(dimension, all ? QSet<QString>() : keys);
        });
        m_pickers << picker;
        if (inBar.contains(dimension)) {
            m_pickersLayout->addWidget(picker);
        } else {
            auto *action = new QWidgetAction(menu);
            action->setDefaultWidget(picker);
            menu->addAction(action);
        }
    }
    m_more->setMenu(menu);
    m_more->setEnabled(!menu->isEmpty());
    show();
}

void FilterBar::rebuildPeriods()
{
    m_period->setSpan(m_models.store().span, m_models.store().fiscalStart);
    show();
}

void FilterBar::show()
{
    const base::Question &question = m_models.filters.question();
    m_back->setEnabled(m_models.filters.canGoBack());
    m_forward->setEnabled(m_models.filters.canGoForward());
    m_period->setPeriod(question.filter.period);
    m_compare->setCurrentIndex(m_compare->findData(int(question.compare)));
    for (const QString &dimension : m_models.dimensions()) {
        const auto it = question.filter.where.find(dimension.toStdString());
        items::ValuesModel *values = m_models.values().value(dimension);
        if (it == question.filter.where.end()) {
            values->checkAll();
            continue;
        }
        QSet<QString> keys;
        for (const std::string &value : it->second.values)
            keys.insert(QString::fromStdString(value));
        values->setChecked(keys, it->second.exclude);
    }
    arrange();
}

void FilterBar::setExportMenu(QMenu *menu)
{
    m_export->setMenu(menu);
}

void FilterBar::focusPeriod()
{
    m_period->setFocus(Qt::ShortcutFocusReason);
}

void FilterBar::stepPeriod(int direction)
{
    m_period->step(direction);
}

} // namespace outlay::views
