// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/session.h"

namespace outlay::jobs {

void Session::changeDisplay(int fiscalStart, const QString &currency)
{
    postWrite([fiscalStart, currency](store::Store &store) {
        // The currency first, which may have lost its rates: then nothing is changed.
        return setDisplayCurrency(store, currency.toStdString()).and_then([&] {
            return setFiscalStart(store, fiscalStart);
        });
    });
}

void Session::importRates(const QStringList &paths)
{
    for (const QString &path : paths) {
        postWrite([this, epoch = m_epoch.load(), path](store::Store &store) -> base::Result<void> {
            const auto reading = ingest::readRateFile(path.toStdString(), {});
            if (!reading)
                return tl::unexpected(reading.error());
            const auto kept = keepRates(store, *reading);
            if (!kept)
                return tl::unexpected(kept.error());
            deliver(epoch, [this, found = *reading, outcome = *kept] { Q_EMIT ratesKept(found, outcome); });
            return {};
        });
    }
}

} // namespace outlay::jobs
