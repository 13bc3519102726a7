// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QWidget>

class QDragEnterEvent;
class QDropEvent;

namespace outlay::views {

/// Makes its parent a place to drop files on: covers it while files are held over it, says what dropping them
/// does, and tells what was dropped.
class DropOverlay : public QWidget
{
    Q_OBJECT

public:
    explicit DropOverlay(QWidget *parent);

Q_SIGNALS:
    /// Local files and folders; empty when the drop named none. Comes after the drop is over, so that what it
    /// starts does not keep the source waiting.
    void dropped(const QStringList &paths);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool enter(QDragEnterEvent &event);
    void drop(QDropEvent &event);

    int m_files = 0;
};

} // namespace outlay::views
