#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Formats named by the user, and formats of the user's own."""

import json
import os
import sqlite3
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
# As the window writes it.
SAVED = {
    "format": "Gateway export",
    "order": 10,
    "form": "csv",
    "zone": "UTC",
    "recognise": {"has": ["Date", "Team", "Engine", "Prompt Tok", "Completion Tok", "Cached", "Spend (cents)",
                          "Request", "Region"]},
    "fields": {"timestamp": "Date", "feature": "Team", "model": "Engine", "prompt_tokens": "Prompt Tok",
               "output_tokens": "Completion Tok", "cache_read_tokens": "Cached",
               "cost_usd": {"path": "Spend (cents)", "unit": "cents"}},
    "dimensions": ["Region"],
    "per_event": ["Request"],
    "columns": ["Date", "Team", "Engine", "Prompt Tok", "Completion Tok", "Cached", "Spend (cents)", "Request",
                "Region"],
}
EXPORT = """Date,Team,Engine,Prompt Tok,Completion Tok,Cached,Spend (cents),Request,Region
2026-05-01 01:30:00,search,gpt-4o,1000,200,400,1.5,r1,eu
2026-05-02 10:00:00,search,gpt-4o,800,50,0,0.25,r2,us
2026-05-03 11:30:00,chat,gpt-4o-mini,500,25,0,2.25,r3,eu
"""


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

    def save(self, name, json_text):
        """Puts a format where the window saves maps."""
        folder = self.path("config", "outlay", "formats")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(json_text)
        return os.path.join(folder, name)

    def test_a_saved_map_is_recognised(self):
        self.save("gateway-export.json", json.dumps(SAVED))
        report = self.imported(self.write("export.csv", EXPORT))
        self.assertEqual(report["files"][0]["format"], "Gateway export")
        self.assertEqual(report["added"], 3)
        # search: 1.5 + 0.25 cents = $0.0175; prompt tokens 1000 + 800 of which 400 from the cache: 1400 and 400;
        # output 200 + 50. chat: 2.25 cents = $0.0225; 500 and 0; 25.
        self.assertEqual([(row["feature"], row["requests"], row["input_tokens"], row["cache_read_tokens"],
                           row["output_tokens"], row["cost_usd"]) for row in self.table("feature")],
                         [("chat", 1, "500", "0", "25", Decimal("0.0225")),
                          ("search", 2, "1400", "400", "250", Decimal("0.0175"))])
        self.assertEqual([(row["Region"], row["requests"]) for row in self.table("Region")], [("eu", 2), ("us", 1)])
        # Dropped again it adds nothing, and --format may name it.
        self.assertEqual(self.imported(self.path("export.csv"))["added"], 0)
        self.assertEqual(self.imported("--format", "gateway-export", self.path("export.csv"),
                                       store=self.path("other.db"))["added"], 3)

    def test_times_of_a_zone_become_utc(self):
        self.save("gateway-export.json", json.dumps(dict(SAVED, zone="Europe/Berlin")))
        report = self.imported(self.write("export.csv", EXPORT))
        self.assertIn("times without a zone were taken as Europe/Berlin (3)", report["assumptions"])
        # 01:30 in Berlin is 23:30 UTC of the day before (summer, +02:00), and of the month before; 10:00 is 08:00;
        # 11:30 is 09:30.
        self.assertEqual(sorted((row["day"], row["requests"], row["cost_usd"]) for row in self.table("day")),
                         [("2026-04-30", 1, Decimal("0.015")), ("2026-05-02", 1, Decimal("0.0025")),
                          ("2026-05-03", 1, Decimal("0.0225"))])

    def test_both_clock_changes(self):
        self.save("gateway-export.json", json.dumps(dict(SAVED, zone="Europe/Berlin")))
        row = "%s,search,gpt-4o,10,1,0,1,r,eu\n"
        header = EXPORT.splitlines(keepends=True)[0]
        times = ["2026-03-29 01:59:59", "2026-03-29 02:30:00", "2026-03-29 03:30:00",  # 02:30 there never was
                 "2026-10-25 01:59:59", "2026-10-25 02:30:00", "2026-10-25 03:00:00",  # 02:30 comes twice
                 "2026-10-25T02:30:00+01:00"]  # the second of these
        self.imported(self.write("export.csv", header + "".join(row % time for time in times)))
        with sqlite3.connect(self.store) as store:
            stored = [text for text, in store.execute("SELECT timestamp FROM cost_events ORDER BY timestamp")]
        self.assertEqual([text[:19] for text in stored],
                         ["2026-03-29T00:59:59", "2026-03-29T01:30:00", "2026-03-29T01:30:00",
                          "2026-10-24T23:59:59", "2026-10-25T00:30:00", "2026-10-25T01:30:00",
                          "2026-10-25T02:00:00"])

    def test_a_zone_that_nobody_knows_is_told_of(self):
        path = self.save("gateway-export.json", json.dumps(dict(SAVED, zone="Europe/Berlni")))
        self.outlay("import", self.write("export.csv", EXPORT), code=1)
        self.assertIn(path, self.stderr)
        self.assertIn("Europe/Berlni", self.stderr)
        self.assertIn("Gateway export", self.stderr)

    def test_a_saved_format_that_is_broken_does_not_stop_imports_in_silence(self):
        path = self.save("mine.json", '{\n "format": "x",\n "fields": {,}\n}\n')
        self.outlay("import", self.write("export.csv", EXPORT), code=1)
        self.assertIn(path + ", line 3", self.stderr)
        self.assertIn("delete its file", self.stderr)

    def test_a_map_that_is_named_goes_before_a_saved_one_of_the_same_name(self):
        self.save("team-sheet.json", json.dumps(dict(MAP, format="Saved")))
        report = self.imported("--map", self.write("team-sheet.json", json.dumps(MAP)), self.write("sheet.csv", TABLE))
        self.assertEqual(report["files"][0]["format"], "Team sheet")

    def test_a_format_that_there_is_not_is_misuse_and_the_others_are_named(self):
        self.outlay("import", "--format", "nosuch", self.write("sheet.csv", TABLE), code=2)
        self.assertIn("langfuse", self.stderr)


if __name__ == "__main__":
    unittest.main()
