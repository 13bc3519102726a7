// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/daysdialog.h"

#include <QtWidgets/QDateEdit>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QPushButton>

namespace outlay::views {

DaysDialog::DaysDialog(const QDate &first, const QDate &last, QWidget *parent)
    : QDialog(parent)
    , m_first(new QDateEdit(first))
    , m_last(new QDateEdit(last))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Days to show"));
    for (QDateEdit *edit : {m_first, m_last}) {
        edit->setCalendarPopup(true);
        edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    }
    m_first->setAccessibleName(tr("First day"));
    m_last->setAccessibleName(tr("Last day"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    auto *layout = new QFormLayout(this);
    layout->addRow(tr("&First day"), m_first);
    layout->addRow(tr("&Last day"), m_last);
    layout->addRow(buttons);

    const auto check = [this, buttons] {
        buttons->button(QDialogButtonBox::Ok)->setEnabled(m_first->date() <= m_last->date());
    };
    connect(m_first, &QDateEdit::dateChanged, this, check);
    connect(m_last, &QDateEdit::dateChanged, this, check);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(m_first->date(), m_last->date());
        accept();
    });
    check();
}

} // namespace outlay::views
