// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/slicewords.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

namespace outlay::items {

QString sliceWords(const insight::Slice &slice)
{
    QStringList names;
    for (const auto &[dimension, value] : slice)
        names << QString::fromStdString(value.empty() ? std::string(base::unattributedLabel(dimension))
                                                      : value);
    return names.isEmpty() ? QCoreApplication::translate("outlay::items", "all spend")
                           : names.join(QStringLiteral(" · "));
}

std::map<base::Dimension, base::ValueSet> whereOf(const insight::Slice &slice)
{
    std::map<base::Dimension, base::ValueSet> where;
    for (const auto &[dimension, value] : slice)
        where[dimension].values.insert(value);
    return where;
}

} // namespace outlay::items
