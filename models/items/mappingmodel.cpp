// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/mappingmodel.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QMap>
#include <QtCore/QTimeZone>

#include <algorithm>

namespace outlay::items {

namespace {

constexpr int kSamplesShown = 3;

struct MappingWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::items::MappingModel)
};

QString unitTitle(const QString &unit)
{
    static const QMap<QString, QString> titles = {
        {QStringLiteral("iso"), MappingWords::tr("date and time")},
        {QStringLiteral("unix_s"), MappingWords::tr("seconds since 1970")},
        {QStringLiteral("unix_ms"), MappingWords::tr("milliseconds since 1970")},
        {QStringLiteral("unix_us"), MappingWords::tr("microseconds since 1970")},
        {QStringLiteral("month_first"), MappingWords::tr("month/day/year")},
        {QStringLiteral("day_first"), MappingWords::tr("day/month/year")},
        {QStringLiteral("usd"), MappingWords::tr("dollars")},
        {QStringLiteral("cents"), MappingWords::tr("cents")},
        {QStringLiteral("micro_usd"), MappingWords::tr("millionths of a dollar")},
        {QStringLiteral("nano_usd"), MappingWords::tr("billionths of a dollar")},
        {QStringLiteral("ms"), MappingWords::tr("milliseconds")},
        {QStringLiteral("s"), MappingWords::tr("seconds")},
        {QStringLiteral("us"), MappingWords::tr("microseconds")},
        {QStringLiteral("tokens"), MappingWords::tr("tokens")},
        {QStringLiteral("thousand_tokens"), MappingWords::tr("thousands of tokens")},
    };
    return titles.value(unit, unit);
}

/// What is around the list of the records is said to be, and not by a sign that only map files have.
QString pathText(const QString &column)
{
    qsizetype out = 0;
    while (out < column.size() && column[out] == QLatin1Char('^'))
        ++out;
    return out == 0 ? column : MappingWords::tr("%1 (of the document)").arg(column.mid(out));
}

QString reasonText(const QString &why)
{
    return why == reason::kName     ? MappingWords::tr("its name")
           : why == reason::kValues ? MappingWords::tr("its values")
           : why == reason::kChosen ? MappingWords::tr("you say so")
                                    : QString();
}

const MappingField *fieldOf(const QString &id)
{
    const auto &fields = MappingModel::fields();
    const auto it = std::find_if(fields.begin(), fields.end(),
                                 [&id](const MappingField &field) { return field.id == id; });
    return it == fields.end() ? nullptr : &*it;
}

QString fieldTitle(const QString &id)
{
    const MappingField *field = fieldOf(id);
    return field ? field->title : id;
}

/// Any number of columns may be these.
bool isShared(const QString &field)
{
    return field == mapped::kDimension || field == mapped::kPerEvent || field == mapped::kIgnored;
}

/// What is billed apart from text.
QList<MappingField> makeParts()
{
    using Words = MappingWords;
    return {
        {QStringLiteral("input_audio_tokens"),
         Words::tr("Input tokens of audio"),
         {QStringLiteral("tokens")}},
        {QStringLiteral("cached_audio_tokens"),
         Words::tr("Cached tokens of audio"),
         {QStringLiteral("tokens")}},
        {QStringLiteral("output_audio_tokens"),
         Words::tr("Output tokens of audio"),
         {QStringLiteral("tokens")}},
        {QStringLiteral("input_image_tokens"),
         Words::tr("Input tokens of images"),
         {QStringLiteral("tokens")}},
        {QStringLiteral("cached_image_tokens"),
         Words::tr("Cached tokens of images"),
         {QStringLiteral("tokens")}},
        {QStringLiteral("output_image_tokens"),
         Words::tr("Output tokens of images"),
         {QStringLiteral("tokens")}},
        {QStringLiteral("web_searches"), Words::tr("Web searches"), {}},
        {QStringLiteral("citation_tokens"), Words::tr("Tokens of citations"), {QStringLiteral("tokens")}},
        {QStringLiteral("beside_reasoning_tokens"),
         Words::tr("Tokens of reasoning beside the output"),
         {QStringLiteral("tokens")}},
        {QStringLiteral("file_searches"), Words::tr("File searches"), {}},
        {QStringLiteral("code_sessions"), Words::tr("Sessions of a code interpreter"), {}},
        {QStringLiteral("images_made"), Words::tr("Images made"), {}},
        {QStringLiteral("audio_seconds"), Words::tr("Seconds of audio"), {}},
        {QStringLiteral("document_pages"), Words::tr("Pages of documents"), {}},
        {QStringLiteral("rerank_searches"), Words::tr("Searches ranked anew"), {}},
        {QStringLiteral("requests_low"), Words::tr("Requests that search little"), {}},
        {QStringLiteral("requests_medium"), Words::tr("Requests that search some"), {}},
        {QStringLiteral("requests_high"), Words::tr("Requests that search much"), {}},
    };
}

QList<MappingField> makeFields()
{
    using Words = MappingWords;
    const QStringList times{QStringLiteral("iso"),         QStringLiteral("unix_s"),
                            QStringLiteral("unix_ms"),     QStringLiteral("unix_us"),
                            QStringLiteral("month_first"), QStringLiteral("day_first")};
    const QStringList tokens{QStringLiteral("tokens"), QStringLiteral("thousand_tokens")};
    const QStringList money{QStringLiteral("usd"), QStringLiteral("cents"), QStringLiteral("micro_usd"),
                            QStringLiteral("nano_usd")};
    const QStringList spans{QStringLiteral("ms"), QStringLiteral("s"), QStringLiteral("us")};
    QList<MappingField> fields = {
        {QStringLiteral("timestamp"), Words::tr("Time"), times},
        {QStringLiteral("feature"), Words::tr("Feature"), {}},
        {QStringLiteral("segment"), Words::tr("Segment"), {}},
        {QStringLiteral("user"), Words::tr("User"), {}},
        {QStringLiteral("provider"), Words::tr("Provider"), {}},
        {QStringLiteral("model"), Words::tr("Model"), {}},
        {QStringLiteral("environment"), Words::tr("Environment"), {}},
        {QStringLiteral("priority"), Words::tr("Priority"), {}},
        {QStringLiteral("request_type"), Words::tr("Request type"), {}},
        {QStringLiteral("outcome"), Words::tr("Outcome"), {}},
        {QStringLiteral("cached"), Words::tr("Answered from a cache"), {}},
        {QStringLiteral("service_tier"), Words::tr("Service tier"), {}},
        {QStringLiteral("input_tokens"), Words::tr("Input tokens"), tokens},
        {QStringLiteral("prompt_tokens"), Words::tr("Input tokens, cache included"), tokens},
        {QStringLiteral("output_tokens"), Words::tr("Output tokens"), tokens},
        {QStringLiteral("cache_read_tokens"), Words::tr("Tokens read from the cache"), tokens},
        {QStringLiteral("cache_write_tokens"), Words::tr("Tokens written to the cache"), tokens},
    };
    fields += makeParts();
    fields += {
        {QStringLiteral("cost_usd"), Words::tr("Cost"), money},
        {QStringLiteral("latency_ms"), Words::tr("Latency"), spans},
        {mapped::kDimension, Words::tr("Keep as a dimension"), {}},
        {mapped::kPerEvent, Words::tr("Keep with the event"), {}},
        {mapped::kIgnored, Words::tr("Ignore"), {}},
    };
    return fields;
}

QStringList makeZones()
{
    QStringList zones{QStringLiteral("UTC")};
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds())
        if (!id.startsWith("UTC")) // "UTC+01:00" is Qt's own
            zones << QString::fromLatin1(id);
    return zones;
}

} // namespace

const QList<MappingField> &MappingModel::fields()
{
    static const QList<MappingField> fields = makeFields();
    return fields;
}

const QStringList &MappingModel::zones()
{
    static const QStringList zones = makeZones();
    return zones;
}

void MappingModel::setMapping(const Mapping &mapping)
{
    beginResetModel();
    m_mapping = mapping;
    endResetModel();
    Q_EMIT mappingChanged();
}

void MappingModel::setName(const QString &name)
{
    m_mapping.name = name;
    Q_EMIT mappingChanged();
}

void MappingModel::setZone(const QString &zone)
{
    m_mapping.zone = zone;
    Q_EMIT mappingChanged();
}

void MappingModel::setDecimal(const QString &mark)
{
    m_mapping.decimal = mark;
    Q_EMIT mappingChanged();
}

void MappingModel::setInputIncludesCache(bool includes)
{
    m_mapping.inputIncludesCache = includes;
    Q_EMIT mappingChanged();
}

bool MappingModel::has(const QString &field) const
{
    return std::any_of(m_mapping.columns.begin(), m_mapping.columns.end(),
                       [&](const MappedColumn &column) { return column.field == field; });
}

QStringList MappingModel::problems() const
{
    static const QStringList amounts = {
        QStringLiteral("input_tokens"),       QStringLiteral("prompt_tokens"),
        QStringLiteral("output_tokens"),      QStringLiteral("cache_read_tokens"),
        QStringLiteral("cache_write_tokens"), QStringLiteral("cost_usd")};
    QStringList problems;
    if (!has(QStringLiteral("timestamp")))
        problems << tr("No column is the time.");
    if (std::none_of(amounts.begin(), amounts.end(), [this](const QString &field) { return has(field); }))
        problems << tr("No column is a number of tokens or a cost.");
    if (!zones().contains(m_mapping.zone))
        problems << tr("There is no time zone “%1”; it is called like Europe/Berlin.").arg(m_mapping.zone);
    return problems;
}

QStringList MappingModel::problemsOfSaving() const
{
    QStringList all = problems();
    const QString name = m_mapping.name;
    if (std::none_of(name.begin(), name.end(), [](QChar c) { return c.isLetterOrNumber(); }))
        all << tr("The mapping needs a name.");
    return all;
}

int MappingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_mapping.columns.size());
}

int MappingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString MappingModel::text(const MappedColumn &column, int at)
{
    switch (at) {
    case Name:
        return pathText(column.name);
    case Samples:
        return column.samples.mid(0, kSamplesShown).join(QStringLiteral(" · "));
    case Field:
        return fieldTitle(column.field);
    case Unit:
        return unitTitle(column.unit);
    default:
        return reasonText(column.why);
    }
}

QStringList MappingModel::choices(const MappedColumn &column, int at)
{
    QStringList ids;
    if (at == Field) {
        for (const MappingField &field : fields())
            ids << field.id;
    } else if (at == Unit) {
        if (const MappingField *field = fieldOf(column.field))
            ids = field->units;
    }
    return ids;
}

QVariant MappingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const MappedColumn &column = m_mapping.columns[index.row()];
    const bool isField = index.column() == Field;
    QStringList titles;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case ValueRole:
    case SortRole:
        return text(column, index.column());
    case Qt::ToolTipRole:
        return index.column() == Samples ? column.samples.join(QLatin1Char('\n'))
                                         : text(column, index.column());
    case Qt::EditRole:
        return isField ? column.field : index.column() == Unit ? column.unit : QString();
    case ChoicesRole:
        return choices(column, index.column());
    case ChoiceTitlesRole:
        for (const QString &id : choices(column, index.column()))
            titles << (isField ? fieldTitle(id) : unitTitle(id));
        return titles;
    case KindRole:
        return int(Kind::Text);
    default:
        return {};
    }
}

QVariant MappingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Column or path");
    case Samples:
        return tr("Values");
    case Field:
        return tr("Is");
    case Unit:
        return tr("In");
    default:
        return tr("Because of");
    }
}

Qt::ItemFlags MappingModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const bool choice = index.isValid() && !choices(m_mapping.columns[index.row()], index.column()).isEmpty();
    return choice ? flags | Qt::ItemIsEditable : flags;
}

void MappingModel::setField(int row, const QString &field)
{
    if (!isShared(field))
        for (MappedColumn &other : m_mapping.columns)
            if (other.field == field) {
                other.field = mapped::kPerEvent;
                other.unit.clear();
                other.why.clear();
            }
    MappedColumn &column = m_mapping.columns[row];
    column.field = field;
    column.unit = fieldOf(field)->units.value(0);
    column.why = reason::kChosen;
}

bool MappingModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.data(ChoicesRole).toStringList().contains(value.toString()))
        return false;
    if (value == index.data(Qt::EditRole))
        return true;
    if (index.column() == Field)
        setField(index.row(), value.toString());
    else
        m_mapping.columns[index.row()].unit = value.toString();
    Q_EMIT dataChanged(this->index(0, Field), this->index(rowCount() - 1, Why));
    Q_EMIT mappingChanged();
    return true;
}

} // namespace outlay::items
