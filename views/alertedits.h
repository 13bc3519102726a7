// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>

#include "base/alert.h"

#include <functional>
#include <map>
#include <vector>

class QUndoStack;

namespace outlay::items {
class AlertsModel;
}

namespace outlay::views {

/// What a person makes of alerts and anomalies, which can be undone. Asks for it to be written by its
/// signals; the models show it when the store has taken it.
class AlertEdits : public QObject
{
    Q_OBJECT

public:
    AlertEdits(const items::AlertsModel &alerts, QUndoStack &stack, QObject *parent = nullptr);

    void mark(const QList<qint64> &ids, base::AlertState state);
    void plan(const std::vector<base::PlannedDay> &days);
    void unplan(const std::vector<base::PlannedDay> &days);

Q_SIGNALS:
    void markRequested(const std::map<qint64, outlay::base::AlertState> &states);
    void planRequested(const std::vector<outlay::base::PlannedDay> &days);
    void unplanRequested(const std::vector<outlay::base::PlannedDay> &days);
    /// A person edited (not undid) something; `what` is a sentence.
    void edited(const QString &what);

private:
    void push(const QString &name, std::function<void()> redo, std::function<void()> undo);

    const items::AlertsModel &m_alerts;
    QUndoStack &m_stack;
};

} // namespace outlay::views
