// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QFrame>

#include <functional>

class QLabel;
class QVBoxLayout;

namespace outlay::items {
class Models;
}

namespace outlay::views {

/// What a page shows in place of its charts when no request passes the filter: which filters are in force,
/// with a button to take back each of them.
class NothingFound : public QFrame
{
    Q_OBJECT

public:
    explicit NothingFound(items::Models &models, QWidget *parent = nullptr);

    /// Puts the filters in force into words and buttons.
    void rebuild();
    QString sentence() const;

private:
    void addButton(const QString &text, const QString &whole, const std::function<void()> &run);
    void addPeriodButtons();

    items::Models &m_models;
    QLabel *m_title;
    QLabel *m_hint;
    QVBoxLayout *m_buttons;
};

} // namespace outlay::views
