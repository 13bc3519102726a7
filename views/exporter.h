// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>

#include "base/result.h"

#include <functional>

class QAbstractItemModel;
class QWidget;

namespace outlay::views {

class ChartView;

/// Asks for files. Tests put their own functions in; the defaults are the platform's dialogs. An empty
/// answer means that the person thought better of it.
struct FileChooser
{
    std::function<QStringList(QWidget *parent)> filesToOpen;
    std::function<QString(QWidget *parent)> storeToOpen;
    std::function<QStringList(QWidget *parent)> pricesToOpen;
    std::function<QString(QWidget *parent)> budgetsToOpen;
    std::function<QString(QWidget *parent)> rulesToOpen;
    std::function<QStringList(QWidget *parent)> valuesToOpen;
    std::function<QString(QWidget *parent, const QString &title, const QString &suggested,
                          const QString &filter)>
        fileToSave;
    std::function<QStringList(QWidget *parent)> ratesToOpen;
    std::function<QString(QWidget *parent)> joinToOpen;

    static FileChooser platform();
};

/// Saves what pages show, whole or not at all, and says where.
class Exporter : public QObject
{
    Q_OBJECT

public:
    explicit Exporter(FileChooser chooser, QWidget *window);

    const FileChooser &chooser() const { return m_chooser; }
    void setChooser(FileChooser chooser) { m_chooser = std::move(chooser); }
    /// What all figures count, where it is not the usual: becomes a part of the names that are suggested.
    void setCounted(const QString &counted) { m_counted = counted; }

    void saveCsv(const QAbstractItemModel &rows, const QString &suggestedName);
    void saveChart(const ChartView &chart, const QString &suggestedName);
    /// Asks for a path and hands it to `write`, which answers with success or the error.
    void saveBy(const QString &title, const QString &suggestedName, const QString &filter,
                const std::function<base::Result<void>(const QString &)> &write);

Q_SIGNALS:
    void saved(const QString &path);
    void failed(const outlay::base::Error &error);

private:
    FileChooser m_chooser;
    QString m_counted;
    QWidget *m_window;
};

/// Writes bytes whole or not at all. Errors: Unwritable.
base::Result<void> writeFile(const QString &path, const QByteArray &bytes);

} // namespace outlay::views
