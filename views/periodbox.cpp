// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/periodbox.h"

#include "views/dialogs/daysdialog.h"
#include "views/filtertext.h"

#include <QtCore/QSignalBlocker>

namespace outlay::views {

using base::Period;

namespace {

constexpr int kMonthsListed = 36;

QVariant toVariant(const Period &period)
{
    return QVariantList{toDate(period.first), toDate(period.last)};
}

Period toPeriod(const QVariant &value)
{
    const QVariantList days = value.toList();
    return {toDay(days.value(0).toDate()), toDay(days.value(1).toDate())};
}

} // namespace

PeriodBox::PeriodBox(QWidget *parent)
    : PeriodBox(tr("All time"), parent)
{
}

PeriodBox::PeriodBox(const QString &first, QWidget *parent)
    : QComboBox(parent)
    , m_first(first)
{
    setMinimumContentsLength(12);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(this, &QComboBox::activated, this, &PeriodBox::choose);
    setSpan({});
}

/// Of the day's quarter and year, and of those before.
void PeriodBox::addFiscal(base::Day last, int fiscalStart)
{
    const auto before = [](const Period &period) { return period.first - std::chrono::days{1}; };
    const auto add = [this](const QString &text, const std::string &name, const Period &period) {
        addItem(text.arg(QString::fromStdString(name)), toVariant(period));
    };
    const Period quarter = base::fiscalQuarterOf(last, fiscalStart);
    const Period year = base::fiscalYearOf(last, fiscalStart);
    const base::Day quarterBefore = before(quarter);
    const base::Day yearBefore = before(year);
    add(tr("This quarter, %1"), base::fiscalQuarterName(last, fiscalStart), quarter);
    add(tr("Last quarter, %1"), base::fiscalQuarterName(quarterBefore, fiscalStart),
        base::fiscalQuarterOf(quarterBefore, fiscalStart));
    const bool isCalendar = fiscalStart == base::kCalendarYear;
    add(isCalendar ? tr("This year, %1") : tr("This fiscal year, %1"),
        base::fiscalYearName(last, fiscalStart), year);
    add(isCalendar ? tr("Last year, %1") : tr("Last fiscal year, %1"),
        base::fiscalYearName(yearBefore, fiscalStart), base::fiscalYearOf(yearBefore, fiscalStart));
}

void PeriodBox::setSpan(const std::optional<Period> &span, int fiscalStart)
{
    const QSignalBlocker blocker(this);
    m_span = span;
    clear();
    addItem(m_first, toVariant(base::kAllTime));
    if (span) {
        const base::Month first = base::monthOf(span->first);
        const base::Month last = base::monthOf(span->last);
        const auto back = [last](int months) {
            return base::periodOf(last - std::chrono::months{months}).first;
        };
        const base::Day end = base::periodOf(last).last;
        addItem(tr("Last 3 months"), toVariant({back(2), end}));
        addItem(tr("Last 12 months"), toVariant({back(11), end}));
        addItem(tr("Last 30 days"), toVariant({span->last - std::chrono::days{29}, span->last}));
        addItem(tr("Last 7 days"), toVariant({span->last - std::chrono::days{6}, span->last}));
        addFiscal(span->last, fiscalStart);
        insertSeparator(count());
        base::Month month = last;
        for (int i = 0; i < kMonthsListed && month >= first; ++i, month -= std::chrono::months{1})
            addItem(periodText(base::periodOf(month), span), toVariant(base::periodOf(month)));
        insertSeparator(count());
    }
    addItem(tr("Days…"));
    setPeriod(m_period);
}

void PeriodBox::setPeriod(const Period &period)
{
    const QSignalBlocker blocker(this);
    m_period = period;
    const QVariant wanted = toVariant(period);
    int at = findData(wanted);
    if (at < 0) { // before "Days…"
        at = count() - 1;
        insertItem(at, periodText(period, m_span), wanted);
    }
    setCurrentIndex(at);
}

void PeriodBox::step(int direction)
{
    // Months are listed latest first.
    const int to = currentIndex() - direction;
    if (to > 0 && to < count() - 1 && itemData(to).isValid())
        Q_EMIT chosen(toPeriod(itemData(to)));
}

void PeriodBox::choose(int index)
{
    if (itemData(index).isValid())
        Q_EMIT chosen(toPeriod(itemData(index)));
    else
        askForDays();
}

void PeriodBox::askForDays()
{
    const Period start = m_period == base::kAllTime && m_span ? *m_span : m_period;
    auto *dialog = new DaysDialog(toDate(start.first), toDate(start.last), window());
    connect(dialog, &DaysDialog::chosen, this, [this](const QDate &first, const QDate &last) {
        Q_EMIT chosen({toDay(first), toDay(last)});
    });
    connect(dialog, &QDialog::finished, this, [this] { setPeriod(m_period); }); // "Days…" is no period
    dialog->open();
}

} // namespace outlay::views
