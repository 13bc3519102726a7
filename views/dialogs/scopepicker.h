// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QWidget>

#include "base/filter.h"

#include <map>

class QHBoxLayout;

namespace outlay::items {
class Models;
class ValuesModel;
} // namespace outlay::items

namespace outlay::views {

class MenuButton;
class ValuePicker;

/// Which calls something is about: a check list for each dimension, beside those of the filter bar and
/// without touching them.
class ScopePicker : public QWidget
{
    Q_OBJECT

public:
    explicit ScopePicker(const items::Models &models, QWidget *parent = nullptr);

    void setScope(const std::map<base::Dimension, base::ValueSet> &where);
    const std::map<base::Dimension, base::ValueSet> &scope() const { return m_where; }

Q_SIGNALS:
    void changed();

private:
    void addPicker(const QString &dimension, const items::ValuesModel &values);
    void pick(items::ValuesModel &values, const QSet<QString> &keys, bool all);

    QHBoxLayout *m_row;
    MenuButton *m_more; ///< dimensions that few scopes are about
    std::map<QString, items::ValuesModel *> m_values;
    QList<ValuePicker *> m_pickers;
    std::map<base::Dimension, base::ValueSet> m_where;
};

} // namespace outlay::views
