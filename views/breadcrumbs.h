// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QWidget>

class QHBoxLayout;

namespace outlay::items {
class FilterHistory;
}

namespace outlay::views {

/// "All spend › Feature: chat ✕ › Segment: pro ✕": the way into the data. A click on a crumb goes back to it,
/// on its cross takes only it out. Hidden while nothing is filtered.
class Breadcrumbs : public QWidget
{
    Q_OBJECT

public:
    explicit Breadcrumbs(items::FilterHistory &filters, QWidget *parent = nullptr);

private:
    void rebuild();

    items::FilterHistory &m_filters;
    QHBoxLayout *m_layout;
};

} // namespace outlay::views
