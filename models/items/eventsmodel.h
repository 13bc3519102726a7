// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "items/simpletablemodel.h"

#include <QtCore/QStringList>

#include <vector>

namespace outlay::store {
struct EventRecord;
}

namespace outlay::items {

/// Single events, fetched page by page as the view scrolls, and only while somebody looks at them. Whoever
/// answers pageWanted() calls appendPage() with the same generation; pages of an older generation are
/// dropped.
class EventsModel : public SimpleTableModel
{
    Q_OBJECT

public:
    static constexpr int kPageSize = 200;

    explicit EventsModel(QObject *parent = nullptr);

    void setWatched(bool watched);
    /// Forgets all rows, and asks for the first page as soon as somebody looks.
    void restart();
    void appendPage(int generation, const std::vector<store::EventRecord> &page);
    void setTotal(int generation, qint64 total, qint64 shared = 0);
    qint64 total() const { return m_total; }   ///< -1: not known yet
    qint64 shared() const { return m_shared; } ///< of them, split by rules

    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void pageWanted(int generation, qint64 offset, int limit);
    void totalChanged(qint64 total);

private:
    void askIfWatched();

    bool m_watched = false;
    bool m_asked = true; ///< for the first page since the restart; before any there is nothing to ask for
    int m_generation = 0;
    bool m_waiting = false;
    bool m_complete = true;
    qint64 m_total = -1;
    qint64 m_shared = 0;
};

} // namespace outlay::items
