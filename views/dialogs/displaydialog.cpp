// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/displaydialog.h"

#include "base/fiscal.h"
#include "items/models.h"
#include "views/buddylabel.h"
#include "views/filtertext.h"
#include "views/format.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace outlay::views {

namespace {

constexpr int kDisplayTextWidth = 460;
constexpr int kMonthsOfAYear = 12;

} // namespace

DisplayDialog::DisplayDialog(const items::Models &models, QWidget *parent)
    : QDialog(parent)
    , m_models(models)
    , m_fiscalStart(new QComboBox)
    , m_example(new QLabel)
    , m_currency(new QComboBox)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Fiscal Year and Currency"));
    auto *what =
        new QLabel(tr("Figures are shown at the latest rate on or before the last day shown, and say "
                      "so. What is stored stays in US dollars."));
    for (QLabel *label : {what, m_example}) {
        label->setWordWrap(true);
        label->setMinimumWidth(kDisplayTextWidth);
        label->setProperty("secondary", true);
    }
    for (int month = 1; month <= kMonthsOfAYear; ++month)
        m_fiscalStart->addItem(QLocale().standaloneMonthName(month), month);
    m_fiscalStart->setCurrentIndex(models.store().fiscalStart - 1);
    auto *import = new QPushButton(tr("Import &Rates…"));
    import->setToolTip(tr("CSV with date, currency and rate (units for a dollar), or the ECB's files"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    auto *row = new QHBoxLayout;
    row->addWidget(m_currency, 1);
    row->addWidget(import);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(buddyLabel(tr("Fiscal year &begins in"), m_fiscalStart));
    layout->addWidget(m_fiscalStart);
    layout->addWidget(m_example);
    layout->addWidget(buddyLabel(tr("Show figures in &currency"), m_currency));
    layout->addLayout(row);
    layout->addWidget(what);
    layout->addWidget(buttons);
    connect(m_fiscalStart, &QComboBox::currentIndexChanged, this, &DisplayDialog::showExample);
    connect(import, &QPushButton::clicked, this, &DisplayDialog::ratesRequested);
    connect(&models, &items::Models::storeChanged, this, &DisplayDialog::fillCurrencies);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(m_fiscalStart->currentData().toInt(), m_currency->currentData().toString());
        accept();
    });
    m_currency->addItem(models.store().currency, models.store().currency); // to be kept by what follows
    fillCurrencies();
    showExample();
}

void DisplayDialog::fillCurrencies()
{
    const QSignalBlocker blocker(m_currency);
    const QString before = m_currency->currentData().toString();
    m_currency->clear();
    const QString dollars = QString::fromStdString(std::string(base::kLedgerCurrency));
    m_currency->addItem(tr("%1, as stored").arg(dollars), dollars);
    for (const QString &currency : m_models.store().currencies)
        m_currency->addItem(currency, currency);
    m_currency->setCurrentIndex(std::max(0, m_currency->findData(before)));
}

void DisplayDialog::showExample()
{
    const auto &span = m_models.store().span;
    if (!span)
        return m_example->clear();
    const int start = m_fiscalStart->currentData().toInt();
    m_example->setText(tr("%1 is in %2.")
                           .arg(format::fullDay(toDate(span->last)),
                                QString::fromStdString(base::fiscalQuarterName(span->last, start))));
}

} // namespace outlay::views
