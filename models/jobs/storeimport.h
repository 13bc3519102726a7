// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/importreport.h"
#include "cube/cube.h"
#include "ingest/importer.h"
#include "store/store.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace outlay::jobs {

/// Reads `paths` into `store` as one import. Of `options` the pseudonym key is the store's own, the zones are
/// those that the system knows, and the pricer computes what each event costs by the price book that ships
/// with Outlay under the person's own, `userBook` (a path; need not exist). Window and command line both come
/// through here. Errors: as ingest::importPaths, Store::beginImport and pricing::openBook; the store is then
/// as it was. And, where joins are kept, as joinAnew(); the events are then there without what is joined.
base::Result<base::ImportReport>
importInto(store::Store &store, const std::vector<std::string> &paths, ingest::ImportOptions options,
           const std::string &userBook, const std::stop_token &stop,
           const std::function<void(const ingest::ImportProgress &)> &progress,
           store::Store::Meanwhile meanwhile = store::Store::Meanwhile::Readable);

/// The cube of what the store holds now, as its rules make it.
base::Result<std::shared_ptr<const cube::Cube>> loadCube(const store::Store &store);
/// The cube of what was logged, for who goes over single events: a rule may count one of them for several.
/// Null where no rule is on, and loadCube() says the same.
base::Result<std::shared_ptr<const cube::Cube>> loadLoggedCube(const store::Store &store);

base::Instant now(); ///< this moment
base::Day today(const base::Zone &zone);
base::Result<base::Day> today(const store::Store &store); ///< in its reporting zone

} // namespace outlay::jobs
