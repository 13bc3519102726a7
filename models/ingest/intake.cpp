// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/intake.h"

#include "ingest/jsonobject.h"
#include "ingest/otherformats.h"
#include "ingest/textcodec.h"

namespace outlay::ingest {

namespace {

/// The shape of formats that a path describes.
class PathShape : public RecordShape
{
public:
    explicit PathShape(const Mapper &mapper)
        : m_mapper(mapper)
    {
    }
    void recordsOf(JsonTree &tree, std::vector<NodeId> &records) override
    {
        m_mapper.recordsOf(tree, tree.root(), records);
    }

private:
    const Mapper &m_mapper;
};

} // namespace

std::unique_ptr<RecordShape> makeShape(const Mapping &map, const Mapper &mapper)
{
    if (map.reader == "otlp")
        return makeOtlpShape();
    if (map.reader == "codex")
        return makeCodexShape();
    return std::make_unique<PathShape>(mapper);
}

Intake::Intake(const Mapping &map, const IntakeParts &parts, Tally &tally, const std::string &file,
               std::optional<std::int64_t> fallbackAtUs)
    : m_map(map)
    , m_parts(parts)
    , m_tally(tally)
    , m_mapper(map, parts.fields, parts.names)
    , m_shape(makeShape(map, m_mapper))
    , m_fallbackAtUs(map.timeFromFile ? fallbackAtUs : std::nullopt)
{
    m_mapper.setFile(file);
    m_tally.sawLog();
}

Intake::~Intake() = default;

void Intake::setOthers(std::unique_ptr<OtherFormats> others)
{
    m_others = std::move(others);
}

void Intake::takeJson(const DocumentText &document)
{
    if (!isUtf8(document.text))
        return reject(document, std::string(kNoUtf8));
    std::string problem = m_tree.parse(document.text);
    if (!problem.empty() && holdsSeveral(document.text))
        return takeSeveral(document);
    if (!problem.empty())
        return reject(document, std::move(problem));
    takeFrom(m_tree, document);
}

/// Objects that share a line.
void Intake::takeSeveral(const DocumentText &line)
{
    std::int64_t lines = 0;
    std::int64_t number = 0;
    forEachValue(
        line.text, true, lines,
        [&](std::string_view value, std::string_view /*rest*/) {
            takeJson({value, line.line, ++number});
        },
        [&](std::string_view rest) {
            reject({rest, line.line, ++number}, "the line is cut off in the middle of an object");
        });
}

void Intake::takeFrom(JsonTree &tree, const DocumentText &document)
{
    // What the format knows and leaves aside on purpose is nobody else's.
    const auto isTakenElsewhere = [&] {
        return m_others != nullptr && !Mapper::recognises(m_map, tree, tree.root()) &&
               m_others->take(tree, document);
    };
    take(
        tree, document, [&] { return excerptOfObject(document.text, m_parts.fields); }, isTakenElsewhere);
}

Verdict Intake::add(JsonTree &tree, NodeId record, std::string_view text)
{
    const Mapper::Link link = m_map.spanId.empty() ? Mapper::Link{} : m_mapper.linkOf(tree, record);
    m_parts.hierarchy.add(link);
    if (!m_mapper.map(tree, record, m_event, m_facts))
        return Verdict::NotAnEvent;
    m_facts.fallbackAtUs = m_fallbackAtUs;
    const Verdict verdict = m_parts.rows.add(m_event, m_facts);
    if (verdict != Verdict::Event)
        return verdict;
    base::EventRow &row = m_parts.rows.batch().rows.back();
    if (link.id != 0)
        m_parts.hierarchy.addEvent(m_facts.key, {completenessOf(row) > 1, m_parts.rows.isKnownFailure()});
    if (row.isTimeAssumed && row.key == 0) {
        row.key = m_contentKeys.keyOf(tree, record, text, m_map.family);
        row.isKeyOfContent = true;
        m_tally.sawContentKey();
    }
    return verdict;
}

void Intake::count(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Event:
        m_tally.event(Form::Mapped);
        break;
    case Verdict::Billing:
        m_tally.billingRow();
        break;
    case Verdict::NotAnEvent:
        m_tally.notEvent();
        break;
    case Verdict::Rejected:
        break;
    }
}

void Intake::reject(const DocumentText &document, std::string reason)
{
    m_tally.reject(document.line, LinePlaces::numbered(std::move(reason), document.number),
                   [&] { return excerptOfObject(document.text, m_parts.fields); });
}

void Intake::end()
{
    if (m_others != nullptr)
        m_others->end();
    m_tree.clear();
    m_records.clear();
    m_shape->recordsLeft(m_tree, m_records);
    for (const NodeId record : m_records) {
        const Verdict verdict = add(m_tree, record, {});
        count(verdict);
        if (verdict == Verdict::Rejected)
            m_tally.reject(0, m_parts.rows.reason(), [] { return std::string(); });
    }
    if (m_map.spanId.empty())
        return;
    auto &retracted = m_parts.rows.batch().retracted;
    const auto repeated = m_parts.hierarchy.takeRepeated();
    retracted.insert(retracted.end(), repeated.begin(), repeated.end());
}

} // namespace outlay::ingest
