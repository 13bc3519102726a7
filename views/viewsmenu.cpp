// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/viewsmenu.h"

#include <QtWidgets/QInputDialog>

namespace outlay::views {

namespace {

/// A name as a menu shows it: an ampersand is no mnemonic.
QString shownName(QString name)
{
    return name.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

ViewsMenu::ViewsMenu(const QString &title, QWidget *parent)
    : QMenu(title, parent)
    , m_remove(new QMenu(tr("&Remove"), this))
{
    menuAction()->setStatusTip(tr("Filters and tables that were saved by name"));
    rebuild();
}

void ViewsMenu::setViews(const QList<items::SavedView> &views)
{
    m_views = views;
    rebuild();
}

void ViewsMenu::rebuild()
{
    clear();
    m_remove->clear();
    QAction *save = addAction(tr("&Save This View…"), this, &ViewsMenu::askForName);
    save->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_S);
    save->setStatusTip(tr("Keep this page, its filter, sorting and columns by name"));
    if (m_views.isEmpty())
        return;
    addSeparator();
    for (const items::SavedView &view : std::as_const(m_views))
        addAction(shownName(view.name), this, [this, view] { Q_EMIT chosen(view); });
    addSeparator();
    addMenu(m_remove);
    for (const items::SavedView &view : std::as_const(m_views))
        m_remove->addAction(shownName(view.name), this,
                            [this, name = view.name] { Q_EMIT removeRequested(name); });
}

void ViewsMenu::askForName()
{
    auto *dialog = new QInputDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save This View"));
    dialog->setLabelText(tr("Name of the view; one of the same name is replaced:"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &name) {
        if (!name.trimmed().isEmpty())
            Q_EMIT saveRequested(name.trimmed());
    });
    dialog->open();
}

} // namespace outlay::views
