// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QDialog>

class QComboBox;
class QLabel;

namespace outlay::items {
class Models;
}

namespace outlay::views {

/// Asks with which month the company's year begins, and in which currency figures are shown. Rates can be
/// imported while it is open.
class DisplayDialog : public QDialog
{
    Q_OBJECT

public:
    explicit DisplayDialog(const items::Models &models, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(int fiscalStart, const QString &currency);
    void ratesRequested();

private:
    void fillCurrencies();
    void showExample();

    const items::Models &m_models;
    QComboBox *m_fiscalStart;
    QLabel *m_example;
    QComboBox *m_currency;
};

} // namespace outlay::views
