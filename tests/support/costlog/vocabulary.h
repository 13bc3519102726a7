// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/costlog/call.h"
#include "support/costlog/catalogue.h"
#include "support/costlog/random.h"

#include <cstdint>
#include <string>
#include <vector>

namespace outlay::costlog {

/// How many names of each kind a log has, and how many combinations of them.
struct VocabularySize
{
    int features = 2'000;
    int segments = 50;
    int models = 100;
    std::int64_t attributions = 200'000;

    /// There are so many combinations, and the numbers are such as a log can have.
    bool isPossible() const;
};

/// The names and the attributions of a log of a product with very many of both. An attribution is known by
/// its number; two numbers differ in feature, segment or model.
class Vocabulary
{
public:
    explicit Vocabulary(const VocabularySize &size);
    Vocabulary(const Vocabulary &) = delete; // models point to their names
    Vocabulary &operator=(const Vocabulary &) = delete;

    std::int64_t attributions() const { return m_size.attributions; }
    /// A few come up often, most seldom.
    std::int64_t pick(Random &random) const;
    /// All that an attribution says of a call. `call` points into this object then.
    void describe(std::int64_t attribution, Call &call) const;
    const Feature &featureOf(std::int64_t attribution) const; ///< for the sizes of its calls
    const Model &modelOf(std::int64_t attribution) const;

private:
    std::int64_t combinationOf(std::int64_t attribution) const;

    VocabularySize m_size;
    std::int64_t m_combinations;
    std::int64_t m_step; ///< shares no factor with the number of combinations
    std::vector<std::string> m_features;
    std::vector<std::string> m_segments;
    std::vector<std::string> m_modelNames;
    std::vector<Model> m_models;
};

} // namespace outlay::costlog
