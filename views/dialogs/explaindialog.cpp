// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/explaindialog.h"

#include "items/explainmodel.h"
#include "items/explainwords.h"
#include "views/datatable.h"
#include "views/format.h"

#include <QtGui/QClipboard>
#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace outlay::views {

using insight::Figure;

ExplainDialog::ExplainDialog(items::ExplainModel &model, QWidget *parent)
    : QDialog(parent)
    , m_model(model)
    , m_title(new QLabel)
    , m_formula(new QLabel)
    , m_progress(new QProgressBar)
    , m_priced(new QLabel)
    , m_sqlLabel(new QLabel)
    , m_sql(new QPlainTextEdit)
    , m_parts(makeParts())
    , m_copy(new QPushButton(tr("Co&py the SQL")))
    , m_events(new QPushButton(tr("Show the c&alls")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Explain This Number"));
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.25);
    m_title->setFont(large);
    for (QLabel *label : {m_title, m_formula}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    auto *scroll = new QScrollArea;
    scroll->setWidget(m_parts);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_copy, QDialogButtonBox::ActionRole);
    buttons->addButton(m_events, QDialogButtonBox::ActionRole);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_title);
    layout->addWidget(m_formula);
    layout->addWidget(m_progress);
    layout->addWidget(scroll, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_sql->toPlainText()); });
    connect(m_events, &QPushButton::clicked, this, [this] {
        if (const insight::Explained *explained = m_model.explained())
            Q_EMIT eventsWanted(explained->explanation.calls());
    });
    connect(&m_model, &items::ExplainModel::changed, this, &ExplainDialog::update);
    resize(860, 680);
    update();
}

ExplainDialog::~ExplainDialog()
{
    m_model.cancel();
}

QWidget *ExplainDialog::makeParts()
{
    auto *parts = new QWidget;
    auto *layout = new QVBoxLayout(parts);
    layout->setContentsMargins(0, 0, 8, 0);
    const auto add = [this, layout](const QString &title, QAbstractItemModel &model, int rows) {
        auto *section = new QWidget;
        auto *box = new QVBoxLayout(section);
        box->setContentsMargins(0, 8, 0, 0);
        auto *table = new DataTable(title, &model, DataTable::Sorting::Fixed);
        table->setRowsShown(rows);
        auto *label = new QLabel(title);
        label->setBuddy(table);
        QFont bold = label->font();
        bold.setBold(true);
        label->setFont(bold);
        box->addWidget(label);
        box->addWidget(table);
        layout->addWidget(section);
        m_sections.emplaceBack(section, &model);
    };
    add(tr("Terms"), m_model.terms, 3);
    add(tr("What rules did"), m_model.rules, 6);
    add(tr("Where the cost of its calls is from"), m_model.origins, 4);
    add(tr("Prices of the computed part"), m_model.prices, 10);
    add(tr("Logs"), m_model.logs, 6);
    m_priced->setWordWrap(true);
    layout->addWidget(m_priced);
    layout->addWidget(makeSql());
    layout->addStretch();
    return parts;
}

QWidget *ExplainDialog::makeSql()
{
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 8, 0, 0);
    m_sqlLabel->setWordWrap(true);
    m_sql->setReadOnly(true);
    m_sql->setTabChangesFocus(true);
    m_sql->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_sql->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_sql->setAccessibleName(tr("SQL"));
    m_sql->setMinimumHeight(130);
    m_sqlLabel->setBuddy(m_sql);
    layout->addWidget(m_sqlLabel);
    layout->addWidget(m_sql);
    return part;
}

QString ExplainDialog::value() const
{
    const insight::Explained *const explained = m_model.explained();
    if (!explained)
        return {};
    const insight::Explanation &explanation = explained->explanation;
    const Figure figure = explanation.question.figure;
    if (const auto ratio = explanation.ratio()) {
        if (insight::isTimes(figure))
            return QString::number(*ratio, 'f', 2);
        return figure == Figure::CostChange || figure == Figure::Roi ? format::change(*ratio)
                                                                     : format::percent(*ratio);
    }
    const auto whole = explanation.whole();
    if (!whole)
        return tr("not known");
    switch (figure) {
    case Figure::CostPerRequest:
    case Figure::CostPerUnit:
    case Figure::BreakEven:
        return format::money(*whole, 6);
    case Figure::Latency:
        return tr("%1 ms").arg(format::count((*whole + 500) / 1000));
    default:
        return explanation.isMoney() ? format::money(*whole) : format::count(*whole);
    }
}

QString ExplainDialog::sliceText() const
{
    QStringList parts;
    if (const auto &scenario = m_model.question().scenario)
        parts << QString::fromStdString(scenario->name);
    if (m_model.question().figure == Figure::BudgetUsed) // which the filter bar does not touch
        parts << QString::fromStdString(base::describe(m_model.question().filter));
    for (const auto &[dimension, key] : m_model.question().slice)
        parts << QString::fromStdString(key.empty() ? std::string(base::unattributedLabel(dimension)) : key);
    return parts.isEmpty() ? tr("all that the filter lets through") : parts.join(QStringLiteral(" · "));
}

void ExplainDialog::update()
{
    const insight::Explained *const explained = m_model.explained();
    const insight::ExplainQuestion &question = m_model.question();
    const QString of = items::figureTitle(question) + QStringLiteral(" · ") + sliceText();
    m_title->setText(explained ? tr("%1 = %2").arg(of, value()) : of);
    m_formula->setText(items::figureFormula(question));
    m_progress->setVisible(m_model.isAwaited());
    m_parts->setVisible(explained != nullptr);
    for (const auto &[section, model] : std::as_const(m_sections))
        section->setVisible(model->rowCount() > 0);
    m_priced->setVisible(explained && !explained->origin);
    m_priced->setText(tr("A rule splits calls of it: it has shares of single costs, which no price makes."));
    const bool hasSql = explained && !explained->sql.text.empty();
    m_sql->setVisible(hasSql);
    m_sql->setPlainText(hasSql ? QString::fromStdString(explained->sql.text) : QString());
    m_sqlLabel->setText(hasSql
                            ? tr("The same from the store, by any &SQLite tool")
                            : tr("No SQL gives it: a rule splits calls of it, which the ledger has whole."));
    m_copy->setEnabled(hasSql);
    m_events->setEnabled(explained != nullptr);
}

} // namespace outlay::views
