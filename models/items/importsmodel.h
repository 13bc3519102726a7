// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "items/simpletablemodel.h"

#include <vector>

namespace outlay::base {
struct ImportSummary;
struct Reject;
struct FileReport;
} // namespace outlay::base

namespace outlay::items {

/// Past imports, newest first.
class ImportsModel : public SimpleTableModel
{
    Q_OBJECT

public:
    explicit ImportsModel(QObject *parent = nullptr);
    void setImports(const std::vector<base::ImportSummary> &imports);
    qint64 importIdAt(int row) const;
};

/// Lines that an import could not take.
class RejectsModel : public SimpleTableModel
{
    Q_OBJECT

public:
    explicit RejectsModel(QObject *parent = nullptr);
    void setRejects(const std::vector<base::Reject> &rejects);
};

/// The files of an import with their counts; the last row is the total when there are several.
class ImportFilesModel : public SimpleTableModel
{
    Q_OBJECT

public:
    explicit ImportFilesModel(QObject *parent = nullptr);
    void setFiles(const std::vector<base::FileReport> &files);
};

} // namespace outlay::items
