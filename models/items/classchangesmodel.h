// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/quadrant.h"
#include "items/simpletablemodel.h"

namespace outlay::items {

/// Features that are of another class as soon as either cut line moves by ±10 %.
class ClassChangesModel : public SimpleTableModel
{
    Q_OBJECT

public:
    explicit ClassChangesModel(QObject *parent = nullptr);
    void setQuadrant(const insight::Quadrant &quadrant);
};

} // namespace outlay::items
