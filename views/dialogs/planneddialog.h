// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QDialog>

class QLineEdit;

namespace outlay::views {

/// Asks why something was planned, before it is kept as such.
class PlannedDialog : public QDialog
{
    Q_OBJECT

public:
    /// `what`: a sentence that says what is planned then.
    explicit PlannedDialog(const QString &what, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QString &note);

private:
    QLineEdit *m_note;
};

} // namespace outlay::views
