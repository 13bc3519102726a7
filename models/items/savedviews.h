// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QString>

#include "base/filter.h"

#include <optional>

namespace outlay::items {

/// What a person looks at, under a name: a page, what is asked, and how its tables and choices are set.
struct SavedView
{
    QString name;
    QString page; ///< its name in the program, the same in every language
    base::Question question;
    QJsonObject layout; ///< of the page's tables and choices, as views make it

    bool operator==(const SavedView &) const = default;
};

/// A list as a store keeps it.
QString toJson(const QList<SavedView> &views);
/// Entries that are not understood are left out.
QList<SavedView> savedViewsOf(const QString &json);

/// The list with this one in it, in the place of one with the same name; by name.
QList<SavedView> with(QList<SavedView> views, const SavedView &view);

} // namespace outlay::items
