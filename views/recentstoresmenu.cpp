// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/recentstoresmenu.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace outlay::views {

namespace {

constexpr int kFolderText = 360; ///< pixels

} // namespace

RecentStoresMenu::RecentStoresMenu(const QString &title, QWidget *parent)
    : QMenu(title, parent)
{
    menuAction()->setStatusTip(tr("Stores that were open lately"));
    connect(this, &QMenu::aboutToShow, this, &RecentStoresMenu::rebuild); // files come and go
    rebuild();
}

void RecentStoresMenu::setPaths(const QStringList &paths)
{
    m_paths = paths;
    rebuild();
}

QStringList RecentStoresMenu::with(QStringList paths, const QString &path)
{
    paths.removeAll(path);
    paths.prepend(path);
    return paths.mid(0, kMost);
}

void RecentStoresMenu::rebuild()
{
    clear();
    for (int i = 0; i < m_paths.size(); ++i) {
        const QFileInfo file(m_paths[i]);
        const QString folder = fontMetrics().elidedText(QDir::toNativeSeparators(file.absolutePath()),
                                                        Qt::ElideMiddle, kFolderText);
        QString name = tr("%1 — %2").arg(file.fileName(), folder);
        name.replace(QLatin1Char('&'), QStringLiteral("&&"));
        const bool isThere = file.exists();
        QAction *action = addAction(
            QStringLiteral("&%1 %2").arg(i + 1).arg(isThere ? name : tr("%1 (no longer there)").arg(name)));
        action->setEnabled(isThere);
        action->setStatusTip(isThere ? tr("Open %1").arg(m_paths[i])
                                     : tr("%1 is no longer there").arg(m_paths[i]));
        connect(action, &QAction::triggered, this, [this, path = m_paths[i]] { Q_EMIT chosen(path); });
    }
    if (!m_paths.isEmpty())
        addSeparator();
    QAction *forget = addAction(tr("&Clear List"), this, &RecentStoresMenu::cleared);
    forget->setStatusTip(tr("Forget which stores were open; the stores themselves stay"));
    forget->setEnabled(!m_paths.isEmpty());
}

} // namespace outlay::views
