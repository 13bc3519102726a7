// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QAction;
class QKeySequence;
class QMenu;
class QString;

namespace outlay::views {

class MainWindow;

/// Fills the window's menu bar. Every action has a mnemonic, and its shortcut is listed here alone.
class MainMenu
{
public:
    explicit MainMenu(MainWindow &window);

    QMenu *exportMenu() const { return m_export; }

private:
    void makeFile();
    void makeEdit();
    void makeView();
    void makeGo();
    void makeReport();
    void makeHelp();
    static void showShortcuts(MainWindow &window);
    static void showAbout(MainWindow &window);

    template <class Run>
    QAction *add(QMenu *menu, const QString &text, const QKeySequence &shortcut, const QString &tip, Run run);

    MainWindow &m_window;
    QMenu *m_export = nullptr;
};

} // namespace outlay::views
