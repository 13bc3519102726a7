// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/weekly/weeklyflow.h"

#include "app/preferences.h"
#include "jobs/storeimport.h"
#include "views/dialogs/weeklydialog.h"
#include "views/exporter.h"
#include "views/mainwindow.h"

namespace outlay::app {

using views::MainWindow;
using views::WeeklyDialog;

namespace {

const QString kWeeklyForm = QStringLiteral("weekly/form");
const QString kWeeklyFrom = QStringLiteral("weekly/from");
const QString kWeeklyTo = QStringLiteral("weekly/to");

/// What a form is called: the format, the ending of its files, and their kind in words.
struct FormOfReport
{
    WeeklyFormat format;
    const char *ending;
    QString kind;
};

FormOfReport formOf(WeeklyDialog::Form form)
{
    switch (form) {
    case WeeklyDialog::Page:
        return {WeeklyFormat::Html, ".html", WeeklyFlow::tr("Pages (*.html)")};
    case WeeklyDialog::Message:
        return {WeeklyFormat::Mail, ".eml", WeeklyFlow::tr("E-mail messages (*.eml)")};
    case WeeklyDialog::Pdf:
        break;
    }
    return {WeeklyFormat::Pdf, ".pdf", WeeklyFlow::tr("PDF (*.pdf)")};
}

base::Error noWeekYet()
{
    return {base::ErrorKind::NotFound, "", "no store with calls is open; import a log first", 0};
}

} // namespace

WeeklyFlow::WeeklyFlow(jobs::Session &session, const items::Models &models, MainWindow &window,
                       QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_models(models)
    , m_window(window)
    , m_worker(QStringLiteral("reports"))
{
    connect(&window, &MainWindow::weeklyRequested, this, &WeeklyFlow::start);
}

WeeklyFlow::~WeeklyFlow() = default;

void WeeklyFlow::start()
{
    if (m_dialog)
        return;
    const auto span = m_session.isOpen() ? m_session.cube()->span() : std::nullopt;
    if (!span)
        return m_window.showError(noWeekYet());
    const base::Day today = jobs::today(m_session.state().zone);
    const base::Day last = std::min(span->last, std::max(today, span->first));
    const auto usual = insight::chooseWeek(span, today, std::nullopt, std::nullopt);
    std::vector<base::Day> mondays;
    for (base::Day monday = base::mondayOf(last); monday + std::chrono::days{6} >= span->first;
         monday -= std::chrono::days{7})
        mondays.push_back(monday);
    m_dialog = m_window.showWeekly(mondays, usual ? usual->week.first : mondays.front());
    m_dialog->setChoice(static_cast<WeeklyDialog::Form>(preferences().value(kWeeklyForm, 0).toInt()),
                        preferences().value(kWeeklyFrom).toString(),
                        preferences().value(kWeeklyTo).toString());
    connect(m_dialog, &WeeklyDialog::saveRequested, this, &WeeklyFlow::save);
    connect(m_dialog, &QDialog::finished, this, [this] { m_dialog.clear(); });
}

base::Result<WeeklyOrder> WeeklyFlow::orderOf(const WeeklyDialog &dialog) const
{
    if (!m_session.isOpen())
        return tl::unexpected(noWeekYet());
    WeeklyOrder order;
    order.cube = m_session.cube();
    order.budgets = m_session.state().budgets;
    order.planned = m_session.state().planned;
    order.fingerprint = m_models.store().fingerprint;
    order.filter = m_models.filters.question().filter;
    order.format = formOf(dialog.form()).format;
    order.zone = m_models.store().zone;
    const auto choice = insight::chooseWeek(order.cube->span(), jobs::today(m_session.state().zone),
                                            dialog.monday(), std::nullopt);
    if (!choice)
        return tl::unexpected(choice.error());
    order.choice = *choice;
    if (order.format != WeeklyFormat::Mail)
        return order;
    const auto from = mailAddress(tr("From"), dialog.from());
    if (!from)
        return tl::unexpected(from.error());
    order.from = *from;
    for (const QString &text : dialog.to().split(QLatin1Char(';'))) {
        const auto to = mailAddress(tr("To"), text);
        if (!to)
            return tl::unexpected(to.error());
        order.to << *to;
    }
    return order;
}

void WeeklyFlow::save()
{
    const auto order = orderOf(*m_dialog);
    if (!order)
        return m_dialog->showError(order.error());
    const FormOfReport form = formOf(m_dialog->form());
    const QString name = QStringLiteral("outlay-") +
                         QString::fromStdString(base::isoWeek(order->choice.week.first)) +
                         QLatin1String(form.ending);
    const QString path = m_window.pathToSave(tr("Save the weekly report"), name, form.kind);
    if (path.isEmpty())
        return m_dialog->showChoice();
    preferences().setValue(kWeeklyForm, int(m_dialog->form()));
    preferences().setValue(kWeeklyFrom, m_dialog->from());
    preferences().setValue(kWeeklyTo, m_dialog->to());
    write(*order, path);
}

void WeeklyFlow::write(const WeeklyOrder &order, const QString &path)
{
    m_worker.post([this, order, path, store = m_session.state().path.toStdString()] {
        WeeklyOrder whole = order;
        const auto reading = store::Store::open(store, store::Store::Mode::ReadOnly);
        const auto looked =
            reading ? addSavings(whole, **reading) : base::Result<void>(tl::unexpected(reading.error()));
        const auto made =
            looked ? weeklyReport(whole) : base::Result<QByteArray>(tl::unexpected(looked.error()));
        const auto written =
            made ? views::writeFile(path, *made) : base::Result<void>(tl::unexpected(made.error()));
        QMetaObject::invokeMethod(
            this, [this, written, path] { done(written, path); }, Qt::QueuedConnection);
    });
}

void WeeklyFlow::done(const base::Result<void> &written, const QString &path)
{
    if (written) {
        m_window.showSaved(path);
        if (WeeklyDialog *dialog = m_dialog)
            dialog->accept();
    } else if (m_dialog) {
        m_dialog->showError(written.error());
    } else {
        m_window.showError(written.error());
    }
}

} // namespace outlay::app
