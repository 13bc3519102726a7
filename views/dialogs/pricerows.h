// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QWidget>

#include "base/tokenprice.h"

#include <array>
#include <optional>

class QLineEdit;

namespace outlay::views {

/// Prices that somebody types, in dollars a million tokens: a field for each kind of tokens of text. An empty
/// one says nothing.
class PriceRows : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::size_t kKinds = 5; ///< input, cache reads, writes for 5 min, for 1 h, output
    using Prices = std::array<std::optional<base::TokenPrice>, kKinds>;

    explicit PriceRows(QWidget *parent = nullptr);

    void setPrices(const Prices &prices);
    /// None while a field says something that is no price.
    std::optional<Prices> prices() const;
    /// What is wrong with the first such field, in a sentence; empty: nothing.
    QString problem() const;

Q_SIGNALS:
    void changed();

private:
    std::array<QLineEdit *, kKinds> m_fields{};
};

} // namespace outlay::views
