// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/readerchoice.h"

#include "ingest/csvreader.h"
#include "ingest/detect.h"
#include "ingest/jsonsplit.h"
#include "ingest/linereader.h"
#include "ingest/maplookup.h"
#include "ingest/objectsreader.h"
#include "ingest/otherformats.h"
#include "ingest/recordreader.h"
#include "ingest/streamreader.h"
#include "ingest/textcodec.h"

namespace outlay::ingest {

namespace {

/// Headers of files that are no tables: a mark, the format's id, and whether the file can be read on.
constexpr char kMark = '\x01';
constexpr std::string_view kStreamFormat = "stream";

/// So many values are looked at to know a file; in a document, none of whose values any format knows so far,
/// as many as there are: what no format is found for is read as lines, which it may not have.
constexpr int kSamples = 200;

std::string headerOf(const Mapping &format, bool resumable)
{
    return std::string(1, kMark) + (resumable ? "+" : "=") + format.id;
}

std::string_view firstLineOf(std::string_view head)
{
    const std::size_t begin = head.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos)
        return {};
    head.remove_prefix(begin);
    return head.substr(0, head.find('\n'));
}

struct Table
{
    std::string header;
    char delimiter = ',';
    const Mapping *format = nullptr;
};

std::optional<Table> tableOf(const FileBeginning &file, const Formats &formats)
{
    const std::string_view line = firstLineOf(file.head);
    if (line.empty() || line[0] == '{' || line[0] == '[' || file.forced.isCostEvent)
        return std::nullopt;
    std::size_t most = 1;
    Table best;
    for (const char delimiter : {',', ';', '\t'}) {
        const auto columns = columnsOf(line, delimiter);
        const Mapping *format = file.forced.format ? file.forced.format : formats.ofColumns(columns);
        if (format == nullptr || !format->csv || columns.size() <= most)
            continue;
        most = columns.size();
        best = {std::string(line), delimiter, format};
    }
    return best.format == nullptr ? std::nullopt : std::optional(best);
}

/// `opened`: with what stands as a text in its record.
const Mapping *vote(const FileBeginning &file, JsonLayout layout, const Formats &formats, bool opened)
{
    Formats::Vote votes(formats);
    JsonTree tree;
    std::size_t pos = 0;
    const auto isEnough = [&](int shown) {
        return shown >= kSamples && (layout != JsonLayout::Document || votes.winner() != nullptr);
    };
    for (int shown = 0; !isEnough(shown) && pos < file.head.size(); ++shown) {
        std::string_view value;
        if (layout == JsonLayout::Document) {
            const JsonSlice slice = nextValue(file.head, pos);
            if (!slice.found)
                break;
            value = file.head.substr(slice.begin, slice.end - slice.begin);
            pos = slice.end;
        } else {
            const std::size_t end = std::min(file.head.find('\n', pos), file.head.size());
            value = trimmed(file.head.substr(pos, end - pos));
            value = value.substr(0, jsonLength(value).value_or(value.size()));
            pos = end + 1;
        }
        if (value.starts_with('{') && tree.parse(value).empty() && (!opened || openBodies(tree)))
            votes.show(tree, tree.root());
    }
    return votes.winner();
}

std::unique_ptr<Intake> intakeOf(const Mapping &format, const FileBeginning &file, const IntakeParts &parts,
                                 Tally &tally)
{
    return std::make_unique<Intake>(format, parts, tally, file.path, file.fileTimeUs);
}

/// Null where a person has said what the file is: then it is nothing else.
std::unique_ptr<OtherFormats> othersThan(const Mapping *format, const Formats &formats,
                                         const FileBeginning &file, const IntakeParts &parts, Tally &tally)
{
    if (file.forced.format != nullptr || file.forced.isCostEvent)
        return nullptr;
    return std::make_unique<OtherFormats>(formats, parts, tally,
                                          OtherFormats::File{format, file.path, file.fileTimeUs});
}

ReaderChoice tableReader(const Table &table, bool skipsHeader, std::int64_t linesBefore,
                         const FileBeginning &file, const IntakeParts &parts, Tally &tally)
{
    ReaderChoice choice;
    choice.format = table.format;
    choice.header = table.header;
    choice.table = true;
    choice.reader =
        std::make_unique<TableRecordReader>(intakeOf(*table.format, file, parts, tally), parts.fields,
                                            table.header, table.delimiter, skipsHeader, linesBefore);
    return choice;
}

ReaderChoice plainReader(const std::optional<CsvHeader> &header, bool skipsHeader, std::int64_t linesBefore,
                         std::unique_ptr<OtherFormats> others, const IntakeParts &parts, Tally &tally)
{
    ReaderChoice choice;
    if (!header) {
        choice.reader = std::make_unique<LineReader>(parts.fields, parts.names, parts.rows, tally,
                                                     linesBefore, std::move(others));
        return choice;
    }
    choice.header = header->line;
    choice.table = true;
    choice.reader = std::make_unique<CsvReader>(choice.header, header->delimiter, skipsHeader, parts.names,
                                                parts.rows, tally, linesBefore);
    return choice;
}

} // namespace

bool needsMore(const FileBeginning &file)
{
    return !file.whole && file.head.size() < kMaxLineBytes && !jsonLayout(file.head, false);
}

std::string headerOfWhole(std::string_view header)
{
    const bool isMarked = header.size() > 2 && header.starts_with(kMark);
    return std::string(1, kMark) + '=' + std::string(isMarked ? header.substr(2) : std::string_view());
}

bool canResume(std::string_view header)
{
    // Headers of earlier versions may be no UTF-8: such a file is read anew, to say what is wrong with it.
    return header.starts_with(kMark) ? header.substr(1).starts_with('+') : isUtf8(header);
}

ReaderChoice chooseReader(const FileBeginning &file, const Formats &formats, const IntakeParts &parts,
                          Tally &tally)
{
    if (const auto table = tableOf(file, formats))
        return tableReader(*table, true, file.linesBefore, file, parts, tally);
    const JsonLayout layout = jsonLayout(file.head, true).value_or(JsonLayout::None);
    const Mapping *stream = formats.find(kStreamFormat);
    ReaderChoice choice;
    const bool mayBeStream = file.forced.format == nullptr || file.forced.format == stream;
    if (stream != nullptr && mayBeStream && !file.forced.isCostEvent &&
        (looksLikeStream(file.head) || looksLikeEventList(file.head))) {
        choice.format = stream;
        choice.header = headerOf(*stream, false);
        choice.reader = std::make_unique<StreamReader>(
            intakeOf(*stream, file, parts, tally),
            std::make_unique<OtherFormats>(formats, parts, tally,
                                           OtherFormats::File{stream, file.path, file.fileTimeUs}),
            layout == JsonLayout::Document ? layout : JsonLayout::Lines);
        return choice;
    }
    if (layout != JsonLayout::None && !file.forced.isCostEvent)
        choice.format = file.forced.format ? file.forced.format : vote(file, layout, formats, false);
    if (choice.format == nullptr && layout != JsonLayout::None && !file.forced.isCostEvent)
        choice.format = vote(file, layout, formats, true);
    if (choice.format == nullptr && layout == JsonLayout::Document &&
        ObjectsReader::fits(file.head, parts.fields)) {
        choice.header = headerOfWhole({});
        choice.reader = std::make_unique<ObjectsReader>(
            std::make_unique<LineReader>(parts.fields, parts.names, parts.rows, tally, 0,
                                         othersThan(nullptr, formats, file, parts, tally)));
        return choice;
    }
    if (choice.format == nullptr)
        return plainReader(csvHeader(file.head, parts.fields), true, file.linesBefore,
                           othersThan(nullptr, formats, file, parts, tally), parts, tally);
    auto intake = intakeOf(*choice.format, file, parts, tally);
    intake->setOthers(othersThan(choice.format, formats, file, parts, tally));
    choice.header = headerOf(*choice.format, layout == JsonLayout::Lines && intake->isStateless());
    choice.reader = std::make_unique<JsonRecordReader>(std::move(intake), layout, 0);
    return choice;
}

ReaderChoice resumeReader(std::string_view header, std::int64_t linesBefore, const FileBeginning &file,
                          const Formats &formats, const IntakeParts &parts, Tally &tally)
{
    if (header.starts_with(kMark)) {
        const Mapping *format = formats.find(header.substr(2));
        ReaderChoice choice;
        choice.format = format;
        choice.header = header;
        if (format == nullptr)
            return plainReader(std::nullopt, false, linesBefore,
                               othersThan(nullptr, formats, file, parts, tally), parts, tally);
        auto intake = intakeOf(*format, file, parts, tally);
        intake->setOthers(othersThan(format, formats, file, parts, tally));
        choice.reader = std::make_unique<JsonRecordReader>(std::move(intake), JsonLayout::Lines, linesBefore);
        return choice;
    }
    FileBeginning beginning = file;
    beginning.head = header;
    if (const auto table = tableOf(beginning, formats))
        return tableReader(*table, false, linesBefore, file, parts, tally);
    return plainReader(header.empty() ? std::nullopt : csvHeader(header, parts.fields), false, linesBefore,
                       othersThan(nullptr, formats, file, parts, tally), parts, tally);
}

} // namespace outlay::ingest
