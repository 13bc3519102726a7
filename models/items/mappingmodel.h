// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QList>
#include <QtCore/QMetaType>
#include <QtCore/QStringList>

#include "items/roles.h"

namespace outlay::items {

/// What a column may be beside the fields that Outlay knows.
namespace mapped {
inline const QString kDimension = QStringLiteral("dimension"); ///< kept, and filtered and grouped by
inline const QString kPerEvent = QStringLiteral("per_event");  ///< kept with its event
inline const QString kIgnored = QStringLiteral("ignore");      ///< not kept
} // namespace mapped

/// Where the field of a column comes from, beside nothing at all (an empty text).
namespace reason {
inline const QString kName = QStringLiteral("name");     ///< guessed by the column's name
inline const QString kValues = QStringLiteral("values"); ///< guessed by its values
inline const QString kChosen = QStringLiteral("chosen"); ///< by a person
} // namespace reason

/// A column of a CSV file, or a path of JSON lines, and what it is taken for.
struct MappedColumn
{
    QString name;        ///< with a "^" for each object that is gone out of: of the document around the list
    QStringList samples; ///< its first values, as logged
    QString field;       ///< "timestamp", "input_tokens", … or one of mapped::k…
    QString unit;        ///< of fields that have one: "usd", "cents", "ms", "s", …; empty for others
    QString why;         ///< one of reason::k…, or empty

    bool operator==(const MappedColumn &) const = default;
};

/// A list of a document that may be what its records are in.
struct MappedList
{
    QString path; ///< empty: the documents are the records themselves
    qint64 records = 0;

    bool operator==(const MappedList &) const = default;
};

/// How a file of a shape that is not known is to be read.
struct Mapping
{
    QString name; ///< under which it is saved and offered again
    QList<MappedColumn> columns;
    QString zone = QStringLiteral("UTC");  ///< of times that say none: an IANA name
    QString decimal = QStringLiteral("."); ///< or ",": of numbers that are texts
    QString records;                       ///< path of the list that the columns are in; empty: none
    QList<MappedList> lists;               ///< to choose `records` from; empty: there is nothing to choose
    bool inputIncludesCache = false;       ///< input tokens count what was read from the cache too

    bool operator==(const Mapping &) const = default;
};

/// A field that a column can be, with the units it may come in; the first is the usual one.
struct MappingField
{
    QString id;
    QString title;
    QStringList units;
};

/// The columns of a mapping, to be edited: one row per column. Field and Unit are edited in place by id; the
/// ids that may be chosen are in ChoicesRole, with their titles in ChoiceTitlesRole.
class MappingModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Samples,
        Field,
        Unit,
        Why,
        ColumnCount
    };
    enum MappingRole
    {
        ChoicesRole = NextRole, ///< QStringList of ids; empty: nothing to choose
        ChoiceTitlesRole,       ///< QStringList, as long
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Every field that a column can be, time first, mapped::k… last.
    static const QList<MappingField> &fields();
    /// IANA names that times without a zone may be read in, UTC first.
    static const QStringList &zones();

    void setMapping(const Mapping &mapping);
    const Mapping &mapping() const { return m_mapping; }
    void setName(const QString &name);
    void setZone(const QString &zone);
    /// `mark`: "." or ",".
    void setDecimal(const QString &mark);
    void setInputIncludesCache(bool includes);

    bool has(const QString &field) const;
    /// Why a file cannot be read this way: sentences; none when it can.
    QStringList problems() const;
    /// problems() and the lack of a name to save it under.
    QStringList problemsOfSaving() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// A field is of one column: whichever had it before is kept with its event from now on.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    void mappingChanged();

private:
    static QString text(const MappedColumn &column, int at);
    static QStringList choices(const MappedColumn &column, int at);
    void setField(int row, const QString &field);

    Mapping m_mapping;
};

} // namespace outlay::items

Q_DECLARE_METATYPE(outlay::items::Mapping)
