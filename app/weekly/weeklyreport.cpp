// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/weekly/weeklyreport.h"

#include "app/weekly/weeklydocument.h"
#include "jobs/displaysettings.h"
#include "jobs/pricebooks.h"
#include "jobs/savingsjob.h"
#include "views/format.h"
#include "views/reporthtml.h"
#include "views/reportplain.h"

#include <QtCore/QUuid>

namespace outlay::app {

namespace {

base::Result<QByteArray> messageOf(const WeeklyOrder &order, const WeeklyDocument &document)
{
    auto pdf = views::pdfReport(document.facts(), document.parts());
    if (!pdf)
        return pdf;
    const auto week = QByteArray::fromStdString(base::isoWeek(order.choice.week.first));
    MailMessage message;
    message.from = order.from;
    message.to = order.to;
    message.subject = document.subject();
    message.date = QDateTime::currentDateTimeUtc();
    message.id = "outlay." + week + '.' + QUuid::createUuid().toByteArray(QUuid::Id128);
    message.plain = views::plainReport(document.facts(), document.parts());
    message.html = views::htmlReport(document.facts(), document.parts());
    message.pdf = *std::move(pdf);
    message.pdfName = "outlay-" + week + ".pdf";
    return message.written();
}

} // namespace

base::Result<QByteArray> weeklyReport(const WeeklyOrder &order)
{
    auto week = insight::weekly(*order.cube, order.filter, order.budgets, order.choice, order.planned);
    if (!week)
        return tl::unexpected(week.error());
    week->found = order.savings;
    const views::format::ShownIn shown(order.rate);
    const WeeklyDocument document(*week, order.fingerprint, order.zone);
    switch (order.format) {
    case WeeklyFormat::Pdf:
        return views::pdfReport(document.facts(), document.parts());
    case WeeklyFormat::Html:
        return views::htmlReport(document.facts(), document.parts()).toUtf8();
    case WeeklyFormat::Mail:
        break;
    }
    return messageOf(order, document);
}

base::Result<void> addSavings(WeeklyOrder &order, const store::Store &store)
{
    base::Filter filter = order.filter;
    filter.period = {order.choice.week.first, order.choice.asOf};
    auto found = jobs::findSavings(store, *order.cube, filter, jobs::userPriceBook(), {});
    if (!found)
        return tl::unexpected(found.error());
    order.savings = *std::move(found);
    auto settings = jobs::displaySettings(store);
    if (!settings)
        return tl::unexpected(settings.error());
    if (!order.currency.empty())
        settings->currency = order.currency;
    order.rate = settings->rateFor(order.choice.asOf);
    return {};
}

} // namespace outlay::app
