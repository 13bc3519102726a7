// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"

#include <QtWidgets/QDialog>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;

namespace outlay::items {
class ExplainModel;
}

namespace outlay::views {

/// How a figure came about: its formula and terms, what rules did, the prices and logs that it is from, and
/// SQL that gives it. Beside the window, which can be used meanwhile; asked anew, it shows the new answer.
class ExplainDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ExplainDialog(items::ExplainModel &model, QWidget *parent = nullptr);
    ~ExplainDialog() override;

Q_SIGNALS:
    /// The single calls behind the figure are to be shown.
    void eventsWanted(const outlay::base::Filter &calls);

private:
    QWidget *makeParts();
    QWidget *makeSql();
    void update();
    QString value() const;
    QString sliceText() const;

    items::ExplainModel &m_model;
    QLabel *m_title;
    QLabel *m_formula;
    QProgressBar *m_progress;
    QLabel *m_priced;
    QLabel *m_sqlLabel;
    QPlainTextEdit *m_sql;
    QList<QPair<QWidget *, const QAbstractItemModel *>> m_sections; ///< hidden where there are no rows
    QWidget *m_parts;                                               ///< all of it, made of those above
    QPushButton *m_copy;
    QPushButton *m_events;
};

} // namespace outlay::views
