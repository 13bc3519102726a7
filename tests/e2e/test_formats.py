#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Formats named by the user, and formats of the user's own."""

import json
import unittest
from decimal import Decimal

from program import ProgramTest

TABLE = """when,team,llm,tok_in,tok_out,cents
2026-05-02 10:00:00,search,gpt-4o-mini,1000,200,1.5
2026-05-03 11:30:00,chat,gpt-4o,500,50,0.25
"""
MAP = {
    "format": "Team sheet",
    "recognise": {"has": ["when", "llm", "cents"]},
    "fields": {"timestamp": "when", "feature": "team", "model": "llm", "input_tokens": "tok_in",
               "output_tokens": "tok_out", "cost_usd": {"path": "cents", "unit": "cents"}},
}


class Formats(ProgramTest):
    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def test_a_format_of_the_users_own_reads_a_table_that_nobody_knows(self):
        table = self.write("sheet.csv", TABLE)
        self.outlay("import", table, code=1)
        report = self.imported("--map", self.write("team-sheet.json", json.dumps(MAP)), table)
        self.assertEqual(report["files"][0]["format"], "Team sheet")
        self.assertEqual(report["added"], 2)
        # 1.5 cents and 0.25 cents
        self.assertEqual([(row["feature"], row["requests"], row["input_tokens"], row["output_tokens"],
                           row["cost_usd"]) for row in self.table("feature")],
                         [("search", 1, "1000", "200", Decimal("0.015")), ("chat", 1, "500", "50", Decimal("0.0025"))])

    def test_a_map_that_is_broken_is_told_of_with_its_line(self):
        broken = self.write("broken.json", '{\n "format": "x",\n "fields": {,}\n}\n')
        self.outlay("import", "--map", broken, self.write("sheet.csv", TABLE), code=1)
        self.assertIn("broken.json, line 3", self.stderr)

    def test_a_format_that_there_is_not_is_misuse_and_the_others_are_named(self):
        self.outlay("import", "--format", "nosuch", self.write("sheet.csv", TABLE), code=2)
        self.assertIn("langfuse", self.stderr)


if __name__ == "__main__":
    unittest.main()
