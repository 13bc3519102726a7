// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QStringList>

namespace outlay::tests {

/// Records of an RFC 4180 text, read by the letter of its grammar (a record ends with LF or CRLF). An empty
/// list for a text that breaks it: a quote in a bare field, text after a closing quote, an unended record,
/// records of different lengths.
inline QList<QStringList> parseCsv(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    QList<QStringList> records;
    QStringList record;
    QString field;
    enum
    {
        Begin,
        Bare,
        Quoted,
        Closed
    } state = Begin;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool quote = c == QLatin1Char('"');
        if (state == Quoted) {
            if (quote)
                state = Closed;
            else
                field += c;
        } else if (quote && state == Begin) {
            state = Quoted;
        } else if (quote && state == Closed) {
            field += c;
            state = Quoted;
        } else if (c == QLatin1Char(',') || c == QLatin1Char('\n')) {
            if (state == Bare && c == QLatin1Char('\n') && field.endsWith(QLatin1Char('\r')))
                field.chop(1);
            record << field;
            field.clear();
            state = Begin;
            if (c == QLatin1Char('\n'))
                records << std::exchange(record, {});
        } else if (quote || (state == Closed && c != QLatin1Char('\r'))) {
            return {};
        } else if (state != Closed) {
            field += c;
            state = Bare;
        }
    }
    if (state != Begin || !record.isEmpty())
        return {};
    for (const QStringList &other : std::as_const(records))
        if (other.size() != records.front().size())
            return {};
    return records;
}

} // namespace outlay::tests
