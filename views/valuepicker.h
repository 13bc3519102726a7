// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/menubutton.h"

#include <QtCore/QSet>

namespace outlay::items {
class ValuesModel;
}

namespace outlay::views {

/// A button of the filter bar that opens the check list of one dimension's values.
class ValuePicker : public MenuButton
{
    Q_OBJECT

public:
    ValuePicker(const QString &title, items::ValuesModel &values, QWidget *parent = nullptr);

    /// Says how many are in.
    void refresh();

Q_SIGNALS:
    /// The check marks that the person left; all of them means no restriction.
    void picked(const QSet<QString> &keys, bool all);

private:
    QWidget *makePopup();

    const QString m_title;
    items::ValuesModel &m_values;
};

} // namespace outlay::views
