// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QDialog>

#include "base/rule.h"

#include <optional>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace outlay::items {
class Models;
}

namespace outlay::views {

class PatternRows;
class ScopePicker;
class ShareRows;

/// Asks for a rule: which calls, by what was logged of them, are to count as what; shows while it is being
/// typed what that moves, by month, and which rules stand in each other's way.
class RuleDialog : public QDialog
{
    Q_OBJECT

public:
    /// Begins with `rule`; one with an id is being changed.
    RuleDialog(items::Models &models, const base::Rule &rule, QWidget *parent = nullptr);
    ~RuleDialog() override;

Q_SIGNALS:
    void chosen(const outlay::base::Rule &rule);

private:
    void addConditions(QFormLayout &form);
    void addDays(QFormLayout &form);
    void addAction(QFormLayout &form);
    QWidget *makePreview();
    void connectFields();
    void fill();
    /// As the dialog stands; none with the reason why not.
    std::optional<base::Rule> typed(QString &problem) const;
    QString readConditions(base::Rule &rule) const;
    QString readAction(base::Rule &rule) const;
    void showAction();
    void refresh();
    void showPreview();

    items::Models &m_models;
    const base::Rule m_first;
    QString m_problem; ///< why it cannot be set as it stands
    QLineEdit *m_name;
    ScopePicker *m_scope;
    PatternRows *m_patterns;
    QCheckBox *m_isFrom;
    QDateEdit *m_from;
    QCheckBox *m_isTo;
    QDateEdit *m_to;
    QComboBox *m_action;
    QWidget *m_setRow;
    QComboBox *m_dimension;
    QComboBox *m_value;
    ShareRows *m_shares;
    QLabel *m_moves; ///< what the preview says in a sentence
    QLabel *m_sentence;
    QPushButton *m_ok = nullptr;
};

} // namespace outlay::views
