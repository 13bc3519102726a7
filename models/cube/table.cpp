// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cube/table.h"

#include <algorithm>

namespace outlay::cube {

Row Rows::operator[](std::size_t index) const
{
    const std::size_t made = m_source ? m_source->size() : 0;
    return index < made ? m_source->row(index) : m_added[index - made];
}

bool Rows::operator==(const Rows &other) const
{
    return size() == other.size() && std::equal(begin(), end(), other.begin());
}

} // namespace outlay::cube
