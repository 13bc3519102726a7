// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/weekly/weeklyreport.h"

#include "app/weekly/weeklydocument.h"
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
    const auto week = insight::weekly(*order.cube, order.filter, order.budgets, order.choice, order.planned);
    if (!week)
        return tl::unexpected(week.error());
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

} // namespace outlay::app
