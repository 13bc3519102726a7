// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "views/pages/page.h"

class QComboBox;
class QDoubleSpinBox;
class QPushButton;
class QSpinBox;

namespace outlay::views {

class LoadingVeil;

/// Providers' bills against the calls: what matches and what does not, why, and which months are closed.
class ReconcilePage : public Page
{
    Q_OBJECT

public:
    ReconcilePage(items::Models &models, Exporter &exporter, QWidget *parent = nullptr);

    QList<ReportPart> reportParts() const override;

Q_SIGNALS:
    /// By a person who was asked whether it is meant.
    void monthLockRequested(const outlay::base::Month &month, bool closed);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeSums();
    QWidget *makeMonths();
    QWidget *makeRows();
    void addControls();
    void addRowControls();
    void showDelayUnit();
    void refresh();
    void refreshMonth();
    QString readyText(const QString &period) const;
    int chosenMonth() const; ///< row of the model; -1: none
    void askForMonth();

    DataTable *m_sums;
    DataTable *m_months;
    DataTable *m_rows;
    LoadingVeil *m_comparing; ///< over m_rows
    QDoubleSpinBox *m_tolerance;
    QSpinBox *m_delay;
    QComboBox *m_shown;
    QComboBox *m_by;
    QPushButton *m_lock;
    Card *m_sumsCard = nullptr;
    Card *m_monthsCard = nullptr;
    Card *m_rowsCard = nullptr;
};

} // namespace outlay::views
