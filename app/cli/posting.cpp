// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/posting.h"

#include "jobs/budgetwatch.h"

#include <iostream>

namespace outlay::cli {

namespace {

constexpr qint64 kMsPerSecond = 1000;

void tellOfPosting(const jobs::PostNews &news)
{
    using What = jobs::PostNews::What;
    const std::string alert = "alert " + std::to_string(news.alert);
    std::cerr << "outlay: ";
    switch (news.what) {
    case What::Started:
        std::cerr << "posting " << alert << " to " << news.text;
        break;
    case What::Retrying:
        std::cerr << alert << " is not posted yet: " << news.text << "; trying again in "
                  << (news.pauseMs + kMsPerSecond - 1) / kMsPerSecond << " s (Ctrl+C leaves it for later)";
        break;
    case What::Sent:
        std::cerr << alert << " is posted";
        break;
    case What::Failed:
        std::cerr << alert << " could not be posted: " << news.text << "; outlay alerts list keeps that";
        break;
    }
    std::cerr << std::endl; // at once: the next line may take seconds
}

} // namespace

base::Result<void> postAlerts(store::Store &store, const std::stop_token &stop)
{
    return jobs::postPending(store, {}, tellOfPosting, stop);
}

} // namespace outlay::cli
