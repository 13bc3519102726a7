// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QElapsedTimer>
#include <QtWidgets/QWidget>

class QLabel;
class QProgressBar;

namespace outlay::views {

/// How far an import is: a bar, the rate, the time left, and Cancel.
class ImportProgressBar : public QWidget
{
    Q_OBJECT

public:
    explicit ImportProgressBar(QWidget *parent = nullptr);

    /// `what` is being done, of which there is no progress to show yet.
    void begin(const QString &what);
    /// `bytesTotal` 0: not known.
    void showProgress(const QString &file, qint64 bytesDone, qint64 bytesTotal, qint64 events);

Q_SIGNALS:
    void cancelled();

private:
    QProgressBar *m_bar;
    QLabel *m_text;
    QElapsedTimer m_since;
};

} // namespace outlay::views
