// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/buddylabel.h"

#include <QtWidgets/QLabel>

namespace outlay::views {

QLabel *buddyLabel(const QString &text, QWidget *widget)
{
    auto *label = new QLabel(text);
    label->setBuddy(widget);
    widget->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    return label;
}

} // namespace outlay::views
