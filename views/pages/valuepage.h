// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/pages/page.h"

class QPushButton;

namespace outlay::views {

class LoadingVeil;

/// What features bring in against what they cost, the value files that say it, and what a session costs.
class ValuePage : public Page
{
    Q_OBJECT

public:
    ValuePage(items::Models &models, Exporter &exporter, QWidget *parent = nullptr);

    QList<ReportPart> reportParts() const override;

Q_SIGNALS:
    void importRequested();
    void removeRequested(qint64 id);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeFiles();
    void refreshSessions();
    void refresh();
    void refreshRemove();
    void removeChosen();

    DataTable *m_features;
    DataTable *m_segments;
    DataTable *m_files;
    DataTable *m_sessions;
    LoadingVeil *m_adding; ///< over m_sessions
    QPushButton *m_remove;
    Card *m_featuresCard = nullptr;
    Card *m_segmentsCard = nullptr;
    Card *m_filesCard = nullptr;
    Card *m_sessionsCard = nullptr;
};

} // namespace outlay::views
