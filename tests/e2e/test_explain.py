#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a figure came about, and that the SQL which is given for it gives it to anybody who opens the store."""

import json
import sqlite3
import unittest
from decimal import Decimal

from program import ProgramTest

# Day, feature, status, dollars that the log reports. gpt-4o-mini is 0.15 dollars a million tokens in and 0.60 out.
CALLS = [
    ("2026-05-01", "chat", "success", "2.00"),
    ("2026-05-02", "chat", "error", "0.25"),
    ("2026-05-03", "search", "success", None),
    ("2026-05-04", None, "success", "1.00"),
    ("2026-04-30", "chat", "success", "1.50"),
]
COMPUTED = Decimal("0.000210")  # 1,000 × 0.15 ÷ 10⁶ + 100 × 0.60 ÷ 10⁶


class ExplainTest(ProgramTest):
    def setUp(self):
        super().setUp()
        with open(self.path("log.jsonl"), "w", encoding="utf-8") as file:
            for day, feature, status, cost in CALLS:
                call = {"timestamp": day + "T12:00:00Z", "feature_name": feature, "model": "gpt-4o-mini",
                        "status": status, "input_tokens": 1000, "output_tokens": 100}
                if cost:
                    call["cost_usd"] = float(cost)
                file.write(json.dumps(call) + "\n")
        self.imported(self.path("log.jsonl"))

    def explained(self, *arguments):
        result = json.loads(self.outlay("explain", *arguments, "--format", "json"))
        with sqlite3.connect("file:%s?mode=ro" % self.store, uri=True) as store:
            row = store.execute(result["sql"]).fetchone()
        self.assertEqual(list(row), [term["value"] for term in result["terms"]], result["sql"])
        return result

    def test_the_cost_of_a_month_is_what_logs_say_and_what_prices_make(self):
        cost = self.explained("cost", "--period", "2026-05")
        self.assertEqual(Decimal(cost["whole"]).scaleb(-9), Decimal("3.25") + COMPUTED)
        self.assertEqual(cost["cost"]["reported"], {"requests": 3, "cost_nanos": 3_250_000_000})
        self.assertEqual(cost["cost"]["computed_by_the_book"], {"requests": 1, "cost_nanos": 210_000})
        prices = {price["kind"]: price for price in cost["cost"]["prices"]}
        self.assertEqual((prices["input"]["tokens"], Decimal(prices["input"]["usd"])), (1000, Decimal("0.00015")))
        self.assertEqual((prices["output"]["tokens"], Decimal(prices["output"]["usd"])), (100, Decimal("0.00006")))
        self.assertEqual(Decimal(cost["cost"]["rounding_usd"]), 0)
        self.assertEqual([source["requests"] for source in cost["sources"]], [4])

    def test_each_figure_says_the_terms_of_its_formula(self):
        share = self.explained("cost_share", "--period", "2026-05", "--of", "feature=chat")
        self.assertEqual([term["name"] for term in share["terms"]], ["part_cost_nanos", "whole_cost_nanos"])
        self.assertEqual([term["value"] for term in share["terms"]], [2_250_000_000, 3_250_210_000])
        self.assertAlmostEqual(share["ratio"], 2.25 / 3.25021)
        retry = self.explained("retry_cost", "--period", "2026-05")
        self.assertEqual(retry["whole"], 250_000_000)
        change = self.explained("cost_change", "--period", "2026-05", "--against", "2026-04", "--of", "feature=chat")
        self.assertEqual(change["ratio"], (2.25 - 1.5) / 1.5)
        coverage = self.explained("coverage", "--period", "2026-05")
        self.assertEqual([term["value"] for term in coverage["terms"]], [2_250_210_000, 3_250_210_000])
        untagged = self.explained("requests", "--of", "feature=unknown")
        self.assertEqual(untagged["whole"], 1)

    def test_the_return_is_of_the_values_that_are_kept(self):
        # Chat brought in $9 in May and cost $2.25.
        self.outlay("explain", "roi", "--period", "2026-05", code=2)
        self.assertIn("nobody has said what these calls brought in", self.stderr)
        with open(self.path("value.csv"), "w", encoding="utf-8") as file:
            file.write("month,feature,amount\n2026-05,chat,9\n")
        self.outlay("values import", self.path("value.csv"))
        of_chat = ("--period", "2026-05", "--of", "feature=chat")
        self.assertEqual(self.explained("roi", *of_chat)["ratio"], (9 - 2.25) / 2.25)
        self.assertEqual(self.explained("margin", *of_chat)["ratio"], (9 - 2.25) / 9)
        self.assertEqual(self.explained("gain", *of_chat)["whole"], 6_750_000_000)
        self.assertEqual(self.explained("break_even", *of_chat)["whole"], 4_500_000_000)  # of 2 calls

    def test_the_steps_of_the_bridge_say_what_they_are_made_of(self):
        # Of chat, the only feature of both months, April has 1 call of $1.50 and May 2 of $2.25, all as long.
        expected = {"volume": 1_500_000_000,  # 1.50 x 2 / 1 - 1.50
                    "price": -750_000_000,  # 2.25 - 2 x 1.50
                    "new": 1_000_210_000,  # search, and what has no feature
                    "ended": 0, "mix": 0, "model_mix": 0, "request_size": 0}
        for effect, nanos in expected.items():
            step = json.loads(self.outlay("explain", effect, "--period", "2026-05", "--against", "2026-04",
                                          "--format", "json"))
            self.assertEqual((step["figure"], step["whole"]), (effect, nanos))
            terms = {term["name"]: term["value"] for term in step["terms"]}
            self.assertEqual((terms["before_cost_nanos"], terms["cost_nanos"]), (1_500_000_000, 3_250_210_000))
            self.assertEqual((terms["before_continuing_requests"], terms["continuing_requests"]), (1, 2))
            with sqlite3.connect("file:%s?mode=ro" % self.store, uri=True) as store:
                store.row_factory = sqlite3.Row
                rows = store.execute(step["sql"]).fetchall()
            self.assertEqual([row["element_feature"] for row in rows], ["", "chat", "search"])
            for name in rows[0].keys()[4:]:
                self.assertEqual(sum(row[name] for row in rows), terms[name], name)
        of_search = json.loads(self.outlay("explain", "new", "--period", "2026-05", "--against", "2026-04",
                                         "--of", "feature=search", "--format", "json"))
        self.assertEqual(of_search["whole"], 210_000)

    def test_both_sides_of_the_bridge_and_their_difference(self):
        of_chat = ("--period", "2026-05", "--against", "2026-04", "--of", "feature=chat")
        self.assertEqual(self.explained("cost_before", *of_chat)["whole"], 1_500_000_000)
        self.assertEqual(self.explained("cost_difference", *of_chat)["whole"], 750_000_000)  # 2.25 - 1.50
        self.outlay("explain", "cost_difference", code=2)
        self.assertIn("earlier period", self.stderr)

    def test_the_cost_of_a_unit_is_of_what_value_files_count(self):
        # Of chat May has 9 tickets and 4.5 hours, and cost $2.25.
        of_chat = ("--period", "2026-05", "--of", "feature=chat")
        self.outlay("explain", "cost_per_unit", *of_chat, code=2)
        self.assertIn("no value file counts it", self.stderr)
        with open(self.path("value.csv"), "w", encoding="utf-8") as file:
            file.write("month,feature,amount,unit\n2026-05,chat,9,tickets\n2026-05,chat,4.5,hours\n")
        self.outlay("values import", self.path("value.csv"))
        tickets = self.explained("cost_per_unit:tickets", *of_chat)
        self.assertEqual(tickets["whole"], 250_000_000)
        self.assertEqual([term["value"] for term in tickets["terms"]], [2_250_000_000, 2, 9_000_000_000])
        self.assertEqual(self.explained("cost_per_unit:hours", *of_chat)["whole"], 500_000_000)
        self.outlay("explain", "cost_per_unit", *of_chat, code=2)
        self.assertIn("cost_per_unit:hours, cost_per_unit:tickets", self.stderr)

    def test_what_a_scenario_saves_is_the_cost_before_less_that_in_it(self):
        # Without the failed call of $0.25 chat costs $2.00. There are 4 days of May: 0.25 / 4 x 30 = 1.875.
        with open(self.path("scenario.json"), "w", encoding="utf-8") as file:
            file.write('{"changes": [{"where": {"feature": {"in": ["chat"]}}, "no_retries": true}]}')
        asked = ("--period", "2026-05", "--scenario", self.path("scenario.json"))
        month = self.explained("saved_per_month", *asked)
        self.assertEqual(month["whole"], 1_875_000_000)
        self.assertEqual({term["name"]: term["value"] for term in month["terms"]},
                         {"cost_nanos": 2_250_000_000, "scenario_cost_nanos": 2_000_000_000,
                          "changed_requests": 1, "days": 4})
        self.assertEqual(month["cost"]["reported"]["requests"], 2)
        self.assertEqual(self.explained("saved", *asked)["whole"], 250_000_000)
        # What is asked about has no call that the scenario is about.
        self.assertEqual(self.explained("saved", *asked, "--where", "feature=search")["whole"], 0)
        self.outlay("explain", "saved", code=2)
        self.assertIn("needs a scenario", self.stderr)
        # Changes about different calls are held against all that is asked about.
        with open(self.path("both.json"), "w", encoding="utf-8") as file:
            file.write('{"changes": [{"where": {"feature": {"in": ["chat"]}}, "no_retries": true},'
                       ' {"where": {"feature": {"in": ["search"]}}, "drop": true}]}')
        both = self.explained("saved", "--period", "2026-05", "--scenario", self.path("both.json"))
        self.assertEqual(both["whole"], 250_210_000)
        self.assertEqual([term["value"] for term in both["terms"]], [3_250_210_000, 3_000_000_000, 2])
        with open(self.path("broken.json"), "w", encoding="utf-8") as file:
            file.write('{"changes": [')
        self.outlay("explain", "saved", "--scenario", self.path("broken.json"), code=1)
        self.assertRegex(self.stderr, r"^outlay: [^\n]*broken.json[^\n]*\n$")
        row = json.loads(self.outlay("savings", "--period", "2026-05", "--format", "json"))[0]
        self.assertEqual((row["kind"], row["usd_per_month"]), ("retries", "1.875"))

    def test_what_a_cache_saves_is_said_by_its_prompts(self):
        # Sonnet: $3 a million in, $0.30 read, $3.75 written. Written 1 M, read 0.1 M: 3.30 uncached, 3.78 billed.
        with open(self.path("cache.jsonl"), "w", encoding="utf-8") as file:
            for second, (written, read) in enumerate(((1_000_000, 0), (0, 100_000))):
                file.write(json.dumps({"timestamp": "2026-05-05T12:00:0%dZ" % second, "feature_name": "summaries",
                                       "model": "claude-3-5-sonnet-20241022", "input_tokens": 0, "output_tokens": 10,
                                       "cache_write_tokens": written, "cache_read_tokens": read}) + "\n")
        self.imported(self.path("cache.jsonl"))
        saving = self.explained("cache_saving", "--of", "feature=summaries")
        self.assertEqual(saving["whole"], -480_000_000)
        self.assertEqual([term["value"] for term in saving["terms"]], [2, 2, 3_300_000_000, 3_780_000_000])
        reads = self.explained("cache_reads_per_written", "--of", "feature=summaries")
        self.assertEqual((reads["ratio"], [term["value"] for term in reads["terms"]]), (0.1, [2, 2, 100_000, 1_000_000]))
        # The premium of $0.75 is earned back when 0.75 / 2.70 of what was written has been read.
        even = self.explained("cache_break_even", "--of", "feature=summaries")
        self.assertEqual(even["ratio"], 750 / 2700)
        self.assertIn("cache_break_even = 0.2777777778\n",
                      self.outlay("explain", "cache_break_even", "--of", "feature=summaries"))
        self.assertIsNone(self.explained("cache_break_even", "--of", "feature=chat")["ratio"])
        prices = {price["kind"] for price in saving["cost"]["prices"]}
        self.assertTrue({"cache_read", "cache_write_5m"} <= prices, prices)

    def test_coverage_is_of_any_dimension(self):
        coverage = self.explained("coverage_by_requests:model", "--period", "2026-05")
        self.assertEqual(coverage["ratio"], 1)
        self.assertEqual(self.explained("coverage_by_requests:segment")["ratio"], 0)
        self.outlay("explain", "coverage:month", code=2)
        self.assertIn("coverage:month is no figure", self.stderr)

    def test_a_rule_says_what_it_moved_and_the_sql_follows_it(self):
        self.outlay("rules add", "--where", "feature=unknown", "--set", "feature=search")
        cost = self.explained("cost", "--of", "feature=search")
        self.assertEqual(cost["whole"], 1_000_210_000)
        self.assertEqual([(rule["rule"], rule["in_nanos"], rule["out_nanos"]) for rule in cost["rules"]],
                         [(1, 1_000_000_000, 0)])

    def test_the_text_has_formula_prices_and_sql(self):
        text = self.outlay("explain", "cost", "--period", "2026-05")
        self.assertIn("cost = $3.25021", text)
        for words in ("reported by the log", "openai gpt-4o-mini", "rounding of each call", "log.jsonl", "FROM cost_events"):
            self.assertIn(words, text)

    def test_what_cannot_be_explained_is_said(self):
        self.outlay("explain", "cost_change", code=2)
        self.assertIn("earlier period", self.stderr)
        self.outlay("explain", "beauty", code=2)
        self.outlay("explain", "cost", "--of", "feature", code=2)
        self.assertIn("is not like feature=chat", self.stderr)
        self.outlay("explain", "cost", "--of", "planet=mars", code=2)
        self.assertRegex(self.stderr, r"^outlay: [^\n]+\n$")


if __name__ == "__main__":
    unittest.main()
