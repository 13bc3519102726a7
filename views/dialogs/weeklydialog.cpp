// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/weeklydialog.h"

#include "base/dimension.h"
#include "views/buddylabel.h"
#include "views/errortext.h"
#include "views/filtertext.h"
#include "views/format.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>

namespace outlay::views {

namespace {

constexpr int kFieldWidth = 340;

QString weekChoiceText(base::Day monday)
{
    const base::Day sunday = monday + std::chrono::days{6};
    return WeeklyDialog::tr("%1 (%2 – %3)")
        .arg(format::bucket(QStringLiteral("week"), QString::fromStdString(base::isoWeek(monday))),
             format::day(toDate(monday)), format::fullDay(toDate(sunday)));
}

QString spendText(const base::Filter &filter)
{
    QStringList parts;
    for (const auto &[dimension, values] : filter.where)
        parts << restrictionText(QString::fromStdString(dimension), values);
    if (const QString counted = countedText(filter); !counted.isEmpty())
        parts << counted;
    return parts.isEmpty()
               ? WeeklyDialog::tr("The report is about all spend.")
               : WeeklyDialog::tr("As the window is filtered: %1.").arg(parts.join(QStringLiteral(" · ")));
}

} // namespace

WeeklyDialog::WeeklyDialog(const std::vector<base::Day> &mondays, base::Day chosen,
                           const base::Filter &filter, QWidget *parent)
    : QDialog(parent)
    , m_week(new QComboBox)
    , m_form(new QComboBox)
    , m_from(new QLineEdit)
    , m_to(new QLineEdit)
    , m_fromLabel(buddyLabel(tr("&From"), m_from))
    , m_toLabel(buddyLabel(tr("&To"), m_to))
    , m_error(new QLabel)
    , m_progress(new QProgressBar)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Weekly Report"));
    for (const base::Day monday : mondays) {
        m_week->addItem(weekChoiceText(monday), QString::fromStdString(base::isoDay(monday)));
        if (monday == chosen)
            m_week->setCurrentIndex(m_week->count() - 1);
    }
    m_form->addItems({tr("PDF document"), tr("Page that mail programs show (HTML)"),
                      tr("E-mail message with text, page and PDF (.eml)")});
    m_from->setPlaceholderText(tr("outlay@example.com"));
    m_to->setPlaceholderText(tr("ann@example.com; ben@example.com"));
    auto *spend = new QLabel(spendText(filter));
    spend->setProperty("secondary", true);
    for (QLabel *label : {spend, m_error}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 0);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    m_save = buttons->button(QDialogButtonBox::Save);
    m_save->setText(tr("&Save…"));

    auto *layout = new QGridLayout(this);
    layout->addWidget(buddyLabel(tr("&Week"), m_week), 0, 0);
    layout->addWidget(m_week, 0, 1);
    layout->addWidget(buddyLabel(tr("F&ormat"), m_form), 1, 0);
    layout->addWidget(m_form, 1, 1);
    layout->addWidget(m_fromLabel, 2, 0);
    layout->addWidget(m_from, 2, 1);
    layout->addWidget(m_toLabel, 3, 0);
    layout->addWidget(m_to, 3, 1);
    layout->addWidget(spend, 4, 0, 1, 2);
    layout->addWidget(m_error, 5, 0, 1, 2);
    layout->addWidget(m_progress, 6, 0, 1, 2);
    layout->addWidget(buttons, 7, 0, 1, 2);
    layout->setColumnMinimumWidth(1, kFieldWidth);
    connect(m_form, &QComboBox::currentIndexChanged, this, &WeeklyDialog::followForm);
    connect(buttons, &QDialogButtonBox::accepted, this, &WeeklyDialog::begin);
    connect(buttons, &QDialogButtonBox::rejected, this, &WeeklyDialog::reject);
    m_error->hide();
    followForm();
    setAtWork(false);
}

void WeeklyDialog::setChoice(Form form, const QString &from, const QString &to)
{
    m_form->setCurrentIndex(form);
    m_from->setText(from);
    m_to->setText(to);
}

base::Day WeeklyDialog::monday() const
{
    return base::parseDay(m_week->currentData().toString().toStdString()).value_or(base::Day{});
}

WeeklyDialog::Form WeeklyDialog::form() const
{
    return static_cast<Form>(m_form->currentIndex());
}

QString WeeklyDialog::from() const
{
    return m_from->text().trimmed();
}

QString WeeklyDialog::to() const
{
    return m_to->text().trimmed();
}

void WeeklyDialog::followForm()
{
    for (QWidget *field : std::initializer_list<QWidget *>{m_fromLabel, m_from, m_toLabel, m_to})
        field->setVisible(form() == Message);
    m_error->hide();
}

void WeeklyDialog::setAtWork(bool on)
{
    for (QWidget *field : std::initializer_list<QWidget *>{m_week, m_form, m_from, m_to, m_save})
        field->setEnabled(!on);
    m_progress->setVisible(on);
}

void WeeklyDialog::begin()
{
    m_error->hide();
    setAtWork(true);
    Q_EMIT saveRequested();
}

void WeeklyDialog::showChoice()
{
    setAtWork(false);
    m_save->setFocus();
}

void WeeklyDialog::showError(const base::Error &error)
{
    m_error->setText(QStringLiteral("⚠ ") + errorText(error));
    m_error->show();
    showChoice();
}

} // namespace outlay::views
