// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QMenu>

namespace outlay::views {

/// File ▸ Open Recent Store: the latest first. A store whose file is gone is shown, but cannot be chosen.
class RecentStoresMenu : public QMenu
{
    Q_OBJECT

public:
    static constexpr int kMost = 8;

    RecentStoresMenu(const QString &title, QWidget *parent);

    void setPaths(const QStringList &paths);

    /// The list after `path` was opened: first, once, and no more than kMost.
    static QStringList with(QStringList paths, const QString &path);

Q_SIGNALS:
    void chosen(const QString &path);
    void cleared();

private:
    void rebuild();

    QStringList m_paths;
};

} // namespace outlay::views
