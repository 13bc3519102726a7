// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/mappingdialog.h"

#include "views/buddylabel.h"
#include "views/choicedelegate.h"
#include "views/datatable.h"
#include "views/errortext.h"
#include "views/importmessages.h"

#include <QtCore/QFileInfo>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <utility>

namespace outlay::views {

using items::MappingModel;

namespace {

constexpr int kRejectedLinesShown = 3;

} // namespace

MappingDialog::MappingDialog(const QString &log, const QStringList &taken, QWidget *parent)
    : QDialog(parent)
    , m_taken(taken)
    , m_columnsTable(new QTableView)
    , m_name(new QLineEdit)
    , m_zone(new QComboBox)
    , m_decimal(new QComboBox)
    , m_cache(new QComboBox)
    , m_records(new QComboBox)
    , m_rowsTable(new DataTable(tr("First rows"), &m_rows, DataTable::Sorting::Fixed))
    , m_problems(new QLabel)
    , m_save(new QPushButton(tr("&Save and use")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("What the columns of %1 mean").arg(QFileInfo(log).fileName()));
    resize(980, 660);
    m_problems->setWordWrap(true);
    m_problems->setMinimumWidth(1); // a long value makes no wide dialog
    m_problems->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->addButton(m_save, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    makeColumns();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(buddyLabel(tr("&Columns and what they are"), m_columnsTable));
    layout->addWidget(m_columnsTable, 3);
    layout->addWidget(makeOptions());
    auto *rowsLabel = new QLabel(tr("The &first rows as they will be stored; nothing is written yet."));
    rowsLabel->setBuddy(m_rowsTable);
    layout->addWidget(rowsLabel);
    layout->addWidget(m_rowsTable, 2);
    layout->addWidget(m_problems);
    layout->addWidget(buttons);
    m_save->setDefault(true); // now that it is in the dialog
    connectAll();
    showProblems();
}

void MappingDialog::makeColumns()
{
    m_columnsTable->setModel(&m_columns);
    m_columnsTable->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_columnsTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_columnsTable->setShowGrid(false);
    m_columnsTable->setTabKeyNavigation(false);
    // Not by the arrow keys: who walks through the table changes nothing.
    m_columnsTable->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_columnsTable->verticalHeader()->hide();
    m_columnsTable->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_columnsTable->horizontalHeader()->setHighlightSections(false);
    m_columnsTable->horizontalHeader()->setStretchLastSection(true);
    auto *choice =
        new ChoiceDelegate(MappingModel::ChoicesRole, MappingModel::ChoiceTitlesRole, m_columnsTable);
    m_columnsTable->setItemDelegateForColumn(MappingModel::Field, choice);
    m_columnsTable->setItemDelegateForColumn(MappingModel::Unit, choice);
    for (const auto &[column, width] : {std::pair{MappingModel::Name, 190},
                                        {MappingModel::Samples, 270},
                                        {MappingModel::Field, 210},
                                        {MappingModel::Unit, 170}})
        m_columnsTable->setColumnWidth(column, width);
}

QWidget *MappingDialog::makeOptions()
{
    m_zone->setEditable(true);
    m_zone->setInsertPolicy(QComboBox::NoInsert);
    m_zone->addItems(MappingModel::zones());
    m_zone->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_zone->completer()->setFilterMode(Qt::MatchContains);
    m_zone->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_zone->setMinimumContentsLength(20);
    m_decimal->addItem(tr("1,234.50"), QStringLiteral("."));
    m_decimal->addItem(tr("1.234,50"), QStringLiteral(","));
    m_cache->addItems({tr("leave out what was read from the cache"),
                       tr("include what was read from the cache (as OpenAI's do)")});
    auto *row = new QWidget;
    auto *layout = new QGridLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(buddyLabel(tr("&Name of the mapping"), m_name), 0, 0);
    layout->addWidget(m_name, 0, 1);
    layout->addWidget(buddyLabel(tr("&Times without a zone are"), m_zone), 0, 2);
    layout->addWidget(m_zone, 0, 3);
    layout->addWidget(buddyLabel(tr("&Input tokens"), m_cache), 1, 0);
    layout->addWidget(m_cache, 1, 1, Qt::AlignLeft);
    layout->addWidget(buddyLabel(tr("Num&bers are written as"), m_decimal), 1, 2);
    layout->addWidget(m_decimal, 1, 3, Qt::AlignLeft);
    m_recordsLabel = buddyLabel(tr("&Records are in"), m_records);
    layout->addWidget(m_recordsLabel, 2, 0);
    layout->addWidget(m_records, 2, 1, Qt::AlignLeft);
    layout->setColumnStretch(1, 1);
    m_zone->lineEdit()->setAccessibleName(m_zone->accessibleName());
    return row;
}

void MappingDialog::connectAll()
{
    connect(&m_columns, &MappingModel::mappingChanged, this, &MappingDialog::mappingChanged);
    connect(m_columnsTable, &QTableView::clicked, this, &MappingDialog::editCell);
    connect(m_name, &QLineEdit::textChanged, &m_columns, &MappingModel::setName);
    connect(m_zone, &QComboBox::currentTextChanged, &m_columns, &MappingModel::setZone);
    connect(m_decimal, &QComboBox::currentIndexChanged, this,
            [this] { m_columns.setDecimal(m_decimal->currentData().toString()); });
    connect(m_cache, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_columns.setInputIncludesCache(index == 1); });
    connect(m_records, &QComboBox::currentIndexChanged, this, [this] {
        m_save->setEnabled(false); // until its columns are here
        Q_EMIT recordsWanted(m_records->currentData().toString());
    });
    connect(m_save, &QPushButton::clicked, this, [this] {
        m_save->setEnabled(false); // until it is saved, or could not be
        Q_EMIT saveWanted(m_columns.mapping());
    });
}

void MappingDialog::setMapping(const items::Mapping &mapping)
{
    {
        const QSignalBlocker name(m_name);
        const QSignalBlocker zone(m_zone);
        const QSignalBlocker decimal(m_decimal);
        const QSignalBlocker cache(m_cache);
        m_name->setText(mapping.name);
        m_zone->setCurrentText(mapping.zone);
        m_decimal->setCurrentIndex(std::max(0, m_decimal->findData(mapping.decimal)));
        m_cache->setCurrentIndex(mapping.inputIncludesCache ? 1 : 0);
    }
    showLists(mapping);
    m_columns.setMapping(mapping);
    m_columnsTable->setCurrentIndex(m_columns.index(0, MappingModel::Field));
    if (!m_records->hasFocus()) // who walks through the lists goes on doing so
        m_columnsTable->setFocus();
}

void MappingDialog::setRecords(items::Mapping mapping)
{
    mapping.name = m_columns.mapping().name;
    mapping.zone = m_columns.mapping().zone;
    setMapping(mapping);
}

void MappingDialog::showLists(const items::Mapping &mapping)
{
    const QSignalBlocker records(m_records);
    m_records->clear();
    for (const items::MappedList &list : mapping.lists) {
        const QString place = list.path.isEmpty() ? tr("the documents themselves") : list.path;
        const QString count = list.records == 1 ? tr("1 record") : tr("%1 records").arg(list.records);
        m_records->addItem(tr("%1: %2").arg(place, count), list.path);
    }
    m_records->setCurrentIndex(m_records->findData(mapping.records));
    m_records->setVisible(!mapping.lists.isEmpty());
    m_recordsLabel->setVisible(!mapping.lists.isEmpty());
}

/// Enter is for the cell, as it is in every table, and not yet for Save.
void MappingDialog::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && m_columnsTable->hasFocus())
        editCell(m_columnsTable->currentIndex());
    else
        QDialog::keyPressEvent(event);
}

void MappingDialog::editCell(const QModelIndex &index)
{
    if (index.flags().testFlag(Qt::ItemIsEditable))
        m_columnsTable->edit(index);
}

void MappingDialog::mappingChanged()
{
    m_cache->setEnabled(m_columns.has(QStringLiteral("input_tokens")) &&
                        m_columns.has(QStringLiteral("cache_read_tokens")));
    items::Mapping mapping = m_columns.mapping();
    mapping.name.clear(); // makes no difference to the rows
    const bool asks = m_columns.problems().isEmpty() && m_previewed != mapping;
    if (asks)
        m_previewed = mapping;
    showProblems();
    if (asks)
        Q_EMIT previewWanted(m_columns.mapping());
}

void MappingDialog::showProblems()
{
    const QStringList problems = m_columns.problemsOfSaving();
    QStringList lines;
    for (const QString &problem : problems)
        lines << QStringLiteral("⚠ ") + problem;
    const QString name = m_columns.mapping().name.trimmed();
    if (m_taken.contains(name, Qt::CaseInsensitive))
        lines << tr("There is a mapping “%1”; this one will take its place.").arg(name);
    if (!m_said.isEmpty())
        lines << m_said;
    m_problems->setText(lines.join(QLatin1Char('\n')));
    m_problems->setVisible(!lines.isEmpty());
    m_save->setEnabled(problems.isEmpty());
}

void MappingDialog::showPreview(const items::FilePreview &file)
{
    m_rows.show(file);
    QStringList lines;
    if (file.report.error)
        lines << QStringLiteral("⚠ ") + errorText(*file.report.error);
    if (const QString rejects = rejectsText(file.rejects, kRejectedLinesShown); !rejects.isEmpty())
        lines << rejects;
    m_said = lines.join(QLatin1Char('\n'));
    showProblems();
}

void MappingDialog::showError(const base::Error &error)
{
    m_said = QStringLiteral("⚠ ") + errorText(error);
    showProblems();
}

} // namespace outlay::views
