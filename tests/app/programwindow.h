// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QMimeData>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtGui/QDragEnterEvent>
#include <QtTest/QtTest>
#include <QtWidgets/QPushButton>

#include "app/application.h"
#include "views/messagebar.h"

#include <memory>

namespace outlay::tests {

constexpr int kWait = 120'000;

/// The program with its window on that store; null if it does not open.
inline std::unique_ptr<app::Application> startProgram(const QString &store, const QString &defaultStore)
{
    cli::WindowRequest request;
    request.store = store.toStdString();
    auto application = std::make_unique<app::Application>(request, defaultStore);
    QSignalSpy opened(&application->session(), &jobs::Session::opened);
    return opened.wait(kWait) ? std::move(application) : nullptr;
}

inline void dropOn(views::MainWindow &window, const QStringList &paths)
{
    QMimeData mime;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls << QUrl::fromLocalFile(path);
    mime.setUrls(urls);
    const QPoint middle = window.rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction | Qt::MoveAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    QDropEvent drop(middle, Qt::CopyAction | Qt::MoveAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &drop);
}

inline QString message(app::Application &application)
{
    return application.window().findChild<views::MessageBar *>()->text();
}

inline QPushButton *buttonOf(const QWidget &widget, const QString &text)
{
    for (auto *button : widget.findChildren<QPushButton *>())
        if (button->text().remove(QLatin1Char('&')) == text)
            return button;
    return nullptr;
}

/// The path of a file of that content in `folder`; empty if it cannot be written.
inline QString written(const QTemporaryDir &folder, const char *name, const QByteArray &content)
{
    QFile file(folder.filePath(QLatin1String(name)));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                    : QString();
}

/// The page that fetches the single events.
inline void showData(app::Application &application)
{
    constexpr int dataPage = 6;
    application.window().showPage(dataPage);
}

/// A command of the menu bar by its text without mnemonics.
inline QAction *command(app::Application &application, const QString &text)
{
    for (QAction *action : application.window().findChildren<QAction *>())
        if (action->text().remove(QLatin1Char('&')) == text)
            return action;
    return nullptr;
}

} // namespace outlay::tests
