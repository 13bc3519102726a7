#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the layout of the code: lint.py ROOT prints every breach as FILE:LINE: rule: what, and exits 1.

Functions are found by their braces, which .clang-format puts on lines of their own.
"""

import os
import re
import sys
from collections import namedtuple

Breach = namedtuple("Breach", "file line rule what")

TOP_LEVEL = re.compile(
    r"CMakeLists\.txt|CMakePresets\.json|CMakeUserPresets\.json|app|models|views|resources|tests|packaging"
    r"|README\.md|LICENSE|build.*|\..*|compile_commands\.json|outlay-report")
CODE_FOLDERS = ("app", "models", "views", "tests")
EXCLUDED = ("tests/lint/",)

# Which rooms a room may include, besides itself. app and tests may include anything.
ROOMS = {
    "base": (),
    "pricing": ("base",),
    "ingest": ("base", "pricing"),
    "store": ("base", "pricing"),
    "cube": ("base",),
    "insight": ("base", "pricing", "cube"),
    "items": ("base", "pricing", "store", "cube", "insight"),
    "jobs": ("base", "pricing", "ingest", "store", "cube", "insight"),
    "views": ("base", "items"),
}
QT_FREE = ("base", "pricing", "ingest", "store", "cube", "insight")
QT_CORE_ONLY = ("items", "jobs")

# Third parties stay behind the rooms that are made around them: header pattern, folders that may.
THIRD_PARTIES = (
    (r"sqlite3\.h", ("models/store/",)),
    (r"simdjson\.h", ("models/ingest/",)),
    (r"sodium(/.*)?\.h", ("models/store/", "models/ingest/")),
    (r"xxhash\.h", ("models/store/", "models/ingest/")),
    (r"archive(_entry)?\.h", ("models/ingest/archivereader.cpp",)),
    (r"zlib\.h", ("models/ingest/gunzip.cpp",)),
    (r"xlsxwriter(/.*)?\.h", ("views/",)),
    (r"CLI/.*", ("app/",)),
    (r"QtNetwork(/.*)?", ("models/jobs/webhook",)),
    (r"nlohmann/.*", ("models/ingest/", "models/store/", "models/pricing/", "app/cli/")),
    (r"QtCharts(/.*)?|QChart.*|Q\w+Series|QBarSet|QValueAxis|Q\w*CategoryAxis", ("views/charts/",)),
)

MAX_LINES = 400
MAX_TEST_LINES = 700
MAX_FUNCTION_LINES = 60
MAX_ROWS_LINES = 150  # a table of test rows
SPDX = ("SPDX-FileCopyrightText: ", "SPDX-License-Identifier: GPL-3.0-or-later")
WORDS = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
CLASS_NAMES = re.compile(r"\b(?:class|struct)\s+((?!Q)\w*(?:Manager|Helpers?|Utils?|Singleton))\b")
SINGLETON = re.compile(r"\bstatic\s+[\w:<>]+\s*[&*]\s*(?:instance|self|getInstance)\s*\(")
VISIBLE = re.compile(r"\b(?:set(?:Text|Title|ToolTip|WindowTitle|PlaceholderText|StatusTip|WhatsThis"
                     r"|AccessibleName|AccessibleDescription|LabelText|InformativeText)"
                     r"|addAction|addMenu|addTab|showMessage"
                     r"|new\s+(?:QLabel|QPushButton|QToolButton|QCheckBox|QRadioButton|QGroupBox|QAction))\s*\(")
TRANSLATED = re.compile(r"\b(?:tr|translate|QKeySequence|icon|fromTheme|setObjectName)\s*\(")
PROGRAM = "Outlay"
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def without_comments(text):
    """Comments become blanks; lines stay where they are."""
    pattern = re.compile(r'R"(\w*)\(.*?\)\1"|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)+\'|//[^\n]*|/\*.*?\*/', re.S)

    def blank(match):
        token = match.group()
        return re.sub(r"[^\n]", " ", token) if token.startswith("/") else token

    return pattern.sub(blank, text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def closing(text, opening):
    """Where the bracket opened at `opening` closes; text is free of comments."""
    depth = 0
    for token in re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)\'|[()]').finditer(text, opening):
        depth += {"(": 1, ")": -1}.get(token.group(), 0)
        if depth == 0:
            return token.start()
    return len(text)


class Source:
    """A C++ file with what the rules ask of it."""

    def __init__(self, root, path):
        self.path = path
        self.text = read(os.path.join(root, path))
        self.code = without_comments(self.text)
        self.is_test = path.startswith("tests/")
        parts = path.split("/")
        self.room = parts[1] if parts[0] == "models" and len(parts) > 2 else parts[0]
        self.includes = [(line_of(self.code, m.start()), m.group(1), m.group(2)) for m in
                         re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', self.code, re.M)]


def resolve(source, name, known):
    for folder in (os.path.dirname(source.path), "models", "", "tests"):
        candidate = os.path.normpath(os.path.join(folder, name))
        if candidate in known:
            return candidate
    return None


def is_qt(name):
    return re.match(r"Qt[A-Z]\w*(/|$)|Q[A-Z]\w*$", name) is not None


def check_includes(source, known):
    if source.is_test:
        return
    for line, _, name in source.includes:
        target = resolve(source, name, known)
        if target:
            room = known[target].room
            if room == "tests":
                yield Breach(source.path, line, "direction", "includes %s, which is a test's" % name)
            elif source.room in ROOMS and room != source.room and room not in ROOMS[source.room]:
                yield Breach(source.path, line, "direction", "%s may not include %s (%s)" % (source.room, room, name))
            continue
        if is_qt(name):
            if source.room in QT_FREE:
                yield Breach(source.path, line, "qt-free", "%s is free of Qt, but includes %s" % (source.room, name))
            elif source.room in QT_CORE_ONLY and re.match(r"Qt(Widgets|Gui|Charts|Svg|PrintSupport)\b|QWidget$", name):
                yield Breach(source.path, line, "qt-core", "%s uses QtCore alone, but includes %s" % (source.room, name))
        for pattern, folders in THIRD_PARTIES:
            if re.fullmatch(pattern, name) and not source.path.startswith(folders):
                yield Breach(source.path, line, "third-party", "%s belongs in %s" % (name, " ".join(folders)))


def check_cycles(sources):
    edges = {path: [t for t in (resolve(s, name, sources) for _, _, name in s.includes) if t and t != path]
             for path, s in sources.items()}
    state = {}

    def visit(path, trail):
        state[path] = "open"
        for target in edges[path]:
            if state.get(target) == "open":
                ring = trail[trail.index(target):] + [target] if target in trail else [path, target]
                yield Breach(path, 1, "cycle", " → ".join(ring))
            elif target not in state:
                yield from visit(target, trail + [target])
        state[path] = "done"

    for path in sorted(edges):
        if path not in state:
            yield from visit(path, [path])


def check_sizes(source):
    lines = source.text.count("\n")
    limit = MAX_TEST_LINES if source.is_test else MAX_LINES
    if lines > limit:
        yield Breach(source.path, limit, "file-size", "%d lines, at most %d" % (lines, limit))
    code = source.code.split("\n")
    for begin, line in enumerate(code):
        if line.strip() != "{":
            continue
        indent = line[:line.index("{")]
        end = next((i for i in range(begin + 1, len(code)) if code[i].startswith(indent + "}")), None)
        # Classes and initialisers end in "};".
        if end is None or code[end].rstrip() != indent + "}":
            continue
        is_rows = source.is_test and "_data()" in code[begin - 1]
        most = MAX_ROWS_LINES if is_rows else MAX_FUNCTION_LINES
        if end - begin - 1 > most:
            yield Breach(source.path, begin + 1, "function-size", "%d lines, at most %d" % (end - begin - 1, most))


def check_words(source):
    for match in WORDS.finditer(source.text):
        yield Breach(source.path, line_of(source.text, match.start()), "unfinished", match.group())
    for match in CLASS_NAMES.finditer(source.code):
        yield Breach(source.path, line_of(source.code, match.start()), "name", "%s says no duty" % match.group(1))
    for match in SINGLETON.finditer(source.code):
        yield Breach(source.path, line_of(source.code, match.start()), "singleton", match.group().strip())
    for match in () if source.is_test else re.finditer(r"\bprocessEvents\b", source.code):
        yield Breach(source.path, line_of(source.code, match.start()), "process-events", "never")


def check_header(source):
    if not source.path.endswith(".h"):
        return
    if "#pragma once" not in source.code:
        yield Breach(source.path, 1, "pragma-once", "missing")
    if re.search(r"^\s*Q_(OBJECT|GADGET)\b", source.code, re.M):
        std_seen = None
        for line, bracket, name in source.includes:
            if bracket == "<" and re.fullmatch(r"[a-z_]+", name):
                std_seen = std_seen or line
            elif bracket == "<" and is_qt(name) and std_seen:
                yield Breach(source.path, line, "qt-first", "moc needs Qt's headers before the standard ones")
                break


def check_translated(source):
    if not source.path.startswith(("views/", "app/")):
        return
    for call in VISIBLE.finditer(source.code):
        begin = call.end() - 1
        arguments = source.code[begin:closing(source.code, begin)]
        while True:
            inner = TRANSLATED.search(arguments)
            if not inner:
                break
            end = closing(arguments, inner.end() - 1)
            arguments = arguments[:inner.start()] + arguments[end + 1:]
        for literal in LITERAL.finditer(arguments):
            shown = re.sub(r"<[^>]*>|\\.|%[L0-9]\d?", "", literal.group(1))
            if re.search(r"[A-Za-z]{2}", shown) and shown != PROGRAM:
                yield Breach(source.path, line_of(source.code, call.start()), "tr",
                             "\"%s\" is visible and not inside tr()" % literal.group(1))


def check_plurals(source):
    """Without a catalogue of English plurals "%n month(s)" is shown as it stands: each number has words of its own."""
    if source.is_test:
        return
    for literal in LITERAL.finditer(source.code):
        if re.search(r"%n.*\w\(e?s\)", literal.group(1)):
            yield Breach(source.path, line_of(source.code, literal.start()), "plural",
                         "\"%s\" is no English; write one text for 1 and one for more" % literal.group(1))


def check_spdx(root, path):
    lines = [line for line in read(os.path.join(root, path)).split("\n")[:4] if not line.startswith(("#!", "<?"))]
    if len(lines) < 2 or SPDX[0] not in lines[0] or SPDX[1] not in lines[1]:
        yield Breach(path, 1, "spdx", "the first two lines are not the licence's")


def files_below(root):
    for folder in CODE_FOLDERS + ("packaging", ".ci", "resources"):
        for at, folders, names in os.walk(os.path.join(root, folder)):
            folders.sort()
            for name in sorted(names):
                path = os.path.relpath(os.path.join(at, name), root)
                if "__pycache__" not in path:
                    yield path


def check(root):
    breaches = [Breach(name, 1, "top-level", "is outside the fixed layout")
                for name in sorted(os.listdir(root)) if not TOP_LEVEL.fullmatch(name)]
    sources = {}
    for path in files_below(root):
        name = os.path.basename(path)
        if name.endswith((".cpp", ".h", ".sh", ".py", ".cmake", ".qrc")) or name in ("CMakeLists.txt", "run"):
            breaches += check_spdx(root, path)
        if path.endswith((".cpp", ".h")) and path.startswith(CODE_FOLDERS) and not path.startswith(EXCLUDED):
            sources[path] = Source(root, path)
    for source in sources.values():
        breaches += check_includes(source, sources)
        for rule in (check_sizes, check_words, check_header, check_translated, check_plurals):
            breaches += rule(source)
    breaches += check_cycles(sources)
    return breaches, len(sources)


def main():
    if len(sys.argv) != 2 or not os.path.isdir(sys.argv[1]):
        print("usage: lint.py ROOT", file=sys.stderr)
        return 2
    breaches, count = check(sys.argv[1])
    for breach in sorted(breaches):
        print("%s:%d: %s: %s" % breach)
    if count == 0:
        print("no sources below %s" % sys.argv[1], file=sys.stderr)
        return 2
    print("%d sources, %d breaches" % (count, len(breaches)))
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
