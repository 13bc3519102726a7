// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/callnames.h"
#include "insight/ledger.h"

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>

namespace outlay::insight {

/// Finds exports that say again, in another grouping, what one of the same source says: by project what is
/// there by model. They are of the same format and provider and differ in what they tell apart, and on the
/// days that both have, but for the last, which may not have been over, their costs and tokens of each kind
/// come to the same.
class Regrouping
{
public:
    /// What a line says. kAbsent: nothing.
    struct Said
    {
        std::size_t format = 0;
        std::int64_t file = 0;
        CallName name;
        BillKind kind = BillKind::All;
        base::Day day{};
        std::int64_t costNanos = 0;
        std::array<std::int64_t, kCountedKinds> tokens{};
    };

    void add(const Said &said);
    /// What a file's lines of a provider tell apart, by name.
    void addWord(std::size_t format, std::int64_t file, const std::string &provider, const std::string &word);
    void find();
    /// Another export says the file's day in more detail. After find().
    bool isSaidAgain(std::int64_t file, const std::string &provider, base::Day day) const;

private:
    struct Export
    {
        std::map<base::Day, std::array<Amounts, kCountedKinds>> days; ///< all costs in the first
        std::map<base::Day, std::int64_t> lines;
        std::set<std::string> words;
        std::set<std::string> models;
        std::set<BillKind> kinds;
    };
    using Key = std::tuple<std::string, std::size_t, std::int64_t>; ///< provider, format, file

    static bool isFiner(const Key &key, const Export &a, const Key &otherKey, const Export &b);
    static std::set<base::Day> daysSaidAgain(const Export &a, const Export &b);

    std::map<Key, Export> m_exports;
    std::set<std::tuple<std::int64_t, std::string, base::Day>> m_again;
};

} // namespace outlay::insight
