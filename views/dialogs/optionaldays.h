// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QWidget>

#include "base/calendar.h"

class QCheckBox;
class QDateEdit;

namespace outlay::views {

/// Days that something is about, each end of which may be open.
class OptionalDays : public QWidget
{
    Q_OBJECT

public:
    explicit OptionalDays(QWidget *parent = nullptr);

    void setPeriod(const base::Period &period);
    base::Period period() const; ///< open ends are those of base::kAllTime
    /// What is wrong, in a sentence; empty: nothing.
    QString problem() const;

Q_SIGNALS:
    void changed();

private:
    void refresh();

    QCheckBox *m_hasFirst;
    QDateEdit *m_first;
    QCheckBox *m_hasLast;
    QDateEdit *m_last;
};

} // namespace outlay::views
