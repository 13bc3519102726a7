// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QWidget>

#include "base/rule.h"

#include <map>
#include <vector>

class QComboBox;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace outlay::views {

/// Text patterns that values of dimensions are to be like, or not: one row for each.
class PatternRows : public QWidget
{
    Q_OBJECT

public:
    explicit PatternRows(const QStringList &dimensions, QWidget *parent = nullptr);

    void setPatterns(const std::map<base::Dimension, base::RuleTest> &where);
    /// Adds the patterns to the tests. What is wrong with them, in a sentence; empty: nothing.
    QString addTo(std::map<base::Dimension, base::RuleTest> &where) const;

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        QWidget *widget;
        QComboBox *dimension;
        QComboBox *how;
        QLineEdit *pattern;
        QToolButton *remove;
    };

    void add(const QString &dimension, bool exclude, const QString &pattern);
    void removeRow(const QWidget *widget);
    void number();

    const QStringList m_dimensions;
    QVBoxLayout *m_layout;
    std::vector<Row> m_rows;
};

} // namespace outlay::views
