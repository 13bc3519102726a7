// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/pricerows.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

namespace outlay::views {

namespace {

QString priceKindName(std::size_t kind)
{
    switch (kind) {
    case 0:
        return PriceRows::tr("Input");
    case 1:
        return PriceRows::tr("Cache reads");
    case 2:
        return PriceRows::tr("Writes for 5 min");
    case 3:
        return PriceRows::tr("Writes for 1 h");
    default:
        return PriceRows::tr("Output");
    }
}

std::optional<base::TokenPrice> typedPrice(const QLineEdit &field)
{
    return base::TokenPrice::parsePerMillion(field.text().trimmed().toStdString());
}

bool isEmpty(const QLineEdit &field)
{
    return field.text().trimmed().isEmpty();
}

} // namespace

PriceRows::PriceRows(QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        auto *field = new QLineEdit;
        auto *label = new QLabel(priceKindName(kind));
        label->setBuddy(field);
        field->setAccessibleName(tr("%1, dollars a million tokens").arg(priceKindName(kind)));
        field->setPlaceholderText(tr("As it was"));
        const auto column = static_cast<int>(kind);
        grid->addWidget(label, 0, column);
        grid->addWidget(field, 1, column);
        connect(field, &QLineEdit::textChanged, this, &PriceRows::changed);
        m_fields[kind] = field;
    }
    setFocusProxy(m_fields.front());
}

void PriceRows::setPrices(const Prices &prices)
{
    for (std::size_t kind = 0; kind < kKinds; ++kind)
        m_fields[kind]->setText(prices[kind] ? QString::fromStdString(prices[kind]->perMillion())
                                             : QString());
}

std::optional<PriceRows::Prices> PriceRows::prices() const
{
    Prices prices;
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        if (isEmpty(*m_fields[kind]))
            continue;
        prices[kind] = typedPrice(*m_fields[kind]);
        if (!prices[kind])
            return {};
    }
    return prices;
}

QString PriceRows::problem() const
{
    for (std::size_t kind = 0; kind < kKinds; ++kind)
        if (!isEmpty(*m_fields[kind]) && !typedPrice(*m_fields[kind]))
            return tr("%1: “%2” is no price in dollars a million tokens, such as 2.5.")
                .arg(priceKindName(kind), m_fields[kind]->text().trimmed());
    return {};
}

} // namespace outlay::views
