// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QMenu>

#include "items/savedviews.h"

namespace outlay::views {

/// View ▸ Saved Views: those of the store by name, and ways to save and to remove one.
class ViewsMenu : public QMenu
{
    Q_OBJECT

public:
    ViewsMenu(const QString &title, QWidget *parent);

    void setViews(const QList<items::SavedView> &views);

Q_SIGNALS:
    void saveRequested(const QString &name); ///< what is shown now
    void chosen(const outlay::items::SavedView &view);
    void removeRequested(const QString &name);

private:
    void rebuild();
    void askForName();

    QList<items::SavedView> m_views;
    QMenu *m_remove;
};

} // namespace outlay::views
