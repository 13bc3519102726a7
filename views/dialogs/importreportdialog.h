// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QDialog>

#include "base/importreport.h"
#include "items/importsmodel.h"

namespace outlay::views {

class Exporter;

/// What became of every file and line of an import.
class ImportReportDialog : public QDialog
{
    Q_OBJECT

public:
    ImportReportDialog(const base::ImportReport &report, Exporter &exporter, QWidget *parent = nullptr);

private:
    items::ImportFilesModel m_files;
    items::RejectsModel m_rejects;
};

/// The lines that one import could not take.
class RejectsDialog : public QDialog
{
    Q_OBJECT

public:
    RejectsDialog(qint64 importId, items::RejectsModel &rejects, Exporter &exporter,
                  QWidget *parent = nullptr);
};

} // namespace outlay::views
