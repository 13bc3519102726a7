#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lint lets a good tree pass and names each breach of a bad one."""

import os
import tempfile
import unittest

import lint

SPDX = "// SPDX-FileCopyrightText: 2026 The Outlay authors\n// SPDX-License-Identifier: GPL-3.0-or-later\n\n"
HEADER = SPDX + "#pragma once\n\n"

GOOD = {
    "CMakeLists.txt": "",
    "README.md": "# Outlay\n",
    "models/base/money.h": HEADER + "#include <cstdint>\n\nclass Money\n{\n};\n",
    "models/store/store.cpp": SPDX + '#include "base/money.h"\n\n#include <sqlite3.h>\n',
    "models/items/rowsmodel.h": HEADER + '#include <QtCore/QObject>\n\n#include "base/money.h"\n\n#include <vector>\n\n'
                                         "class RowsModel : public QObject\n{\n    Q_OBJECT\n};\n",
    "views/charts/bars.cpp": SPDX + "#include <QtCharts/QBarSeries>\n",
    "views/window.cpp": SPDX + '#include "items/rowsmodel.h"\n\nvoid Window::build()\n{\n'
                               '    m_label->setText(tr("Spend of %1").arg(month));\n'
                               '    m_label->setText(QStringLiteral("%1 (%2)").arg(a, b));\n'
                               '    setWindowTitle(QStringLiteral("Outlay"));\n'
                               '    // m_label->setText("a comment is not shown");\n}\n',
    "tests/base/test_money.cpp": SPDX + '#include "base/money.h"\n',
}


def function(lines, head="void f()"):
    return head + "\n{\n" + "    g();\n" * lines + "}\n"


def breaches(extra):
    with tempfile.TemporaryDirectory() as root:
        for path, text in {**GOOD, **extra}.items():
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                file.write(text)
        return [(b.rule, b.file, b.line) for b in lint.check(root)[0]]


class LintTest(unittest.TestCase):
    def expect(self, rule, path, text, line=None):
        found = breaches({path: text})
        self.assertEqual([(r, f) for r, f, _ in found], [(rule, path)])
        if line is not None:
            self.assertEqual(found[0][2], line)

    def test_a_good_tree_passes(self):
        self.assertEqual(breaches({}), [])

    def test_include_against_the_direction(self):
        self.expect("direction", "models/base/a.cpp", SPDX + '#include "store/s.h"\n'.replace("s.h", "store.cpp"), 4)
        self.expect("direction", "views/a.cpp", SPDX + '#include "models/store/store.cpp"\n')
        self.expect("direction", "models/cube/a.cpp", SPDX + '#include "items/rowsmodel.h"\n')
        self.expect("direction", "models/items/a.cpp", SPDX + '#include "views/window.cpp"\n')

    def test_application_may_include_anything(self):
        self.assertEqual(breaches({"app/a.cpp": SPDX + '#include "store/store.cpp"\n#include "views/window.cpp"\n'}), [])

    def test_program_includes_nothing_of_the_tests(self):
        self.expect("direction", "app/a.cpp", SPDX + '#include "tests/base/test_money.cpp"\n')

    def test_cycle(self):
        found = breaches({"models/base/a.h": HEADER + '#include "base/b.h"\n',
                          "models/base/b.h": HEADER + '#include "base/c.h"\n',
                          "models/base/c.h": HEADER + '#include "base/a.h"\n'})
        self.assertEqual([rule for rule, _, _ in found], ["cycle"])

    def test_third_parties_outside_their_room(self):
        for header in ("sqlite3.h", "simdjson.h", "sodium.h", "xxhash.h", "xlsxwriter.h", "CLI/CLI.hpp", "nlohmann/json.hpp"):
            with self.subTest(header):
                self.expect("third-party", "models/cube/a.cpp", SPDX + "#include <%s>\n" % header, 4)
        self.expect("third-party", "views/a.cpp", SPDX + "#include <QtCharts/QChart>\n")
        self.expect("third-party", "models/ingest/a.cpp", SPDX + "#include <sqlite3.h>\n")
        self.expect("third-party", "app/main.cpp", SPDX + "#include <nlohmann/json.hpp>\n")

    def test_qt_in_a_room_without_qt(self):
        for room in ("base", "ingest", "store", "cube", "insight"):
            with self.subTest(room):
                self.expect("qt-free", "models/%s/a.cpp" % room, SPDX + "#include <QString>\n")
        self.expect("qt-free", "models/base/a.cpp", SPDX + "#include <QtCore/QString>\n")

    def test_widgets_in_the_item_models(self):
        self.expect("qt-core", "models/items/a.cpp", SPDX + "#include <QtWidgets/QLabel>\n")

    def test_licence(self):
        for path, text in (("models/base/a.cpp", "int a;\n"), ("packaging/a.sh", "#!/bin/sh\necho\n"),
                           ("tests/a.py", "pass\n"), ("models/base/CMakeLists.txt", "x()\n"), ("app/a.h", "#pragma once\n")):
            with self.subTest(path):
                self.expect("spdx", path, text)

    def test_long_files(self):
        self.assertEqual(breaches({"models/base/a.cpp": SPDX + "int a;\n" * 397}), [])
        self.expect("file-size", "models/base/a.cpp", SPDX + "int a;\n" * 398)
        self.assertEqual(breaches({"tests/base/a.cpp": SPDX + "int a;\n" * 697}), [])
        self.expect("file-size", "tests/base/a.cpp", SPDX + "int a;\n" * 698)

    def test_long_functions(self):
        self.assertEqual(breaches({"models/base/a.cpp": SPDX + function(60) + function(60)}), [])
        self.expect("function-size", "models/base/a.cpp", SPDX + function(3) + function(61), 11)
        member = "class A\n{\n    void f()\n    {\n" + "        g();\n" * 61 + "    }\n};\n"
        self.expect("function-size", "models/base/a.cpp", SPDX + member, 7)

    def test_long_classes_and_tables_are_no_functions(self):
        self.assertEqual(breaches({"models/base/a.h": HEADER + "class A\n{\n" + "    int m;\n" * 80 + "};\n"}), [])
        self.assertEqual(breaches({"tests/base/a.cpp": SPDX + function(100, "void T::rows_data()")}), [])

    def test_unfinished_work(self):
        for word in ("TODO", "FIXME", "XXX", "HACK"):
            with self.subTest(word):
                self.expect("unfinished", "models/base/a.cpp", SPDX + "// %s: more\n" % word, 4)

    def test_names_that_say_no_duty(self):
        for name in ("StoreManager", "TimeHelper", "StringUtils", "Util", "ConfigSingleton"):
            with self.subTest(name):
                self.expect("name", "models/base/a.h", HEADER + "class %s\n{\n};\n" % name)
        self.assertEqual(breaches({"views/a.h": HEADER + "class QNetworkAccessManager;\n"}), [])

    def test_singletons_and_process_events(self):
        self.expect("singleton", "models/base/a.h", HEADER + "class A\n{\n    static A &instance();\n};\n", 8)
        self.expect("process-events", "views/a.cpp", SPDX + "void f()\n{\n    QCoreApplication::processEvents();\n}\n", 6)

    def test_tests_may_turn_the_event_loop(self):
        self.assertEqual(breaches({"tests/a.cpp": SPDX + "void f()\n{\n    QCoreApplication::processEvents();\n}\n"}), [])

    def test_headers(self):
        self.expect("pragma-once", "models/base/a.h", SPDX)
        self.expect("qt-first", "models/items/a.h",
                    HEADER + "#include <vector>\n\n#include <QtCore/QObject>\n\nclass A : QObject\n{\n    Q_OBJECT\n};\n")

    def test_visible_text_outside_tr(self):
        for call in ('label->setText("Spend")', 'label->setText(QStringLiteral("Spend of %1").arg(x))',
                     'menu->addAction(icon("open"), "Open…")', 'setToolTip(a ? tr("Yes") : "No")',
                     'new QLabel(QLatin1String("Spend"), this)', 'setWindowTitle(\n        "Spend")'):
            with self.subTest(call):
                self.expect("tr", "views/a.cpp", SPDX + "void f()\n{\n    %s;\n}\n" % call, 6)

    def test_plurals_in_brackets(self):
        for text in ("in %n month(s)", "%n match(es) of %1"):
            self.expect("plural", "views/a.cpp", SPDX + 'void f()\n{\n    return tr("%s", nullptr, n);\n}\n' % text, 6)

    def test_translated_and_wordless_texts_pass(self):
        for call in ('label->setText(tr("Spend (of %1)").arg(")"))', 'label->setText("%1 – %2")', 'setText("")',
                     'menu->addAction(icon("open"), tr("Open…"), QKeySequence("Ctrl+O"))'):
            with self.subTest(call):
                self.assertEqual(breaches({"views/a.cpp": SPDX + "void f()\n{\n    %s;\n}\n" % call}), [])

    def test_top_level(self):
        found = breaches({"notes.txt": "x"})
        self.assertEqual(found, [("top-level", "notes.txt", 1)])


if __name__ == "__main__":
    unittest.main()
