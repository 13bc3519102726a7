// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/pages/page.h"

class QComboBox;
class QPushButton;

namespace outlay::views {

/// Where the figures come from: imports that can be undone, what they rejected, and the single events that
/// the filter lets through.
class DataPage : public Page
{
    Q_OBJECT

public:
    DataPage(items::Models &models, Exporter &exporter, QWidget *parent = nullptr);

    QList<ReportPart> reportParts() const override;
    /// Scrolls to the single events and gives them the focus.
    void showEvents();

Q_SIGNALS:
    void importRequested();
    void undoRequested(qint64 importId);
    void rejectsRequested(qint64 importId);
    /// The order is the index of: newest first, oldest first, dearest first.
    void eventsOrderChosen(int order);
    void eventsExportRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    qint64 chosenImport() const;
    void refreshButtons();
    void refreshEvents();

    DataTable *m_imports;
    DataTable *m_events;
    Card *m_eventsCard;
    QPushButton *m_undo;
    QPushButton *m_rejects;
};

} // namespace outlay::views
