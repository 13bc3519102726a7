// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/dimension.h"
#include "base/measures.h"

#include <cstddef>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace outlay::cube {

/// One group: its keys in the order of the grouping (kUnattributed where nothing was said; time keys in
/// ISO form) and its sums.
struct Row
{
    std::vector<std::string> keys;
    base::Measures sums;

    bool operator==(const Row &) const = default;
};

/// Where the rows of an answer are made from. Immutable.
class RowSource
{
public:
    virtual ~RowSource() = default;
    virtual std::size_t size() const = 0;
    virtual Row row(std::size_t index) const = 0;
};

/// Rows that are made when they are looked at: of an answer with a million of them only numbers are kept, and
/// who wants the first hundred pays for a hundred.
class Rows
{
public:
    class Iterator
    {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = Row;
        using difference_type = std::ptrdiff_t;
        using pointer = const Row *;
        using reference = Row;

        Iterator() = default;
        Iterator(const Rows &rows, std::size_t index)
            : m_rows(&rows)
            , m_index(index)
        {
        }
        Row operator*() const { return (*m_rows)[m_index]; }
        Iterator &operator++()
        {
            ++m_index;
            return *this;
        }
        Iterator operator++(int) { return {*m_rows, m_index++}; }
        bool operator==(const Iterator &) const = default;

    private:
        const Rows *m_rows = nullptr;
        std::size_t m_index = 0;
    };

    Rows() = default;
    explicit Rows(std::shared_ptr<const RowSource> source)
        : m_source(std::move(source))
    {
    }

    /// Rows that are there already.
    Rows(std::vector<Row> rows)
        : m_added(std::move(rows))
    {
    }

    std::size_t size() const { return (m_source ? m_source->size() : 0) + m_added.size(); }
    bool empty() const { return size() == 0; }
    Row operator[](std::size_t index) const;
    Row front() const { return (*this)[0]; }
    Row back() const { return (*this)[size() - 1]; }
    Iterator begin() const { return {*this, 0}; }
    Iterator end() const { return {*this, size()}; }

    /// For an answer that is put together of others.
    void push_back(Row row) { m_added.push_back(std::move(row)); }

    bool operator==(const Rows &other) const;

private:
    std::shared_ptr<const RowSource> m_source;
    std::vector<Row> m_added; ///< behind those of the source
};

/// The answer to filter × grouping. The rows partition the filtered events, so their sums add up to
/// `total` exactly. Sorted by cost descending, then by keys.
struct Table
{
    base::Grouping by;
    Rows rows;
    base::Measures total;

    bool operator==(const Table &) const = default;
};

} // namespace outlay::cube
