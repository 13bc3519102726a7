// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/fieldnames.h"
#include "ingest/rawevent.h"

#include <string>
#include <string_view>

namespace outlay::ingest {

/// Reads a Python dict as str() or repr() writes it. It takes what ast.literal_eval takes of that: texts,
/// numbers, None, True, False, and dicts, lists, tuples and sets of these, nested to 100 levels.
class PythonLiteralReader
{
public:
    explicit PythonLiteralReader(FieldNames &names);

    /// The dict that `text` begins with; the result says where it ends. The fields of `event` are replaced
    /// and are views of `text`.
    ObjectResult read(std::string_view text, RawEvent &event);

private:
    struct Value
    {
        ValueKind kind = ValueKind::Null;
        std::string_view raw;
    };

    bool dict(int depth, bool keep);
    bool entry(int depth, bool keep);
    bool keepNested(std::string_view name, int depth, bool keep);
    bool list(char close, int depth);
    bool value(int depth, Value &value);
    bool text(Value &value);
    bool number(Value &value);
    bool word(Value &value);

    std::string describeWord(std::string_view read) const;
    void skipBlanks();
    bool take(char c);
    char peek() const { return m_pos < m_text.size() ? m_text[m_pos] : '\0'; }
    bool fail(std::string problem);
    bool failCutOff();
    void add(std::string_view name, const Value &value);

    FieldNames &m_names;
    RawEvent *m_event = nullptr;
    std::string_view m_text;
    std::size_t m_pos = 0;
    std::string m_path;
    std::string m_key;
    std::string_view m_lastKey;
    std::string m_problem;
};

constexpr int kMaxPythonDepth = 100;

} // namespace outlay::ingest
