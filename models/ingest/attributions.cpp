// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/attributions.h"

#include "ingest/decimal.h"
#include "ingest/redact.h"
#include "ingest/textcodec.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace outlay::ingest {

namespace {

constexpr std::size_t kFirstSlots = 4096;
/// Beyond this the raw bytes are forgotten (not the attributions), so that memory stays within bounds when
/// every line is different.
constexpr std::size_t kMostSlots = std::size_t{1} << 20;

template <class Number>
void appendRaw(std::string &bytes, Number number)
{
    std::array<char, sizeof(Number)> raw{};
    std::memcpy(raw.data(), &number, sizeof(Number));
    bytes.append(raw.data(), raw.size());
}

std::uint64_t hashOf(std::string_view bytes)
{
    return XXH3_64bits(bytes.data(), bytes.size());
}

/// What loggers write for "from the cache" and "not from the cache"; other words stay as they are.
std::string_view cacheState(std::string_view text)
{
    constexpr std::array<std::string_view, 5> yes = {"true", "1", "yes", "cached", "hit"};
    constexpr std::array<std::string_view, 5> no = {"false", "0", "no", "fresh", "miss"};
    const std::string word = lowered(trimmed(text));
    if (std::find(yes.begin(), yes.end(), word) != yes.end())
        return "true";
    if (std::find(no.begin(), no.end(), word) != no.end())
        return "false";
    return text;
}

void appendText(std::string &bytes, std::string_view text)
{
    appendRaw(bytes, static_cast<std::uint32_t>(text.size()));
    bytes += text;
}

std::string bytesOf(const base::Attribution &attribution)
{
    std::string bytes;
    for (const auto &value : attribution.fixed) {
        bytes += value ? '\1' : '\0';
        appendText(bytes, value ? *value : std::string());
    }
    for (const auto &[name, value] : attribution.custom) {
        appendText(bytes, name);
        appendText(bytes, value);
    }
    return bytes;
}

/// By name; of a name that the object has twice, the last stays, as in JSON and Python.
void sortCustom(std::vector<std::pair<std::string, std::string>> &custom)
{
    std::reverse(custom.begin(), custom.end());
    std::stable_sort(custom.begin(), custom.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    custom.erase(std::unique(custom.begin(), custom.end(),
                             [](const auto &a, const auto &b) { return a.first == b.first; }),
                 custom.end());
}

} // namespace

Attributions::Attributions(const FieldMap &map, FieldNames &names)
    : m_map(map)
    , m_names(names)
    , m_slots(kFirstSlots)
{
}

void Attributions::setSource(const std::string &name)
{
    m_source = name;
    if (redact(name, m_redacted) > 0)
        m_source = m_redacted;
    // The source is part of every attribution and not of the bytes that are looked up.
    forget();
}

void Attributions::prepare(std::span<const Described> fields, Dialect dialect, bool padded)
{
    const std::string_view key = makeKey(fields, dialect, padded);
    const XXH128_hash_t hash = XXH3_128bits(key.data(), key.size());
    m_wanted.low = hash.low64;
    m_wanted.high = hash.high64;
    __builtin_prefetch(&m_slots[m_wanted.low & (m_slots.size() - 1)]);
}

const Attributions::Known *Attributions::find(std::span<const Described> fields, Dialect dialect,
                                              base::EventBatch &batch, bool &demoted)
{
    demoted = false;
    if (const Slot &slot = slotOf(m_wanted); !slot.isFree())
        return &slot.known;
    demoted = demote(fields, dialect);
    if (demoted)
        return nullptr;
    return remember(m_wanted, make(fields, dialect, batch));
}

std::string_view Attributions::makeKey(std::span<const Described> fields, Dialect dialect, bool padded)
{
    constexpr std::size_t usual = 32; // few values are longer
    std::size_t size = 1;
    for (const Described &described : fields)
        size += sizeof(std::uint64_t) + described.field->raw.size();
    if (m_key.size() < size + usual)
        m_key.resize(size + usual);
    char *p = m_key.data();
    *p++ = static_cast<char>(dialect);
    for (const Described &described : fields) {
        const RawField &field = *described.field;
        const std::uint64_t head =
            std::uint64_t{field.raw.size()} << 32 | field.name << 8 | static_cast<std::uint32_t>(field.kind);
        std::memcpy(p, &head, sizeof(head));
        p += sizeof(head);
        if (padded && field.raw.size() <= usual && !field.raw.empty())
            std::memcpy(p, field.raw.data(), usual); // quicker than what is there alone
        else if (!field.raw.empty())
            std::memcpy(p, field.raw.data(), field.raw.size());
        p += field.raw.size();
    }
    return {m_key.data(), size};
}

/// Where it is, or would be put.
Attributions::Slot &Attributions::slotOf(const Slot &wanted)
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t i = wanted.low & mask;
    while (!m_slots[i].isFree() && (m_slots[i].low != wanted.low || m_slots[i].high != wanted.high))
        i = (i + 1) & mask;
    return m_slots[i];
}

const Attributions::Known *Attributions::remember(Slot slot, const Known &known)
{
    if ((m_taken + 1) * 2 > m_slots.size()) {
        if (m_slots.size() < kMostSlots)
            grow();
        else
            forget();
    }
    ++m_taken;
    slot.known = known;
    Slot &place = slotOf(slot);
    place = slot;
    return &place.known;
}

void Attributions::forget()
{
    std::fill(m_slots.begin(), m_slots.end(), Slot{});
    m_taken = 0;
}

void Attributions::grow()
{
    const std::vector<Slot> old = std::exchange(m_slots, std::vector<Slot>(m_slots.size() * 2));
    for (const Slot &slot : old) {
        if (!slot.isFree())
            slotOf(slot) = slot;
    }
}

bool Attributions::demote(std::span<const Described> fields, Dialect dialect)
{
    bool any = false;
    for (const Described &described : fields) {
        FieldName &name = m_names[described.field->name];
        if (described.role != Role::Custom || name.match.role != Role::Custom)
            continue;
        const auto text = textOf(*described.field, dialect, m_scratch);
        if (!text)
            continue;
        name.values.insert(hashOf(*text));
        if (name.values.size() > kMaxValuesOfDimension) {
            m_names.demote(described.field->name, FieldNote::ManyValues);
            any = true;
        }
    }
    return any;
}

Attributions::Known Attributions::make(std::span<const Described> fields, Dialect dialect,
                                       base::EventBatch &batch)
{
    Known known;
    base::Attribution attribution;
    attribution[base::FixedDimension::Source] = m_source;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto &[role, field] = fields[i];
        const auto text = textOf(*field, dialect, m_scratch);
        if (!text || field->kind == ValueKind::NotFinite ||
            (field->kind == ValueKind::Number && !isDecimal(*text))) {
            known.problem = static_cast<std::int32_t>(i);
            return known;
        }
        const int replaced = redact(*text, m_redacted);
        known.redactions += replaced;
        const std::string_view value = replaced > 0 ? std::string_view(m_redacted) : *text;
        if (const auto dimension = dimensionOf(role))
            attribution[*dimension] = std::string(role == Role::Cached ? cacheState(value) : value);
        else
            attribution.custom.emplace_back(m_names[field->name].shown, value);
    }
    sortCustom(attribution.custom);
    auto &provider = attribution[base::FixedDimension::Provider];
    const auto &model = attribution[base::FixedDimension::Model];
    if (const auto maker = !provider && model ? m_map.providerOf(*model) : std::string_view();
        !maker.empty()) {
        provider = std::string(maker);
        known.providerFromModel = true;
    }
    known.number = numberOf(std::move(attribution), batch);
    return known;
}

std::uint32_t Attributions::numberOf(base::Attribution &&attribution, base::EventBatch &batch)
{
    const auto next = static_cast<std::uint32_t>(m_numbers.size());
    const auto [entry, isNew] = m_numbers.emplace(bytesOf(attribution), next);
    if (isNew)
        batch.newAttributions.push_back(std::move(attribution));
    return entry->second;
}

} // namespace outlay::ingest
