// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QDialog>

#include "base/calendar.h"

#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;
class QTabWidget;

namespace outlay::items {
class RepricePlan;
}

namespace outlay::views {

class DataTable;
class Exporter;
class PeriodBox;

/// What new prices would change, month by month and model by model, before they are applied. Months can be
/// closed and reopened, after which the plan is to be made anew. It stays open until the prices are applied,
/// which whoever answers applyRequested() ends it with.
class RepriceDialog : public QDialog
{
    Q_OBJECT

public:
    /// `span`: the days that there are to choose a period from.
    RepriceDialog(items::RepricePlan &plan, const std::optional<base::Period> &span, Exporter &exporter,
                  QWidget *parent = nullptr);

    /// Cancels what is at work. While prices are being applied it waits for what became of that.
    void reject() override;

Q_SIGNALS:
    /// Another period than the one that the plan is of, at first all time; a plan that is being made is not
    /// wanted any more.
    void periodChosen(const outlay::base::Period &period);
    void applyRequested();
    void cancelRequested();
    void closeMonthRequested(const outlay::base::Month &month);
    void reopenMonthRequested(const outlay::base::Month &month);

private:
    QWidget *makePeriod(const std::optional<base::Period> &span);
    QWidget *makeMonths();
    QWidget *makeButtons();
    void refresh();
    void chooseMonth();
    void chooseFirst();
    void changeMonth();
    void showProgress(qint64 done, qint64 total);
    void saveCsv();
    int chosenRow() const;

    items::RepricePlan &m_plan;
    Exporter &m_exporter;
    PeriodBox *m_period;
    QLabel *m_head;
    QLabel *m_note;
    QLabel *m_error;
    QTabWidget *m_tabs;
    DataTable *m_months;
    DataTable *m_models;
    DataTable *m_restatements;
    QLabel *m_modelsTitle;
    QPushButton *m_month; ///< closes or reopens the chosen month
    QProgressBar *m_progress;
    QPushButton *m_save;
    QPushButton *m_apply;
    QPushButton *m_cancel;
    std::optional<base::Month> m_chosen; ///< stays chosen when the plan is made anew
};

} // namespace outlay::views
