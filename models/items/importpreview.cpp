// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/importpreview.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <functional>

namespace outlay::items {

using base::EventRow;
using base::FixedDimension;

namespace {

struct PreviewWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::items::PreviewRowsModel)
};

/// A column of the preview and the way to its value; an invalid one was not logged.
struct PreviewColumn
{
    SimpleTableModel::Column column;
    std::function<QVariant(const PreviewRow &)> value;
};

PreviewColumn timeColumn()
{
    return {{PreviewWords::tr("Time (UTC)"), QStringLiteral("timestamp"), Kind::Time, {}},
            [](const PreviewRow &row) {
                const base::Instant at{std::chrono::microseconds{row.row.atUs}};
                return QVariant(QString::fromStdString(base::isoInstant(at)));
            }};
}

PreviewColumn dimensionColumn(const QString &title, FixedDimension dimension)
{
    return {{title, QString::fromLatin1(base::nameOf(dimension).data()), Kind::Text, {}},
            [dimension](const PreviewRow &row) {
                const auto &value = row.attribution[dimension];
                return value ? QVariant(QString::fromStdString(*value)) : QVariant();
            }};
}

PreviewColumn numberColumn(const QString &title, const char *name, Kind kind, std::int64_t EventRow::*member)
{
    return {{title, QString::fromLatin1(name), kind, {}}, [kind, member](const PreviewRow &row) {
                const std::int64_t value = row.row.*member;
                return value == base::kAbsent ? QVariant()
                       : kind == Kind::Millis ? QVariant(double(value) / 1000)
                                              : QVariant(qint64(value));
            }};
}

PreviewColumn textColumn(const QString &title, const char *name, QString PreviewRow::*member)
{
    return {{title, QString::fromLatin1(name), Kind::Text, {}}, [member](const PreviewRow &row) {
                const QString &value = row.*member;
                return value.isEmpty() ? QVariant() : QVariant(value);
            }};
}

PreviewColumn customColumn(const std::string &name)
{
    const QString title = QString::fromStdString(name);
    return {{title, title, Kind::Text, {}}, [name](const PreviewRow &row) {
                for (const auto &[custom, value] : row.attribution.custom)
                    if (custom == name)
                        return QVariant(QString::fromStdString(value));
                return QVariant();
            }};
}

PreviewColumn billColumn()
{
    return {{PreviewWords::tr("Kept as"), QStringLiteral("kept_as"), Kind::Text, {}},
            [](const PreviewRow &row) {
                return row.billing ? QVariant(PreviewWords::tr("line of a bill, in no total")) : QVariant();
            }};
}

std::vector<std::string> customNames(const std::vector<PreviewRow> &rows)
{
    std::vector<std::string> names;
    for (const PreviewRow &row : rows)
        for (const auto &custom : row.attribution.custom)
            if (std::find(names.begin(), names.end(), custom.first) == names.end())
                names.push_back(custom.first);
    return names;
}

/// In the order of importance to whoever checks them; Source is the file that the preview is of.
QList<PreviewColumn> columnsFor(const std::vector<PreviewRow> &rows)
{
    using Words = PreviewWords;
    QList<PreviewColumn> columns = {
        billColumn(),
        dimensionColumn(Words::tr("Feature"), FixedDimension::Feature),
        dimensionColumn(Words::tr("Segment"), FixedDimension::Segment),
        dimensionColumn(Words::tr("Provider"), FixedDimension::Provider),
        dimensionColumn(Words::tr("Model"), FixedDimension::Model),
        dimensionColumn(Words::tr("Environment"), FixedDimension::Environment),
        numberColumn(Words::tr("Input tokens"), "input_tokens", Kind::Count, &EventRow::inputTokens),
        numberColumn(Words::tr("Cache reads"), "cache_read_tokens", Kind::Count, &EventRow::cacheReadTokens),
        numberColumn(Words::tr("Cache writes"), "cache_write_5m_tokens", Kind::Count,
                     &EventRow::cacheWrite5mTokens),
        numberColumn(Words::tr("Cache writes (1 h)"), "cache_write_1h_tokens", Kind::Count,
                     &EventRow::cacheWrite1hTokens),
        numberColumn(Words::tr("Output tokens"), "output_tokens", Kind::Count, &EventRow::outputTokens),
        numberColumn(Words::tr("Cost"), "cost_usd", Kind::Price, &EventRow::costNanos),
        numberColumn(Words::tr("Computed cost"), "computed_cost_usd", Kind::Price, &EventRow::computedNanos),
        numberColumn(Words::tr("Latency"), "latency_ms", Kind::Millis, &EventRow::latencyUs),
        textColumn(Words::tr("User"), "user", &PreviewRow::user),
        dimensionColumn(Words::tr("Priority"), FixedDimension::Priority),
        dimensionColumn(Words::tr("Cached"), FixedDimension::Cached),
        dimensionColumn(Words::tr("Request type"), FixedDimension::RequestType),
        dimensionColumn(Words::tr("Outcome"), FixedDimension::Outcome),
        dimensionColumn(Words::tr("Service tier"), FixedDimension::Tier)};
    for (const std::string &name : customNames(rows))
        columns << customColumn(name);
    columns << textColumn(Words::tr("Other fields"), "extra", &PreviewRow::fields);
    return columns;
}

/// The folder that all of these are in, with its slash; what is in one archive alone is in that archive.
qsizetype commonFolder(const QList<FilePreview> &files)
{
    if (files.isEmpty())
        return 0;
    QString folder = files.first().log();
    do {
        folder.truncate(folder.lastIndexOf(QLatin1Char('/'), -2) + 1);
    } while (!folder.isEmpty() && !std::all_of(files.begin(), files.end(), [&](const FilePreview &file) {
        return file.log().startsWith(folder);
    }));
    return folder.size();
}

} // namespace

PreviewFilesModel::PreviewFilesModel(QObject *parent)
    : SimpleTableModel({{tr("File"), QStringLiteral("file"), Kind::Text, {}},
                        {tr("Recognised as"), QStringLiteral("format"), Kind::Text, {}},
                        {tr("Remark"), QStringLiteral("remark"), Kind::Text, {}}},
                       parent)
{
}

QString PreviewFilesModel::remarkOn(const FilePreview &file)
{
    if (file.report.error)
        return QString::fromStdString(file.report.error->detail);
    if (file.doubtful)
        return file.rows.empty() ? tr("none of its first rows can be taken")
                                 : tr("none of its first rows has tokens or a cost");
    if (!file.rejects.empty())
        return tr("%1 of the first lines cannot be taken").arg(file.rejects.size());
    return {};
}

void PreviewFilesModel::setFiles(const QList<FilePreview> &files)
{
    m_files = files;
    m_common = commonFolder(files);
    QList<Row> rows;
    for (const FilePreview &file : std::as_const(m_files))
        rows << Row{nameOf(file.log()), file.isKnown() ? file.format() : tr("(not recognised)"),
                    remarkOn(file)};
    setRows(std::move(rows));
}

int PreviewFilesModel::known() const
{
    return static_cast<int>(
        std::count_if(m_files.begin(), m_files.end(), std::mem_fn(&FilePreview::isKnown)));
}

int PreviewFilesModel::rowOf(const QString &log) const
{
    for (int row = 0; row < m_files.size(); ++row)
        if (m_files[row].log() == log)
            return row;
    return -1;
}

int PreviewFilesModel::firstDoubtful() const
{
    for (int row = 0; row < m_files.size(); ++row)
        if (m_files[row].doubtful || !m_files[row].isKnown())
            return row;
    return -1;
}

QString PreviewFilesModel::nameOf(const QString &log) const
{
    return log.mid(m_common);
}

PreviewRowsModel::PreviewRowsModel(QObject *parent)
    : SimpleTableModel({}, parent)
{
}

void PreviewRowsModel::show(const FilePreview &file)
{
    const std::vector<PreviewRow> shown(
        file.rows.begin(), file.rows.begin() + std::min<qsizetype>(kRowsShown, file.rows.size()));
    const QList<PreviewColumn> all = columnsFor(shown);
    QList<PreviewColumn> filled = {timeColumn()};
    std::copy_if(all.begin(), all.end(), std::back_inserter(filled), [&](const PreviewColumn &column) {
        return std::any_of(shown.begin(), shown.end(),
                           [&](const PreviewRow &row) { return column.value(row).isValid(); });
    });
    QList<Row> rows;
    for (const PreviewRow &row : shown) {
        Row cells;
        for (const PreviewColumn &column : std::as_const(filled))
            cells << column.value(row);
        rows << cells;
    }
    QList<Column> columns;
    for (const PreviewColumn &column : std::as_const(filled))
        columns << column.column;
    if (rows.isEmpty())
        columns.clear();
    setTable(columns, rows);
}

} // namespace outlay::items
