// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include "app/weekly/mailmessage.h"
#include "base/alert.h"
#include "base/budget.h"
#include "base/displayrate.h"
#include "base/filter.h"
#include "cube/cube.h"
#include "insight/savings.h"
#include "insight/weekly.h"
#include "store/store.h"

#include <memory>
#include <optional>
#include <vector>

namespace outlay::app {

enum class WeeklyFormat
{
    Pdf,
    Html,
    Mail ///< a whole message with text, HTML and PDF
};

/// All that a weekly report is made of: plain values, so that it can be made on any thread.
struct WeeklyOrder
{
    std::shared_ptr<const cube::Cube> cube;
    std::vector<base::Budget> budgets;
    std::vector<base::PlannedDay> planned;
    QString fingerprint; ///< of the store
    QString zone;        ///< of its days
    base::Filter filter; ///< whatever its period
    insight::WeekChoice choice;
    std::optional<insight::Savings> savings; ///< of the week's calls; none: nobody looked
    base::DisplayRate rate;                  ///< what costs are shown in
    std::string currency;                    ///< to show them in this once; empty: the store's
    WeeklyFormat format = WeeklyFormat::Pdf;
    MailAddress from; ///< of a message
    QList<MailAddress> to;
};

/// The report's bytes. A PDF, or a message with one, needs a QGuiApplication. Errors: as insight::weekly and
/// views::pdfReport.
base::Result<QByteArray> weeklyReport(const WeeklyOrder &order);

/// Looks for savings in the week's calls, and up what costs are shown in. Errors: as jobs::findSavings.
base::Result<void> addSavings(WeeklyOrder &order, const store::Store &store);

} // namespace outlay::app
