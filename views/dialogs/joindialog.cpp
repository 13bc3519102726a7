// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/joindialog.h"

#include "base/backfill.h"
#include "views/buddylabel.h"
#include "views/dialogs/joincolumnsbox.h"
#include "views/errortext.h"
#include "views/format.h"

#include <QtCore/QFileInfo>
#include <QtCore/QTimer>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace outlay::views {

namespace {

constexpr int kJoinWidth = 960;
constexpr int kJoinHeight = 680;
constexpr int kJoinTableHeight = 150;
constexpr int kJoinNotesHeight = 60;
constexpr int kJoinSteps = 1000;
constexpr int kTypingMs = 300;
constexpr int kMicrosPerJoinSecond = 1'000'000;
constexpr int kJoinedHeight = 66;

/// `numbers`: its first column of two that have numbers.
QTableWidget *joinTable(const QString &name, const QStringList &headers, int numbers)
{
    auto *table = new QTableWidget(0, static_cast<int>(headers.size()));
    table->setAccessibleName(name);
    table->setMinimumHeight(kJoinTableHeight);
    for (int column = 0; column < headers.size(); ++column) {
        auto *header = new QTableWidgetItem(headers[column]);
        const bool isNumber = column == numbers || column == numbers + 1;
        header->setTextAlignment((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        table->setHorizontalHeaderItem(column, header);
    }
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    return table;
}

/// `note`: the column of the lines' notes, which has what room there is.
void fillJoinTable(QTableWidget &table, const QList<items::JoinLine> &lines, int note)
{
    table.setRowCount(static_cast<int>(lines.size()));
    for (int row = 0; row < lines.size(); ++row) {
        const items::JoinLine &line = lines[row];
        QStringList texts{line.name, format::count(line.requests), format::money(line.nanos)};
        texts.insert(note, line.note);
        for (int column = 0; column < texts.size(); ++column) {
            auto *item = new QTableWidgetItem(texts[column]);
            item->setTextAlignment(Qt::Alignment(QFlag(table.horizontalHeaderItem(column)->textAlignment())));
            if (column == note)
                item->setToolTip(line.note);
            table.setItem(row, column, item);
        }
    }
    table.horizontalHeader()->setSectionResizeMode(note, QHeaderView::Stretch);
}

} // namespace

JoinDialog::JoinDialog(QWidget *parent)
    : QDialog(parent)
    , m_file(new QLabel)
    , m_columns(new JoinColumnsBox)
    , m_seconds(new QSpinBox)
    , m_pause(new QTimer(this))
    , m_quality(
          joinTable(tr("How calls are matched"), {tr("Calls"), tr("Requests"), tr("Cost"), tr("Note")}, 1))
    , m_given(
          joinTable(tr("What calls are given"), {tr("Given"), tr("Value"), tr("Requests"), tr("Cost")}, 2))
    , m_notes(new QPlainTextEdit)
    , m_error(new QLabel)
    , m_progress(new QProgressBar)
    , m_joined(new QListWidget)
    , m_choose(new QPushButton(tr("Choose a &log…")))
    , m_remove(new QPushButton(tr("&Remove")))
    , m_import(new QPushButton(tr("Im&port Instead…")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Join with a Log"));
    resize(kJoinWidth, kJoinHeight);
    m_notes->setReadOnly(true);
    m_notes->setTabChangesFocus(true);
    m_notes->setMinimumHeight(kJoinNotesHeight);
    m_notes->setAccessibleName(tr("Notes"));
    for (QLabel *label : {m_file, m_error}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_seconds->setRange(0, static_cast<int>(base::kMaxJoinWindowUs / kMicrosPerJoinSecond));
    m_seconds->setValue(static_cast<int>(base::kDefaultJoinWindowUs / kMicrosPerJoinSecond));
    m_seconds->setSuffix(tr(" s"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_pause->setSingleShot(true);
    m_pause->setInterval(kTypingMs);
    for (QPushButton *button : {m_choose, m_remove, m_import})
        button->setAutoDefault(false);
    m_import->setToolTip(
        tr("For a log whose rows are calls of their own, though it says no tokens and costs"));
    m_import->hide();
    layOut();
    connect(m_choose, &QPushButton::clicked, this, &JoinDialog::logWanted);
    connect(m_import, &QPushButton::clicked, this, [this] {
        reject();
        Q_EMIT importRequested(m_path);
    });
    connect(m_seconds, &QSpinBox::valueChanged, this, &JoinDialog::lookSoon);
    connect(m_columns, &JoinColumnsBox::changed, this, &JoinDialog::lookSoon);
    connect(m_pause, &QTimer::timeout, this, &JoinDialog::look);
    clearOutlook();
    m_error->hide();
    setWork(Work::Nothing);
    setJoined({});
    m_file->setText(tr("Choose a log that has ids of requests or chains, or times and models, and that says "
                       "features or the like of calls whose own log lacks them."));
}

void JoinDialog::layOut()
{
    auto *row = new QHBoxLayout;
    row->addWidget(m_file, 1);
    row->addWidget(m_import);
    row->addWidget(m_choose);
    auto *window = new QHBoxLayout;
    window->addWidget(buddyLabel(tr("&Seconds that a match by time may be apart"), m_seconds));
    window->addWidget(m_seconds);
    window->addStretch();
    auto *tables = new QHBoxLayout;
    tables->addWidget(m_quality, 4);
    tables->addWidget(m_given, 3);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_cancel = buttons->button(QDialogButtonBox::Cancel);
    m_join = buttons->addButton(tr("&Join"), QDialogButtonBox::AcceptRole);
    m_join->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(row);
    layout->addWidget(m_columns);
    layout->addLayout(window);
    layout->addLayout(tables, 5);
    layout->addWidget(m_notes, 2);
    m_room = new QWidget; // where there is nothing to show yet
    layout->addWidget(m_room, 1);
    layout->addWidget(m_error);
    layout->addWidget(m_progress);
    m_joinedBox = makeJoined();
    layout->addWidget(m_joinedBox);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &JoinDialog::write);
    connect(buttons, &QDialogButtonBox::rejected, this, &JoinDialog::reject);
}

QWidget *JoinDialog::makeJoined()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *row = new QHBoxLayout;
    m_joined->setMaximumHeight(kJoinedHeight);
    m_joined->setAccessibleName(tr("Joined logs"));
    m_remove->setAccessibleName(tr("Remove the joined log"));
    layout->addWidget(buddyLabel(tr("Joine&d logs"), m_joined));
    row->addWidget(m_joined, 1);
    row->addWidget(m_remove, 0, Qt::AlignTop);
    layout->addLayout(row);
    connect(m_remove, &QPushButton::clicked, this, &JoinDialog::removeChosen);
    return box;
}

void JoinDialog::setLog(const QString &path)
{
    m_path = path;
    m_isNew = true;
    m_import->show();
    m_columns->clear();
    clearOutlook();
    m_file->setText(tr("Join with %1").arg(QFileInfo(path).fileName()));
    look();
}

void JoinDialog::setColumns(const QStringList &names, const QList<items::JoinField> &fields)
{
    m_columns->setFields(names, fields);
    m_columns->show();
}

void JoinDialog::setJoined(const QList<items::JoinedLog> &logs)
{
    m_joined->clear();
    for (const items::JoinedLog &log : logs) {
        auto *item = new QListWidgetItem(log.text, m_joined);
        item->setData(Qt::UserRole, log.id);
    }
    m_joined->setCurrentRow(logs.isEmpty() ? -1 : 0);
    m_joinedBox->setVisible(!logs.isEmpty());
}

void JoinDialog::clearOutlook()
{
    m_canJoin = false;
    m_columns->setVisible(!m_columns->isEmpty());
    for (QWidget *widget : std::initializer_list<QWidget *>{m_quality, m_given, m_notes})
        widget->hide();
    m_room->show();
}

/// What is shown is no more what is asked for.
void JoinDialog::lookSoon()
{
    m_canJoin = false;
    m_join->setEnabled(false);
    m_pause->start();
}

void JoinDialog::look()
{
    m_pause->stop();
    if (m_path.isEmpty() || m_work == Work::Writing)
        return;
    m_error->hide();
    m_canJoin = false;
    setWork(Work::Looking);
    Q_EMIT previewWanted(m_path, m_seconds->value(), m_columns->chosen());
}

void JoinDialog::showOutlook(const items::JoinOutlook &outlook)
{
    constexpr int qualityNotes = 3;
    constexpr int givenValues = 1;
    fillJoinTable(*m_quality, outlook.quality, qualityNotes);
    fillJoinTable(*m_given, outlook.given, givenValues);
    QStringList notes{outlook.rowsWithout == 0
                          ? tr("Rows: %1; each has a call.").arg(format::count(outlook.rows))
                          : tr("Rows: %1; no call belongs to %2 of them.")
                                .arg(format::count(outlook.rows), format::count(outlook.rowsWithout))};
    if (!outlook.check.isEmpty())
        notes << outlook.check;
    notes << outlook.remarks;
    if (outlook.isJoined)
        notes << tr("This log is joined already.");
    else if (!outlook.hasMatches)
        notes << tr("No call would get anything: joining would change nothing now.");
    m_notes->setPlainText(notes.join(QLatin1Char('\n')));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_quality, m_given, m_notes})
        widget->show();
    m_room->hide();
    m_canJoin = !outlook.isJoined && !m_pause->isActive(); // then this is overtaken
    setWork(Work::Nothing);
    if (std::exchange(m_isNew, false) && m_canJoin)
        m_join->setFocus();
}

void JoinDialog::write()
{
    if (!m_canJoin || m_work != Work::Nothing)
        return;
    m_error->hide();
    setWork(Work::Writing);
    m_cancel->setFocus();
    Q_EMIT joinRequested();
}

void JoinDialog::removeChosen()
{
    const QListWidgetItem *item = m_joined->currentItem();
    if (!item || m_work == Work::Writing)
        return;
    m_error->hide();
    if (m_work == Work::Looking)
        Q_EMIT cancelRequested(); // what it would show is of calls that are being changed
    setWork(Work::Writing);
    Q_EMIT removeRequested(item->data(Qt::UserRole).toLongLong());
}

void JoinDialog::setWork(Work work)
{
    m_work = work;
    const bool writes = work == Work::Writing;
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_columns, m_seconds, m_choose, m_import, m_remove})
        widget->setEnabled(!writes);
    m_join->setEnabled(work == Work::Nothing && m_canJoin);
    m_cancel->setEnabled(true);
    m_progress->setRange(0, 0);
    m_progress->setVisible(work != Work::Nothing);
}

void JoinDialog::showProgress(qint64 done, qint64 total)
{
    if (m_work == Work::Nothing || total <= 0)
        return;
    m_progress->setRange(0, done >= total ? 0 : kJoinSteps);
    m_progress->setValue(static_cast<int>(double(done) / double(total) * kJoinSteps));
}

void JoinDialog::showRemoved()
{
    setWork(Work::Nothing);
    look();
}

void JoinDialog::showError(const base::Error &error)
{
    if (m_work == Work::Looking)
        clearOutlook(); // what is shown is of another file, or read otherwise
    m_error->setText(QStringLiteral("⚠ ") + errorText(error));
    m_error->show();
    setWork(Work::Nothing);
    if (std::exchange(m_isNew, false))
        m_choose->setFocus();
}

void JoinDialog::reject()
{
    Q_EMIT cancelRequested();
    if (m_work != Work::Writing)
        return QDialog::reject();
    m_cancel->setEnabled(false);
}

} // namespace outlay::views
