// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QDialog>

#include "items/whatifmodel.h"

class QCheckBox;
class QComboBox;
class QDateEdit;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace outlay::items {
class Models;
}

namespace outlay::views {

class OptionalDays;
class PriceRows;
class ScopePicker;

/// Asks for a scenario: its name, how far off its estimates may be, and its changes, each of which calls, and
/// what would be different about them. What a change says that the dialog has no field for stays.
class ScenarioDialog : public QDialog
{
    Q_OBJECT

public:
    ScenarioDialog(items::Models &models, const items::WhatIfScenario &scenario, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const outlay::items::WhatIfScenario &scenario);

private:
    void makeFields(QFormLayout &form);
    QWidget *makeCallFields();
    QWidget *makePriceFields();
    QWidget *makeDuplicates();
    QString problem() const;
    QWidget *makeList();
    void listChanges();
    void showChange(int row);
    void readChange();
    void addChange();
    void removeChange();
    void refresh();

    items::WhatIfScenario m_scenario;
    QLineEdit *m_name;
    QSpinBox *m_tokenizer;
    QSpinBox *m_answers;
    QListWidget *m_changes;
    QPushButton *m_remove;
    ScopePicker *m_scope;
    QSpinBox *m_share;
    QComboBox *m_model;
    QSpinBox *m_window;
    QComboBox *m_tier;
    QSpinBox *m_cacheHits;
    QSpinBox *m_cacheWrites;
    QSpinBox *m_maxOutput;
    OptionalDays *m_days;
    PriceRows *m_prices;
    QCheckBox *m_noDuplicates;
    QSpinBox *m_duplicatesWithin;
    QCheckBox *m_hasPricesOf;
    QDateEdit *m_pricesOf;
    QCheckBox *m_noRetries;
    QCheckBox *m_drop;
    QLabel *m_sentence;
    QPushButton *m_ok = nullptr;
    bool m_isShowing = false; ///< fields are being set by the program
};

} // namespace outlay::views
