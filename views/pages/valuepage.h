// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/pages/page.h"

class QPushButton;

namespace outlay::views {

/// What features bring in against what they cost, and the value files that say it.
class ValuePage : public Page
{
    Q_OBJECT

public:
    ValuePage(items::Models &models, Exporter &exporter, QWidget *parent = nullptr);

    QList<ReportPart> reportParts() const override;

Q_SIGNALS:
    void importRequested();
    void removeRequested(qint64 id);

private:
    QWidget *makeFiles();
    void refresh();
    void refreshRemove();
    void removeChosen();

    DataTable *m_features;
    DataTable *m_segments;
    DataTable *m_files;
    QPushButton *m_remove;
    Card *m_featuresCard = nullptr;
    Card *m_segmentsCard = nullptr;
    Card *m_filesCard = nullptr;
};

} // namespace outlay::views
