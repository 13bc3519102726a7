// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/usermap.h"
#include "items/importpreview.h"
#include "items/mappingmodel.h"
#include "jobs/previewing.h"
#include "views/dialogs/importdialog.h"

/// What the engine says of an import to be and what the dialogs show of it, the one turned into the other.
namespace outlay::app {

/// `users`: under which the preview was made.
items::FilePreview itemOf(const ingest::FilePreview &file, ingest::UserPolicy users);
QList<items::FilePreview> itemsOf(const std::vector<ingest::FilePreview> &files, ingest::UserPolicy users);
QList<views::ImportDialog::Format> itemsOf(const std::vector<jobs::NamedFormat> &formats);

items::Mapping mappingOf(const jobs::MapDraft &draft);
ingest::UserMap userMapOf(const items::Mapping &mapping);

} // namespace outlay::app
