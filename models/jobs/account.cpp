// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/account.h"

#include <array>
#include <pwd.h>
#include <unistd.h>

namespace outlay::jobs {

std::string accountName()
{
    std::array<char, 16'384> texts{};
    passwd entry{};
    passwd *found = nullptr;
    if (getpwuid_r(geteuid(), &entry, texts.data(), texts.size(), &found) != 0 || !found)
        return {};
    return found->pw_name;
}

} // namespace outlay::jobs
