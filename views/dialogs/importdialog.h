// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QDialog>

#include "items/importpreview.h"

#include <QtCore/QMap>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace outlay::base {
struct Error;
}

namespace outlay::views {

class DataTable;

/// What an import would make of some files, before anything is written: the format of each, its first rows
/// as they will be stored, and what may be chosen. Whoever answers previewWanted() calls showPreview() or
/// showError().
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    struct Format
    {
        QString id; ///< what commands and previews call it
        QString title;
        bool own = false; ///< a mapping of the person's own
    };

    /// `users`: 0 pseudonym, 1 drop, 2 keep. `always`: this dialog is to come for every import.
    ImportDialog(int users, bool always, QWidget *parent = nullptr);

    void showPreview(const QList<items::FilePreview> &files, const QList<Format> &formats);
    void showError(const base::Error &error);

    /// As if the format of that log was chosen by hand. Empty: by its content.
    void choose(const QString &log, const QString &format);
    /// Formats that were chosen, by log; one without an entry is recognised by its content.
    const QMap<QString, QString> &formats() const { return m_chosen; }
    int users() const;

Q_SIGNALS:
    /// The format of a log or the treatment of user ids is another now: what would become of the files?
    void previewWanted();
    /// Import was pressed: of these files, those that are known.
    void importWanted();
    /// The columns of a log are to be told what they mean. `ownFormat`: the id of the mapping that reads it;
    /// empty if none does.
    void mappingWanted(const QString &log, const QString &ownFormat);
    void alwaysChosen(bool always);

private:
    QWidget *makeFormatRow();
    QWidget *makeOptions(int users, bool always);
    void connectAll();
    void setFormats(const QList<Format> &formats);
    void askAgain();
    void showHeadline();
    void showFile();
    void formatChosen();
    QString ownFormatOf(const items::FilePreview &file) const;
    int currentFile() const;

    items::PreviewFilesModel m_files;
    items::PreviewRowsModel m_rows;
    QMap<QString, QString> m_chosen;
    QList<Format> m_known;
    bool m_reading = false; ///< a preview was asked for and has not come
    QLabel *m_headline;
    DataTable *m_filesTable;
    DataTable *m_rowsTable;
    QComboBox *m_format;
    QPushButton *m_map;
    QLabel *m_notes;    ///< what this file is, and what was assumed
    QLabel *m_problems; ///< lines that cannot be taken
    QComboBox *m_users;
    QCheckBox *m_always;
    QPushButton *m_import;
};

} // namespace outlay::views
