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
    "decimal": ".",
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
        self.assertEqual(self.stderr, "outlay: %s, line 3: is no valid JSON at column 13\n" % broken)

    def test_an_entry_of_a_map_that_means_nothing_is_told_of(self):
        table = self.write("sheet.csv", TABLE)
        for change, word in (({"grain": "buckets"}, "bucket"), ({"form": "xml"}, "csv"), ({"reader": "x"}, "otlp"),
                             ({"take": {"equals": ["x"]}}, "equals"),
                             ({"fields": {"timestamp": "when", "cost_usd": {"path": "cents", "zero": "absnt"}}}, "absent"),
                             ({"fields": {"timestamp": "when", "cost_usd": {"sum": "cents"}}}, "list")):
            path = self.write("wrong.json", json.dumps(dict(MAP, **change)))
            self.outlay("import", "--map", path, table, code=1)
            self.assertIn(word, self.stderr)
            self.assertIn("wrong.json", self.stderr)

    def test_a_mistake_in_a_map_names_the_path_as_it_was_given_the_line_and_what_to_do(self):
        table = self.write("sheet.csv", TABLE)
        os.mkdir(self.path("maps"))
        begin = '{\n  "format": "M",\n  "fields": {\n    "timestamp": "when",\n'
        for entry, line, says in (
                ('"cost_usd": {\n"path": "cents",\n"unit": "dimes"}}\n}', 7, '"cost_usd" → "unit": "dimes" is no unit'),
                ('"cost_usd": {"path": "cents",\n"zero": "absnt"}}\n}', 6, 'write one of "counts", "absent"'),
                ('"cost_usd": 5}\n}', 5, '"cost_usd": a field is no object; '),
                ('"cost_usd": {}}\n}', 5, 'needs a "path"'),
                ('"cost_usd": "cents"},\n\n"fild": {}\n}', 7, '"fild": is no entry of the format; correct its name'),
                ('"cost_usd": "cents"},\n"recognise": {"hass": ["x"]}\n}', 6, '"recognise" → "hass": is no entry'),
                ('"cost_usd": "cents"},\n"grain":\n"buckets"\n}', 7, 'write one of "request", "bucket", "none"'),
                ('"cost_usd": "cents"},\n"zone": "Europe/Berlni"\n}', 6, "write a name such as Europe/Berlin")):
            with self.subTest(says):
                self.write("maps/team.json", begin + entry)
                self.outlay("import", "--map", "maps/team.json", table, code=1)
                self.assertRegex(self.stderr, r"^outlay: maps/team\.json, line %d: [^\n]+\n$" % line)
                self.assertIn(says, self.stderr)
        self.write("maps/team.json", '{"fields": {}}')
        self.outlay("import", "--map", "maps/team.json", table, code=1)
        self.assertIn('maps/team.json, line 1: is no format: it needs the entry "format"', self.stderr)

    def test_a_unit_of_time_that_a_map_says_is_not_guessed(self):
        fields = {"timestamp": {"path": "at", "unit": "unix_ms"}, "input_tokens": "in"}
        path = self.write("m.json", json.dumps({"format": "M", "fields": fields}))
        # 1,777,651,200,000 ms is 2026-05-01 16:00; 1,777,651,200 ms are the 21st day of 1970
        log = self.write("a.jsonl", '{"at": 1777651200000, "in": 1}\n{"at": 1777651200, "in": 1}\n')
        report = self.imported("--map", path, log)
        self.assertEqual((report["added"], report["rejected"]), (1, 1))
        self.assertEqual([row["day"] for row in self.table("day")], ["2026-05-01"])

    def test_a_map_keeps_no_user_as_a_dimension(self):
        log = self.write("a.jsonl", json.dumps({"at": "2026-05-02T10:00:00Z", "team": "chat", "user_id": "alice-42",
                                                "in": 3, "question_text": "SECRET"}) + "\n")
        fields = {"timestamp": "at", "feature": "team", "input_tokens": "in"}
        self.imported("--map", self.write("m.json", json.dumps(
            {"format": "M", "fields": fields, "dimensions": ["user_id"], "per_event": ["question_text"]})), log)
        with open(self.store, "rb") as store:
            content = store.read()
        self.assertNotIn(b"alice-42", content)
        self.assertNotIn(b"SECRET", content)

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

    def by_feature(self):
        return [(row["feature"], row["requests"], row["input_tokens"], row["output_tokens"], row["cost_usd"])
                for row in self.table("feature")]

    def test_an_unknown_json_log_is_read_by_a_map(self):
        """Paths into nested objects, cents, milliseconds since 1970."""
        lines = [
            {"at": 1777622400123, "who": {"team": "search"}, "call": {"llm": "gpt-4o", "tok": {"in": 1000, "out": 200}},
             "bill": {"cents": 1.5}},
            {"at": 1777622460000, "who": {"team": "search"}, "call": {"llm": "gpt-4o", "tok": {"in": 500, "out": 50}},
             "bill": {"cents": "2.25"}},
            {"at": 1777708800000, "who": {"team": "chat"}, "call": {"llm": "gpt-4o", "tok": {"in": 7, "out": 1}},
             "bill": {"cents": 0.125}},
            {"at": 1777708800000, "who": {"team": "chat"}, "call": {"llm": "gpt-4o", "tok": {"in": 7, "out": 1}},
             "bill": {"cents": "$0.125"}},  # dollars or cents?
        ]
        log = self.write("gateway.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
        self.outlay("import", log, code=1)
        gateway = {
            "format": "Gateway JSON",
            "recognise": {"together": ["at", "call.llm", "bill.cents"]},
            "fields": {"timestamp": {"path": "at", "unit": "unix_ms"}, "feature": "who.team", "model": "call.llm",
                       "input_tokens": "call.tok.in", "output_tokens": "call.tok.out",
                       "cost_usd": {"path": "bill.cents", "unit": "cents"}},
        }
        report = self.imported("--map", self.write("gateway.json", json.dumps(gateway)), log)
        self.assertEqual((report["files"][0]["format"], report["added"], report["rejected"]), ("Gateway JSON", 3, 1))
        # search: 1.5 + 2.25 = 3.75 cents, 1000 + 500 and 200 + 50 tokens; chat: 0.125 cents
        self.assertEqual(self.by_feature(), [("search", 2, "1500", "250", Decimal("0.0375")),
                                             ("chat", 1, "7", "1", Decimal("0.00125"))])
        # 1777622400 is 2026-05-01 08:00:00 UTC, and 1777708800 is 24 hours later.
        self.assertEqual(sorted(row["day"] for row in self.table("day")), ["2026-05-01", "2026-05-02"])

    def test_a_list_within_a_document_is_read_by_a_map(self):
        document = {"meta": {"account": "a-1", "pages": 1}, "result": {"rows": [
            {"time": "2026-05-01T10:00:00Z", "team": "search", "llm": "gpt-4o", "in": 1000, "out": 200, "usd": 0.015},
            {"time": "2026-05-01T11:00:00Z", "team": "search", "llm": "gpt-4o", "in": 10, "out": 2, "usd": 0.0001},
            {"time": "2026-05-02T10:00:00Z", "team": "chat", "llm": "gpt-4o", "in": 5, "out": 1, "usd": 0.5},
            {"time": "never", "team": "chat", "llm": "gpt-4o", "in": 5, "out": 1, "usd": 0.5}]}}
        saved = {
            "format": "Gateway pages", "order": 10, "form": "json", "zone": "UTC", "decimal": ".",
            "records": "result.rows[]",
            "recognise": {"together": ["result.rows[].time", "result.rows[].llm", "result.rows[].usd"]},
            "fields": {"timestamp": "time", "feature": "team", "model": "llm", "input_tokens": "in",
                       "output_tokens": "out", "cost_usd": "usd"},
            "columns": ["time", "team", "llm", "in", "out", "usd"],
        }
        self.save("gateway-pages.json", json.dumps(saved))
        # The same in one line and in many, known again by its shape.
        for name, indent in (("line.json", None), ("lines.json", 2)):
            store = self.path(name + ".db")
            report = self.imported(self.write(name, json.dumps(document, indent=indent)), store=store)
            self.assertEqual((report["files"][0]["format"], report["added"], report["rejected"]),
                             ("Gateway pages", 3, 1))
            # search: 0.015 + 0.0001
            self.assertEqual([(row["feature"], row["requests"], row["input_tokens"], row["cost_usd"])
                              for row in self.table("feature", store=store)],
                             [("chat", 1, "5", Decimal("0.5")), ("search", 2, "1010", Decimal("0.0151"))])

    def test_a_table_of_a_spreadsheet_is_read_as_it_was_written(self):
        table = self.write("sheet.csv", "when,team,llm,tok_in,tok_out,cost\n"
                           '01.05.2026 10:00,search,gpt-4o,"1,000",200,"$1,234.50"\n'
                           '"May 2, 2026 4:08 PM",search,gpt-4o,10,2,($0.50)\n'
                           '02.05.2026 16:09:30,chat,gpt-4o,5,1,"0,12"\n'     # 0.12, or 12?
                           "05/03/2026 16:08,chat,gpt-4o,5,1,0.12\n"         # in May, or in March?
                           "03.05.2026 16:08,chat,gpt-4o,5,1,0.12 EUR\n")
        sheet = {"format": "Sheet", "recognise": {"has": ["when", "llm", "cost"]},
                 "fields": {"timestamp": "when", "feature": "team", "model": "llm", "input_tokens": "tok_in",
                            "output_tokens": "tok_out", "cost_usd": "cost"}}
        report = self.imported("--map", self.write("sheet.json", json.dumps(sheet)), table)
        self.assertEqual((report["added"], report["rejected"]), (2, 3))
        self.assertIn("amounts such as $1,234.50 are read as numbers (2)", report["assumptions"])
        # 1234.50 - 0.50; 1000 + 10
        self.assertEqual(self.by_feature(), [("search", 2, "1010", "202", Decimal("1234"))])

    def test_a_table_with_a_decimal_comma_and_days_first(self):
        table = self.write("export.csv", "Datum;Team;Modell;Eingabe;Ausgabe;Kosten\n"
                           "01/05/2026 10:00;search;gpt-4o;1.000;200;0,12\n"
                           "13/05/2026 16:08;search;gpt-4o;10;2;1.234,50\n"
                           "02/05/2026 16:09;chat;gpt-4o;5;1;0.12\n")  # a point parts thousands here
        export = {"format": "Auswertung", "decimal": ",", "recognise": {"has": ["Datum", "Modell", "Kosten"]},
                  "fields": {"timestamp": {"path": "Datum", "as": "day_month_year"}, "feature": "Team",
                             "model": "Modell", "input_tokens": "Eingabe", "output_tokens": "Ausgabe",
                             "cost_usd": "Kosten"}}
        report = self.imported("--map", self.write("auswertung.json", json.dumps(export)), table)
        self.assertEqual((report["added"], report["rejected"]), (2, 1))
        # 0.12 + 1234.50; 1000 + 10
        self.assertEqual(self.by_feature(), [("search", 2, "1010", "202", Decimal("1234.62"))])
        self.assertEqual(sorted(row["day"] for row in self.table("day")), ["2026-05-01", "2026-05-13"])

    def test_a_format_that_there_is_not_is_misuse_and_the_others_are_named(self):
        self.outlay("import", "--format", "nosuch", self.write("sheet.csv", TABLE), code=2)
        self.assertIn("langfuse", self.stderr)


if __name__ == "__main__":
    unittest.main()
