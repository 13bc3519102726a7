// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QDialog>

#include "items/importpreview.h"
#include "items/mappingmodel.h"

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace outlay::base {
struct Error;
}

namespace outlay::views {

class DataTable;

/// Says what the columns of a file of an unknown shape mean, and shows what becomes of its first rows.
/// Whoever answers previewWanted() calls showPreview() or showError(); whoever has taken what was saved
/// closes the dialog.
class MappingDialog : public QDialog
{
    Q_OBJECT

public:
    /// `log`: that the mapping is made from. `taken`: names of other mappings.
    MappingDialog(const QString &log, const QStringList &taken, QWidget *parent = nullptr);

    /// With guesses, or as it was saved. Asks for a preview.
    void setMapping(const items::Mapping &mapping);
    /// What was asked for by recordsWanted(); what the person said beside the columns stays.
    void setRecords(items::Mapping mapping);
    const items::Mapping &mapping() const { return m_columns.mapping(); }

    void showPreview(const items::FilePreview &file);
    /// The rows could not be previewed, or the mapping not be saved.
    void showError(const base::Error &error);

Q_SIGNALS:
    /// Another mapping: what would become of the first rows?
    void previewWanted(const outlay::items::Mapping &mapping);
    /// The records are in another list of the document: what are its columns?
    void recordsWanted(const QString &path);
    /// It is to be saved and used.
    void saveWanted(const outlay::items::Mapping &mapping);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeColumns();
    QWidget *makeOptions();
    void connectAll();
    void editCell(const QModelIndex &index);
    void mappingChanged();
    void showProblems();
    void showLists(const items::Mapping &mapping);

    const QStringList m_taken;
    items::MappingModel m_columns;
    items::PreviewRowsModel m_rows;
    std::optional<items::Mapping> m_previewed; ///< the last that a preview was asked for
    QString m_said;                            ///< what there is to say of the preview
    QTableView *m_columnsTable;
    QLineEdit *m_name;
    QComboBox *m_zone;
    QComboBox *m_decimal;
    QComboBox *m_cache;
    QComboBox *m_records;
    QLabel *m_recordsLabel = nullptr;
    DataTable *m_rowsTable;
    QLabel *m_problems;
    QPushButton *m_save;
};

} // namespace outlay::views
