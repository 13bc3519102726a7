// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include "base/backfill.h"
#include "insight/backfill.h"

namespace outlay::items {

/// Calls, what they cost, and what is to be said of them.
struct JoinLine
{
    QString name;
    qint64 requests = 0;
    qint64 nanos = 0;
    QString note;
};

/// What a column of another log can be.
struct JoinField
{
    QString label;  ///< with a mnemonic
    QString column; ///< that which is it; empty: none
};

/// What joining another log would do.
struct JoinOutlook
{
    qint64 rows = 0;         ///< that can be joined
    qint64 rowsWithout = 0;  ///< of them, those that no call belongs to
    QList<JoinLine> quality; ///< how calls are matched
    QList<JoinLine> given;   ///< by dimension, then by value (the note), to calls that lacked it
    QStringList remarks;     ///< rejected rows, assumptions, conflicts
    QString check;           ///< how right matching by time is; empty where nothing is
    bool hasMatches = false; ///< joining would change something
    bool isJoined = false;   ///< it is so already
};

/// A log that is joined.
struct JoinedLog
{
    qint64 id = 0;
    QString text;
};

/// All but what was not understood of the file, and what is known of joined ones.
JoinOutlook outlookOf(const insight::JoinQuality &quality);
QList<JoinedLog> joinedLogs(const std::vector<base::Backfill> &backfills);

} // namespace outlay::items
