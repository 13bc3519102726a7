#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Providers' bills held against the calls, on the command line."""

import csv
import io
import json
import os
import unittest
from decimal import Decimal

from program import SOURCE_DIR, ProgramTest

SONNET = "claude-3-5-sonnet-20241022"  # $3 in and $15 out a million
SAMPLES = os.path.join(SOURCE_DIR, "tests", "data", "samples")
CONSOLE = ("usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,"
           "cost_type,inference_geo,speed\n")


def event(at, model, input_tokens, output_tokens, **more):
    return dict({"timestamp": at, "feature_name": "chat", "model": model, "input_tokens": input_tokens,
                 "output_tokens": output_tokens}, **more)


class ReconcileTest(ProgramTest):
    def given(self, name, text):
        path = self.path(name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def log(self, *events, name="log.jsonl"):
        return self.given(name, "".join(json.dumps(each) + "\n" for each in events))

    def console(self, *rows):
        """A cost export of Anthropic's console: day, display name, kind, dollars."""
        return self.given("claude_api_cost.csv", CONSOLE + "".join(
            "%s,%s,Default,key,message,≤ 200k,%s,%s,%s,token,global,\n" % (day, model, kind, usd, usd)
            for day, model, kind, usd in rows))

    def rows(self, *arguments, code=0):
        return list(csv.DictReader(io.StringIO(
            self.outlay("reconcile", "--format", "csv", *arguments, code=code))))

    def found(self, *arguments, code=0):
        return json.loads(self.outlay("reconcile", "--format", "json", *arguments, code=code))

    def test_a_bill_that_matches_exits_0(self):
        # 1 M × $3 = 3.00, 0.1 M × $15 = 1.50; the bill is in cents
        self.imported(self.log(event("2026-05-01T12:00:00Z", SONNET, 1000000, 100000)),
                      self.console(("2026-05-01", "Claude Sonnet 3.5", "input_no_cache", "3.00"),
                                   ("2026-05-01", "Claude Sonnet 3.5", "output", "1.50")))
        rows = self.rows()
        self.assertEqual([(row["kind"], row["class"], row["provider_usd"], row["ours_usd"], row["our_tokens"],
                           row["provider_tokens"]) for row in rows],
                         [("input", "matched", "3.00", "3.00", "1000000", ""),
                          ("output", "matched", "1.50", "1.50", "100000", "")])
        text = self.outlay("reconcile")
        self.assertIn("its bills have no tokens, so that only dollars are compared", text)
        # The bill is in no total.
        self.assertEqual(self.table("month")[0]["cost_usd"], Decimal("4.50"))

    def test_causes_and_exit_codes(self):
        self.imported(
            self.log(event("2026-05-01T12:00:00Z", SONNET, 1000000, 0, cost_usd=3),
                     event("2026-05-02T12:00:00Z", SONNET, 1000000, 0, cost_usd=3, request_id="a"),
                     event("2026-05-02T12:00:00Z", SONNET, 1000000, 0, cost_usd=3, request_id="b"),
                     event("2026-05-03T12:00:00Z", SONNET, 2000000, 0, cost_usd=6),
                     event("2026-05-09T12:00:00Z", SONNET, 1000000, 0, cost_usd=3)),
            self.console(("2026-05-01", SONNET, "input_no_cache", "3.00"),
                         ("2026-05-02", SONNET, "input_no_cache", "3.00"),
                         ("2026-05-04", SONNET, "input_no_cache", "6.00"),
                         ("2026-05-09", SONNET, "input_no_cache", "3.00")))
        told = [(row["day"], row["class"], row["cause"], row["delayed"]) for row in self.rows(code=3)]
        self.assertEqual(told, [("2026-05-01", "matched", "", ""),
                                ("2026-05-02", "amount differs", "duplicate", ""),
                                ("2026-05-03", "matched", "", "yes"), ("2026-05-04", "matched", "", "yes"),
                                ("2026-05-09", "matched", "", "")])
        found = self.found(code=3)
        self.assertEqual((found["total"]["provider_usd"], found["total"]["ours_usd"]), ("15.00", "18.00"))
        self.assertEqual(sum(Decimal(each["ours_usd"]) for each in found["classes"].values()), 18)
        self.assertEqual(found["causes"]["duplicate"]["difference_usd"], "3.00")
        self.assertEqual(found["booked_later"]["rows"], 2)
        # A bill that is past the tolerance for no reason.
        self.imported(self.given("more.csv", CONSOLE + "2026-05-08,%s,Default,key,message,≤ 200k,output,7.00,7.00,"
                                                       "token,global,\n" % SONNET))
        self.assertIn("unexplained", self.outlay("reconcile", code=4))
        self.outlay("reconcile", "--tolerance", "100", code=0)
        self.outlay("reconcile", "--tolerance-usd", "7", code=0)
        self.assertEqual(len(self.rows("--period", "2026-05-08", code=4)), 1)

    def test_rows_add_up_by_day_model_and_kind(self):
        self.imported(self.log(event("2026-05-01T12:00:00Z", SONNET, 1000000, 100000),
                               event("2026-05-02T12:00:00Z", SONNET, 1000000, 0)),
                      self.console(("2026-05-01", SONNET, "input_no_cache", "3.00"),
                                   ("2026-05-01", SONNET, "output", "1.50"),
                                   ("2026-05-02", SONNET, "input_no_cache", "3.00")))
        self.assertEqual([(row["day"], row["provider_usd"], row["ours_usd"], row["matched"])
                          for row in self.rows("--by", "day")],
                         [("2026-05-01", "4.50", "4.50", "2"), ("2026-05-02", "3.00", "3.00", "1")])
        self.assertEqual([(row["month"], row["provider_usd"], row["matched"]) for row in self.rows("--by", "month")],
                         [("2026-05", "7.50", "3")])
        self.assertEqual([(row["kind"], row["ours_usd"]) for row in self.rows("--by", "kind")],
                         [("input", "6.00"), ("output", "1.50")])
        self.assertEqual([(row["provider"], row["ours_usd"]) for row in self.rows("--by", "model")],
                         [("anthropic", "7.50")])

    def test_exports_of_all_kinds_are_read(self):
        """The samples as they are: OpenAI's, Anthropic's, Google's and a FOCUS bill, against calls like theirs."""
        self.imported(
            self.log(event("2025-10-27T00:04:10Z", "gpt-4o-mini", 5882, 1673, cache_read_tokens=1280),
                     event("2025-10-27T00:10:10Z", "gpt-4o-mini", 10116, 3092, cache_read_tokens=0),
                     event("2026-08-15T10:00:00Z", "claude-haiku-4-5-20251001", 190000, 6000),
                     event("2026-04-17T14:30:00Z", "gemini-2.5-flash", 1500000, 0, provider="vertex_ai")),
            os.path.join(SAMPLES, "05-openai", "completions_usage-constructed.csv"),
            os.path.join(SAMPLES, "06-anthropic", "claude_api_cost-constructed.csv"),
            os.path.join(SAMPLES, "09-other", "vertex", "gcp_billing_export_v1-constructed.jsonl"),
            os.path.join(SAMPLES, "08-focus", "focus_sample-first-300.csv"))
        found = self.found(code=3)
        told = {(row["day"], row["kind"]): (row["class"], row["cause"]) for row in found["rows"]}
        # 7,162 + 4,212 + 5,904 tokens, of them 1,280 cached, on the bill
        for kind in ("input", "cache read", "output"):
            self.assertEqual(told[("2025-10-27", kind)], ("matched", ""))
        # 190,000 × $1 and 6,000 × $5 a million are the console's 0.19 and 0.03
        self.assertEqual(told[("2026-08-15", "input")], ("matched", ""))
        self.assertEqual(told[("2026-08-15", "output")], ("matched", ""))
        # 1.5 M tokens on both sides; 0.45 less a credit of 0.05
        self.assertEqual(told[("2026-04-17", "input")], ("amount differs", "rate"))
        # The 300 lines are of EC2 and the like.
        self.assertEqual([(each["reason"], each["lines"]) for each in found["not_compared"]],
                         [("other service", 300)])

    def test_a_bill_matches_whatever_the_reporting_zone_is(self):
        # 23:00 UTC is the next day in Berlin, and the bill is by days of UTC: 2 × day × 0.1 M × $3 on each.
        days = range(1, 6)
        self.imported(
            self.log(*[event("2026-05-%02dT%d:00:00Z" % (day, hour), SONNET, day * 100000, 0)
                       for day in days for hour in (10, 23)]),
            self.console(*[("2026-05-%02d" % day, SONNET, "input_no_cache", "%.2f" % (day * 0.6)) for day in days]))
        self.assertEqual({row["class"] for row in self.rows()}, {"matched"})
        expected = [("2026-05-%02d" % day, "matched", Decimal(day) * Decimal("0.6")) for day in days]
        for zone in ("Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo", "UTC"):
            self.outlay("zone", zone)
            self.assertEqual([(row["day"], row["class"], Decimal(row["ours_usd"])) for row in self.rows()], expected)

    def test_a_bill_by_days_of_another_zone_is_explained(self):
        # The provider counts 23:00 UTC to the next day, and its file does not say so: 1, 3, 5, 7, 9, 5 × $0.30.
        days = range(1, 6)
        self.imported(
            self.log(*[event("2026-05-%02dT%d:00:00Z" % (day, hour), SONNET, day * 100000, 0)
                       for day in days for hour in (10, 23)]),
            self.console(*[("2026-05-%02d" % day, SONNET, "input_no_cache", usd) for day, usd in
                           zip(range(1, 7), ("0.30", "0.90", "1.50", "2.10", "2.70", "1.50"))]))
        self.outlay("zone", "Europe/Berlin")
        rows = self.rows(code=3)
        self.assertEqual([(row["day"], row["cause"]) for row in rows],
                         [("2026-05-%02d" % day, "time zone") for day in days] + [("2026-05-06", "")])
        self.assertEqual(sum(Decimal(row["ours_usd"] or 0) for row in rows), Decimal("9.00"))  # 2 × 15 × 0.1 M × $3

    def test_misuse(self):
        self.imported(self.log(event("2026-05-01T12:00:00Z", SONNET, 10, 10)))
        result = self.run_bare("reconcile", "--store", self.store)
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"no bill was imported", result.stderr)
        self.imported(self.console(("2026-05-01", SONNET, "output", "0.00")))
        for arguments in (["--tolerance", "x"], ["--tolerance", "101"], ["--tolerance-usd", "-1"],
                          ["--delay-days", "-1"], ["--delay-days", "99"], ["--by", "week"], ["--period", "soon"]):
            self.assertEqual(self.run_bare("reconcile", "--store", self.store, *arguments).returncode, 2, arguments)
        self.assertEqual(self.run_bare("reconcile", "--store", self.store, "--provider", "openai").returncode, 1)
        self.outlay("reconcile", "--provider", "Anthropic")
        self.assertEqual(self.run_bare("reconcile", "--store", self.path("none.db")).returncode, 1)


if __name__ == "__main__":
    unittest.main()
