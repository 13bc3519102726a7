// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "items/simpletablemodel.h"

#include "base/event.h"
#include "base/importreport.h"

#include <vector>

namespace outlay::items {

/// A row as it will be stored.
struct PreviewRow
{
    bool billing = false; ///< a line of a bill, not a call
    base::EventRow row;
    base::Attribution attribution;
    QString user;   ///< as it will be stored; empty: none
    QString fields; ///< JSON object of what is no dimension; may be empty
};

/// What an import would make of one log, before anything is written.
struct FilePreview
{
    base::FileReport report; ///< of what was read of it
    std::vector<base::Reject> rejects;
    std::vector<PreviewRow> rows;
    bool mappable = false; ///< has columns or paths that a person can say the meaning of
    bool doubtful = false; ///< … and should

    QString log() const { return QString::fromStdString(report.path); }
    QString format() const { return QString::fromStdString(report.format); }
    bool isKnown() const { return !report.error && !report.format.empty(); }
};

/// The files of an import to be: name, what each was recognised as, and what is to be said of it.
class PreviewFilesModel : public SimpleTableModel
{
    Q_OBJECT

public:
    explicit PreviewFilesModel(QObject *parent = nullptr);

    void setFiles(const QList<FilePreview> &files);
    const QList<FilePreview> &files() const { return m_files; }
    int known() const;                        ///< files that can be imported
    int rowOf(const QString &log) const;      ///< -1: it is not here
    int firstDoubtful() const;                ///< the first that needs a decision; -1: none does
    QString nameOf(const QString &log) const; ///< without the folders that all files have in common

private:
    static QString remarkOn(const FilePreview &file);

    QList<FilePreview> m_files;
    qsizetype m_common = 0; ///< length of what all names begin with
};

/// The first rows of one file as they will be stored: the columns that at least one of them fills.
class PreviewRowsModel : public SimpleTableModel
{
    Q_OBJECT

public:
    static constexpr int kRowsShown = 50;

    explicit PreviewRowsModel(QObject *parent = nullptr);

    void show(const FilePreview &file);
};

} // namespace outlay::items
