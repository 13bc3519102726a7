#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Value files and what features return, on the command line."""

import csv
import gzip
import io
import json
import os
import unittest
import zipfile

from program import ProgramTest


def event(feature, cost, at="2026-05-04T12:00:00Z", segment="pro", **more):
    return dict({"timestamp": at, "feature_name": feature, "user_segment": segment, "model": "nobody-knows-1",
                 "input_tokens": 100, "output_tokens": 10, "cost_usd": cost}, **more)


class ValuesTest(ProgramTest):
    def given(self, *events):
        path = self.path("log.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for each in events:
                file.write(json.dumps(each) + "\n")
        self.imported(path)

    def value_file(self, text, name="values.csv"):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def roi(self, *arguments):
        return list(csv.DictReader(io.StringIO(self.outlay("roi", "--format", "csv", *arguments))))

    def test_margin_roi_cost_per_unit_and_break_even(self):
        # chat: 4 calls of $0.50 are $2, and $5 came in: gain 3, margin 3 ÷ 5 = 60 %, ROI 3 ÷ 2 = 150 %, and a
        # call may cost 5 ÷ 4 = $1.25. search: $1, and 40 tickets: $0.025 each; no rate, so no return.
        # draft: $1, and 0.5 hours at $80 are $40: ROI 39 ÷ 1; an hour costs 1 ÷ 0.5 = $2.
        self.given(*[event("chat", 0.5, at="2026-05-04T12:0%d:00Z" % i) for i in range(4)], event("search", 1),
                   event("draft", 1), event("other", 1))
        out = self.outlay("values import", self.value_file(
            "month,feature,amount,unit,rate\n2026-05,chat,\"$5.00\",USD,\n2026-05,search,40,tickets,\n"
            "2026-05,draft,0.5,hours,80\n2026-05,planned,7,,\n"))
        self.assertIn("4 rows kept as 1", out)
        rows = {row["feature"]: row for row in self.roi("--period", "2026-05")}
        figures = ("value_usd", "cost_usd", "gain_usd", "margin_percent", "roi_percent",
                   "break_even_usd_per_request", "unit", "units", "cost_usd_per_unit")
        self.assertEqual([rows["chat"][name] for name in figures],
                         ["5.00", "2.00", "3.00", "60.0", "150.0", "1.25", "", "", ""])
        self.assertEqual([rows["search"][name] for name in figures],
                         ["", "1.00", "", "", "", "", "tickets", "40", "0.025"])
        self.assertEqual([rows["draft"][name] for name in figures],
                         ["40.00", "1.00", "39.00", "97.5", "3900.0", "40.00", "hours", "0.5", "2.00"])
        self.assertEqual([rows["other"][name] for name in figures], ["", "1.00"] + [""] * 7)
        # What costs nothing is shown, not lost.
        self.assertEqual([rows["planned"][name] for name in figures], ["7.00"] + [""] * 8)
        text = self.outlay("roi")
        for words in ("150.0 %", "40 tickets", "Nobody has said what $2.00 of the cost brought in"):
            self.assertIn(words, text)
        total = json.loads(self.outlay("roi", "--format", "json"))["total"]
        # 5 + 40 + 7 = 52 against 5 of cost.
        self.assertEqual((total["value_usd"], total["cost_usd"], total["gain_usd"], total["cost_without_value_usd"]),
                         ("52.00", "5.00", "47.00", "2.00"))

    def test_a_month_is_cut_by_days_and_segments_are_apart(self):
        self.given(event("chat", 1), event("chat", 1, segment="free"))
        self.outlay("values import", self.value_file(
            "month,feature,segment,amount\n2026-05,chat,pro,310\n2026-05,chat,,31\n"))
        week = self.roi("--period", "2026-05-01..2026-05-10")
        self.assertEqual(week[0]["value_usd"], "110.00")  # 341 × 10 ÷ 31
        both = {row["segment"]: row["value_usd"] for row in self.roi("--by", "feature,segment")}
        self.assertEqual(both, {"pro": "310.00", "free": "", "(all segments together)": "31.00"})
        self.assertEqual(self.roi("--where", "segment=pro")[0]["value_usd"], "310.00")
        self.assertIn("not divided by model", self.outlay("roi", "--where", "model=nobody-knows-1"))

    def test_again_replaced_beside_and_removed(self):
        self.given(event("chat", 1))
        path = self.value_file("month,feature,amount\n2026-05,chat,5\n")
        self.outlay("values import", path)
        self.assertIn("nothing new", self.outlay("values import", path))
        self.assertIn("in place of 1", self.outlay("values import", self.value_file(
            "month,feature,amount\n2026-05,chat,6\n")))
        self.assertEqual(self.roi()[0]["value_usd"], "6.00")
        self.assertIn("1 row of days", self.outlay("values import --beside", self.value_file(
            "month,feature,amount\n2026-05,chat,7\n")))
        self.assertEqual(self.roi()[0]["value_usd"], "13.00")
        listed = json.loads(self.outlay("values list", "--format", "json"))
        self.assertEqual([(each["id"], each["rows"], each["from"], each["to"]) for each in listed],
                         [(3, 1, "2026-05-01", "2026-05-31"), (2, 1, "2026-05-01", "2026-05-31")])
        self.outlay("values remove", "2")
        self.assertEqual(self.roi()[0]["value_usd"], "7.00")
        self.outlay("values remove", "2", code=1)
        self.assertIn("there is no value file 2", self.stderr)

    def test_a_file_is_kept_whole_or_not_at_all(self):
        self.given(event("chat", 1))
        path = self.value_file("date,feature,amount\n2026-05-01,chat,5\nTotal,,5\n2026-05-02,chat,many\n")
        self.outlay("values import", path, code=1)
        for words in ("values.csv:3: \"Total\" is no date", "values.csv:4: amount \"many\"", "nothing of it was kept"):
            self.assertIn(words, self.stderr)
        self.assertEqual(json.loads(self.outlay("values list", "--format", "json")), [])
        self.assertEqual(self.roi()[0]["roi_percent"], "")
        self.outlay("values import", self.path("log.jsonl"), code=1)
        self.assertIn("is no value file", self.stderr)
        self.assertIn("no value file is kept yet", self.outlay("roi"))

    def test_packed_in_archives_and_in_folders(self):
        self.given(event("chat", 1), event("search", 1))
        chat = b"month,feature,amount\n2026-05,chat,5\n"
        search = b"month,feature,amount\n2026-05,search,7\n"
        with open(self.path("chat.csv.gz"), "wb") as file:
            file.write(gzip.compress(chat))
        with zipfile.ZipFile(self.path("both.zip"), "w") as archive:
            archive.writestr("a/values.csv", chat)
            archive.writestr("b/values.csv", search)
            archive.writestr("readme.txt", "what this is")
        os.makedirs(self.path("folder/deep"))
        self.value_file("month,feature,amount\n2026-05,chat,2\n", "folder/deep/more.csv")
        self.assertIn("1 row kept as 1", self.outlay("values import", self.path("chat.csv.gz")))
        result = self.run_bare("values", "import", "--store", self.store, self.path("both.zip"))
        self.assertEqual(result.returncode, 0)
        # The same content is there already; files of the same name in two folders do not replace each other.
        self.assertIn(b"both.zip/a/values.csv: nothing new", result.stdout)
        self.assertIn(b"both.zip/b/values.csv: 1 row kept", result.stdout)
        self.assertIn(b"readme.txt", result.stderr)
        self.outlay("values import", self.path("folder"))
        self.assertEqual({row["feature"]: row["value_usd"] for row in self.roi()}, {"chat": "7.00", "search": "7.00"})
        self.assertIn(b"no value file in it", self.run_bare("values", "import", "--store", self.store,
                                                            self.write_zip("none.zip", "readme.txt", "x")).stderr)
        # A bad row in one file of an archive keeps that file out, and that alone.
        bad = self.run_bare("values", "import", "--store", self.store, self.write_zip(
            "bad.zip", "bad.csv", "month,feature,amount\n2026-05,chat,5\nTotal,,5\n"))
        self.assertEqual(bad.returncode, 1)
        self.assertIn(b"bad.zip/bad.csv:3:", bad.stderr)

    def write_zip(self, name, member, text):
        with zipfile.ZipFile(self.path(name), "w") as archive:
            archive.writestr(member, text)
        return self.path(name)

    def test_from_standard_input_and_without_keeping(self):
        self.given(event("chat", 1))
        text = b'{"month": "2026-05", "feature": "chat", "amount": 0.1}\n'
        self.assertIn("1 row would be kept", self.outlay("values import --dry-run", "-", stdin=text))
        self.assertEqual(self.roi()[0]["value_usd"], "")
        self.outlay("values import", "-", stdin=text)
        self.assertEqual(self.roi()[0]["value_usd"], "0.10")

    def test_cost_per_session_by_segment(self):
        # pro: session s1 of 2 calls costs $3, s2 $5: $4 each. free: the chain c1 $1; a call of none costs $9.
        self.given(event("chat", 1, session_id="s1"), event("chat", 2, session_id="s1", model="m2"),
                   event("chat", 5, session_id="s2"), event("chat", 1, segment="free", trace_id="c1"),
                   event("chat", 9, segment="free"))
        rows = {row["segment"]: row for row in
                csv.DictReader(io.StringIO(self.outlay("sessions", "--format", "csv")))}
        self.assertEqual([rows["pro"][name] for name in ("sessions", "calls", "cost_usd", "usd_per_session",
                                                         "median_usd", "dearest_usd", "calls_without")],
                         ["2", "3", "8.00", "4.00", "3.00", "5.00", "0"])
        self.assertEqual([rows["free"][name] for name in ("sessions", "usd_per_session", "calls_without",
                                                          "cost_without_usd")], ["1", "1.00", "1", "9.00"])
        total = json.loads(self.outlay("sessions", "--format", "json"))["total"]
        self.assertEqual((total["sessions"], total["usd_per_session"]), (3, "3.00"))  # 9 of three
        text = self.outlay("sessions")
        self.assertIn("3 sessions of 4 calls cost $9.00, $3.00 each", text)
        self.assertIn("1 calls name no session or chain and are in none: $9.00", text)

    def test_misuse(self):
        self.given(event("chat", 1))
        for arguments in (["--by", "model"], ["--by", ""], ["--where", "x"], ["--period", "soon"]):
            self.assertEqual(self.run_bare("roi", "--store", self.store, *arguments).returncode, 2, arguments)
        self.assertEqual(self.run_bare("roi", "--store", self.path("none.db")).returncode, 1)
        self.assertEqual(self.run_bare("values", "--store", self.store).returncode, 2)


if __name__ == "__main__":
    unittest.main()
