// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/scopepicker.h"

#include "items/models.h"
#include "views/filtertext.h"
#include "views/menubutton.h"
#include "views/valuepicker.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QWidgetAction>

namespace outlay::views {

namespace {

const QStringList &usualDimensions()
{
    static const QStringList usual = {QStringLiteral("feature"), QStringLiteral("segment"),
                                      QStringLiteral("model"), QStringLiteral("environment")};
    return usual;
}

std::set<std::string> textsOfKeys(const QSet<QString> &keys)
{
    std::set<std::string> texts;
    for (const QString &key : keys)
        texts.insert(key.toStdString());
    return texts;
}

} // namespace

ScopePicker::ScopePicker(const items::Models &models, QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_more(new MenuButton)
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(4);
    m_more->setText(tr("More"));
    m_more->setAccessibleName(tr("More conditions"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(new QMenu(m_more));
    for (const QString &dimension : models.dimensions())
        addPicker(dimension, *models.values().value(dimension));
    m_more->setVisible(!m_more->menu()->isEmpty());
    m_row->addWidget(m_more);
    m_row->addStretch();
}

void ScopePicker::addPicker(const QString &dimension, const items::ValuesModel &known)
{
    auto *values = new items::ValuesModel(dimension, this);
    values->copyValues(known);
    m_values[dimension] = values;
    auto *picker = new ValuePicker(dimensionTitle(dimension), *values);
    connect(picker, &ValuePicker::picked, this,
            [this, values](const QSet<QString> &keys, bool all) { pick(*values, keys, all); });
    m_pickers << picker;
    if (usualDimensions().contains(dimension)) {
        m_row->addWidget(picker);
    } else {
        auto *action = new QWidgetAction(m_more->menu());
        action->setDefaultWidget(picker);
        m_more->menu()->addAction(action);
    }
}

void ScopePicker::setScope(const std::map<base::Dimension, base::ValueSet> &where)
{
    m_where = where;
    for (const auto &[dimension, values] : m_values) {
        const auto set = where.find(dimension.toStdString());
        QSet<QString> keys;
        if (set != where.end())
            for (const std::string &value : set->second.values)
                keys.insert(QString::fromStdString(value));
        values->addValues(keys); // that no call has yet, or any more
        values->setChecked(keys, set == where.end() || set->second.exclude);
    }
    Q_EMIT changed();
}

void ScopePicker::pick(items::ValuesModel &values, const QSet<QString> &keys, bool all)
{
    const base::Dimension dimension = values.dimension().toStdString();
    values.setChecked(keys, all);
    if (all || values.allChecked()) {
        m_where.erase(dimension);
    } else if (keys.size() * 2 > values.rowCount()) {
        // All but a few: what comes to be tomorrow is in.
        QSet<QString> out;
        for (int row = 0; row < values.rowCount(); ++row)
            if (const QString key = values.index(row).data(items::KeyRole).toString(); !keys.contains(key))
                out.insert(key);
        m_where[dimension] = {textsOfKeys(out), true};
    } else {
        m_where[dimension] = {textsOfKeys(keys), false};
    }
    Q_EMIT changed();
}

} // namespace outlay::views
