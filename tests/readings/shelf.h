// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/importer.h"
#include "store/store.h"

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace outlay::tests {

/// Imports one file after the other, each with another time of its last change, and adds up what is there.
class Shelf
{
public:
    Shelf()
        : m_store(store::Store::openInMemory().value())
    {
    }

    base::FileReport import(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        file.close();
        if (file.open(QIODevice::ReadWrite)) // days apart, so that times cannot tell what is the same
            file.setFileTime(QDateTime::fromSecsSinceEpoch(1'780'000'000 + 86'400 * ++m_imports),
                             QFileDevice::FileModificationTime);
        file.close();
        auto sink =
            m_store->beginImport(base::Instant{std::chrono::seconds{1'790'000'000 + m_imports}}).value();
        ingest::ImportOptions options;
        return ingest::importPaths({file.fileName().toStdString()}, options, *sink, {}, {})
            .value()
            .files.at(0);
    }

    std::size_t calls() { return events().size(); }

    std::int64_t inputTokens()
    {
        std::int64_t sum = 0;
        for (const store::EventRecord &event : events())
            sum += event.row.inputTokens;
        return sum;
    }

    std::int64_t outputTokens()
    {
        std::int64_t sum = 0;
        for (const store::EventRecord &event : events())
            sum += event.row.outputTokens;
        return sum;
    }

    /// A dimension of the first call; empty if it has none.
    std::string value(const std::string &dimension)
    {
        const base::Attribution attribution = events().at(0).attribution;
        if (dimension == "feature")
            return attribution[base::FixedDimension::Feature].value_or("");
        for (const auto &[name, value] : attribution.custom) {
            if (name == dimension)
                return value;
        }
        return {};
    }

    /// Undoes the n-th import, from 1.
    bool undo(std::int64_t import) { return m_store->undoImport(import).has_value(); }

    bool isSound() { return m_store->check().value().empty(); }

private:
    std::vector<store::EventRecord> events()
    {
        store::EventQuery query;
        query.limit = 1000;
        return m_store->events(query).value();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<store::Store> m_store;
    int m_imports = 0;
};

} // namespace outlay::tests
