// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/importdialog.h"

#include "views/buddylabel.h"
#include "views/datatable.h"
#include "views/errortext.h"
#include "views/importmessages.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QItemSelectionModel>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace outlay::views {

namespace {

constexpr int kRejectsShown = 3;
constexpr int kFilesShown = 4;

struct ImportDialogWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::views::ImportDialog)
};

/// What a file is and what was assumed of it.
QString notesOn(const items::FilePreview &file)
{
    using Words = ImportDialogWords;
    QStringList lines;
    // Why a file is no log is said beside it in the table; what is left is what to do about it.
    if (file.report.error && !file.mappable)
        lines << errorText(*file.report.error);
    else if (!file.report.error && file.doubtful && file.rows.empty())
        lines << Words::tr("None of its first rows can be taken as %1.").arg(file.format());
    else if (!file.report.error && file.doubtful)
        lines << Words::tr("As %1, none of its first rows has tokens or a cost.").arg(file.format());
    if (file.mappable && (file.doubtful || !file.isKnown()))
        lines << Words::tr("Say with “Map columns…” what its columns mean.");
    if (const QString assumed = assumptionsText(file.report); !assumed.isEmpty())
        lines << assumed;
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ImportDialog::ImportDialog(int users, bool always, QWidget *parent)
    : QDialog(parent)
    , m_headline(new QLabel)
    , m_filesTable(new DataTable(tr("Files"), &m_files, DataTable::Sorting::Fixed))
    , m_rowsTable(new DataTable(tr("First rows"), &m_rows, DataTable::Sorting::Fixed))
    , m_format(new QComboBox)
    , m_map(new QPushButton(tr("&Map columns…")))
    , m_notes(new QLabel)
    , m_problems(new QLabel)
    , m_users(new QComboBox)
    , m_always(new QCheckBox(tr("&Show this before every import")))
    , m_import(new QPushButton(tr("&Import")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import"));
    resize(960, 640);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_headline->setFont(bold);
    m_filesTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_filesTable->setRowsShown(kFilesShown);
    for (QLabel *label : {m_notes, m_problems}) {
        label->setWordWrap(true);
        label->setMinimumWidth(1); // a long path makes no wide dialog
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->addButton(m_import, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_headline);
    layout->addWidget(m_filesTable);
    layout->addWidget(makeFormatRow());
    layout->addWidget(m_notes);
    layout->addWidget(new QLabel(tr("The first rows as they will be stored; nothing is written yet.")));
    layout->addWidget(m_rowsTable, 1);
    layout->addWidget(m_problems);
    layout->addWidget(makeOptions(users, always));
    layout->addWidget(buttons);
    m_import->setDefault(true); // now that it is in the dialog
    connectAll();
    showHeadline();
    showFile();
}

QWidget *ImportDialog::makeFormatRow()
{
    m_format->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_format->setMinimumContentsLength(30);
    m_map->setAutoDefault(false); // Enter is for Import
    m_map->setToolTip(tr("Say what each column or path of this file means"));
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(buddyLabel(tr("&Format of this file"), m_format));
    layout->addWidget(m_format);
    layout->addWidget(m_map);
    layout->addStretch();
    return row;
}

QWidget *ImportDialog::makeOptions(int users, bool always)
{
    m_users->addItems({tr("Keep a pseudonym"), tr("Drop"), tr("Keep as logged")});
    m_users->setCurrentIndex(users);
    m_always->setChecked(always);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(buddyLabel(tr("&User ids"), m_users));
    layout->addWidget(m_users);
    layout->addStretch();
    layout->addWidget(m_always);
    return row;
}

void ImportDialog::connectAll()
{
    connect(m_filesTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ImportDialog::showFile);
    connect(m_format, &QComboBox::activated, this, &ImportDialog::formatChosen);
    connect(m_map, &QPushButton::clicked, this, [this] {
        if (const int at = currentFile(); at >= 0)
            Q_EMIT mappingWanted(m_files.files()[at].log(), ownFormatOf(m_files.files()[at]));
    });
    connect(m_users, &QComboBox::activated, this, &ImportDialog::askAgain);
    connect(m_always, &QCheckBox::toggled, this, &ImportDialog::alwaysChosen);
    connect(m_import, &QPushButton::clicked, this, [this] {
        Q_EMIT importWanted();
        accept();
    });
}

void ImportDialog::setFormats(const QList<Format> &formats)
{
    m_known = formats;
    m_format->clear();
    m_format->addItem(tr("By its content"), QString());
    for (const bool own : {true, false}) {
        m_format->insertSeparator(m_format->count());
        for (const Format &format : formats)
            if (format.own == own)
                m_format->addItem(format.title, format.id);
    }
}

void ImportDialog::showPreview(const QList<items::FilePreview> &files, const QList<Format> &formats)
{
    const int before = currentFile();
    const QString shown = before >= 0 ? m_files.files()[before].log() : QString();
    m_reading = false;
    setFormats(formats);
    m_files.setFiles(files);
    int row = m_files.rowOf(shown);
    if (row < 0)
        row = std::max(0, m_files.firstDoubtful());
    m_filesTable->setCurrentIndex(m_filesTable->indexOfSourceRow(row));
    showHeadline();
    showFile();
    if (before < 0) // a table would keep Enter to itself
        (m_import->isEnabled() ? m_import : m_map)->setFocus();
}

void ImportDialog::showError(const base::Error &error)
{
    m_reading = false;
    showHeadline();
    showFile();
    m_problems->setText(QStringLiteral("⚠ ") + errorText(error));
    m_problems->show();
}

void ImportDialog::choose(const QString &log, const QString &format)
{
    if (format.isEmpty())
        m_chosen.remove(log);
    else
        m_chosen.insert(log, format);
    askAgain();
}

void ImportDialog::askAgain()
{
    m_reading = true;
    showHeadline();
    if (focusWidget() == m_map)
        m_format->setFocus(); // and not to a table, which keeps Enter to itself
    m_map->setEnabled(false);
    Q_EMIT previewWanted();
}

void ImportDialog::showHeadline()
{
    const auto all = static_cast<int>(m_files.files().size());
    const int known = m_files.known();
    m_headline->setText(m_reading                ? tr("Reading the first rows…")
                        : all == 0               ? tr("There is no file to import")
                        : all == 1 && known == 1 ? tr("This file can be imported")
                        : all == 1               ? tr("This file cannot be imported as it is")
                                                 : tr("%1 of %2 files can be imported").arg(known).arg(all));
    m_import->setEnabled(known > 0 && !m_reading);
    m_import->setText(known < 2 ? tr("&Import") : tr("&Import %1 files").arg(known));
}

int ImportDialog::currentFile() const
{
    const QModelIndex index = m_filesTable->currentIndex();
    return index.isValid() ? m_filesTable->sourceRow(index) : -1;
}

void ImportDialog::showFile()
{
    const int at = currentFile();
    const items::FilePreview file = at < 0 ? items::FilePreview() : m_files.files()[at];
    m_format->setEnabled(at >= 0);
    m_format->setCurrentIndex(std::max(0, m_format->findData(m_chosen.value(file.log()))));
    m_map->setEnabled(file.mappable && !m_reading);
    m_notes->setText(notesOn(file));
    m_notes->setVisible(!m_notes->text().isEmpty());
    m_problems->setText(rejectsText(file.rejects, kRejectsShown));
    m_problems->setVisible(!file.rejects.empty());
    m_rows.show(file);
}

void ImportDialog::formatChosen()
{
    if (const int at = currentFile(); at >= 0)
        choose(m_files.files()[at].log(), m_format->currentData().toString());
}

QString ImportDialog::ownFormatOf(const items::FilePreview &file) const
{
    const QString chosen = m_chosen.value(file.log());
    for (const Format &format : m_known)
        if (format.own && (chosen.isEmpty() ? format.title == file.format() : format.id == chosen))
            return format.id;
    return {};
}

int ImportDialog::users() const
{
    return m_users->currentIndex();
}

} // namespace outlay::views
