// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pages/featurespage.h"

#include "items/models.h"
#include "views/chartcard.h"
#include "views/charts/stackedbarchart.h"
#include "views/datatable.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>

namespace outlay::views {

namespace {

/// A labelled choice that turns the pages of a stack.
QWidget *chooser(const QString &name, const QString &label, const QStringList &names, QStackedWidget *pages)
{
    auto *box = new QComboBox;
    box->setObjectName(name);
    box->addItems(names);
    box->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    auto *text = new QLabel(label);
    text->setBuddy(box);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(text);
    layout->addWidget(box);
    QObject::connect(box, &QComboBox::currentIndexChanged, pages, &QStackedWidget::setCurrentIndex);
    return row;
}

} // namespace

FeaturesPage::FeaturesPage(items::Models &models, Exporter &exporter, QWidget *parent)
    : Page(tr("Features"), models, exporter, parent)
    , m_stackPages(new QStackedWidget)
    , m_tablePages(new QStackedWidget)
    , m_find(new QLineEdit)
{
    addRow({{makeStacks(), 1}});
    addRow({{makeTables(), 1}});
}

QWidget *FeaturesPage::makeStacks()
{
    const auto add = [this](const QString &name, const QString &title, items::MatrixModel &months,
                            items::MatrixModel &all) {
        auto *chart = new StackedBarChart;
        chart->setModel(&months);
        m_stacks << Stack{name, chart};
        m_stackPages->addWidget(chartCard(
            title, tr("The last months up to the period. Click a part to filter, a month to go to it."),
            chart, &all));
    };
    add(tr("Feature"), tr("Monthly spend by feature"), models().featureMonths, models().featureMonthsAll);
    add(tr("Segment"), tr("Monthly spend by segment"), models().segmentMonths, models().segmentMonthsAll);
    add(tr("Model"), tr("Monthly spend by model"), models().modelMonths, models().modelMonthsAll);
    QStringList names;
    for (const Stack &stack : std::as_const(m_stacks))
        names << stack.name;
    auto *holder = new QWidget;
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(chooser(QStringLiteral("stack"), tr("Stack &by"), names, m_stackPages), 0,
                      Qt::AlignLeft);
    layout->addWidget(m_stackPages);
    return holder;
}

QWidget *FeaturesPage::makeTables()
{
    const auto add = [this](const QString &title, const QString &subtitle, QAbstractItemModel &model) {
        auto *table = new DataTable(title, &model);
        table->setMinimumHeight(360);
        m_tables << table;
        m_tablePages->addWidget(tableCard(title, subtitle, table));
    };
    const QString hint = tr("Click a name to filter; Enter or double-click opens the single events.");
    add(tr("Features"), hint, models().features);
    add(tr("Segments"), hint, models().segments);
    add(tr("Models"), hint, models().models);
    add(tr("What to do about features"),
        tr("Sunset: brings in less than it costs (by value files). Invest in optimising: at least half a "
           "fair "
           "share of the cost, and more of the cost than of the requests. Negotiate the price: at least a "
           "fair share of the requests. A fair share is 1 ÷ number of features."),
        models().outcomes);
    add(tr("Feature × segment × month"),
        tr("The change is against the same place in the compared period. %1").arg(hint), models().detail);
    m_find->setObjectName(QStringLiteral("find"));
    m_find->setPlaceholderText(tr("Find in the table… (Ctrl+F)"));
    m_find->setAccessibleName(tr("Find in the table"));
    m_find->setClearButtonEnabled(true);
    m_find->setMaximumWidth(280);
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString &text) {
        for (DataTable *table : m_tables)
            table->find(text);
    });

    auto *holder = new QWidget;
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *head = new QHBoxLayout;
    head->addWidget(chooser(
        QStringLiteral("table"), tr("&Table of"),
        {tr("Features"), tr("Segments"), tr("Models"), tr("What to do"), tr("Feature × segment × month")},
        m_tablePages));
    auto *linking = new QPushButton(tr("&Linking of attempts…"));
    linking->setToolTip(tr("Say which calls are attempts of one, and so what is retry cost"));
    connect(linking, &QPushButton::clicked, this, &FeaturesPage::linkingRequested);
    head->addStretch();
    head->addWidget(linking);
    head->addWidget(m_find);
    layout->addLayout(head);
    layout->addWidget(m_tablePages);
    return holder;
}

void FeaturesPage::focusFind()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

QList<ReportPart> FeaturesPage::reportParts() const
{
    const Stack &stack = m_stacks[m_stackPages->currentIndex()];
    const DataTable *table = m_tables[m_tablePages->currentIndex()];
    return {
        {tr("Monthly spend by %1").arg(stack.name.toLower()), stack.chart->summary(), stack.chart, nullptr},
        {table->accessibleName(), QString(), nullptr, &table->shownRows()}};
}

} // namespace outlay::views
