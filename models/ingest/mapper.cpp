// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/mapper.h"

#include "ingest/maplookup.h"
#include "ingest/textcodec.h"

#include <algorithm>
#include <array>

namespace outlay::ingest {

namespace {

/// Names by which a mapping says what a line of a bill has; everything else is a field of an event.
constexpr std::array<std::string_view, 5> kBillingNames = {"until", "requests", "quantity", "unit",
                                                           "currency"};

bool isBillingName(std::string_view name)
{
    return std::find(kBillingNames.begin(), kBillingNames.end(), name) != kBillingNames.end();
}

/// Roles that an entry of a user's own metadata may fill; what it else calls "cost" or "model" is its own.
bool isForUsers(Role role)
{
    switch (role) {
    case Role::Feature:
    case Role::Segment:
    case Role::Environment:
    case Role::Priority:
    case Role::RequestType:
    case Role::Tier:
    case Role::User:
    case Role::Custom:
    case Role::PerEvent:
        return true;
    default:
        return false;
    }
}

/// The number that a field is; nothing for what is text or a time.
std::optional<AmountOf> amountOf(Role role)
{
    switch (role) {
    case Role::Cost:
        return AmountOf::Dollars;
    case Role::LatencyMs:
    case Role::LatencyS:
        return AmountOf::Number;
    default:
        return (role >= Role::InputTokens && role <= Role::CacheWrite1hTokens) || isPart(role)
                   ? std::optional(AmountOf::Whole)
                   : std::nullopt;
    }
}

ValueKind valueKindOf(NodeKind kind)
{
    switch (kind) {
    case NodeKind::Number:
        return ValueKind::Number;
    case NodeKind::True:
        return ValueKind::True;
    case NodeKind::False:
        return ValueKind::False;
    default:
        return ValueKind::Text;
    }
}

} // namespace

Mapper::Mapper(const Mapping &map, const FieldMap &fields, FieldNames &names)
    : m_map(map)
    , m_fields(fields)
    , m_names(names)
{
    for (const MapField &field : map.fields)
        m_amounts.push_back(amountOf(fields.match(field.name).role));
}

bool Mapper::recognises(const Mapping &map, JsonTree &tree, NodeId document)
{
    const auto isKnownFrom = [&](NodeId start) {
        const MapScope scope{start, document};
        return std::any_of(map.recognise.begin(), map.recognise.end(),
                           [&](const Condition &condition) { return holds(condition, tree, scope); });
    };
    return isKnownFrom(document) || std::any_of(map.base.begin(), map.base.end(), [&](const MapPath &path) {
               const NodeId base = findNode(tree, {document, document}, path);
               return base != kNoNode && tree.kind(base) == NodeKind::Object && isKnownFrom(base);
           });
}

void Mapper::recordsOf(const JsonTree &tree, NodeId document, std::vector<NodeId> &records) const
{
    findBelow(tree, document, m_map.records, records);
    // A row of a table, or one record a line, where the format's own documents have many.
    const std::string_view first = std::string_view(m_map.records).substr(0, m_map.records.find('['));
    if (records.empty() && tree.entry(document, first) == kNoNode)
        records.push_back(document);
}

bool Mapper::map(JsonTree &tree, NodeId record, RawEvent &event, RecordFacts &facts)
{
    m_event = &event;
    event.dialect = Dialect::Csv; // texts as they are, numbers among them
    event.fields.clear();
    MapScope scope{record, record};
    for (const MapPath &path : m_map.embedded)
        tree.expand(findNode(tree, scope, path));
    for (const MapPath &path : m_map.spread) {
        if (const NodeId node = findNode(tree, scope, path); node != kNoNode)
            pairUp(tree, node);
    }
    if (!findStart(tree, scope))
        return false;
    m_assumed = 0;
    m_whyNoTime.clear();
    putFields(tree, scope);
    putKept(tree, scope, m_map.dimensions, Role::Custom);
    putKept(tree, scope, m_map.perEvent, Role::PerEvent);
    for (const MapPath &path : m_map.spread) {
        if (const NodeId node = findNode(tree, scope, path); node != kNoNode)
            putSpread(tree, node);
    }
    for (const MapPath &path : m_map.tags) {
        if (const NodeId node = findNode(tree, scope, path); node != kNoNode)
            putTags(tree, node);
    }
    putDefaults(tree, scope);
    if (!m_map.billing)
        flagUsage(tree, scope);
    facts = RecordFacts{};
    facts.knownFormat = true;
    facts.zone = m_map.zone.empty() ? nullptr : &m_map.zone;
    findKey(tree, scope, facts);
    facts.decimal = m_map.decimal;
    if (m_map.billing)
        findBilling(tree, scope, facts);
    facts.assumed = m_assumed;
    facts.whyNoTime = m_whyNoTime;
    return true;
}

/// Where the fields are: the first base from which the record is an event.
bool Mapper::findStart(JsonTree &tree, MapScope &scope) const
{
    if (m_map.base.empty())
        return isTaken(tree, scope);
    return std::any_of(m_map.base.begin(), m_map.base.end(), [&](const MapPath &path) {
        const NodeId base = findNode(tree, {scope.record, scope.record}, path);
        scope.start = base;
        tree.expand(base);
        return base != kNoNode && tree.kind(base) == NodeKind::Object && isTaken(tree, scope);
    });
}

bool Mapper::isTaken(JsonTree &tree, const MapScope &scope) const
{
    const auto isTrue = [&](const Condition &condition) { return holds(condition, tree, scope); };
    return !m_map.noCalls &&
           (m_map.take.empty() || std::any_of(m_map.take.begin(), m_map.take.end(), isTrue)) &&
           std::none_of(m_map.skip.begin(), m_map.skip.end(), isTrue);
}

void Mapper::put(std::string_view name, ValueKind kind, std::string_view text)
{
    RawField field;
    field.name = m_names.idOf(name, m_event->previousName());
    field.kind = kind;
    field.raw = kind == ValueKind::True || kind == ValueKind::False ? std::string_view() : text;
    m_event->fields.push_back(field);
}

bool Mapper::hasRole(Role role) const
{
    return std::any_of(m_event->fields.begin(), m_event->fields.end(),
                       [&](const RawField &field) { return m_names[field.name].match.role == role; });
}

void Mapper::putFields(JsonTree &tree, const MapScope &scope)
{
    for (std::size_t i = 0; i < m_map.fields.size(); ++i) {
        const MapField &field = m_map.fields[i];
        if (m_map.billing && isBillingName(field.name))
            continue;
        for (const FieldRule &rule : field.rules) {
            if (const auto found = value(tree, scope, rule, m_amounts[i])) {
                put(field.name, found->kind, found->text);
                break;
            }
        }
    }
}

void Mapper::putDefaults(JsonTree &tree, const MapScope &scope)
{
    for (const MapField &field : m_map.defaults) {
        for (const FieldRule &rule : field.rules) {
            if (hasRole(m_fields.match(field.name).role))
                break;
            if (const auto found = value(tree, scope, rule, std::nullopt))
                put(field.name, found->kind, found->text);
        }
    }
}

/// What the mapping keeps under its own name, whatever that name may mean elsewhere.
void Mapper::putKept(JsonTree &tree, const MapScope &scope, const std::vector<MapPath> &paths, Role role)
{
    for (const MapPath &path : paths) {
        const NodeId node = findNode(tree, scope, path);
        if (isEmptyNode(tree, node) || tree.isContainer(node))
            continue;
        RawField field;
        field.name = m_names.idOf(path.text, role);
        field.kind = ValueKind::Text;
        field.raw = tree.text(node);
        m_event->fields.push_back(field);
    }
}

/// {"key":[…],"value":[…]} becomes an object of these names, where paths find them.
void Mapper::pairUp(JsonTree &tree, NodeId object)
{
    const NodeId keys = tree.entry(object, "key");
    const NodeId values = tree.entry(object, "value");
    if (keys == kNoNode || values == kNoNode || tree.kind(keys) != NodeKind::List ||
        tree.kind(values) != NodeKind::List)
        return;
    NodeId value = tree.firstChild(values);
    for (NodeId key = tree.firstChild(keys); key != kNoNode && value != kNoNode; key = tree.next(key)) {
        if (!tree.isContainer(value))
            tree.add(object, tree.text(key), tree.kind(value), tree.text(value));
        value = tree.next(value);
    }
}

void Mapper::putSpread(JsonTree &tree, NodeId object)
{
    if (!tree.isContainer(object))
        return;
    const bool list = tree.kind(object) == NodeKind::List; // [{"key":…,"value":…}]
    for (NodeId child = tree.firstChild(object); child != kNoNode; child = tree.next(child)) {
        if (!list) {
            putSpreadEntry(tree, tree.key(child), child);
        } else if (const NodeId key = tree.entry(child, "key"); key != kNoNode) {
            const NodeId value = tree.entry(child, "value");
            if (value != kNoNode)
                putSpreadEntry(tree, tree.text(key), value);
        }
    }
}

void Mapper::putSpreadEntry(JsonTree &tree, std::string_view name, NodeId value)
{
    const std::string_view text = tree.text(value);
    if (tree.isContainer(value) || trimmed(text).empty() || name.empty())
        return;
    const Role role = m_fields.match(name).role;
    if (role == Role::Content)
        return;
    if (!isForUsers(role))
        name = tree.keep("metadata." + std::string(name));
    else if (isCanonical(role) && hasRole(role))
        return; // the format's own field says it
    put(name, valueKindOf(tree.kind(value)), text);
}

/// "feature:faq_check" names a field; a text without a colon says nothing of what it is.
void Mapper::putTags(JsonTree &tree, NodeId list)
{
    if (tree.kind(list) != NodeKind::List)
        return;
    for (NodeId tag = tree.firstChild(list); tag != kNoNode; tag = tree.next(tag)) {
        const std::string_view text = tree.text(tag);
        const std::size_t colon = text.find_first_of(":=");
        if (colon == std::string_view::npos || text.starts_with("User-Agent"))
            continue;
        const std::string_view name = trimmed(text.substr(0, colon));
        const std::string_view value = trimmed(text.substr(colon + 1));
        const Role role = m_fields.match(name).role;
        if (name.empty() || value.empty() || !isForUsers(role) || (isCanonical(role) && hasRole(role)))
            continue;
        put(name, ValueKind::Text, value);
    }
}

void Mapper::findBilling(JsonTree &tree, const MapScope &scope, RecordFacts &facts)
{
    facts.billing = true;
    Found until;
    Found requests;
    Found quantity;
    Found unit;
    Found currency;
    const std::array<Found *, 5> places = {&until, &requests, &quantity, &unit, &currency};
    for (const MapField &field : m_map.fields) {
        const auto name = std::find(kBillingNames.begin(), kBillingNames.end(), field.name);
        if (name == kBillingNames.end())
            continue;
        const bool isNumber = field.name == "requests" || field.name == "quantity";
        for (const FieldRule &rule : field.rules) {
            if (const auto found =
                    value(tree, scope, rule, isNumber ? std::optional(AmountOf::Number) : std::nullopt)) {
                *places[static_cast<std::size_t>(name - kBillingNames.begin())] = *found;
                break;
            }
        }
    }
    facts.until = until.text;
    facts.requests = {requests.text, requests.kind};
    facts.quantity = {quantity.text, quantity.kind};
    facts.unit = unit.text;
    facts.currency = currency.text;
}

} // namespace outlay::ingest
