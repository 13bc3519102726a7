// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QWidget>

namespace outlay::views {

/// Covers the window while files are held over it, and says what dropping them does.
class DropOverlay : public QWidget
{
    Q_OBJECT

public:
    explicit DropOverlay(QWidget *parent);

    void showFor(int files);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_files = 0;
};

} // namespace outlay::views
