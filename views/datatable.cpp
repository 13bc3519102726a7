// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/datatable.h"

#include "items/csvwriter.h"
#include "items/roles.h"
#include "views/delegates.h"
#include "views/format.h"
#include "views/formatproxy.h"
#include "views/totalsrow.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <utility>

namespace outlay::views {

using items::Kind;

namespace {

constexpr int kNarrowest = 72;    ///< a column that was fitted
constexpr int kNarrowestSet = 24; ///< and one that a person set
constexpr int kWidestSet = 2000;
constexpr int kSpare = 8;
constexpr int kRowHeight = 30;
constexpr int kRowsMeasured = 200; ///< for the columns' widths; a thousand take longer than a click may

/// Sorts by value; what is not known comes last, whichever the order.
class ValueSorter : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override
    {
        const QVariant a = left.data(items::SortRole);
        const QVariant b = right.data(items::SortRole);
        if (a.isValid() != b.isValid())
            return sortOrder() == Qt::AscendingOrder ? a.isValid() : b.isValid();
        if (a.userType() == QMetaType::QString)
            return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
        return QVariant::compare(a, b) == QPartialOrdering::Less;
    }
};

} // namespace

DataTable::DataTable(const QString &name, QAbstractItemModel *model, Sorting sorting, QWidget *parent)
    : QTableView(parent)
    , m_sorted(new ValueSorter(this))
    , m_formatted(new FormatProxy(this))
    , m_trends(new SparklineDelegate(this))
    , m_bars(new BarDelegate(this))
{
    setAccessibleName(name);
    m_sorted->setSourceModel(model);
    m_sorted->setSortRole(items::SortRole);
    m_sorted->setFilterKeyColumn(-1);
    m_sorted->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_formatted->setSourceModel(m_sorted);
    m_formatted->setPalette(paletteOf(*this));
    setModel(m_formatted);

    setSelectionBehavior(SelectRows);
    setShowGrid(false);
    setAlternatingRowColors(false);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setResizeContentsPrecision(kRowsMeasured);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    setSortingEnabled(sorting == Sorting::ByHeader);
    if (sorting == Sorting::ByHeader)
        horizontalHeader()->setSortIndicator(-1, Qt::DescendingOrder);
    setUpColumns();

    connect(this, &QTableView::clicked, this, [this](const QModelIndex &index) {
        drill(index, QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier));
    });
    connect(horizontalHeader(), &QHeaderView::customContextMenuRequested, this, [this](const QPoint &at) {
        QMenu menu;
        for (int column = 0; column < m_formatted->columnCount(); ++column) {
            QAction *action = menu.addAction(m_formatted->headerData(column, Qt::Horizontal).toString());
            action->setCheckable(true);
            action->setChecked(!isColumnHidden(column));
            connect(action, &QAction::toggled, this,
                    [this, column](bool on) { setColumnHidden(column, !on); });
        }
        menu.exec(horizontalHeader()->mapToGlobal(at));
    });
    addTotals();
    connect(m_formatted, &QAbstractItemModel::modelReset, this, [this] {
        m_isFitted = false;
        setUpColumns();
        if (isVisible()) // the others when they are shown
            fitToRows();
    });
    connect(m_formatted, &QAbstractItemModel::rowsInserted, this, &DataTable::fitColumns);
}

void DataTable::fitToRows()
{
    m_isFitted = true;
    m_totals->refresh();
    fitColumns();
    updateGeometry();
    updateGeometries();
}

void DataTable::showEvent(QShowEvent *event)
{
    if (!m_isFitted)
        fitToRows();
    QTableView::showEvent(event);
}

void DataTable::addTotals()
{
    m_totals = new TotalsRow(*this);
    const auto repaint = [this] { m_totals->update(); };
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, repaint);
    connect(horizontalHeader(), &QHeaderView::sectionMoved, this, repaint);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this, repaint);
    connect(m_formatted, &QAbstractItemModel::rowsInserted, m_totals, &TotalsRow::refresh);
    connect(m_formatted, &QAbstractItemModel::rowsRemoved, m_totals, &TotalsRow::refresh);
    m_totals->refresh();
}

int DataTable::totalsHeight() const
{
    return m_totals && !m_totals->isHidden() ? kRowHeight : 0;
}

/// The last column gives way by as little as its room beside the text, rather than that there is a bar to
/// scroll by it.
void DataTable::spareTheScrollBar()
{
    const int over = horizontalHeader()->length() - viewport()->width();
    const int last = horizontalHeader()->logicalIndex(horizontalHeader()->count() - 1);
    if (over > 0 && over <= kSpare && last >= 0 && columnWidth(last) > kNarrowest)
        setColumnWidth(last, columnWidth(last) - over);
}

void DataTable::updateGeometries()
{
    spareTheScrollBar();
    QTableView::updateGeometries();
    if (totalsHeight() == 0) {
        setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
        return;
    }
    const QRect rows = viewport()->geometry();
    const QRect names = verticalHeader()->isVisible() ? verticalHeader()->geometry() : rows;
    const int left = std::min(rows.left(), names.left());
    const int right = std::max(rows.right(), names.right());
    m_totals->setGeometry(left, rows.bottom() + 1 - kRowHeight, right - left + 1, kRowHeight);
    m_totals->raise();
    // The last rows can be scrolled to above the totals. The bar's coming and going is said here, because
    // the table's own range, which knows no totals, would have it flicker.
    const int hidden = std::max(0, verticalHeader()->length() - (rows.height() - kRowHeight));
    setVerticalScrollBarPolicy(hidden > 0 ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    verticalScrollBar()->setRange(0, hidden);
}

void DataTable::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    QTableView::scrollTo(index, hint);
    if (totalsHeight() == 0 || !index.isValid())
        return;
    const int below = visualRect(index).bottom() + 1 - (viewport()->height() - totalsHeight());
    if (below > 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + below);
}

int DataTable::rowsInAll() const
{
    return m_sorted->sourceModel()->rowCount();
}

/// What a column is painted by goes with its kind, which another may have at its place after a reset; a
/// page's own delegates stay.
void DataTable::setUpColumns()
{
    for (int column = 0; column < m_formatted->columnCount(); ++column) {
        const QAbstractItemDelegate *painting = itemDelegateForColumn(column);
        if (painting && painting != m_trends && painting != m_bars)
            continue;
        const auto kind =
            static_cast<Kind>(m_formatted->headerData(column, Qt::Horizontal, items::KindRole).toInt());
        setItemDelegateForColumn(column, kind == Kind::Trend   ? m_trends
                                         : kind == Kind::Money ? m_bars
                                                               : nullptr);
    }
}

/// Wide enough for header and content once there is content; after that the widths are the person's.
void DataTable::fitColumns()
{
    if (m_fittedColumns == m_formatted->columnCount() || m_formatted->rowCount() == 0)
        return;
    m_fittedColumns = m_formatted->columnCount();
    // The column that was stretched may not be the last any more, and the header would give it its width
    // back.
    horizontalHeader()->setStretchLastSection(false);
    for (int column = 0; column < m_formatted->columnCount(); ++column) {
        const bool isLast = column == m_formatted->columnCount() - 1;
        resizeColumnToContents(column);
        const int wanted = std::max(columnWidth(column) + 6, m_totals->widthOf(column));
        setColumnWidth(column, std::clamp(wanted, kNarrowest, isLast ? 600 : 300));
    }
    horizontalHeader()->setStretchLastSection(true);
}

bool DataTable::hasWidths() const
{
    return m_fittedColumns == m_formatted->columnCount();
}

void DataTable::setWidths(const QHash<int, int> &widths)
{
    fitColumns(); // the others
    for (auto it = widths.begin(); it != widths.end(); ++it)
        setColumnWidth(it.key(), std::clamp(it.value(), kNarrowestSet, kWidestSet));
    m_fittedColumns = m_formatted->columnCount();
}

const QAbstractItemModel &DataTable::shownRows() const
{
    return *m_sorted;
}

int DataTable::sourceRow(const QModelIndex &index) const
{
    return m_sorted->mapToSource(m_formatted->mapToSource(index)).row();
}

QModelIndex DataTable::indexOfSourceRow(int row) const
{
    return m_formatted->mapFromSource(m_sorted->mapFromSource(m_sorted->sourceModel()->index(row, 0)));
}

void DataTable::find(const QString &text)
{
    m_sorted->setFilterFixedString(text);
}

void DataTable::sortBy(int column, Qt::SortOrder order)
{
    sortByColumn(column, order);
}

void DataTable::copySelection() const
{
    QModelIndexList cells;
    for (const QModelIndex &index : selectionModel()->selectedIndexes())
        if (!isColumnHidden(index.column()))
            cells << m_formatted->mapToSource(index);
    QGuiApplication::clipboard()->setText(items::toTsv(*m_sorted, cells, format::shownIn()));
}

void DataTable::setRowsShown(int rows)
{
    m_rowsShown = rows;
    setSizePolicy(QSizePolicy::Expanding, rows > 0 ? QSizePolicy::Preferred : QSizePolicy::Expanding);
    updateGeometry();
}

void DataTable::wrapTexts()
{
    setWordWrap(true);
    verticalHeader()->setMinimumSectionSize(kRowHeight);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    const auto fit = [this] {
        resizeRowsToContents();
        updateGeometry();
    };
    // Not at once: the header says it before the column has its new width.
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, fit, Qt::QueuedConnection);
    connect(m_formatted, &QAbstractItemModel::modelReset, this, fit, Qt::QueuedConnection);
    fit();
}

QSize DataTable::sizeHint() const
{
    if (m_rowsShown == 0)
        return QTableView::sizeHint();
    const int rows = std::clamp(verticalHeader()->length(), 3 * kRowHeight, m_rowsShown * kRowHeight);
    // The bar to scroll by may come with any width, and must not hide a row.
    return {600, horizontalHeader()->sizeHint().height() + rows + totalsHeight() + 2 * frameWidth() +
                     horizontalScrollBar()->sizeHint().height()};
}

void DataTable::drill(const QModelIndex &index, bool add)
{
    const QString dimension = index.data(items::DimensionRole).toString();
    if (!dimension.isEmpty())
        Q_EMIT drilled(dimension, index.data(items::KeyRole).toString(), add);
}

/// The row's most specific value of a dimension.
QPair<QString, QString> DataTable::valueOf(const QModelIndex &index) const
{
    for (int column = m_formatted->columnCount() - 1; index.isValid() && column >= 0; --column) {
        const QModelIndex cell = index.siblingAtColumn(column);
        const QString dimension = cell.data(items::DimensionRole).toString();
        if (!dimension.isEmpty())
            return {dimension, cell.data(items::KeyRole).toString()};
    }
    return {};
}

void DataTable::open(const QModelIndex &index)
{
    const auto [dimension, key] = valueOf(index);
    Q_EMIT opened(dimension, key);
}

void DataTable::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    m_pressed = index.isValid() ? std::optional(valueOf(index)) : std::nullopt;
    QTableView::mousePressEvent(event);
}

void DataTable::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || !m_pressed || index.flags().testFlag(Qt::ItemIsEditable)) {
        QTableView::mouseDoubleClickEvent(event);
        return;
    }
    // The first click may have filtered: what is meant is the row that was under it.
    m_opened = true;
    Q_EMIT opened(m_pressed->first, m_pressed->second);
}

void DataTable::mouseReleaseEvent(QMouseEvent *event)
{
    if (!std::exchange(m_opened, false))
        QTableView::mouseReleaseEvent(event);
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex index = currentIndex();
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if (event->keyCombination() == (Qt::ControlModifier | Qt::Key_E) && !figuresOf(index).isEmpty()) {
        explain(index, figuresOf(index).first());
    } else if (index.isValid() && event->key() == Qt::Key_Space) {
        drill(index, event->modifiers().testFlag(Qt::ControlModifier));
    } else if (index.isValid() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
               state() != EditingState) {
        open(index);
    } else {
        QTableView::keyPressEvent(event);
        return;
    }
    event->accept();
}

void DataTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_formatted->setPalette(paletteOf(*this));
    QTableView::changeEvent(event);
}

void DataTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

} // namespace outlay::views
