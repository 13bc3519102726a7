// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QWidget>

#include "items/joinwords.h"

class QComboBox;
class QGridLayout;

namespace outlay::views {

/// Which column of another log is what, as guessed and as a person knows better.
class JoinColumnsBox : public QWidget
{
    Q_OBJECT

public:
    explicit JoinColumnsBox(QWidget *parent = nullptr);

    /// `names`: of the columns that there are.
    void setFields(const QStringList &names, const QList<items::JoinField> &fields);
    /// The columns chosen, in the fields' order; empty: none.
    QStringList chosen() const;
    bool isEmpty() const { return m_boxes.isEmpty(); }
    void clear();

Q_SIGNALS:
    void changed();

private:
    QGridLayout *m_grid;
    QList<QComboBox *> m_boxes;
};

} // namespace outlay::views
