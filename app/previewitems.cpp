// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/previewitems.h"

#include <QtCore/QCoreApplication>

namespace outlay::app {

namespace {

struct PreviewItemWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::app::PreviewItems)
};

/// A user as the store will show it. The preview has the pseudonym alone.
QString userText(std::int64_t pseudonym, ingest::UserPolicy users)
{
    if (pseudonym == base::kAbsent)
        return {};
    if (users == ingest::UserPolicy::Keep)
        return PreviewItemWords::tr("(as logged)");
    return QStringLiteral("u-%1").arg(pseudonym, 12, 16, QLatin1Char('0'));
}

QStringList samplesOf(const ingest::LogShape &shape, const std::string &column)
{
    QStringList samples;
    for (const ingest::ShapeColumn &known : shape.columns)
        if (known.name == column)
            for (const std::string &sample : known.samples)
                samples << QString::fromStdString(sample);
    return samples;
}

} // namespace

items::FilePreview itemOf(const ingest::FilePreview &file, ingest::UserPolicy users)
{
    items::FilePreview item{file.report, file.rejects, {}, file.mappable, file.doubtful};
    for (const ingest::PreviewRow &row : file.rows)
        item.rows.push_back({row.billing, row.row, row.attribution, userText(row.row.user, users),
                             QString::fromStdString(row.fields)});
    return item;
}

QList<items::FilePreview> itemsOf(const std::vector<ingest::FilePreview> &files, ingest::UserPolicy users)
{
    QList<items::FilePreview> items;
    for (const ingest::FilePreview &file : files)
        items << itemOf(file, users);
    return items;
}

QList<views::ImportDialog::Format> itemsOf(const std::vector<jobs::NamedFormat> &formats)
{
    QList<views::ImportDialog::Format> items;
    for (const jobs::NamedFormat &format : formats)
        items << views::ImportDialog::Format{QString::fromStdString(format.id),
                                             QString::fromStdString(format.title), format.own};
    return items;
}

items::Mapping mappingOf(const jobs::MapDraft &draft)
{
    items::Mapping mapping;
    mapping.name = QString::fromStdString(draft.map.name);
    mapping.zone = QString::fromStdString(draft.map.zone);
    mapping.decimal = QString::fromStdString(draft.map.decimal);
    mapping.records = QString::fromStdString(draft.map.records);
    for (const auto &[path, records] : draft.shape.lists)
        mapping.lists << items::MappedList{QString::fromStdString(path), records};
    mapping.inputIncludesCache = draft.map.inputIncludesCache;
    for (const ingest::ColumnUse &use : draft.map.columns)
        mapping.columns << items::MappedColumn{
            QString::fromStdString(use.column), samplesOf(draft.shape, use.column),
            QString::fromStdString(use.field), QString::fromStdString(use.unit),
            QString::fromStdString(use.why)};
    return mapping;
}

ingest::UserMap userMapOf(const items::Mapping &mapping)
{
    ingest::UserMap map;
    map.name = mapping.name.trimmed().toStdString();
    map.zone = mapping.zone.toStdString();
    map.decimal = mapping.decimal.toStdString();
    map.records = mapping.records.toStdString();
    map.inputIncludesCache = mapping.inputIncludesCache;
    for (const items::MappedColumn &column : mapping.columns)
        map.columns.push_back({column.name.toStdString(), column.field.toStdString(),
                               column.unit.toStdString(), column.why.toStdString()});
    return map;
}

} // namespace outlay::app
