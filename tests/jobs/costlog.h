// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QString>

namespace outlay::tests {

/// A run of calls that are alike but for their times.
struct Calls
{
    int count = 1;
    const char *feature = "chat";
    const char *segment = "free";
    const char *costUsd = "0.0035";
};

/// Writes CostEvent JSON lines, one every `stepMs` from 2026-05-01 00:00 UTC on. True when all is written.
inline bool writeLog(const QString &path, const QList<Calls> &runs, qint64 stepMs = 50'000,
                     bool append = false)
{
    QFile file(path);
    if (!file.open(append ? QIODevice::WriteOnly | QIODevice::Append : QIODevice::WriteOnly))
        return false;
    qint64 at = QDateTime(QDate(2026, 5, 1), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
    QByteArray text;
    for (const Calls &calls : runs)
        for (int i = 0; i < calls.count; ++i, at += stepMs) {
            const QByteArray time =
                QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
            text += "{\"timestamp\": \"" + time + "\", \"feature_name\": \"" + calls.feature +
                    "\", \"user_segment\": \"" + calls.segment +
                    "\", \"user_id\": \"u-1\", \"model\": \"claude-3-5-haiku\", \"environment\": "
                    "\"production\", \"priority_level\": \"standard\", \"cached\": false, \"input_tokens\": "
                    "100, \"output_tokens\": 10, \"cost_usd\": " +
                    calls.costUsd + ", \"request_type\": \"chat\", \"latency_ms\": 850}\n";
        }
    return file.write(text) == text.size();
}

} // namespace outlay::tests
