// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QProgressBar;

namespace outlay::views {

/// Dims what it lies on while a new answer is on its way, once that takes so long that a person notices. The
/// old figures stay readable, and clicks go through to them.
class LoadingVeil : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kPatienceMs = 150;

    /// `covered` is the parent.
    explicit LoadingVeil(QWidget &covered);

    void follow(bool loading);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void rise();

    QTimer m_patience;
    QProgressBar *m_line;
};

} // namespace outlay::views
