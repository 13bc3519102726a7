// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "recordingsink.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

/// Reads texts as files and shows what came of them.
class Reading
{
public:
    outlay::ingest::ImportOptions options;
    std::size_t chunkBytes = outlay::ingest::kChunkBytes;
    RecordingSink sink;
    outlay::base::ImportReport report;
    std::optional<outlay::base::Error> error;

    /// Reads `content` as a file called `name`.
    void read(const QByteArray &content, const QString &name = QStringLiteral("app.log"))
    {
        readPaths({write(content, name)});
    }

    void readPaths(const std::vector<std::string> &paths)
    {
        const std::stop_token never;
        auto result = outlay::ingest::importInChunks(paths, options, sink, never, {}, chunkBytes);
        if (result)
            report = *result;
        else
            error = result.error();
    }

    std::string write(const QByteArray &content, const QString &name)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        return file.fileName().toStdString();
    }

    QString path(const QString &name) const { return m_folder.filePath(name); }

    const outlay::base::FileReport &file() const { return report.files.at(0); }
    const SeenEvent &event(std::size_t i = 0) const { return sink.events.at(i); }

    /// The value of a fixed or custom dimension of an event; "<absent>" if it has none.
    std::string value(const std::string &dimension, std::size_t i = 0) const
    {
        const auto &attribution = event(i).attribution;
        for (std::size_t d = 0; d < outlay::base::kFixedDimensionNames.size(); ++d) {
            if (outlay::base::kFixedDimensionNames[d] == dimension)
                return attribution.fixed[d].value_or("<absent>");
        }
        for (const auto &[name, value] : attribution.custom) {
            if (name == dimension)
                return value;
        }
        return "<absent>";
    }

    /// Events that an assumption of the file touches; 0 if it was not made.
    std::int64_t assumed(const std::string &part) const
    {
        for (const auto &assumption : file().assumptions) {
            if (assumption.text.find(part) != std::string::npos)
                return assumption.events;
        }
        return 0;
    }

private:
    QTemporaryDir m_folder;
};

/// A JSON line with a time, a feature and a cost, and with `more` fields.
inline QByteArray jsonLine(const QByteArray &more = {})
{
    return R"({"timestamp":"2026-05-01T16:08:32.384Z","feature_name":"faq","input_tokens":10,"cost_usd":0.5)" +
           (more.isEmpty() ? QByteArray() : "," + more) + "}\n";
}
