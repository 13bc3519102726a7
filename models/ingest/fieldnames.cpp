// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/fieldnames.h"

#include "base/parts.h"
#include "ingest/redact.h"

#include <algorithm>

namespace outlay::ingest {

namespace {

/// Names that mean something else to Outlay: the file that an event came from, the provider's service tier,
/// the groupings of time, and what is kept of a call's parts.
bool isTaken(std::string_view name)
{
    const auto &parts = base::kPartNames;
    return std::find(parts.begin(), parts.end(), name) != parts.end() ||
           name == base::nameOf(base::FixedDimension::Source) || base::isTimeDimension(name);
}

bool isFixedDimension(std::string_view name)
{
    const auto &names = base::kFixedDimensionNames;
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

FieldNames::FieldNames(const FieldMap &map)
    : m_map(map)
{
    FieldName &nameless = m_names.emplace_back();
    nameless.match.role = Role::Nameless;
    m_after.emplace_back();
}

std::uint32_t FieldNames::idOf(std::string_view name, std::uint32_t previous)
{
    for (const Guess &guess : m_after[previous]) {
        if (guess.name == name)
            return guess.id;
    }
    m_wanted.assign(name);
    const auto found = m_ids.find(m_wanted);
    const std::uint32_t id = found == m_ids.end() ? add(name, m_wanted, std::nullopt) : found->second;
    if (m_names[id].isPlain)
        m_after[previous] = {Guess{id, m_names[id].name}, m_after[previous][0]};
    return id;
}

std::uint32_t FieldNames::idOf(std::string_view name, Role role)
{
    m_wanted.assign(1, '\n').append(1, static_cast<char>(role)).append(name);
    const auto found = m_ids.find(m_wanted);
    return found == m_ids.end() ? add(name, m_wanted, role) : found->second;
}

std::uint32_t FieldNames::add(std::string_view name, const std::string &key, std::optional<Role> role)
{
    std::string safe;
    if (m_names.size() > kMaxFieldNames || name.empty() || name.size() > kMaxNameBytes ||
        redact(name, safe) > 0)
        return kNoName;
    FieldName field;
    field.name = name;
    field.match = m_map.match(name);
    field.isPlain = std::all_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) >= ' ' && c != '"' && c != '\\';
    });
    if (role && field.match.role != Role::Content && (field.match.role != Role::User || isCanonical(*role)))
        field.match = {*role, 0, false};
    const bool isOfUs = role == Role::Custom && isFixedDimension(name);
    field.shown = isTaken(name) || isOfUs ? "log_" + field.name : field.name;
    m_names.push_back(std::move(field));
    m_after.emplace_back();
    const auto id = static_cast<std::uint32_t>(m_names.size() - 1);
    m_ids.emplace(key, id);
    return id;
}

bool FieldNames::admit(std::uint32_t id)
{
    FieldName &field = m_names[id];
    if (field.admitted)
        return true;
    if (m_admitted >= kMaxCustomDimensions) {
        demote(id, FieldNote::ManyFields);
        return false;
    }
    field.admitted = true;
    ++m_admitted;
    return true;
}

void FieldNames::demote(std::uint32_t id, FieldNote why)
{
    FieldName &field = m_names[id];
    field.match.role = Role::PerEvent;
    field.demoted = why;
    field.values = {};
    ++m_version;
}

void FieldNames::clearNotes()
{
    for (FieldName &field : m_names)
        field.notes.fill(0);
}

} // namespace outlay::ingest
