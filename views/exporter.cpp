// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/exporter.h"

#include "items/csvwriter.h"
#include "views/charts/chartview.h"
#include "views/format.h"

#include <QtCore/QSaveFile>
#include <QtWidgets/QFileDialog>

namespace outlay::views {

FileChooser FileChooser::platform()
{
    return {
        [](QWidget *parent) { return QFileDialog::getOpenFileNames(parent, Exporter::tr("Import logs")); },
        [](QWidget *parent) {
            return QFileDialog::getSaveFileName(parent, Exporter::tr("Open or create a store"), QString(),
                                                Exporter::tr("Outlay stores (*.db);;All files (*)"), nullptr,
                                                QFileDialog::DontConfirmOverwrite);
        },
        [](QWidget *parent) {
            return QFileDialog::getOpenFileNames(parent, Exporter::tr("Import price lists"), QString(),
                                                 Exporter::tr("Price lists (*.json);;All files (*)"));
        },
        [](QWidget *parent) {
            return QFileDialog::getOpenFileName(parent, Exporter::tr("Import budgets"), QString(),
                                                Exporter::tr("Budgets (*.csv *.json);;All files (*)"));
        },
        [](QWidget *parent) {
            return QFileDialog::getOpenFileName(parent, Exporter::tr("Import rules"), QString(),
                                                Exporter::tr("Rules (*.json);;All files (*)"));
        },
        [](QWidget *parent) {
            return QFileDialog::getOpenFileNames(
                parent, Exporter::tr("Import values"), QString(),
                Exporter::tr("Value files (*.csv *.tsv *.json *.jsonl);;All files (*)"));
        },
        [](QWidget *parent, const QString &title, const QString &suggested, const QString &filter) {
            return QFileDialog::getSaveFileName(parent, title, suggested, filter);
        },
        [](QWidget *parent) {
            return QFileDialog::getOpenFileNames(parent, Exporter::tr("Import exchange rates"), QString(),
                                                 Exporter::tr("Exchange rates (*.csv *.zip);;All files (*)"));
        },
        [](QWidget *parent) { return QFileDialog::getOpenFileName(parent, Exporter::tr("Join with a log")); },
    };
}

Exporter::Exporter(FileChooser chooser, QWidget *window)
    : QObject(window)
    , m_chooser(std::move(chooser))
    , m_window(window)
{
}

void Exporter::saveBy(const QString &title, const QString &suggestedName, const QString &filter,
                      const std::function<base::Result<void>(const QString &)> &write)
{
    QString name = suggestedName;
    if (!m_counted.isEmpty())
        name.insert(name.lastIndexOf(QLatin1Char('.')), tr(" (%1)").arg(m_counted));
    const QString path = m_chooser.fileToSave(m_window, title, name, filter);
    if (path.isEmpty())
        return;
    if (const auto written = write(path); written)
        Q_EMIT saved(path);
    else
        Q_EMIT failed(written.error());
}

void Exporter::saveCsv(const QAbstractItemModel &rows, const QString &suggestedName)
{
    saveBy(tr("Save the table as CSV"), suggestedName + QStringLiteral(".csv"), tr("CSV (*.csv)"),
           [&rows](const QString &path) { return writeFile(path, items::toCsv(rows, format::shownIn())); });
}

void Exporter::saveChart(const ChartView &chart, const QString &suggestedName)
{
    saveBy(tr("Save the chart"), suggestedName + QStringLiteral(".png"), tr("Pictures (*.png *.svg)"),
           [&chart](const QString &path) {
               return path.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive) ? chart.exportSvg(path)
                                                                                 : chart.exportPng(path);
           });
}

base::Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush() ||
        !file.commit())
        return base::fail(base::ErrorKind::Unwritable, path.toStdString(),
                          "could not be written: " + file.errorString().toStdString());
    return {};
}

} // namespace outlay::views
