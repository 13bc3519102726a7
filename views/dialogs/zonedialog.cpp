// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/zonedialog.h"

#include "items/mappingmodel.h"
#include "views/buddylabel.h"
#include "views/errortext.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtCore/QStringListModel>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace outlay::views {

namespace {

constexpr int kZoneTextWidth = 460;
constexpr int kZoneSteps = 1000;

} // namespace

ZoneDialog::ZoneDialog(const QString &zone, QWidget *parent)
    : QDialog(parent)
    , m_search(new QLineEdit)
    , m_found(new QSortFilterProxyModel(this))
    , m_zones(new QListView)
    , m_error(new QLabel)
    , m_progress(new QProgressBar)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Reporting Zone"));
    auto *what =
        new QLabel(tr("Days, weeks and months begin at midnight in this zone. All events are added up "
                      "anew by its days; no event is changed. Times of single events stay in UTC."));
    for (QLabel *label : {what, m_error}) {
        label->setWordWrap(true);
        label->setMinimumWidth(kZoneTextWidth);
    }
    m_search->setPlaceholderText(tr("Part of a name, such as Berlin"));
    m_search->setClearButtonEnabled(true);
    m_found->setSourceModel(new QStringListModel(items::MappingModel::zones(), m_found));
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_zones->setModel(m_found);
    m_zones->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_zones->setUniformItemSizes(true);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_cancel = buttons->button(QDialogButtonBox::Cancel);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(what);
    layout->addWidget(buddyLabel(tr("&Search"), m_search));
    layout->addWidget(m_search);
    layout->addWidget(buddyLabel(tr("&Zone"), m_zones));
    layout->addWidget(m_zones);
    layout->addWidget(m_error);
    layout->addWidget(m_progress);
    layout->addWidget(buttons);
    connect(m_search, &QLineEdit::textChanged, this, &ZoneDialog::narrow);
    connect(m_zones->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { m_ok->setEnabled(!m_isAtWork && !chosen().isEmpty()); });
    connect(m_zones, &QListView::doubleClicked, this, &ZoneDialog::begin);
    connect(buttons, &QDialogButtonBox::accepted, this, &ZoneDialog::begin);
    connect(buttons, &QDialogButtonBox::rejected, this, &ZoneDialog::reject);
    m_error->hide();
    const QModelIndex now = m_found->index(static_cast<int>(items::MappingModel::zones().indexOf(zone)), 0);
    m_zones->setCurrentIndex(now);
    m_zones->scrollTo(now, QAbstractItemView::PositionAtCenter);
    setAtWork(false);
    m_search->setFocus();
}

QString ZoneDialog::chosen() const
{
    return m_zones->currentIndex().data().toString();
}

/// Names are written with "_" for a blank.
void ZoneDialog::narrow(const QString &text)
{
    m_found->setFilterFixedString(text.trimmed().replace(u' ', u'_'));
    if (!m_zones->currentIndex().isValid() || m_found->rowCount() == 1)
        m_zones->setCurrentIndex(m_found->index(0, 0));
    m_ok->setEnabled(!chosen().isEmpty());
}

void ZoneDialog::setAtWork(bool on)
{
    m_isAtWork = on;
    m_search->setEnabled(!on);
    m_zones->setEnabled(!on);
    m_ok->setEnabled(!on && !chosen().isEmpty());
    m_cancel->setEnabled(true);
    m_progress->setRange(0, 0);
    m_progress->setVisible(on);
}

void ZoneDialog::begin()
{
    if (m_isAtWork || chosen().isEmpty())
        return;
    m_error->hide();
    setAtWork(true);
    m_cancel->setFocus();
    Q_EMIT zoneChosen(chosen());
}

void ZoneDialog::showProgress(qint64 done, qint64 total)
{
    if (!m_isAtWork || total <= 0)
        return;
    // What was added up is written in one go, of which there is no progress.
    m_progress->setRange(0, done >= total ? 0 : kZoneSteps);
    m_progress->setValue(static_cast<int>(double(done) / double(total) * kZoneSteps));
}

void ZoneDialog::showError(const base::Error &error)
{
    m_error->setText(QStringLiteral("⚠ ") + errorText(error));
    m_error->show();
    setAtWork(false);
    m_search->setFocus();
}

void ZoneDialog::reject()
{
    if (!m_isAtWork)
        return QDialog::reject();
    m_cancel->setEnabled(false);
    Q_EMIT cancelRequested();
}

} // namespace outlay::views
