// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QWidget>

#include "base/rule.h"

#include <vector>

class QComboBox;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace outlay::views {

/// The features over which something is split, with their shares: one row for each.
class ShareRows : public QWidget
{
    Q_OBJECT

public:
    explicit ShareRows(const QStringList &features, QWidget *parent = nullptr);

    void setShares(const std::vector<base::RuleShare> &shares);
    /// Shares are typed only for a split by fixed ones.
    void setWeighted(bool weighted);
    const std::vector<base::RuleShare> &shares() const { return m_shares; }
    /// What is wrong with them, in a sentence; empty: nothing.
    QString problem() const;

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        QWidget *widget;
        QComboBox *feature;
        QLineEdit *weight;
        QToolButton *remove;
    };

    void add(const QString &feature, const QString &weight);
    void removeRow(const QWidget *widget);
    void number();
    void read();

    const QStringList m_features;
    bool m_weighted = true;
    QVBoxLayout *m_layout;
    std::vector<Row> m_rows;
    std::vector<base::RuleShare> m_shares; ///< as typed; a weight that is none is 0
};

} // namespace outlay::views
