#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another log is joined to the calls, on the command line."""

import csv
import io
import json
import sqlite3
import unittest

from program import ProgramTest


def event(at, cost, **more):
    return dict({"timestamp": "2026-05-04T12:%sZ" % at, "model": "nobody-knows-1", "input_tokens": 100,
                 "output_tokens": 10, "cost_usd": cost}, **more)


class BackfillTest(ProgramTest):
    def log(self, *events, name="log.jsonl"):
        with open(self.path(name), "w", encoding="utf-8") as file:
            for each in events:
                file.write(json.dumps(each) + "\n")
        return self.path(name)

    def written(self, text, name="app.csv"):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def features(self):
        rows = csv.DictReader(io.StringIO(self.outlay("report", "--by", "feature", "--format", "csv")))
        return {row["feature"]: (int(row["requests"]), float(row["cost_usd"])) for row in rows}

    def given(self):
        """Seven calls of 1, 2, 4 … 64 dollars: each sum tells which calls are in it."""
        self.imported(self.log(
            event("00:00", 1, request_id="r1"),
            event("01:00", 2, request_id="r2", feature_name="search"),
            event("02:00", 4, trace_id="t1"),
            event("03:00", 8),
            event("04:00", 16),
            event("05:00", 32, request_id="r6", feature_name="chat"),
            event("06:00", 64)))

    APP = ("request_id,trace_id,ts,model,feature\n"
           "r1,,2026-05-04T12:00:00Z,,chat\n"
           "r2,,2026-05-04T12:01:00Z,,other\n"        # search was logged: a conflict
           ",t1,2026-05-04T12:02:00Z,,draft\n"
           ",,2026-05-04T12:03:01.5Z,nobody-knows-1,draft\n"   # 1.5 s behind
           ",,2026-05-04T12:03:59Z,nobody-knows-1,a\n"          # both 1 s away from the call:
           ",,2026-05-04T12:04:01Z,nobody-knows-1,b\n"          # ambiguous
           ",,2026-05-04T12:05:00.250Z,nobody-knows-1,chat\n"  # of a call that is known: it checks the time
           ",,2026-05-04T13:00:00Z,nobody-knows-1,far\n"
           ",,noon,nobody-knows-1,chat\n"
           ",,,,chat\n")

    def test_preview_add_and_remove(self):
        self.given()
        before = self.outlay("report --format csv")
        path = self.written(self.APP)
        # By id 1; by chain 4; by time 8; ambiguous 16; in none 64; 2 and 32 lack nothing, and 2 is in conflict.
        preview = json.loads(self.outlay("backfill preview --json", path))
        parts = {name: (preview[name]["requests"], preview[name]["cost_usd"]) for name in
                 ("by_call_id", "by_chain_id", "by_time", "ambiguous", "not_matched", "lacked_nothing", "conflicting")}
        self.assertEqual(parts, {"by_call_id": (1, "1.00"), "by_chain_id": (1, "4.00"), "by_time": (1, "8.00"),
                                 "ambiguous": (1, "16.00"), "not_matched": (1, "64.00"),
                                 "lacked_nothing": (2, "34.00"), "conflicting": (1, "2.00")})
        self.assertEqual((preview["median_seconds"], preview["p95_seconds"]), ("1.500", "1.500"))
        # Of 8 rows, r1, r2, t1 and the one 1.5 s away have a call. The check: the known call of 32 gets chat.
        self.assertEqual((preview["rows"], preview["rows_without_call"]), (8, 4))
        self.assertEqual(preview["check"], {"same": 1, "different": 0, "ambiguous": 0, "not_matched": 0})
        self.assertEqual(preview["given"], {"feature": {"requests": 3, "cost_usd": "13.00"}})
        self.assertEqual(preview["given_values"], {"feature": {"draft": {"requests": 2, "cost_usd": "12.00"},
                                                               "chat": {"requests": 1, "cost_usd": "1.00"}}})
        self.assertEqual([(each["line"], each["logged"], each["joined"]) for each in preview["conflicts"]],
                         [(3, "search", "other")])
        self.assertEqual([each["line"] for each in preview["rejects"]], [10, 11])
        self.assertIn('app.csv:10: time "noon" is not a time', self.stderr)
        self.assertIn("app.csv:11: it has no id of a request or chain, nor both a time and a model", self.stderr)
        self.assertEqual(self.outlay("report --format csv"), before)  # nothing was changed

        out = self.outlay("backfill add --who ann", path)
        self.assertIn("joined as 1", out)
        self.assertIn("by time        1 call, $8.00; half of them within 1.500 s", out)
        self.assertEqual(self.features(), {"(unattributed)": (2, 80), "chat": (2, 33), "search": (1, 2),
                                           "draft": (2, 12)})
        coverage = list(csv.DictReader(io.StringIO(self.outlay("coverage --by feature --format csv"))))
        self.assertEqual([[row[name] for name in ("logged", "joined", "by_rule", "untagged", "total")]
                          for row in coverage], [["34.00", "13.00", "0.00", "80.00", "127.00"],
                                                 ["2", "3", "0", "2", "7"]])
        self.assertEqual(self.outlay("backfill add", path, code=1), "")
        self.assertIn("is joined already, as backfill 1", self.stderr)
        listed = json.loads(self.outlay("backfill list --json"))
        self.assertEqual([(each["id"], each["rows"], each["by_call_id"], each["by_chain_id"], each["by_time"])
                          for each in listed], [(1, 8, 1, 1, 1)])

        self.outlay("backfill remove 1 --who bob")
        self.assertEqual(self.outlay("report --format csv"), before)  # byte for byte, with its fingerprint
        history = json.loads(self.outlay("backfill history --json"))
        self.assertEqual([(each["who"], each["what"], each["id"]) for each in history],
                         [("bob", "removed", 1), ("ann", "added", 1)])
        self.outlay("backfill remove 1", code=1)
        self.assertIn("there is no backfill 1", self.stderr)

    def test_what_was_logged_stays_in_cost_events(self):
        self.given()
        self.outlay("backfill add", self.written(self.APP))
        with sqlite3.connect(self.store) as store:
            rows = store.execute("SELECT cost_usd, feature_name, joined_over FROM cost_events ORDER BY 1").fetchall()
        self.assertEqual(rows, [(1, "chat", '{"feature":null}'), (2, "search", None), (4, "draft", '{"feature":null}'),
                                (8, "draft", '{"feature":null}'), (16, None, None), (32, "chat", None),
                                (64, None, None)])

    def test_rules_see_what_was_joined(self):
        self.given()
        self.outlay("backfill add", self.written(self.APP))
        self.outlay("rules add --where feature=unknown --set feature=rest")
        self.outlay("rules add --where feature=draft --set feature=writing")
        # Untagged: 16 and 64; draft: 4 and 8.
        self.assertEqual(self.features(), {"rest": (2, 80), "chat": (2, 33), "search": (1, 2),
                                           "writing": (2, 12)})

    def test_later_imports_are_joined_and_undone_ones_are_not(self):
        self.given()
        self.outlay("backfill add", self.written("request_id,feature\nr1,chat\nr9,late\n"))
        self.imported(self.log(event("09:00", 128, request_id="r9"), name="more.jsonl"))
        self.assertEqual(self.features()["late"], (1, 128))
        again = self.features()
        self.imported(self.log(event("09:00", 128, request_id="r9"), name="more.jsonl"))
        self.assertEqual(self.features(), again)  # what was joined is known again as it was logged
        self.outlay("imports undo 2")
        self.assertNotIn("late", self.features())
        self.assertEqual(json.loads(self.outlay("backfill list --json"))[0]["by_call_id"], 1)
        self.outlay("imports undo 1")
        self.assertEqual(self.features(), {})

    def test_columns_are_named_where_they_cannot_be_guessed(self):
        self.given()
        path = self.written("wer;was;sonst\nr1;chat;x\nr9;draft;y\n")
        self.outlay("backfill preview", path, code=1)
        self.assertIn("no column says a feature", self.stderr)
        self.outlay("backfill add --id wer --feature was --dimension sonst=region", path)
        self.assertEqual(self.features()["chat"], (2, 33))
        self.assertIn("x", self.outlay("report --by region --format csv"))
        self.outlay("backfill preview --id who --feature was", path, code=2)
        self.assertIn('there is no column "who"', self.stderr)
        self.outlay("backfill preview --id wer --dimension was=model", path, code=2)
        self.assertIn('"model" cannot be joined', self.stderr)

    def test_json_lines_with_inner_objects_and_packed(self):
        self.given()
        import gzip
        path = self.path("app.jsonl.gz")
        with gzip.open(path, "wt", encoding="utf-8") as file:
            file.write('{"requestId": "r1", "context": {"feature": "inner"}, "tags": ["a"]}\n{"requestId": \n')
        self.outlay("backfill add --feature context.feature", path)
        self.assertIn("app.jsonl.gz:2: it is no JSON object", self.stderr)
        self.assertEqual(self.features()["inner"], (1, 1))

    def test_misuse(self):
        self.outlay("backfill list", code=1)  # there is no store
        self.given()
        for words in ("backfill", "backfill preview", "backfill remove x", "backfill add x.csv --window 601"):
            self.outlay(words, code=2)
        self.outlay("backfill add nowhere.csv", code=1)
        self.assertIn("nowhere.csv", self.stderr)


if __name__ == "__main__":
    unittest.main()
