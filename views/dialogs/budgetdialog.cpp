// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/budgetdialog.h"

#include "base/money.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace outlay::views {

BudgetDialog::BudgetDialog(const QStringList &features, QWidget *parent)
    : QDialog(parent)
    , m_scope(new QComboBox)
    , m_amount(new QLineEdit)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Set a monthly budget"));
    m_scope->addItem(tr("All spend"), QString());
    for (const QString &feature : features)
        m_scope->addItem(feature, feature);
    m_scope->setAccessibleName(tr("What the budget is for"));
    m_amount->setPlaceholderText(tr("300"));
    m_amount->setAccessibleName(tr("Dollars a month"));
    auto *hint = new QLabel(tr("The soft threshold is at 80 %, the limit at 100 %."));
    hint->setProperty("secondary", true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    auto *layout = new QFormLayout(this);
    layout->addRow(tr("&Budget of"), m_scope);
    layout->addRow(tr("&Dollars a month"), m_amount);
    layout->addRow(hint);
    layout->addRow(buttons);

    const auto check = [this, buttons] {
        const auto amount = base::Money::parse(m_amount->text().toStdString());
        buttons->button(QDialogButtonBox::Ok)->setEnabled(amount && amount->nanos() > 0);
    };
    connect(m_amount, &QLineEdit::textChanged, this, check);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(m_scope->currentData().toString(), m_amount->text());
        accept();
    });
    check();
    m_amount->setFocus();
}

} // namespace outlay::views
