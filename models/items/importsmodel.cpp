// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/importsmodel.h"

#include "base/importreport.h"

namespace outlay::items {

namespace {

QVariant count(std::int64_t value)
{
    return qint64(value);
}

QString namesOf(const base::ImportSummary &import)
{
    QStringList names;
    for (const base::FileReport &file : import.files)
        names << QString::fromStdString(file.path);
    return names.join(QStringLiteral(", "));
}

} // namespace

ImportsModel::ImportsModel(QObject *parent)
    : SimpleTableModel({{tr("Import"), QStringLiteral("id"), Kind::Count, {}},
                        {tr("When (UTC)"), QStringLiteral("at"), Kind::Time, {}},
                        {tr("Files"), QStringLiteral("files"), Kind::Text, {}},
                        {tr("Added"), QStringLiteral("added"), Kind::Count, {}},
                        {tr("Duplicates"), QStringLiteral("duplicates"), Kind::Count, {}},
                        {tr("Rejected"), QStringLiteral("rejected"), Kind::Count, {}},
                        {tr("Other lines"), QStringLiteral("not_events"), Kind::Count, {}},
                        {tr("Redacted"), QStringLiteral("redacted"), Kind::Count, {}},
                        {tr("Unpriced"), QStringLiteral("unpriced"), Kind::Count, {}},
                        {tr("From"), QStringLiteral("first_day"), Kind::Day, {}},
                        {tr("To"), QStringLiteral("last_day"), Kind::Day, {}},
                        {tr("Cost"), QStringLiteral("cost_usd"), Kind::Money, {}}},
                       parent)
{
}

void ImportsModel::setImports(const std::vector<base::ImportSummary> &imports)
{
    QList<Row> rows;
    for (const base::ImportSummary &import : imports) {
        const base::FileReport sum = base::ImportReport{import.id, import.files, {}}.totals();
        rows << Row{
            count(import.id),
            QString::fromStdString(base::isoInstant(import.at)),
            namesOf(import),
            count(sum.added),
            count(sum.duplicates),
            count(sum.rejected),
            count(sum.notEvents),
            count(sum.redacted),
            count(sum.unpriced),
            import.span ? QVariant(QString::fromStdString(base::isoDay(import.span->first))) : QVariant(),
            import.span ? QVariant(QString::fromStdString(base::isoDay(import.span->last))) : QVariant(),
            count(import.costNanos)};
    }
    setRows(std::move(rows));
}

qint64 ImportsModel::importIdAt(int row) const
{
    return data(index(row, 0), ValueRole).toLongLong();
}

RejectsModel::RejectsModel(QObject *parent)
    : SimpleTableModel({{tr("File"), QStringLiteral("file"), Kind::Text, {}},
                        {tr("Line"), QStringLiteral("line"), Kind::Count, {}},
                        {tr("Reason"), QStringLiteral("reason"), Kind::Text, {}},
                        {tr("Excerpt"), QStringLiteral("excerpt"), Kind::Text, {}}},
                       parent)
{
}

void RejectsModel::setRejects(const std::vector<base::Reject> &rejects)
{
    QList<Row> rows;
    for (const base::Reject &reject : rejects)
        rows << Row{QString::fromStdString(reject.file), count(reject.line),
                    QString::fromStdString(reject.reason), QString::fromStdString(reject.excerpt)};
    setRows(std::move(rows));
}

ImportFilesModel::ImportFilesModel(QObject *parent)
    : SimpleTableModel({{tr("File"), QStringLiteral("file"), Kind::Text, {}},
                        {tr("Read as"), QStringLiteral("format"), Kind::Text, {}},
                        {tr("Added"), QStringLiteral("added"), Kind::Count, {}},
                        {tr("Duplicates"), QStringLiteral("duplicates"), Kind::Count, {}},
                        {tr("Rejected"), QStringLiteral("rejected"), Kind::Count, {}},
                        {tr("Other lines"), QStringLiteral("not_events"), Kind::Count, {}},
                        {tr("Redacted"), QStringLiteral("redacted"), Kind::Count, {}},
                        {tr("Unpriced"), QStringLiteral("unpriced"), Kind::Count, {}}},
                       parent)
{
}

void ImportFilesModel::setFiles(const std::vector<base::FileReport> &files)
{
    const auto rowOf = [](const base::FileReport &file, const QString &name, const QString &format) {
        return Row{name,
                   format,
                   count(file.added),
                   count(file.duplicates),
                   count(file.rejected),
                   count(file.notEvents),
                   count(file.redacted),
                   count(file.unpriced)};
    };
    QList<Row> rows;
    for (const base::FileReport &file : files)
        rows << rowOf(file, QString::fromStdString(file.path),
                      QString::fromStdString(file.error ? file.error->detail : file.format));
    if (files.size() > 1)
        rows << rowOf(base::ImportReport{0, files, {}}.totals(), tr("Total"), QString());
    setRows(std::move(rows));
}

} // namespace outlay::items
