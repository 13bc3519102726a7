// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/planneddialog.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace outlay::views {

PlannedDialog::PlannedDialog(const QString &what, QWidget *parent)
    : QDialog(parent)
    , m_note(new QLineEdit)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Mark as planned"));
    auto *text = new QLabel(what);
    text->setWordWrap(true);
    text->setMinimumWidth(380);
    m_note->setPlaceholderText(tr("load test, launch, backfill…"));
    m_note->setAccessibleName(tr("Why"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *mark = buttons->addButton(tr("&Mark as planned"), QDialogButtonBox::AcceptRole);
    mark->setDefault(true);
    auto *layout = new QFormLayout(this);
    layout->addRow(text);
    layout->addRow(tr("&Why (may stay empty)"), m_note);
    layout->addRow(buttons);
    m_note->setFocus();
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(m_note->text().trimmed());
        accept();
    });
}

} // namespace outlay::views
