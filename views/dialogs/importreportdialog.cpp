// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/importreportdialog.h"

#include "views/card.h"
#include "views/datatable.h"
#include "views/exporter.h"
#include "views/format.h"
#include "views/importmessages.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace outlay::views {

namespace {

/// Close, and Save as CSV for the rejects.
QDialogButtonBox *buttonsFor(QDialog *dialog, const DataTable *rejects, Exporter &exporter,
                             const QString &name)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    if (rejects) {
        auto *save =
            buttons->addButton(ImportReportDialog::tr("&Save rejects as CSV…"), QDialogButtonBox::ActionRole);
        QObject::connect(save, &QPushButton::clicked, dialog,
                         [rejects, &exporter, name] { exporter.saveCsv(rejects->shownRows(), name); });
    }
    return buttons;
}

QString headline(const base::FileReport &totals)
{
    return ImportReportDialog::tr("%1 added · %2 already present · %3 rejected · %4 lines that are no event")
        .arg(format::count(totals.added), format::count(totals.duplicates), format::count(totals.rejected),
             format::count(totals.notEvents));
}

} // namespace

ImportReportDialog::ImportReportDialog(const base::ImportReport &report, Exporter &exporter, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import report"));
    resize(900, 560);
    m_files.setFiles(report.files);
    m_rejects.setRejects(report.rejects);
    const base::FileReport totals = report.totals();

    auto *layout = new QVBoxLayout(this);
    auto *head = new QLabel(headline(totals));
    QFont bold = head->font();
    bold.setWeight(QFont::DemiBold);
    head->setFont(bold);
    head->setWordWrap(true);
    layout->addWidget(head);
    layout->addWidget(new DataTable(tr("Files"), &m_files), 2);
    if (const QString assumed = assumptionsText(totals); !assumed.isEmpty()) {
        auto *label = new QLabel(tr("What was assumed and changed:") + QLatin1Char('\n') + assumed);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        layout->addWidget(label);
    }
    DataTable *rejects = nullptr;
    if (m_rejects.rowCount() > 0) {
        layout->addWidget(new QLabel(tr("Lines that could not be taken:")));
        rejects = new DataTable(tr("Rejected lines"), &m_rejects);
        layout->addWidget(rejects, 3);
    }
    layout->addWidget(buttonsFor(this, rejects, exporter, QStringLiteral("rejects-%1").arg(report.importId)));
}

RejectsDialog::RejectsDialog(qint64 importId, items::RejectsModel &rejects, Exporter &exporter,
                             QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Rejects of import %1").arg(importId));
    resize(900, 480);
    auto *layout = new QVBoxLayout(this);
    const int lines = rejects.rowCount();
    auto *text =
        new QLabel(lines == 0   ? tr("Import %1 rejected no line.").arg(importId)
                   : lines == 1 ? tr("%n line that is an event but could not be taken.", nullptr, lines)
                                : tr("%n lines that are events but could not be taken.", nullptr, lines));
    layout->addWidget(text);
    auto *table = new DataTable(tr("Rejected lines"), &rejects);
    layout->addWidget(table);
    layout->addWidget(buttonsFor(this, rejects.rowCount() > 0 ? table : nullptr, exporter,
                                 QStringLiteral("rejects-%1").arg(importId)));
}

} // namespace outlay::views
